"""A follow-up that names a group of people keeps the need: »Und für Frauen?« after »für Wohnungslose«."""

import pytest

from assistant.adviser import Adviser
from tests.assistant.noting import understood

HOMELESS = "Einrichtungen für Wohnungslose"
BUILT_WITH = [
    (HOMELESS, "Und für Frauen?", f"{HOMELESS} (für Frauen)?"),
    (HOMELESS, "und für Jugendliche?", f"{HOMELESS} (für Jugendliche)?"),
    (HOMELESS, "auch für Männer?", f"{HOMELESS} (für Männer)?"),
    (HOMELESS, "und wenn ich schwanger bin?", f"{HOMELESS} (wenn ich schwanger bin)?"),
    (
        "Beratung für Suchtkranke in Sterkrade",
        "Und für Angehörige?",
        "Beratung für Suchtkranke in Sterkrade (für Angehörige)?",
    ),
    ("Angebote für Menschen mit Behinderung", "und für Kinder?", "Angebote für Kinder mit Behinderung"),
    (
        "Wo gibt es Hilfe für Schuldner?",
        "gibt es das auch für Senioren?",
        "Wo gibt es Hilfe für Schuldner (für Senioren)?",
    ),
    ("Hilfe für Arbeitslose", "auch speziell für Frauen?", "Hilfe für Arbeitslose (für Frauen)?"),
    (
        "Was gibt es für Geflüchtete?",
        "Und für Familien mit kleinen Kindern?",
        "Was gibt es für Geflüchtete (für Familien mit kleinen Kindern)?",
    ),
    ("Wohngeld für Rentner", "und für Studenten?", "Wohngeld für Studenten"),
    ("Sprachkurse für Erwachsene", "und für Kinder?", "Sprachkurse für Kinder"),
    ("Wie hoch ist der Satz für Paare?", "Und für Kinder?", "Wie hoch ist der Satz für Kinder?"),
]
CHECKED_WITH = [
    (
        "Notschlafstellen für Obdachlose",
        "Gibt es da auch was für Frauen?",
        "Notschlafstellen für Obdachlose (für Frauen)?",
    ),
    (
        "Angebote für Geflüchtete in Osterfeld",
        "und für Kinder?",
        "Angebote für Geflüchtete in Osterfeld (für Kinder)?",
    ),
    ("Beratung für Menschen mit Demenz", "und für Angehörige?", "Beratung für Angehörige mit Demenz"),
    ("Treffpunkte für Alleinerziehende", "und für Väter?", "Treffpunkte für Väter"),
    ("Schuldnerberatung", "auch für Jugendliche?", "Schuldnerberatung (für Jugendliche)?"),
    (
        "Wo finde ich Hilfe für Suchtkranke?",
        "Und was ist mit Familien?",
        "Was ist mit Familien: Hilfe Suchtkranke?",
    ),
    (
        "Unterstützung für Pflegebedürftige",
        "Gibt es so etwas auch für junge Menschen?",
        "Unterstützung für Pflegebedürftige (für junge Menschen)?",
    ),
    ("Wohnungen für Studierende", "und für Familien?", "Wohnungen für Familien"),
    ("Beratungsstellen für Migranten", "Nur für Frauen?", "Beratungsstellen für Migranten (für Frauen)?"),
    (
        "Wo bekomme ich als Wohnungsloser Essen?",
        "Und als Frau?",
        "Wo bekomme ich als Wohnungsloser Essen (als Frau)?",
    ),
    (
        "Angebote für psychisch Kranke",
        "und wenn ich erst 16 bin?",
        "Wenn ich erst 16 bin: Angebote für psychisch Kranke?",
    ),
    ("Kleiderkammer für Bedürftige", "Und für Babys?", "Kleiderkammer für Bedürftige (für Babys)?"),
]


@pytest.mark.parametrize(("before", "asked", "meant"), [*BUILT_WITH, *CHECKED_WITH])
def test_who_asks_for_a_group_asks_for_it_in_the_same_need(
    adviser: Adviser, before: str, asked: str, meant: str
) -> None:
    assert understood(adviser, asked, before).said.text == meant


@pytest.mark.parametrize("asked", ["Und für Frauen?", "und für Jugendliche?", "und wenn ich schwanger bin?"])
def test_the_need_before_stays_the_first(adviser: Adviser, asked: str) -> None:
    assert understood(adviser, asked, HOMELESS).found.needs[0].need.id == "wohnungslosigkeit"


def test_another_group_takes_the_place_of_the_group_and_a_place_is_added(adviser: Adviser) -> None:
    women = understood(adviser, "Und für Frauen?", HOMELESS).said.text
    assert understood(adviser, "Und für Männer?", women).said.text == f"{HOMELESS} (für Männer)?"
    assert understood(adviser, "Und in Sterkrade?", women).found.needs[0].need.id == "wohnungslosigkeit"


def test_another_need_takes_the_place_of_the_need(adviser: Adviser) -> None:
    assert understood(adviser, "Und für Suchtkranke?", HOMELESS).said.text == "Einrichtungen für Suchtkranke"
