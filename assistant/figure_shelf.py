"""All figures of the ledger at hand, and those of them that fit a question."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.figure_answer import FigureQuestion, Quoted, Term
from assistant.figure_columns import Candidate, Weighed, columns
from assistant.figure_entry import Entry, Text, entry_of
from assistant.figure_fit import FIELDS, PLAIN_WORD, covered, doubtful, named, score
from assistant.figure_indicator import something_else
from assistant.figure_places import PlacedAreas
from assistant.figure_ranking import load_ranking
from corpus.catalogue import Catalogue
from corpus.document import Document, Visibility
from corpus.figure import Figure, Method
from corpus.figures.areas import AreaNames
from corpus.figures.ledger import Ledger
from corpus.lists.own import OwnLists
from corpus.versions import current

RANKED = 100  # candidates of which the likeliest is looked for; nearly always among them
FAINT = 0.4  # share of the best figure's words; a figure beside which fewer stand cannot be the best


class Shelf:
    """The figures of a catalogue, analysed once for each state of the ledger."""

    def __init__(
        self, catalogue: Catalogue, visibilities: tuple[Visibility, ...] = tuple(Visibility)
    ) -> None:
        self._catalogue = catalogue
        self._visibilities = visibilities
        self.ledger = Ledger(catalogue)
        self._lists = OwnLists(catalogue.database)
        self.names = AreaNames(self._lists.places())
        self.state: tuple[int, ...] = ()
        self.complete = False  # whether the figures of all documents have been read
        self._levels: Mapping[str, str] = {}
        self.contents = 0  # what may be seen, as a number of this process: nothing else changes it
        self._entries: list[Entry] = []
        self._places: Mapping[str, list[int]] = {}
        self._weights: Mapping[str, float] = {}
        self.areas: frozenset[str] = frozenset()

    def refresh(self) -> None:
        """Take over what has changed in the ledger and in the list of areas."""
        unread = self.ledger.pending()
        state = (*self.ledger.revision(), len(unread), self._catalogue.revision, self._lists.revision())
        if state == self.state:
            return
        self.names = AreaNames(self._lists.places())
        documents = {one.id: one for one in current(self._documents().values())}
        texts: dict[str, Text] = {}
        figures = [figure for figure in self.ledger.figures() if figure.document_id in documents]
        twins = _twins(figures)
        entries = [entry_of(one, documents[one.document_id], texts) for one in figures]
        pages = _pages(entries)
        titles = _titles(entries)
        self._entries = [
            replace(one, twin=_name(one.figure) in twins, page=pages[_page(one.figure)], title=title)
            for one, title in zip(entries, titles, strict=True)
        ]
        self.areas = frozenset(
            f.area for entry in self._entries if (f := entry.figure).area and not f.area.isdigit()
        )
        self._levels = _levels(self._entries, self.names)
        self._weights = _weights(texts.values())
        self._places = _places(self._entries)
        self.complete = documents.keys().isdisjoint(self.ledger.pending())
        self.contents = hash((self.complete, *figures))
        self.state = state

    def best(self, question: FigureQuestion, limit: int = 400) -> list[Quoted]:
        """The figures that fit a question, best first; years and areas do not rule any out yet."""
        asked = self.weighed(question)
        candidates = self.candidates(asked)[:limit]
        fits = load_ranking().fits(columns(candidates[:RANKED], asked))
        fits += [-math.inf] * (len(candidates) - len(fits))
        return [
            Quoted(
                one.entry.figure,
                one.entry.document,
                one.score,
                fit,
                _doubted(one, question),
                something_else(one.entry, question),
                self._levels.get(one.entry.figure.id, ""),
            )
            for one, fit in zip(candidates, fits, strict=True)
        ]

    def weighed(self, question: FigureQuestion) -> Weighed:
        """A question with what each of its words weighs here."""
        self.refresh()
        weights = {term.stem: self._weight(term) for term in question.terms}
        rarest = max(self._weights.values(), default=1.0)
        return Weighed(question, weights, lambda stem: self._weights.get(stem, rarest))

    def candidates(self, asked: Weighed) -> list[Candidate]:
        """The figures that may answer a question, best by their points first."""
        question, weights = asked.question, asked.weights
        total = sum(weights.values())
        if not total and not question.areas and not question.indicators:
            return []
        found = [
            Candidate(entry, terms, round(score(entry, terms, weights, total, question), 4))
            for entry, terms in self._likely(question, weights, total)
        ]
        return sorted(found, key=lambda one: (-one.score, -one.entry.figure.confidence, one.entry.figure.id))

    def _likely(
        self, question: FigureQuestion, weights: Mapping[str, float], total: float
    ) -> list[tuple[Entry, dict[str, float]]]:
        """The candidates with the words found for them, without those that hold far fewer than the best."""
        cache: dict[int, dict[str, float]] = {}
        if not total:
            return [(one, {}) for one in self._candidates(question) if named(one, question)]
        found = [(one, covered(one, question.terms, cache)) for one in self._candidates(question)]
        shares = [sum(weights[term] * share for term, share in terms.items()) for _, terms in found]
        least = FAINT * max(shares, default=0.0)
        return [
            one
            for one, share in zip(found, shares, strict=True)
            if share and (share >= least or named(one[0], question))
        ]

    def _candidates(self, question: FigureQuestion) -> Iterable[Entry]:
        """The figures of the asked areas or with a word of the question; all where it has none."""
        if not question.terms:
            return self._entries
        places = {place for place, one in enumerate(self._entries) if named(one, question)}
        for term in question.terms:
            for stem in (term.stem, *term.parts):
                places.update(self._places.get(stem, ()))
        return (self._entries[place] for place in sorted(places))

    def quoted(self, figures: Iterable[Figure]) -> list[Quoted]:
        """Figures with their documents."""
        self.refresh()
        documents = self._documents()
        return [
            Quoted(f, documents[f.document_id], level=self._levels.get(f.id, ""))
            for f in figures
            if f.document_id in documents
        ]

    def all(self) -> Sequence[Quoted]:
        """Every figure with its document."""
        self.refresh()
        levels = self._levels
        return [
            Quoted(one.figure, one.document, level=levels.get(one.figure.id, "")) for one in self._entries
        ]

    def _documents(self) -> dict[str, Document]:
        known = self._catalogue.documents()
        return {d.id: d for d in known if d.description.shown_to(self._visibilities)}

    def _weight(self, term: Term) -> float:
        known = [self._weights[name] for name in (term.stem, f"~{term.stem}") if name in self._weights]
        weight = min(known) if known else max(self._weights.values(), default=1.0)
        return weight if term.noun else PLAIN_WORD * weight


def _doubted(one: Candidate, question: FigureQuestion) -> bool:
    missed = any(t.noun and one.found.get(t.stem, 0.0) <= FIELDS["page"] for t in question.terms)
    return missed or doubtful(one.entry, one.found, question)


def _name(figure: Figure) -> tuple[object, ...]:
    place = (figure.document_id, figure.page, figure.method, figure.title)
    return (*place, figure.indicator, figure.group, figure.area, figure.year, figure.period, figure.unit)


def _twins(figures: Iterable[Figure]) -> frozenset[tuple[object, ...]]:
    """The names under which a table or chart prints several values."""
    found: dict[tuple[object, ...], set[object]] = defaultdict(set)
    for figure in figures:
        if figure.method is not Method.PROSE:
            found[_name(figure)].add(figure.value)
    return frozenset(name for name, printed in found.items() if len(printed) > 1)


def _page(figure: Figure) -> tuple[str, int]:
    return figure.document_id, figure.page


def _pages(entries: Iterable[Entry]) -> dict[tuple[str, int], Text]:
    """For each page the words of all its figures: what a table is about may stand above another column."""
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for entry in entries:
        for text in (entry.label, entry.line, entry.title):
            found[_page(entry.figure)] |= text.terms
    return {place: Text(frozenset(terms), 0) for place, terms in found.items()}


def _titles(entries: Sequence[Entry]) -> list[Text]:
    """The words of each figure's title; of a chart's without those that label another of its values.

    Charts print their question as title: "Mietwohnung oder Eigentumswohnung?" is said of both bars.
    """
    labels: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for entry in entries:
        labels[(*_page(entry.figure), entry.figure.title)] |= entry.label.terms
    kept: dict[frozenset[str], Text] = {}
    titles = []
    for entry in entries:
        others = labels[(*_page(entry.figure), entry.figure.title)] - entry.label.terms
        own = entry.title.terms - others
        plain = entry.figure.method is not Method.CHART or own == entry.title.terms
        titles.append(entry.title if plain else kept.setdefault(own, Text(own, entry.title.own)))
    return titles


def _levels(entries: Sequence[Entry], names: AreaNames) -> dict[str, str]:
    """The levels of those areas that have namesakes, by the figures' ids."""
    every = [Quoted(one.figure, one.document) for one in entries]
    placed = PlacedAreas(every, names)
    return {one.figure.id: level for one in every if (level := placed.level_of(one))}


def _places(entries: Sequence[Entry]) -> dict[str, list[int]]:
    """For each stem the figures that have it in their label, sentence or title, alone or in a compound."""
    found: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        stems = {
            term.removeprefix("~") for text in (entry.label, entry.line, entry.title) for term in text.terms
        }
        for stem in stems:
            found.setdefault(stem, []).append(place)
    return found


def _weights(texts: Iterable[Text]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    number = 0
    for text in texts:
        counts.update(text.terms)
        number += 1
    return {term: math.log(1 + number / (1 + count)) for term, count in counts.items()}
