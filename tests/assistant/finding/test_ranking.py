"""In which order institutions of one need and one nearness come."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from assistant.finding.ranking import Situation, ranked
from assistant.finding.wishes import Wishes
from assistant.finding.wording import match_text
from corpus.directory.hours import read_hours
from corpus.institution import Institution, Service, Source, Tag, Wheelchair
from corpus.place import Position
from corpus.places.areas import load_places

PLACES = load_places()
MONDAY_10 = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
HERE = Situation("osterfeld", Wishes(), MONDAY_10)


def entry(name: str, *, suspected: bool = False, **values: object) -> Institution:
    tags = (Tag("tafel", suspected=suspected),)
    one = Institution(
        name, name, Source("Test", name), services=(Service("Rat", tags=tags),), area="osterfeld"
    )
    return replace(one, **values)


def order(*entries: Institution) -> list[str]:
    return [one.institution.name for one in ranked(entries, {"tafel": 0}, HERE, PLACES).suggestions]


def test_who_is_open_now_comes_first_and_unknown_hours_do_not() -> None:
    closed, unknown, opened = (read_hours(text) for text in ("Di 9-12 Uhr", "n. V.", "Mo 9-12 Uhr"))
    assert order(entry("a", schedule=closed), entry("b", schedule=unknown), entry("c", schedule=opened)) == [
        "c",
        "a",
        "b",
    ]


def test_then_who_is_nearer_and_unknown_places_last() -> None:
    centre = PLACES.areas["osterfeld"].centre
    assert centre
    near, far = (Position(centre.latitude + shift, centre.longitude) for shift in (0.001, 0.01))
    assert order(entry("a"), entry("b", position=far), entry("c", position=near)) == ["c", "b", "a"]


def test_then_who_was_assured_last() -> None:
    old, new = date(2024, 1, 1), date(2026, 1, 1)
    assert order(entry("a"), entry("b", assured_date=old), entry("c", assured_date=new)) == ["c", "b", "a"]


def test_a_suspected_need_stands_behind_all_that_are_sure() -> None:
    schedule = read_hours("Mo 9-12 Uhr")
    assert order(entry("a", suspected=True, schedule=schedule), entry("b")) == ["b", "a"]


def test_whoever_speaks_an_asked_language_stands_before_all_that_meet_other_wishes_only() -> None:
    wishes = Wishes(True, "tr", True, True, True, True, ("alleinerziehende",))
    easy = entry(
        "a",
        schedule=read_hours("Mo 9-12 Uhr"),
        wheelchair=Wheelchair.YES,
        free=True,
        anonymous=True,
        audiences=wishes.audiences,
    )
    entries = [easy, entry("b", languages=("tr",)), entry("c", languages=("tr",), free=True), entry("d")]
    found = ranked(entries, {"tafel": 0}, replace(HERE, wishes=wishes), PLACES).suggestions
    assert [one.institution.name for one in found] == ["c", "b", "a", "d"]


def test_a_language_that_is_only_written_in_is_one_wish_among_others() -> None:
    guessed = replace(HERE, wishes=Wishes(open_now=True, language="tr"))
    entries = [entry("a", languages=("tr",)), entry("b", schedule=read_hours("Mo 9-12 Uhr"))]
    found = ranked(entries, {"tafel": 0}, guessed, PLACES).suggestions
    assert [one.institution.name for one in found] == ["b", "a"]


def test_whoever_serves_another_area_only_is_named_as_such() -> None:
    elsewhere = entry("Drüben", area="sterkrade", service_areas=("sterkrade",))
    everywhere = entry("Überall", area="sterkrade", service_areas=("sterkrade", "osterfeld"))
    unknown = entry("Offen", area="sterkrade")
    found = ranked([elsewhere, everywhere, unknown], {"tafel": 0}, HERE, PLACES).suggestions
    told = {one.institution.name: match_text(one, "Osterfeld") for one in found}
    assert told["Drüben"].endswith(", zuständig nur für Sterkrade; fragen Sie bitte vorher nach")
    assert not any("nur" in told[name] for name in ("Überall", "Offen"))
