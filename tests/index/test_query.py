from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalogue import Catalogue
from index.build import build
from index.errors import InvalidGlossary
from index.folding import in_turn, without_twins
from index.glossary import GLOSSARY, Glossary
from index.hashing import HashingEncoder
from index.query import parse
from index.search import Index
from index.vocabulary import Vocabulary


def test_a_question_is_taken_apart() -> None:
    query = parse('Hilfe "ältere Menschen" -Rente Wohn*')
    assert query.text.split() == ["Hilfe", "ältere", "Menschen"]
    assert query.words == ("Hilfe", "ältere", "Menschen")
    assert query.phrases == (("aeltere", "menschen"),)
    assert query.unwanted == ("rente",)
    assert query.prefixes == ("wohn",)


def test_a_minus_before_quotation_marks_forbids_the_phrase() -> None:
    query = parse('Kinder -"Bildung und Teilhabe" "ältere Menschen"')
    assert query.unwanted_phrases == (("bildung", "und", "teilhabe"),)
    assert query.phrases == (("aeltere", "menschen"),)
    assert query.text.split() == ["Kinder", "ältere", "Menschen"]


def test_a_hyphen_inside_words_is_no_minus() -> None:
    assert parse("Eltern-Kind-Gruppe und Bildungs- und Teilhabepaket").unwanted == ()


@pytest.mark.parametrize("typed", ["", "   ", "?!", "-Rente", '""', "*", "\u0000"])
def test_nothing_to_look_for_is_empty(typed: str) -> None:
    assert parse(typed).empty


def test_stop_words_alone_may_still_be_understood_by_the_encoder() -> None:
    query = parse("Wer ist das?")
    assert query.words == ()
    assert not query.empty


def glossary(tmp_path: Path, text: str) -> Glossary:
    path = tmp_path / "glossary.yaml"
    path.write_text(text, "utf-8")
    return Glossary(path)


def test_everyday_words_mean_official_words(tmp_path: Path) -> None:
    found = glossary(tmp_path, "means:\n  Stütze: Bürgergeld, SGB II\n").meanings(["Stuetze"])
    assert [(one.typed, one.others) for one in found] == [(("Stuetze",), ("Bürgergeld", "SGB II"))]


def test_words_for_the_same_find_each_other_and_endings_do_not_matter(tmp_path: Path) -> None:
    known = glossary(tmp_path, "same:\n  - Kita, Kindertagesstätte, Kindergarten\n")
    assert known.meanings(["Kitas"])[0].others == ("Kindertagesstätte", "Kindergarten")
    assert known.meanings(["Kindergärten"])[0].others == ("Kita", "Kindertagesstätte")


def test_the_longer_phrase_wins(tmp_path: Path) -> None:
    known = glossary(tmp_path, "means:\n  hohe Kante: Ersparnis\n  Kante: Rand\n  hohe: groß\n")
    assert [one.others for one in known.meanings(["hohen", "Kante"])] == [("Ersparnis",)]


def test_a_changed_glossary_is_read_again(tmp_path: Path) -> None:
    known = glossary(tmp_path, "means:\n  Bude: Wohnung\n")
    (tmp_path / "glossary.yaml").write_text("means:\n  Bude: Wohnung, Unterkunft\n", "utf-8")
    assert known.meanings(["Bude"])[0].others == ("Wohnung", "Unterkunft")


def test_a_broken_glossary_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidGlossary, match=r"glossary\.yaml"):
        glossary(tmp_path, "means: [")


def test_a_missing_glossary_knows_nothing(tmp_path: Path) -> None:
    assert Glossary(tmp_path / "none.yaml").meanings(["Stütze"]) == []


@pytest.mark.parametrize(
    ("typed", "official"),
    [
        ("Stütze", "Bürgergeld"),
        ("Hartz 4", "Bürgergeld"),
        ("BuT", "Bildung und Teilhabe"),
        ("WBS", "Wohnberechtigungsschein"),
    ],
)
def test_the_shipped_glossary_knows_what_people_say(typed: str, official: str) -> None:
    others = [other for one in Glossary(GLOSSARY).meanings(parse(typed).words) for other in one.others]
    assert official in others


def test_a_slip_of_the_pen_finds_the_word_that_was_meant() -> None:
    known = Vocabulary(lambda: ["wohnungslosigkeit", "wohngeld", "miete", "mieter", "armut"])
    assert known.meant("wonungslosikeit") == ["wohnungslosigkeit"]
    assert known.meant("whongeld") == ["wohngeld"]
    assert known.meant("amrut") == ["armut"]
    assert known.meant("xyzabc") == []
    assert known.meant("mit") == []


@pytest.mark.parametrize(
    "query", ["Wonungslosikeit", "Schuldnerberaatung", "Eigentums Wohnung", "Miet Wohnung"]
)
def test_slips_and_compounds_written_apart_are_found(
    filled: Catalogue, folder: Path, encoder: HashingEncoder, query: str
) -> None:
    build(filled, folder, encoder)
    hit = Index.open(folder, filled, encoder).search(query, 1)[0]
    assert "ohnung" in hit.passage.text or "Schuldner" in hit.passage.text
    assert hit.why.words


def test_no_document_fills_the_page_alone() -> None:
    items = ["a1", "a2", "a3", "a4", "b1", "a5"]
    assert list(in_turn(items, lambda item: item[0])) == ["a1", "a2", "a3", "b1", "a4", "a5"]


def test_twins_are_folded_but_other_numbers_make_another_finding() -> None:
    words = " ".join(f"wort{chr(97 + n)}" for n in range(20))
    texts = [words, f"{words} neu", f"{words} 17", f"{words} 18"]
    assert list(without_twins(texts, str)) == [words, f"{words} 17", f"{words} 18"]


LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
SOME = st.frozensets(st.sampled_from(sorted(LETTERS)), max_size=4)


@given(st.lists(SOME | SOME.map(LETTERS.difference), max_size=6))
def test_twins_have_nine_of_ten_words_of_both_in_common(bags: list[frozenset[str]]) -> None:
    kept: list[frozenset[str]] = []
    for bag in bags:
        if not any(bag & other and len(bag & other) >= 0.9 * len(bag | other) for other in kept):
            kept.append(bag)
    assert list(without_twins(bags, lambda bag: " ".join(sorted(bag)))) == kept
