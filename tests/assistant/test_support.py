"""What refusal goes by: what a question names, and how closely the evidence speaks of it."""

from collections.abc import Callable

import numpy as np
import pytest

from assistant.assistant import Assistant
from assistant.evidence import Evidence, gather
from assistant.naming import asks_number, names
from assistant.refusal import load_refusal
from assistant.support import COLUMNS, held, stem, support
from assistant.understanding import understand
from index.hit import Filters

AddDocument = Callable[..., str]
TEXT = (
    "In Freiburg lebten 2022 rund 1.200 Menschen in Unterkünften. Die Stadt zahlt das Wohngeld monatlich aus."
)


@pytest.fixture
def evidence(assistant: Assistant, add: AddDocument) -> list[Evidence]:
    add("Wohnbericht", [("Unterkünfte und Wohngeld", TEXT)], year=2022)
    hits = assistant.index.search("Wohngeld Unterkünfte", 5, Filters())
    return gather(hits, assistant.catalogue.passage)


def row(question: str, evidence: list[Evidence]) -> dict[str, float]:
    return dict(zip(COLUMNS, support(understand(question), evidence).tolist(), strict=True))


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


def test_a_long_word_that_stands_nowhere_is_missed_by_its_letters(evidence: list[Evidence]) -> None:
    assert row("Wo gibt es den Schwerbehindertenausweis?", evidence)["word_missing"] > 2
    assert row("Wo gibt es Unterkünfte?", evidence)["word_missing"] == 0


def test_the_model_believes_evidence_more_that_holds_what_is_asked(evidence: list[Evidence]) -> None:
    model = load_refusal()
    asked = [
        "Wer zahlt das Wohngeld?",
        "Wer zahlt den Schwerbehindertenausweis?",
        "Wer zahlt das Wohngeld in Bonn?",
    ]
    held_, missing, elsewhere = (model.likely(understand(question), evidence) for question in asked)
    assert held_ > missing
    assert held_ > model.threshold > elsewhere


def test_without_evidence_nothing_is_likely() -> None:
    assert load_refusal().likely(understand("Wer zahlt das Wohngeld?"), []) == 0
    assert np.isfinite(support(understand("Wer zahlt?"), [])).all()
