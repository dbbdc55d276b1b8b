import pytest

from index.compounds import parts_of
from index.german import analyse, fold, stem, terms, tokens


def stems(text: str) -> set[str]:
    return {root for token in tokens(text) for root in terms(token).stems}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Überschuldung", "Ueberschuldung"),
        ("Straße", "Strasse"),
        ("Häuser", "Haus"),
        ("Kitas", "Kita"),
        ("Migrant_innen", "Migranten"),
        ("Bürger*innen", "Bürger"),
        ("MitarbeiterInnen", "Mitarbeiter"),
        ("Schüler:innen", "Schülerin"),
        ("Lehrer/-innen", "Lehrern"),
        ("Ärztinnen", "Arzt"),
        ("Wohnungslosen", "Wohnungslosigkeit"),
        ("4 700", "4.700"),
        ("4\u00a0700", "4700"),
        ("SGB II", "SGB 2"),
        ("Hartz-IV", "Hartz 4"),
        ("§ 22", "§22"),
        ("Eltern-Kind-Gruppe", "Elternkindgruppe"),
        ("ARMUT", "armut"),
        ("U\u0308berschuldung", "Überschuldung"),
    ],
)
def test_two_ways_to_write_it_are_one(one: str, other: str) -> None:
    assert stems(one) & stems(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bürger", "Burg"), ("Kreis", "Krei"), ("4,7", "47"), ("§ 22", "22"), ("Mutter", "Mutt")],
)
def test_two_different_words_stay_two(one: str, other: str) -> None:
    assert not stems(one) & stems(other)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Eigentumswohnung", {"eigentum", "wohnung"}),
        ("Armutsgefährdungsquote", {"armut", "gefaehrdung", "quote"}),
        ("Kindertagesstätte", {"kind", "tag", "statt"}),
        ("Bürgergeld", {"buerger", "geld"}),
        ("Schuldnerberatung", {"schuldn", "beratung"}),
        ("Verwaltung", set()),
        ("Überschuldung", set()),
        ("Entwicklung", set()),
        ("Kinder", set()),
    ],
)
def test_a_compound_is_split_into_its_parts(word: str, parts: set[str]) -> None:
    assert {stem(part) for part in parts_of(fold(word))} == {stem(part) for part in parts}


def test_a_stop_word_is_a_word_but_no_term() -> None:
    analysis = analyse("Wie ist das?")
    assert (analysis.words, analysis.stems, analysis.grams) == ("wie ist das", "", "")


def test_a_part_of_a_compound_is_marked_as_one() -> None:
    assert "+geld" in analyse("Wohngeld").stems.split()


def test_a_number_keeps_the_groups_that_may_be_cells_of_a_table() -> None:
    assert {"120345", "+120", "+345"} <= set(analyse("120 345").stems.split())


def test_four_grams_stay_inside_a_word_and_umlauts_do_not_matter() -> None:
    assert analyse("Rat Häuser").grams == "rat haus ause user"
    assert analyse("Haeuser").grams == "haus ause user"


def test_a_hyphen_at_the_end_and_odd_signs_do_no_harm() -> None:
    assert analyse("Sozial- und Gesundheitswesen").words == "sozial und gesundheitswesen"
    assert analyse("§ § * _ - 💶 \u200b").stems == ""


def test_a_very_long_word_is_cut() -> None:
    assert len(analyse("a" * 10_000).words) <= 60
