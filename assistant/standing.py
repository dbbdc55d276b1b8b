"""What standing a sentence has: a finding, an opinion, an older state, or one of two that disagree."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.intention import intention
from assistant.phrases import phrase
from assistant.quantities import quantities
from assistant.quotable import lead_in_of
from assistant.selection import Judged, Picked
from assistant.wording import content_words
from corpus.document import Document

SPEECHES = "wortprotokoll"
MINUTES = "niederschrift"
SAME_MATTER = 0.6


def newest_first(judged: Sequence[Judged]) -> list[Judged]:
    """The same blocks, those of one series in the order of their years; other blocks keep their places."""
    places: dict[str, list[int]] = {}
    for place, block in enumerate(judged):
        places.setdefault(_series(block.evidence.hit.document), []).append(place)
    ordered = list(judged)
    for series, taken in places.items():
        if series:
            newest = sorted((judged[i] for i in taken), key=lambda block: -_year(block.evidence.hit.document))
            for place, block in zip(taken, newest, strict=True):
                ordered[place] = block
    return ordered


def lead_in(sentence: Picked, others: Sequence[Picked]) -> str:
    """The German words before a quoted sentence: whose words they are, of when, and that it says no fact."""
    document = sentence.evidence.hit.document
    if document.description.kind == SPEECHES:
        speaker = _speaker(sentence.evidence.headings)
        return phrase("speech_of", speaker=speaker) if speaker else phrase("speech")
    if document.description.kind == MINUTES:
        return phrase("minutes", title=document.title)
    newest = max((_year(d) for d in _of_series(document, others)), default=0)
    older = phrase("older", year=document.year) if document.year and document.year < newest else ""
    return older + _no_fact(sentence)


def disagreements(picked: Sequence[Picked]) -> tuple[str, ...]:
    """A German note for each two sentences of different documents that say the same with other numbers."""
    pairs = (pair for pair in combinations(picked, 2) if _disagree(*pair))
    return tuple(phrase("differing", one=_named(one), other=_named(other)) for one, other in pairs)


def _no_fact(sentence: Picked) -> str:
    """That a sentence recommends, plans or thinks something, also as an item of a list."""
    lines = [line.text for line in sentence.evidence.lines]
    led = lead_in_of(lines, sentence.place)
    over = (*sentence.line.passage.headings, *([lines[led]] if led is not None else ()))
    kind = intention(sentence.line.text, over, sentence.evidence.hit.document.description.kind)
    return phrase(kind) if kind else ""


def _speaker(headings: Sequence[str]) -> str:
    """Who speaks below these headings; an item of the agenda begins with its number."""
    last = headings[-1].rstrip(" :") if headings else ""
    return "" if last[:1].isdigit() else last


def _disagree(one: Picked, other: Picked) -> bool:
    if one.evidence.hit.document.id == other.evidence.hit.document.id:
        return False
    words, others = (_without_numbers(picked.line.text) for picked in (one, other))
    same = len(words & others) >= SAME_MATTER * max(1, len(words | others))
    return same and _values(one) != _values(other)


def _values(picked: Picked) -> frozenset[str]:
    return frozenset(quantity.value for quantity in quantities(picked.line.text))


def _without_numbers(text: str) -> frozenset[str]:
    return frozenset(word for word in content_words(text) if not word[0].isdigit())


def _named(picked: Picked) -> str:
    document = picked.evidence.hit.document
    page = picked.line.passage.page
    return phrase("source", title=document.title, year=document.year or phrase("no_year"), page=page)


def _series(document: Document) -> str:
    return document.description.series or ""


def _of_series(document: Document, others: Sequence[Picked]) -> Iterator[Document]:
    for other in others:
        held = other.evidence.hit.document
        if _series(document) and _series(held) == _series(document):
            yield held


def _year(document: Document) -> int:
    return document.year or 0
