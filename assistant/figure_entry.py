"""A figure of the ledger with its texts analysed, ready to be compared with questions."""

import re
from dataclasses import dataclass

from assistant.figure_answer import area_key
from assistant.figure_question import label_terms
from assistant.figure_sentences import lead_words, near_words, shared_words
from corpus.document import Document
from corpus.figure import Figure, Method
from corpus.figures.areas import folded
from corpus.figures.indicators import plain

TOTALS = re.compile(r"\b(?:gesamt|insgesamt|summe|alle befragten|zusammen|durchschnitt)\b", re.IGNORECASE)
WHOLE = re.compile(r"(?:Gesamt)?[Ss]tadt\b|Stadtgebiet")  # the column of the whole city is one of totals


@dataclass(frozen=True, slots=True)
class Text:
    """A printed text as terms; `own` counts its words."""

    terms: frozenset[str]
    own: int


NOTHING = Text(frozenset(), 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure with its texts analysed, kept at hand between questions."""

    figure: Figure
    document: Document
    label: Text
    lead: Text  # how a sentence begins, before its first value
    line: Text
    title: Text
    described: Text
    area: str
    group: frozenset[str]
    places: str  # the words of a sentence around its value, folded as names of areas are
    total: bool
    change: bool
    base: frozenset[str] = frozenset()
    part: frozenset[str] = frozenset()
    page: Text = NOTHING  # the words of all figures of its page
    twin: bool = False  # another value of its page stands under the very same words


def entry_of(figure: Figure, document: Document, texts: dict[str, Text]) -> Entry:
    """Analyse a figure; `texts` keeps what was analysed before."""
    prose = figure.method is Method.PROSE
    leaf = figure.group.rpartition(" – ")[2]
    return Entry(
        figure,
        document,
        _text(near_words(figure) if prose else _label(figure), texts),
        _text(lead_words(figure) if prose else "", texts),
        _text(shared_words(figure) if prose else "", texts),
        _text(figure.title, texts),
        _text(document.title, texts),
        area_key(figure.area),
        frozenset() if prose else _text(leaf, texts).terms,
        folded(near_words(figure)) if prose else "",
        (
            TOTALS.search(f"{leaf} {figure.indicator}") is not None
            or WHOLE.match(figure.area or "") is not None
        )
        and not prose,
        prose and figure.group == "Veränderung",
        *_sides(figure, texts),
    )


def _sides(figure: Figure, texts: dict[str, Text]) -> tuple[frozenset[str], frozenset[str]]:
    """The words of the group that a share is of, and those of what is counted in it."""
    if not figure.base:
        return frozenset(), frozenset()
    other = figure.group.rpartition(" – ")[2] if figure.base in figure.indicator else figure.indicator
    base, part = _text(figure.base, texts).terms, _text(other, texts).terms
    return base - part, part - base


def _label(figure: Figure) -> str:
    """What is printed beside and above a number, without the title of the whole table or chart."""
    title = plain(figure.title)
    parts = [*figure.indicator.split(" – "), *figure.group.split(" – ")]
    return " ".join(part for part in parts if plain(part) not in title)


def _text(words: str, texts: dict[str, Text]) -> Text:
    if words not in texts:
        found = label_terms(words)
        texts[words] = Text(found, sum(term[0] not in "~!" for term in found))
    return texts[words]
