"""Orders institutions for a place: those that serve it, then neighbours, then the whole city."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from assistant.finding.choice import NO_CHOICE, Choice
from assistant.finding.opening_words import opening_text
from assistant.finding.times import is_open_then
from assistant.finding.wishes import Wishes
from corpus.directory.next_opening import next_opening
from corpus.directory.schedules import is_open
from corpus.institution import Institution, Wheelchair
from corpus.place import Position
from corpus.places.areas import Places
from corpus.places.geometry import metres


class Match(StrEnum):
    """How an institution lies to the place that was asked for."""

    AREA = "area"
    SERVICE_AREA = "service_area"
    NEIGHBOUR = "neighbour"
    CITY = "city"


NEARNESS = {Match.AREA: 0, Match.SERVICE_AREA: 0, Match.NEIGHBOUR: 1, Match.CITY: 2}
LONG_AGO = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An institution for a need: how it lies, whether somebody is there, and what remains open.

    `open_now` is None when the hours are unknown; `distance_m` is None without a place or position;
    `suspected` says that nobody has confirmed that the institution meets the need; `next_open` and its words
    `opens` are set where it is closed; `open_then` answers a wish for a time, None also where there is none;
    `only_for` names the areas that it serves where the asked one is none of them.
    """

    institution: Institution
    need: str | None
    match: Match
    open_now: bool | None
    distance_m: int | None
    suspected: bool
    wishes_met: int
    open_then: bool | None = None
    next_open: datetime | None = None
    opens: str = ""
    only_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An institution before hours and distance are looked at; `group` orders need, nearness and doubt."""

    institution: Institution
    need: str | None
    match: Match
    group: tuple[int, int, bool]


@dataclass(frozen=True, slots=True)
class Situation:
    """Where and when somebody asks, with which wishes, and what was chosen."""

    area: str | None
    wishes: Wishes
    now: datetime
    choice: Choice = NO_CHOICE


@dataclass(frozen=True, slots=True)
class Ranking:
    """A page of suggestions, and how many there are in all."""

    suggestions: tuple[Suggestion, ...]
    total: int
    speaking: "Speaking | None" = None


@dataclass(frozen=True, slots=True)
class Speaking:
    """How many of all places name a wished language in their entries, and how many name no language."""

    language: str
    naming: int
    silent: int
    total: int


def ranked(
    candidates: Iterable[Institution], needs: Mapping[str, int], situation: Situation, places: Places
) -> Ranking:
    """A page of suggestions: the clearest need, nearness, wishes, open now, distance, last assured.

    `needs` gives each need its rank; without needs all candidates count alike. Distances are looked at
    only in the groups (need and nearness) that are shown, hours also where closed ones are to be hidden.
    """
    choice = situation.choice
    groups: dict[tuple[int, int, bool], list[_Candidate]] = defaultdict(list)
    fitting: list[Institution] = []
    for institution in candidates:
        if choice.fits(institution) and not (choice.open_now and _closed(institution, situation, places)):
            candidate = _candidate(institution, needs, situation.area, places)
            groups[candidate.group].append(candidate)
            fitting.append(institution)
    found: list[Suggestion] = []
    for group in sorted(groups):
        if len(found) >= choice.first + choice.most:
            break
        suggestions = (_suggestion(candidate, situation, places) for candidate in groups[group])
        found += sorted(suggestions, key=_order)
    shown = found[choice.first : choice.first + choice.most]
    suggested = tuple(_with_next_opening(one, situation.now, places) for one in shown)
    return Ranking(suggested, len(fitting), _speaking(fitting, situation.wishes))


def _speaking(fitting: Sequence[Institution], wishes: Wishes) -> Speaking | None:
    if not (wishes.language and wishes.language_asked and fitting):
        return None
    naming = sum(wishes.language in one.languages for one in fitting)
    return Speaking(wishes.language, naming, sum(not one.languages for one in fitting), len(fitting))


def match_of(institution: Institution, area: str | None, places: Places) -> Match:
    """How an institution lies to an area; without one everything is the whole city."""
    if area is None:
        return Match.CITY
    if institution.area and places.inside(institution.area, area):
        return Match.AREA
    if any(places.inside(area, served) for served in institution.service_areas):
        return Match.SERVICE_AREA
    if institution.area and _beside(institution.area, area, places):
        return Match.NEIGHBOUR
    return Match.CITY


def _beside(own: str, area: str, places: Places) -> bool:
    """Whether an area is a neighbour, or lies in the same part of the city as one that holds the other."""
    if places.inside(area, own):
        return True
    return bool(places.around(own) & places.beside(area))


def _candidate(
    institution: Institution, needs: Mapping[str, int], area: str | None, places: Places
) -> _Candidate:
    last = len(needs)
    tags = [tag for service in institution.services for tag in service.tags if tag.need in needs]
    best = min(tags, key=lambda tag: (needs[tag.need], tag.suspected), default=None)
    match = match_of(institution, area, places)
    rank = needs[best.need] if best else last
    suspected = bool(best and best.suspected)
    return _Candidate(institution, best.need if best else None, match, (rank, NEARNESS[match], suspected))


def _closed(institution: Institution, situation: Situation, places: Places) -> bool:
    return is_open(institution.schedule, situation.now, places.city.state) is False


def _suggestion(candidate: _Candidate, situation: Situation, places: Places) -> Suggestion:
    institution = candidate.institution
    now, times, state = situation.now, situation.wishes.times, places.city.state
    open_now = is_open(institution.schedule, now, state)
    open_then = is_open_then(institution.schedule, times, now, state) if times else None
    return Suggestion(
        institution,
        candidate.need,
        candidate.match,
        open_now,
        _distance(institution, situation.area, places),
        candidate.group[-1],
        _wishes_met(institution, situation.wishes, open_now) + (open_then is True),
        open_then,
        only_for=_only_for(institution, situation.area, places),
    )


def _only_for(institution: Institution, area: str | None, places: Places) -> tuple[str, ...]:
    """The names of the areas that it serves, where none of them holds the asked one or lies in it."""
    served = [one for one in institution.service_areas if one in places.areas]
    if area is None or len(served) < len(institution.service_areas):
        return ()
    if any(places.inside(area, one) or places.inside(one, area) for one in served):
        return ()
    return tuple(places.areas[one].name for one in served)


def _with_next_opening(one: Suggestion, now: datetime, places: Places) -> Suggestion:
    following = next_opening(one.institution.schedule, now, places.city.state)
    return replace(one, next_open=following, opens=opening_text(following, now)) if following else one


def _order(one: Suggestion) -> tuple[int, bool, bool, bool, int, int, str]:
    assured = (one.institution.assured_date or LONG_AGO).toordinal()
    distance = one.distance_m
    return (
        -one.wishes_met,
        one.open_then is False,
        one.open_now is not True,
        distance is None,
        distance or 0,
        -assured,
        one.institution.name,
    )


def _distance(institution: Institution, area: str | None, places: Places) -> int | None:
    centre: Position | None = places.areas[area].centre if area and area in places.areas else None
    return metres(centre, institution.position) if centre and institution.position else None


def _wishes_met(institution: Institution, wishes: Wishes, open_now: bool | None) -> int:
    """How many wishes an institution meets; a language that is asked for outweighs all others together.

    Who cannot follow a consultation gains nothing by its being open or free.
    """
    spoken = wishes.language is not None and wishes.language in institution.languages
    met = (
        wishes.open_now and open_now is True,
        spoken,
        wishes.wheelchair and institution.wheelchair is Wheelchair.YES,
        wishes.free and institution.free is True,
        wishes.anonymous and institution.anonymous is True,
        bool(set(wishes.audiences) & set(institution.audiences)),
    )
    return sum(met) + (len(met) if spoken and wishes.language_asked else 0)
