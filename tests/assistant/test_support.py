"""What refusal goes by: what a question names, and how closely the evidence speaks of it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from assistant.assistant import Assistant
from assistant.evidence import Evidence, gather
from assistant.naming import asks_number, names
from assistant.refusal import Refusal, load_refusal
from assistant.support import COLUMNS, held, stem, support
from assistant.telling import telling
from assistant.understanding import understand
from index.encoder import load_encoder
from index.german import tokens
from index.hit import Filters, Hit, Why

AddDocument = Callable[..., str]
TEXT = (
    "In Freiburg lebten 2022 rund 1.200 Menschen in Unterkünften. Die Stadt zahlt das Wohngeld monatlich aus."
)


@pytest.fixture
def hits(assistant: Assistant, add: AddDocument) -> list[Hit]:
    add("Wohnbericht", [("Unterkünfte und Wohngeld", TEXT)], year=2022)
    return list(assistant.index.search("Wohngeld Unterkünfte", 5, Filters()))


@pytest.fixture
def evidence(assistant: Assistant, hits: list[Hit]) -> list[Evidence]:
    return gather(hits, assistant.catalogue.passage)


def row(question: str, evidence: list[Evidence]) -> dict[str, float]:
    asked = understand(question)
    found = [block.hit for block in evidence]
    return dict(zip(COLUMNS, support(asked, found, evidence, telling(asked, found)).tolist(), strict=True))


def likely(model: Refusal, question: str, evidence: list[Evidence]) -> float:
    """How likely the evidence answers, by hits that say how rare its words are."""
    asked = understand(question)
    said = {"Wohngeld": ("Wohngeld",)} if "Wohngeld" in question else {}
    rarity = {word: 4.0 for word in tokens(question) if word[0].isupper() and word != "Wer"}
    blocks = [replace(each, hit=replace(each.hit, why=Why(said, 1.0, 0.0, rarity))) for each in evidence]
    found = [block.hit for block in blocks]
    return model.likely(asked, found, blocks, telling(asked, found))


def test_the_nouns_of_a_question_are_its_names_and_everyday_words_are_not() -> None:
    assert names(understand("Wer zahlt eigentlich das Wohngeld in dieser Stadt?")) == ("wohngeld",)


def test_without_capitals_all_telling_words_are_names() -> None:
    assert names(understand("wann wird der sperrmüll abgeholt")) == ("sperrmuell", "abgeholt")


@pytest.mark.parametrize(
    "question", ["Wie viele Leute wohnen dort?", "arbeitslosenquote freiburg", "Anteil der Kinder unter drei"]
)
def test_a_question_for_a_number_is_known_by_its_words(question: str) -> None:
    assert asks_number(understand(question))


def test_a_compound_is_held_in_part_where_one_of_its_parts_stands() -> None:
    assert held(["arbeitslosenquote"], ["arbeitslosen"]).mean() == pytest.approx(9 / 16, abs=0.1)
    assert held(["wohngeld"], ["wohngeldantraege"]).all()
    assert not held(["wohngeld"], ["kindergeld"]).any()


def test_inflected_words_share_their_stem() -> None:
    assert stem("unterkuenften") == stem("unterkuenfte")


def test_a_town_that_the_evidence_does_not_speak_of_is_a_gap(evidence: list[Evidence]) -> None:
    assert row("Wohngeld in Duisburg", evidence)["gap_everywhere"] == 1
    assert row("Wohngeld für Freiburger", evidence)["gap_everywhere"] == 0


def test_a_paragraph_that_the_evidence_does_not_speak_of_is_a_gap(evidence: list[Evidence]) -> None:
    assert row("Wohngeld nach § 16h", evidence)["gap_everywhere"] == 1


def test_the_model_believes_evidence_more_that_holds_what_is_asked(evidence: list[Evidence]) -> None:
    model = load_refusal()
    asked = [
        "Wer zahlt das Wohngeld?",
        "Wer zahlt den Schwerbehindertenausweis?",
        "Wer zahlt das Wohngeld in Bonn?",
    ]
    held_, missing, elsewhere = (likely(model, question, evidence) for question in asked)
    assert held_ > missing
    assert held_ > model.threshold > elsewhere


def test_evidence_that_holds_no_name_of_the_question_never_answers(evidence: list[Evidence]) -> None:
    assert likely(load_refusal(), "Wann öffnet das Hallenbad Quittenberg?", evidence) == 0


def test_without_evidence_nothing_is_likely() -> None:
    asked = understand("Wer zahlt das Wohngeld?")
    told = telling(asked, [])
    assert load_refusal().likely(asked, [], [], told) == 0
    assert np.isfinite(support(asked, [], [], told)).all()


def test_the_similarity_counts_only_for_the_encoder_that_the_model_was_fitted_with(
    evidence: list[Evidence],
) -> None:
    fitted, other = load_refusal(load_encoder("transformer").fingerprint), load_refusal("another encoder")
    far = [replace(block, hit=replace(block.hit, similarity=0.1)) for block in evidence]
    question = "Wer zahlt das Wohngeld?"
    assert likely(fitted, question, far) < likely(fitted, question, evidence)
    assert likely(other, question, far) == pytest.approx(likely(other, question, evidence))
