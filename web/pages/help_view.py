"""What a page of results shows: what was understood, and the places in groups by nearness."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.finder import SERVING, Found
from assistant.finding.ranking import Match, Suggestion
from assistant.finding.wishes import Wishes
from assistant.finding.wording import only_for_text, opens_text, then_text, why_text
from corpus.directory.languages import language_name
from corpus.directory.phones import readable
from corpus.directory.schedules import hours_text
from corpus.institution import Institution, Phone, Wheelchair
from corpus.places.areas import Places
from web.pages.help_query import FILTERS, HelpQuery
from web.texts import text
from web.wording import hours_line


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that was understood or chosen, why, and the address without it."""

    label: str
    why: str
    without: str


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """A telephone number as people read and dial it, and what it is for."""

    text: str
    dial: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Card:
    """A place among the results; `doubts` are filters of which nobody knows whether it meets them.

    `opens` says when a closed one opens, `then` whether it is open when somebody wants to come.
    """

    number: int
    one: Institution
    suggestion: Suggestion
    phones: tuple[PhoneLine, ...]
    hours: str
    opens: str
    then: str
    languages: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Places that lie alike to the area that was asked for."""

    title: str
    cards: tuple[Card, ...]


def chips(found: Found, query: HelpQuery, places: Places) -> list[Chip]:
    """What was understood and chosen, each with the address that takes it back."""
    needs = tuple(one.need.id for one in found.needs)
    return [
        *(
            Chip(one.need.label, why_text(one), _without_need(one.need.id, needs, query))
            for one in found.needs
        ),
        *(_area_chip(found, query, places)),
        *(
            Chip(label, "", query.address(**_without_wish(id_, query)))
            for id_, label in found.wishes.by_id.items()
        ),
    ]


def groups(found: Found, query: HelpQuery, places: Places) -> list[Group]:
    """The suggestions of a page in groups of one need and one nearness, in their order."""
    labels = {one.need.id: one.need.label for one in found.needs}
    area = found.area.area.name if found.area else places.city.name
    first = query.choice().first
    cards = [card(n, one, found.wishes, query) for n, one in enumerate(found.suggestions, start=first + 1)]
    alike = groupby(cards, key=lambda c: (c.suggestion.need, _nearness(c.suggestion)))
    return [
        Group(_title(labels.get(need or ""), near, area, places), tuple(members))
        for (need, near), members in alike
    ]


def card(number: int, suggestion: Suggestion, wishes: Wishes, query: HelpQuery) -> Card:
    """A suggestion as a card."""
    one = suggestion.institution
    return Card(
        number,
        one,
        suggestion,
        phone_lines(one.phones),
        hours_line(hours_text(one.schedule)),
        opens_text(suggestion.opens),
        then_text(suggestion, wishes),
        spoken(one.languages),
        tuple(_doubts(suggestion, query)),
    )


def phone_lines(phones: Sequence[Phone]) -> tuple[PhoneLine, ...]:
    """The numbers that somebody answers, fax aside; what is no valid number cannot be dialled by a tap."""
    return tuple(
        PhoneLine(readable(one), one.number if one.number.startswith("+") else "", one.purpose)
        for one in phones
        if one.kind != "fax"
    )


def spoken(codes: Sequence[str]) -> str:
    """Languages by their German names."""
    return ", ".join(language_name(code) for code in codes)


def _without_need(need: str, needs: tuple[str, ...], query: HelpQuery) -> str:
    """The other needs become chosen ones; without any there is nothing left to find but a theme."""
    others = tuple(one for one in needs if one != need)
    return query.address(bedarf=others) if others else query.address(bedarf=(), q="", ohne=(), lage="alle")


def _without_wish(id_: str, query: HelpQuery) -> dict[str, object]:
    names = {"open_now": "offen", "wheelchair": "rollstuhl", "free": "kostenlos", "anonymous": "anonym"}
    chosen = {"sprache": ""} if id_ == "language" else {names[id_]: False} if id_ in names else {}
    return {**chosen, "ohne": tuple(dict.fromkeys((*query.ohne, id_)))}


def _area_chip(found: Found, query: HelpQuery, places: Places) -> Iterator[Chip]:
    if found.area is None:
        return
    why = "" if query.gebiet else text("hilfe.area_words", words=found.area.words)
    yield Chip(found.area.area.name, why, query.address(gebiet=places.city.id))


def _nearness(suggestion: Suggestion) -> Match:
    return Match.AREA if suggestion.match in SERVING else suggestion.match


def _title(need: str | None, near: Match, area: str, places: Places) -> str:
    where = text(f"hilfe.group.{near.value}", area=area, city=places.city.name)
    return f"{need} {where}" if need else where[:1].upper() + where[1:]


def _doubts(suggestion: Suggestion, query: HelpQuery) -> Iterator[str]:
    """That a place serves other areas only, and filters whose answer is not known or only partly yes."""
    one = suggestion.institution
    if served := only_for_text(suggestion):
        yield served[0].upper() + served[1:]
    if query.rollstuhl and one.wheelchair is not Wheelchair.YES:
        yield text("hilfe.partly" if one.wheelchair else "hilfe.unknown", what=FILTERS["rollstuhl"])
    if query.kostenlos and one.free is None:
        yield text("hilfe.unknown", what=FILTERS["kostenlos"])
    if query.anonym and one.anonymous is None:
        yield text("hilfe.unknown", what=FILTERS["anonym"])
    if query.sprache and not one.languages:
        yield text("hilfe.unknown", what=text("hilfe.in_language", name=language_name(query.sprache)))
