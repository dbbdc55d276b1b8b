"""A small collection in a temporary data folder, built by the real catalogue and the real index."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, Origin
from corpus.document import Description, Document, Page, Passage, Reading, Span
from index.hashing import HashingEncoder

TEXTS = {
    "Sozialbericht 2022": (
        "In Osterfeld lebt jedes dritte Kind in einem Haushalt, der Bürgergeld bezieht.",
        "Die Wohnungslosigkeit ist gestiegen, günstige Mietwohnungen fehlen in der Innenstadt.",
        "Alleinerziehende sind besonders häufig von Armut bedroht.",
    ),
    "Strategiepapier Sterkrade": (
        "Die Schuldnerberatung in Sterkrade soll eine offene Sprechstunde am Abend anbieten.",
        "Für Kindertagesstätten werden zusätzliche Plätze unter drei Jahren geplant.",
        "Bürgerinnen und Bürger wünschen sich mehr Sitzbänke im Stadtteilpark.",
    ),
    "Dokumentation Sozialkonferenz 2024": (
        "Einsamkeit trifft ältere Menschen, aber auch Jugendliche nach dem Schulabschluss.",
        "Ein Besuchsdienst von Ehrenamtlichen hilft gegen Einsamkeit im Alter.",
    ),
}


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def encoder() -> HashingEncoder:
    return HashingEncoder()


@pytest.fixture
def add(catalogue: Catalogue) -> Callable[..., Document]:
    def document(title: str, texts: Sequence[str], **described: object) -> Document:
        return catalogue.add(origin(title), reading(title, texts, **described))

    return document


@pytest.fixture
def filled(catalogue: Catalogue, add: Callable[..., Document]) -> Catalogue:
    for number, (title, texts) in enumerate(TEXTS.items()):
        add(title, texts, year=2022 + number, kind=title.split()[0].lower())
    return catalogue


def origin(title: str) -> Origin:
    return Origin(hashlib.sha256(title.encode()).hexdigest(), f"{title}.txt", f"/reports/{title}.txt")


def reading(title: str, texts: Sequence[str], **described: object) -> Reading:
    description = Description(title, **described)  # type: ignore[arg-type]
    pages = tuple(Page(number, None, text, 595, 842) for number, text in enumerate(texts, start=1))
    passages = tuple(
        Passage("", "", place, text, ("Abschnitt",), (Span(place + 1, 0, len(text)),))
        for place, text in enumerate(texts)
    )
    return Reading(description, pages, passages)
