"""An honest refusal: what was searched, which pages came near, and where to turn."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import yaml

from assistant.answer import Nearest, Searched
from assistant.citations import PageOf
from assistant.phrases import phrase
from assistant.question import Question
from assistant.selection import Judged
from assistant.wording import DATA
from corpus.document import Document
from index.hit import Filters

NEAREST = 3


@lru_cache(maxsize=1)
def threshold() -> float:
    """From which likelihood of the best block an answer is given; `data/refusal.yaml` holds its curve."""
    return float(yaml.safe_load((DATA / "refusal.yaml").read_text(encoding="utf-8"))["threshold"])


def nearest(judged: Sequence[Judged], page: PageOf) -> tuple[Nearest, ...]:
    """The pages that came closest, each once, best first."""
    near: dict[tuple[str, int], Nearest] = {}
    for block in judged:
        hit = block.evidence.hit
        found = page(hit.document.id, hit.passage.page)
        heading = hit.passage.headings[-1] if hit.passage.headings else ""
        near.setdefault(
            (hit.document.id, found.number), Nearest(hit.document, found.number, found.label, heading)
        )
    return tuple(near.values())[:NEAREST]


def searched(question: Question, documents: Iterable[Document], filters: Filters) -> Searched:
    """What was looked through for a question."""
    through = [document for document in documents if _within(document, filters)]
    years = sorted(document.year for document in through if document.year is not None)
    return Searched(len(through), (years[0], years[-1]) if years else None, question.words)


def refusal(looked: Searched, near: Sequence[Nearest]) -> str:
    """Why there is no answer, in German."""
    if not looked.documents:
        return phrase("nothing_loaded")
    name = "nothing_found" if near else "nothing_near"
    return (
        f"{phrase(name, count=_documents(looked.documents), years=_years(looked.years))} {phrase('contact')}"
    )


def _documents(count: int) -> str:
    return phrase("one_document" if count == 1 else "many_documents", count=count)


def _years(years: tuple[int, int] | None) -> str:
    if years is None:
        return ""
    return phrase("years" if years[0] < years[1] else "one_year", first=years[0], last=years[1])


def _within(document: Document, filters: Filters) -> bool:
    description = document.description
    year = document.year
    return (
        description.shown_to(filters.visibilities)
        and (not filters.kinds or description.kind in filters.kinds)
        and (not filters.areas or not set(filters.areas).isdisjoint(description.areas))
        and (not filters.documents or document.id in filters.documents)
        and (filters.first_year is None or (year is not None and year >= filters.first_year))
        and (filters.last_year is None or (year is not None and year <= filters.last_year))
    )
