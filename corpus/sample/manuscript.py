"""The manuscripts of the sample documents: a YAML head and a German text in Markdown."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.errors import InvalidData
from corpus.yaml_text import read_yaml

SOURCES = Path(__file__).parent / "quellen"
FENCE = "---\n"


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What one PDF is made from; `page_number` is how a page number is printed ("Seite {}")."""

    name: str
    title: str
    subtitle: str
    pdf_title: str
    subject: str
    keywords: tuple[str, ...]
    running_head: str
    day: date
    page_number: str
    cover: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A numbered recommendation of a strategy paper, with who is responsible and until when."""

    number: str
    title: str
    text: str
    responsible: str
    partners: str
    time: str


def manuscripts() -> list[Manuscript]:
    """All manuscripts, by file name."""
    return [read_manuscript(path) for path in sorted(SOURCES.glob("*.md"))]


def read_manuscript(path: Path) -> Manuscript:
    """One manuscript; raises InvalidData if its head is missing or incomplete."""
    try:
        _, head, text = path.read_text("utf-8").split(FENCE, 2)
        known = read_yaml(head)
        return Manuscript(
            name=path.stem,
            title=known["titel"],
            subtitle=known["untertitel"],
            pdf_title=known["pdf_titel"],
            subject=known["thema"],
            keywords=tuple(known["stichworte"].split(", ")),
            running_head=known["kopf"],
            day=known["datum"],
            page_number=known["seitenzahl"],
            cover=tuple(known["deckblatt"]),
            text=text,
        )
    except (ValueError, KeyError) as error:
        raise InvalidData(f"Der Kopf von »{path.name}« ist unvollständig: {error}.") from error


def read_recommendation(block: str) -> Recommendation:
    """A recommendation as it stands in a manuscript; raises InvalidData if a field is missing."""
    known = read_yaml(block)
    try:
        return Recommendation(
            number=known["nummer"],
            title=known["titel"],
            text=known["text"],
            responsible=known["verantwortlich"],
            partners=known["mitwirkung"],
            time=known["zeitrahmen"],
        )
    except KeyError as error:
        raise InvalidData(f"Der Empfehlung {known.get('nummer', '')} fehlt {error}.") from error
