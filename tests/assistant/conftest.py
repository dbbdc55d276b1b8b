"""A small real catalogue, and an index over it that finds passages by shared character grams."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.adviser import Adviser
from assistant.assistant import Assistant
from assistant.finder import Finder
from assistant.sentences import Chooser, load_chooser
from assistant.wording import all_grams
from corpus.catalogue import Catalogue, Origin
from corpus.database import Database
from corpus.directory.directory import Directory
from corpus.directory.sample import add_sample
from corpus.document import Description, Page, Passage, Reading, Span
from index.encoder import load_encoder
from index.german import terms, tokens
from index.hit import Filters, Hit, Why
from index.reasons import matched, words_by_term
from tests.assistant.noting import Noting

NO_FILTERS = Filters()
RARITY = 4.0
AddDocument = Callable[..., str]


class GramIndex:
    """Ranks the passages of a catalogue by the character grams that they share with the question."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def search(self, query: str, k: int = 10, filters: Filters = NO_FILTERS) -> list[Hit]:
        asked = all_grams(query)
        stems = {token: frozenset(terms(token).stems) for token in tokens(query) if terms(token).stems}
        words, rarity = words_by_term(stems), dict.fromkeys(stems, RARITY)
        found = []
        for document in self.catalogue.documents():
            for passage in self.catalogue.passages(document.id):
                shared = len(asked & all_grams(" ".join((*passage.headings, passage.text))))
                if shared:
                    found.append((shared / len(asked), passage, document))
        found.sort(key=lambda each: -each[0])
        return [
            Hit(i, s, p, d, Why(_said(p, words), 1.0, 0.0, rarity), s, s)
            for i, (s, p, d) in enumerate(found[:k], start=1)
        ]


def _said(passage: Passage, words: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return matched(" ".join((*passage.headings, passage.text)), words)


@pytest.fixture(scope="module")
def adviser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Adviser]:
    """An adviser over the sample directory whose questions to documents and figures are only noted."""
    database = Database(tmp_path_factory.mktemp("directory") / "catalogue.sqlite")
    add_sample(Directory(database))
    noting = Noting()
    yield Adviser(noting, Finder(Directory(database), load_encoder("hashing")), lambda _visible: noting)
    database.close()


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    made = Catalogue(tmp_path)
    yield made
    made.close()


@pytest.fixture
def add(catalogue: Catalogue) -> AddDocument:
    """Stores a document with one passage a page, each given as (heading, text); returns its id."""

    def add_document(title: str, parts: list[tuple[str, str]], **described: Any) -> str:
        texts = [f"{heading}\n{text}".strip() for heading, text in parts]
        pages = tuple(Page(i, str(i + 2), text, 595, 842) for i, text in enumerate(texts, start=1))
        passages = tuple(
            Passage("", "", i, text, (heading,) if heading else (), (Span(i + 1, 0, len(texts[i])),))
            for i, (heading, text) in enumerate(parts)
        )
        sha256 = hashlib.sha256(f"{title}{parts}".encode()).hexdigest()
        origin = Origin(sha256, f"{title}.pdf", f"/{title}.pdf")
        return catalogue.add(origin, Reading(Description(title, **described), pages, passages)).id

    return add_document


@pytest.fixture(scope="session")
def chooser() -> Chooser:
    return load_chooser(load_encoder("hashing"))


@pytest.fixture
def assistant(catalogue: Catalogue, chooser: Chooser) -> Assistant:
    return Assistant(GramIndex(catalogue), catalogue, chooser)
