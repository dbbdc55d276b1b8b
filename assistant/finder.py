"""The way from a sentence to the places that help, with crisis numbers first."""

import threading
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from assistant.adding import without_circumstances
from assistant.crisis import CrisisNotice, CrisisNumber, each_once, read_crisis
from assistant.despair import GentleLine, gentle_line
from assistant.directory_answer import topic_of_places
from assistant.finding.areas import AreaReader, UnderstoodArea
from assistant.finding.choice import NO_CHOICE, Choice
from assistant.finding.languages import languages_of
from assistant.finding.names import NameReader
from assistant.finding.needs import NeedReader, Reason, UnderstoodNeed
from assistant.finding.purpose import asks_for_anything, asks_for_figures, asks_when, makes_sense
from assistant.finding.ranking import Match, Situation, Speaking, Suggestion, match_of, ranked
from assistant.finding.similarity import SURE, UNSURE, QueryEncoder, SimilarNeeds
from assistant.finding.times import read_times
from assistant.finding.towns import town_named
from assistant.finding.wishes import Wishes, read_wishes
from assistant.finding.words import Word, words_of
from corpus.directory.directory import Directory
from corpus.directory.languages import language_code, language_name
from corpus.directory.needs import Taxonomy
from corpus.errors import InvalidData
from corpus.institution import Institution
from corpus.lists.own import OwnLists
from corpus.places.areas import Places

MOST_NEEDS = 3
BESIDE = 0.5  # how much a need counts that only circumstances speak of
CHOSEN_SCORE = 9.0
SERVING = (Match.AREA, Match.SERVICE_AREA)


