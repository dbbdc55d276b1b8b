"""What the page of an answer shows, stage by stage: first what was understood, then the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import Request

from assistant.adviser import MOST_INSTITUTIONS, Advice, Understood
from assistant.finding.languages import GERMAN
from assistant.question import SMALL_TALK, Intent
from corpus.directory.languages import language_name
from corpus.figures.indicators import Indicator, indicators
from corpus.versions import current
from web.access import visibilities, visible_documents
from web.api.advice_shapes import AdviceShape, UnderstoodShape
from web.api.finder_shapes import FoundShape
from web.api.shapes import CitationShape
from web.pages.asked import Asked
from web.services import Services
from web.texts import table


@dataclass(frozen=True, slots=True)
class View:
    """The values of the page for one question."""

    request: Request
    services: Services
    asked: Asked

    def begun(self, understood: Understood) -> dict[str, object]:
        """The page before anything is looked up in documents."""
        found = FoundShape.of(understood.found, self.services.finder.places, 0)
        places = found.institutions[:MOST_INSTITUTIONS] if understood.places_first else []
        return self._page(UnderstoodShape.of(understood, found), found.crisis, places) | {
            "answer": None,
        }

    def answered(self, advice: Advice) -> dict[str, object]:
        """The page with its answer."""
        answer = AdviceShape.of_advice(advice, self.services.finder.places, 0)
        return self._page(answer.meant, answer.crisis, answer.institutions) | {
            "answer": answer,
            "sources": {citation.n: citation for citation in answer.citations},
            "pages": _by_page(answer.citations),
        }

    def made_of(self, understood: Understood) -> object:
        """What the answer is made of: while it stays the same, so does the answer."""
        openings = [(one.institution.id, one.open_now, one.opens) for one in understood.found.suggestions]
        return self.services.made_of(visibilities(self.request)), openings[:MOST_INSTITUTIONS]

    def _page(self, meant: UnderstoodShape, crisis: object, places: object) -> dict[str, object]:
        shown = self.services.finder.places
        return {
            "asked": self.asked,
            "meant": meant,
            "talk": meant.intent in SMALL_TALK,
            "crisis": crisis,
            "gentle": meant.gentle,
            "institutions": places,
            "situations": self.services.finder.taxonomy.situations,
            "levels": [(level, shown.of_level(level.id)) for level in shown.levels],
            "city": shown.city.name,
            "languages": self._languages(meant),
            "indicators": self._indicators(meant),
            "has_model": self.services.adviser.writer is not None,
            "reasons": table("asking.reasons"),
            **choices(self.request),
        }

    def _languages(self, meant: UnderstoodShape) -> list[tuple[str, str]]:
        """The languages that are spoken somewhere or wished for, by their German names, with their codes."""
        codes = {code for one in self.services.finder.institutions() for code in one.languages}
        return sorted((language_name(code), code) for code in codes | {meant.spoken or GERMAN})

    def _indicators(self, meant: UnderstoodShape) -> list[Indicator]:
        """What a question for figures may be corrected to: the indicators with figures that may be seen."""
        if not (meant.indicator or meant.intent == Intent.FIGURE):
            return []
        known = self.services.grid(visibilities(self.request)).indicators()
        named = [indicators().by_id[meant.indicator.id]] if meant.indicator else []
        return [*(one for one in named if one not in known), *known]


def _by_page(citations: Sequence[CitationShape]) -> list[tuple[list[int], CitationShape]]:
    """The sources of an answer, each page once, with the numbers that stand for it."""
    pages: dict[tuple[str, int], list[CitationShape]] = {}
    for one in citations:
        pages.setdefault((one.document.id, one.page), []).append(one)
    return [([one.n for one in cited], cited[0]) for cited in pages.values()]


def choices(request: Request) -> Mapping[str, list[str]]:
    """The kinds, areas and years of the documents that may be seen, for the filters."""
    known = [one.description for one in current(visible_documents(request))]
    return {
        "kinds": sorted({d.kind for d in known}),
        "areas": sorted({area for d in known for area in d.areas}),
        "years": sorted({str(d.year) for d in known if d.year}, reverse=True),
    }
