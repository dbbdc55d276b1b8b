"""The way from a sentence to the places that help, with crisis numbers first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from assistant.crisis import CrisisNotice, CrisisNumber, crisis_notices
from assistant.finding.areas import AreaReader, UnderstoodArea
from assistant.finding.choice import NO_CHOICE, Choice
from assistant.finding.languages import languages_of
from assistant.finding.names import NameReader
from assistant.finding.needs import NeedReader, Reason, UnderstoodNeed
from assistant.finding.purpose import asks_for_figures
from assistant.finding.ranking import Match, Situation, Suggestion, match_of, ranked
from assistant.finding.similarity import SURE, UNSURE, QueryEncoder, SimilarNeeds
from assistant.finding.wishes import Wishes, read_wishes
from assistant.finding.words import words_of
from corpus.directory.directory import Directory
from corpus.directory.needs import Taxonomy, load_needs
from corpus.errors import InvalidData
from corpus.institution import Institution
from corpus.places.areas import Places, load_places

MOST_NEEDS = 3
CHOSEN_SCORE = 9.0
SERVING = (Match.AREA, Match.SERVICE_AREA)


@dataclass(frozen=True, slots=True)
class Found:
    """What the finder understood and suggests; `crisis` stands before everything else."""

    question: str
    language: str
    crisis: tuple[CrisisNotice, ...]
    needs: tuple[UnderstoodNeed, ...]
    area: UnderstoodArea | None
    wishes: Wishes
    suggestions: tuple[Suggestion, ...]
    total: int

    @property
    def crisis_numbers(self) -> tuple[CrisisNumber, ...]:
        """The numbers of all notices, each once."""
        numbers = [number for notice in self.crisis for number in notice.numbers]
        return tuple({number.dial: number for number in reversed(numbers)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The institutions of one revision of the directory, by id and by need."""

    revision: int
    institutions: tuple[Institution, ...]
    by_need: dict[str, tuple[Institution, ...]]
    names: NameReader


class Finder:
    """Finds institutions by need and area; keeps the directory in memory and notices when it changes."""

    def __init__(
        self,
        directory: Directory,
        encoder: QueryEncoder | None = None,
        taxonomy: Taxonomy | None = None,
        places: Places | None = None,
    ) -> None:
        self.directory = directory
        self.taxonomy = taxonomy or load_needs()
        self.places = places or load_places()
        self._needs = NeedReader(self.taxonomy)
        self._areas = AreaReader(self.places)
        self._similar = SimilarNeeds(self.taxonomy, encoder) if encoder else None
        self._shelf = _Shelf(-1, (), {}, NameReader(()))

    def find(self, question: str, choice: Choice = NO_CHOICE, now: datetime | None = None) -> Found:
        """Understand a sentence and suggest institutions; chosen values win over what the sentence says.

        Raises InvalidData when a chosen area or need does not exist.
        """
        notices = crisis_notices(question)
        languages = languages_of(question)
        words = words_of(question)
        place = self._area(choice.area) if choice.area else self._areas.read(words)
        wishes = choice.wishes(read_wishes(words, languages))
        needs = self._chosen(choice.needs) if choice.needs else self._read_needs(question, notices)
        local = (now or datetime.now().astimezone()).astimezone(ZoneInfo(self.places.city.time_zone))
        candidates = self._candidates(question, needs, place)
        ranks = {one.need.id: rank for rank, one in enumerate(needs)}
        situation = Situation(place.area.id if place else None, wishes, local, choice)
        ranking = ranked(candidates, ranks, situation, self.places)
        return Found(
            question, languages[0], notices, needs, place, wishes, ranking.suggestions, ranking.total
        )

    def named_needs(self, question: str) -> tuple[UnderstoodNeed, ...]:
        """The needs that a question names, also one that asks how many offers there are."""
        return tuple(self._needs.named(words_of(question), languages_of(question)))

    def institutions(self) -> tuple[Institution, ...]:
        """All institutions as they are now."""
        return self._fresh().institutions

    def _read_needs(self, question: str, notices: Sequence[CrisisNotice]) -> tuple[UnderstoodNeed, ...]:
        """What an emergency calls for comes first, then the words, then what only sounds alike."""
        known = self.taxonomy.needs
        urgent = [
            UnderstoodNeed(known[id_], CHOSEN_SCORE, Reason.CRISIS, (notice.title,))
            for notice in notices
            for id_ in notice.needs
        ]
        words = words_of(question)
        read = self._needs.read(words, languages_of(question))
        if self._similar and not notices and not asks_for_figures(words):
            read += self._similar.read(question, SURE if read else UNSURE)
        first = {one.need.id: one for one in reversed([*urgent, *read])}
        ordered = sorted(first.values(), key=lambda one: -one.score)
        return tuple(ordered[:MOST_NEEDS])

    def _chosen(self, needs: Sequence[str]) -> tuple[UnderstoodNeed, ...]:
        chosen = [self.taxonomy.need(id_) for id_ in dict.fromkeys(needs)]
        return tuple(UnderstoodNeed(need, CHOSEN_SCORE, Reason.CHOSEN, ()) for need in chosen)

    def _area(self, text: str) -> UnderstoodArea | None:
        if self.places.by_name(text) == self.places.city.id:
            return None
        area = self._areas.named(text)
        if area is None:
            names = ", ".join(sorted({one.name for one in self.places.areas.values()}))
            raise InvalidData(f"Das Gebiet »{text}« ist nicht bekannt. Bekannt sind: {names}")
        return UnderstoodArea(area, text, typo=False)

    def _candidates(
        self, question: str, needs: Sequence[UnderstoodNeed], place: UnderstoodArea | None
    ) -> list[Institution]:
        """Institutions for the needs; without a need those that the sentence names, or those of the area."""
        shelf = self._fresh()
        if needs:
            fitting = {one.id: one for need in needs for one in shelf.by_need.get(need.need.id, ())}
            return list(fitting.values())
        return shelf.names.read(question) or self._in_area(question, shelf, place.area.id if place else None)

    def _in_area(self, question: str, shelf: _Shelf, area: str | None) -> list[Institution]:
        """What an area has, when nothing but an area was asked for."""
        if area is None or question.strip():
            return []
        return [one for one in shelf.institutions if match_of(one, area, self.places) in SERVING]

    def _fresh(self) -> _Shelf:
        revision = self.directory.revision
        if revision != self._shelf.revision:
            self._shelf = _shelf(revision, tuple(self.directory.all()), self.places)
        return self._shelf


def _shelf(revision: int, institutions: tuple[Institution, ...], places: Places) -> _Shelf:
    by_need: dict[str, list[Institution]] = defaultdict(list)
    for institution in institutions:
        for need in institution.needs:
            by_need[need].append(institution)
    grouped = {need: tuple(members) for need, members in by_need.items()}
    areas = [name for area in places.areas.values() for name in (area.name, *area.aliases)]
    return _Shelf(revision, institutions, grouped, NameReader(institutions, (places.city.name, *areas)))
