"""An honest refusal: what was searched, which pages came near, and where to turn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.answer import Nearest, Searched
from assistant.citations import PageOf
from assistant.evidence import Evidence
from assistant.features import Array
from assistant.phrases import phrase
from assistant.question import Question
from assistant.selection import Judged
from assistant.support import COLUMNS, SIMILARITY, support
from assistant.telling import Telling
from assistant.wording import DATA
from corpus.document import Document
from corpus.outline import readable
from corpus.yaml_text import read_yaml
from index.hit import Filters, Hit
from index.narrowing import passing

NEAREST = 3
FITTED = ("refusal.yaml", "refusal_static.yaml")  # one for each encoder that ships
NEAR, UNSAID = COLUMNS.index("near"), COLUMNS.index("unsaid")
MOST = 0.5  # of what a question tells; no answerable question of the dev halves comes near


@dataclass(frozen=True, slots=True)
class Refusal:
    """When to refuse: a logistic model over the columns of support, answering from `threshold` on.

    `similarity` is put in place of the encoder's own, where the model was fitted with another encoder.
    """

    threshold: float
    bias: float
    weights: Array
    similarity: float | None = None

    def likely(
        self, question: Question, hits: Sequence[Hit], blocks: Sequence[Evidence], told: Telling
    ) -> float:
        """How likely the evidence answers the question, 0 to 1; what holds none of its names never does."""
        if not blocks:
            return 0.0
        row = support(question, hits, blocks, told)
        if row[NEAR] == 0 and row[UNSAID] >= MOST:
            return 0.0
        if self.similarity is not None:
            row[SIMILARITY] = self.similarity
        return float(1 / (1 + np.exp(-self.bias - row @ self.weights)))


@lru_cache(maxsize=2)
def load_refusal(encoder: str = "") -> Refusal:
    """The model fitted for an encoder, by its fingerprint, from `FITTED`, which hold its operating curve.

    For an encoder that none was fitted for it is the first, without regard to similarities.
    """
    models = [read_yaml((DATA / name).read_text(encoding="utf-8")) for name in FITTED]
    stored = next((one for one in models if one["encoder"] == encoder), models[0])
    weights = np.array([stored["weights"][column] for column in COLUMNS], np.float32)
    usual = None if encoder == stored["encoder"] else stored["usual_similarity"]
    return Refusal(stored["threshold"], stored["bias"], weights, usual)


def nearest(judged: Sequence[Judged], page: PageOf) -> tuple[Nearest, ...]:
    """The pages that came closest, each once, best first."""
    near: dict[tuple[str, int], Nearest] = {}
    for block in judged:
        hit = block.evidence.hit
        found = page(hit.document.id, hit.passage.page)
        heading = next(reversed(readable(hit.passage.headings)), "")
        near.setdefault(
            (hit.document.id, found.number), Nearest(hit.document, found.number, found.label, heading)
        )
    return tuple(near.values())[:NEAREST]


def searched(question: Question, documents: Iterable[Document], filters: Filters) -> Searched:
    """What was looked through for a question."""
    known = list(documents)
    passed = passing(known, filters)
    through = [document for document in known if document.id in passed]
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
