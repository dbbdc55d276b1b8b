from pathlib import Path

import pytest

from corpus.errors import InvalidData
from corpus.figures.areas import AreaNames, finder_of
from corpus.figures.indicators import indicators, load_indicators
from corpus.places.areas import load_places


@pytest.mark.parametrize(
    ("words", "indicator"),
    [
        ("SGB-II-Quote in %", "sgb2-quote"),
        ("Hartz-IV-Quote", "sgb2-quote"),
        ("Kinderarmut", "kinderarmut"),
        ("Grundsicherung im Alter", "altersarmut"),
        ("Arbeitslosenquote (Jahresdurchschnitt)", "arbeitslosenquote"),
        ("Jugendarbeitslosigkeit", "jugendarbeitslosigkeit"),
        ("Pflegebedürftige insgesamt", "pflegebeduerftige"),
    ],
)
def test_an_indicator_is_recognised_by_its_names(words: str, indicator: str) -> None:
    assert indicators().recognised("", words, "", "") == indicator


def test_a_count_is_not_taken_for_a_quota_of_the_same_name() -> None:
    assert indicators().recognised("", "SGB-II-Quote", "", "Anzahl") is None


def test_there_are_seven_core_indicators_and_about_eighty_in_all() -> None:
    every = indicators().by_id.values()
    assert sum(entry.core for entry in every) == 7
    assert len(every) >= 80


def test_a_broken_catalogue_names_what_an_entry_needs(tmp_path: Path) -> None:
    file = tmp_path / "indicators.yaml"
    file.write_text("indicators:\n  - {id: a}\n", "utf-8")
    with pytest.raises(InvalidData, match="definition"):
        load_indicators(file)


def test_the_same_area_is_recognised_in_all_its_spellings() -> None:
    names = AreaNames(load_places())
    assert names.id_of("Vondern/Osterfeld Süd") == names.id_of("Osterfeld-Süd")
    assert names.id_of("Gesamtstadt") == names.city
    assert finder_of(names.known)("Nordrhein-Westfalen") == "Nordrhein-Westfalen"
    assert finder_of(names.known)("Haushalte mit Kindern") is None