@dataclass(frozen=True, slots=True)
class Found:
    """What the finder understood and suggests; `crisis` stands before everything else.

    `elsewhere` is another town that was asked for, of which the directory knows nothing; `gentle` is a line
    to whoever may hide despair where nothing speaks of an emergency.
    """

    question: str
    language: str
    crisis: tuple[CrisisNotice, ...]
    needs: tuple[UnderstoodNeed, ...]
    area: UnderstoodArea | None
    wishes: Wishes
    suggestions: tuple[Suggestion, ...]
    total: int
    elsewhere: str = ""
    speaking: Speaking | None = None  # who names the wished language
    gentle: GentleLine | None = None

    @property
    def delicate(self) -> bool:
        """Whether it is kept nowhere and left to no model."""
        return bool(self.crisis or self.gentle)

    def hearing(self, gentle: GentleLine | None) -> "Found":
        """The same with a line that the words called for before a conversation completed them."""
        return self if gentle is None or self.delicate else replace(self, gentle=gentle)

    @property
    def crisis_numbers(self) -> tuple[CrisisNumber, ...]:
        """The numbers of all notices, each once."""
        return each_once(self.crisis)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The institutions of one revision of directory and lists, by id and by need."""

    revision: tuple[int, int]
    institutions: tuple[Institution, ...]
    by_need: dict[str, tuple[Institution, ...]]
    names: NameReader


@dataclass(frozen=True, slots=True)
class _Words:
    """One revision of the lists of needs and areas, and what reads their words."""

    revision: int
    taxonomy: Taxonomy
    places: Places
    needs: NeedReader
    areas: AreaReader
    similar: SimilarNeeds | None


class Finder:
    """Finds institutions by need and area; keeps directory and lists in memory and notices changes."""

    def __init__(
        self,
        directory: Directory,
        encoder: QueryEncoder | None = None,
        taxonomy: Taxonomy | None = None,
        places: Places | None = None,
    ) -> None:
        self.directory = directory
        self._lists = OwnLists(directory.database)
        self._encoder = encoder
        self._given = (taxonomy, places)
        self._words: _Words | None = None
        self._making = threading.Lock()
        self._shelf = _Shelf((-1, -1), (), {}, NameReader(()))

    @property
    def taxonomy(self) -> Taxonomy:
        """The needs in force."""
        return self._current().taxonomy

    @property
    def places(self) -> Places:
        """The areas in force."""
        return self._current().places

    def find(self, question: str, choice: Choice = NO_CHOICE, now: datetime | None = None) -> Found:
        """Understand a sentence and suggest institutions; chosen values win over what the sentence says.

        Raises InvalidData when a chosen area, need or language does not exist.
        """
        crisis = read_crisis(question, now)
        languages = languages_of(question)
        words = words_of(question)
        known = self._current()
        place = self._area(choice.area) if choice.area else known.areas.read(words)
        spoken = self._language(choice.spoken)
        choice = replace(choice, language=self._language(choice.language), spoken=spoken)
        times = read_times(question) if asks_when(question) else None
        wishes = choice.wishes(read_wishes(words, languages, times))
        needs = (
            self._chosen(choice.needs)
            if choice.needs
            else self._read_needs(topic_of_places(question), crisis.notices)
        )
        local = (now or datetime.now().astimezone()).astimezone(ZoneInfo(known.places.city.time_zone))
        candidates = self._candidates(question, words, needs, place)
        ranks = {one.need.id: rank for rank, one in enumerate(needs)}
        situation = Situation(place.area.id if place else None, wishes, local, choice)
        ranking = ranked(candidates, ranks, situation, known.places)
        elsewhere = "" if place else town_named(question, known.places.city.name)
        return Found(
            question,
            languages[0],
            crisis.notices,
            needs,
            place,
            wishes,
            ranking.suggestions,
            ranking.total,
            elsewhere,
            ranking.speaking,
            gentle_line(question, crisis, now),
        )

    def named_needs(self, question: str) -> tuple[UnderstoodNeed, ...]:
        """The needs that a question names, also one that asks how many offers there are."""
        return tuple(self._current().needs.named(words_of(question), languages_of(question)))

    def institutions(self) -> tuple[Institution, ...]:
        """All institutions as they are now."""
        return self._fresh().institutions

    def _read_needs(self, question: str, notices: Sequence[CrisisNotice]) -> tuple[UnderstoodNeed, ...]:
        """What an emergency calls for comes first, then the words, then what only sounds alike."""
        current = self._current()
        known = current.taxonomy.needs
        urgent = [
            UnderstoodNeed(known[id_], CHOSEN_SCORE, Reason.CRISIS, (notice.title,))
            for notice, id_ in _in_turn(notices)
            if id_ in known
        ]
        first: dict[str, UnderstoodNeed] = {}
        for one in (*urgent, *self._said_needs(question, bool(notices))):
            first.setdefault(one.need.id, one)
        ordered = sorted(first.values(), key=lambda one: -one.score)
        return tuple(ordered[:MOST_NEEDS])

    def _said_needs(self, question: str, urgent: bool) -> list[UnderstoodNeed]:
        """What words say or sound like; less so what only the circumstances of a person say."""
        current, words = self._current(), words_of(question)
        read = current.needs.read(words, languages_of(question))
        if current.similar and not urgent and makes_sense(words) and not asks_for_figures(words):
            read += current.similar.read(question, SURE if read else UNSURE)
        asked = without_circumstances(question)
        matter = self._said_needs(asked, urgent) if asked != question else []
        if not matter:
            return read
        ids = {one.need.id for one in matter}
        return [*matter, *(replace(one, score=BESIDE * one.score) for one in read if one.need.id not in ids)]

    def _chosen(self, needs: Sequence[str]) -> tuple[UnderstoodNeed, ...]:
        taxonomy = self.taxonomy
        chosen = [taxonomy.need(id_) for id_ in dict.fromkeys(needs)]
        return tuple(UnderstoodNeed(need, CHOSEN_SCORE, Reason.CHOSEN, ()) for need in chosen)

    def _area(self, text: str) -> UnderstoodArea | None:
        known = self._current()
        if known.places.by_name(text) == known.places.city.id:
            return None
        area = known.areas.named(text)
        if area is None:
            names = ", ".join(sorted({one.name for one in known.places.areas.values()}))
            raise InvalidData(f"Das Gebiet »{text}« ist nicht bekannt. Bekannt sind: {names}")
        return UnderstoodArea(area, text, typo=False)

    def _candidates(
        self,
        question: str,
        words: Sequence[Word],
        needs: Sequence[UnderstoodNeed],
        place: UnderstoodArea | None,
    ) -> list[Institution]:
        """Institutions for the needs; without a need those that the sentence names, or those of the area."""
        shelf = self._fresh()
        if needs:
            fitting = {one.id: one for need in needs for one in shelf.by_need.get(need.need.id, ())}
            return list(fitting.values())
        return shelf.names.read(question) or self._in_area(words, shelf, place)

    def _in_area(
        self, words: Sequence[Word], shelf: _Shelf, place: UnderstoodArea | None
    ) -> list[Institution]:
        """What an area has, when nothing but an area was asked for."""
        named = self._current().areas.read(words)
        if place is None or not asks_for_anything(words, named.words if named else ""):
            return []
        area = place.area.id
        return [one for one in shelf.institutions if match_of(one, area, self.places) in SERVING]

    def _language(self, text: str | None) -> str | None:
        """The code of a chosen language; one that only an entry names counts as well."""
        if not text:
            return None
        spoken = {code for one in self._fresh().institutions for code in one.languages}
        if text in spoken:
            return text
        code = language_code(text)
        if code is None:
            names = ", ".join(sorted(map(language_name, spoken)))
            raise InvalidData(f"Die Sprache »{text}« ist nicht bekannt. Beraten wird hier auf: {names}")
        return code

    def _fresh(self) -> _Shelf:
        known = self._current()
        revision = (self.directory.revision, known.revision)
        if revision != self._shelf.revision:
            self._shelf = _shelf(revision, tuple(self.directory.all()), known.places)
        return self._shelf

    def _current(self) -> "_Words":
        """What is understood by the lists in force, made anew when the city has changed one.

        One request makes it; those beside it go on with what there was, so that nobody waits for a change.
        """
        revision, kept = self._lists.revision(), self._words
        if kept and kept.revision == revision:
            return kept
        if not self._making.acquire(blocking=kept is None):
            assert kept  # noqa: S101  (only then it does not wait)
            return kept
        try:
            if self._words is None or self._words.revision != revision:
                self._words = self._made(revision, self._words)
            return self._words
        finally:
            self._making.release()

    def _made(self, revision: int, before: "_Words | None") -> "_Words":
        taxonomy = self._given[0] or self._lists.taxonomy()
        places = self._given[1] or self._lists.places()
        known = before.similar if before else None
        similar = SimilarNeeds(taxonomy, self._encoder, known) if self._encoder else None
        return _Words(revision, taxonomy, places, NeedReader(taxonomy), AreaReader(places), similar)


def _in_turn(notices: Sequence[CrisisNotice]) -> list[tuple[CrisisNotice, str]]:
    """The needs of all emergencies, the first of each before the second of any."""
    ranked_ones = [(rank, notice, id_) for notice in notices for rank, id_ in enumerate(notice.needs)]
    return [(notice, id_) for _, notice, id_ in sorted(ranked_ones, key=lambda one: one[0])]


def _shelf(revision: tuple[int, int], institutions: tuple[Institution, ...], places: Places) -> _Shelf:
    by_need: dict[str, list[Institution]] = defaultdict(list)
    for institution in institutions:
        for need in institution.needs:
            by_need[need].append(institution)
    grouped = {need: tuple(members) for need, members in by_need.items()}
    areas = [name for area in places.areas.values() for name in (area.name, *area.aliases)]
    return _Shelf(revision, institutions, grouped, NameReader(institutions, (places.city.name, *areas)))
