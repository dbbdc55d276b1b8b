from collections import Counter

from index.training.examples import Section
from index.training.pairs import bare_title, passages, section_pairs, templates, topic_of


def test_a_title_loses_its_number():
    assert bare_title("§ 7 Leistungsberechtigte") == "Leistungsberechtigte"
    assert bare_title("Art 12a Dienstpflichten") == "Dienstpflichten"
    assert bare_title("§§ 3 - Wohngeld") == "Wohngeld"


def test_passages_have_at_most_120_words_and_no_paragraph_numbers():
    found = passages(["(1) " + "Wort " * 300, "(2) " + "Satz " * 20])
    assert [len(text.split()) for text in found] == [120, 120, 80]
    assert not found[0].startswith("(1)")


def test_passages_of_a_few_words_are_dropped():
    assert passages(["(weggefallen)"]) == []


def test_a_topic_is_made_of_the_rarest_known_words():
    text = "Menschen erhalten Wohngeld und Heizkostenzuschuss nach Antrag Xyzzzz"
    counts = {
        "menschen": 900,
        "erhalten": 800,
        "wohngeld": 40,
        "heizkostenzuschuss": 30,
        "antrag": 200,
        "nach": 999,
    }
    assert topic_of(text, counts) == "Wohngeld Heizkostenzuschuss Antrag"


def test_a_section_yields_title_topic_and_sentence_pairs_of_its_group():
    section = Section(
        "§ 1 Wohngeld", ("Wohngeld gibt es auf Antrag. Es hilft bei der Miete. Das Amt zahlt.",), 5
    )
    found = list(section_pairs([section], Counter(), "law"))
    assert {pair.kind for pair in found} == {"law title", "law topic", "law sentence"}
    assert {pair.group for pair in found} == {5}
    sentence = next(pair for pair in found if pair.kind == "law sentence")
    assert sentence.query not in sentence.passage


def test_titles_that_many_sections_bear_ask_for_nothing():
    sections = [
        Section("§ 9 Inkrafttreten", ("Dieses Gesetz tritt am Tag nach der Verkündung in Kraft.",), 1)
    ] * 7
    assert "law title" not in {pair.kind for pair in section_pairs(sections, Counter(), "law")}


def test_every_question_frame_has_one_place_for_its_topic():
    assert len(templates()) > 40
    assert all(frame.count("{}") == 1 for frame in templates())
