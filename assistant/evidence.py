"""From hits to evidence: blocks of lines that may answer, across documents and without repeats."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.quotable import breaks_off, is_form
from assistant.wording import content_words
from corpus.document import Passage
from corpus.errors import UnknownDocument
from corpus.reading.sentences import sentences
from index.hit import Hit

BLOCKS = 8
BLOCKS_OF_ONE_DOCUMENT = 3
FEW_LINES = 5
SAME_WORDS = 0.8
BESIDE_BEST = 0.6  # hits that score less than this share of the best one are beside the matter
OPEN_END = re.compile(r"[^\W_\d][,-]?$|,$")
GOES_ON = re.compile(r"[a-zäöüß]")
DATE = re.compile(r"\d{1,2}\.(?: (?:Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)|\d{1,2}\.)")
NUMBERED = re.compile(r"\d|[-–•*·▪]|[a-z][.)]\s")
COUNT_AT_END = re.compile(r"(?:^|\s)\d[\d.,]*$")
UNIT = re.compile(r"(?:Prozent|Millionen|Milliarden|Mio|Mrd|Euro|EUR|%|€|Tausend)")
AMOUNT = re.compile(rf"\d[\d.,]* ?{UNIT.pattern}")

PassageOf = Callable[[str], Passage]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, list item or table row of a passage."""

    text: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passage of a hit as lines, a short one with its neighbours in the same section."""

    hit: Hit
    lines: tuple[Line, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The heading trail of the passage."""
        return self.hit.passage.headings


def gather(hits: Sequence[Hit], passage: PassageOf) -> list[Evidence]:
    """The best blocks of evidence in the order of the hits; `passage` gives a passage by its id."""
    return [Evidence(hit, tuple(_section(hit.passage, passage))) for hit in distinct(hits)]


def distinct(hits: Sequence[Hit]) -> list[Hit]:
    """Hits near the best one: no forms, near-duplicates or neighbours, and not all from one document."""
    least = BESIDE_BEST * max((hit.score for hit in hits), default=0.0)
    kept: list[Hit] = []
    taken: list[frozenset[str]] = []
    for hit in (hit for hit in hits if hit.score >= least):
        words = frozenset(content_words(hit.passage.text))
        if len(kept) == BLOCKS:
            break
        if _fits(hit, kept) and not any(alike(words, others) for others in taken):
            kept.append(hit)
            taken.append(words)
    return kept


def alike(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two texts share nearly all of their words."""
    return len(words & others) >= SAME_WORDS * max(1, len(words | others))


def split_lines(passage: Passage) -> Iterator[Line]:
    """The sentences, list items and table rows of a passage; a sentence may go on over its line."""
    for part in _rejoined(passage.text.splitlines()):
        for start, end in sentences(part):
            if text := part[start:end].strip():
                yield Line(text, passage)


def _rejoined(lines: Sequence[str]) -> list[str]:
    """Lines of which one that breaks off in a sentence is joined with the one that goes on with it."""
    joined: list[str] = []
    for line in lines:
        if joined and "\t" not in joined[-1] + line and _goes_on(joined[-1], line):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


def _goes_on(line: str, following: str) -> bool:
    """Whether a sentence goes on in the next line: »mit einem Volumen von« and »5,5 Milliarden Euro«.

    A number may also open a footnote at the foot of the page, or an item of a list.
    """
    if breaks_off(line):
        return not NUMBERED.match(following) or bool(DATE.match(following) or AMOUNT.match(following))
    if COUNT_AT_END.search(line) and UNIT.match(following):
        return True
    return bool(OPEN_END.search(line) and GOES_ON.match(following))


def _fits(hit: Hit, kept: Sequence[Hit]) -> bool:
    if is_form(hit.passage.headings, hit.passage.text):
        return False
    same = [other for other in kept if other.document.id == hit.document.id]
    beside = any(abs(other.passage.ordinal - hit.passage.ordinal) <= 1 for other in same)
    return len(same) < BLOCKS_OF_ONE_DOCUMENT and not beside


def _section(passage: Passage, by_id: PassageOf) -> Iterator[Line]:
    """The lines of a passage; of a short one also those around it under the same heading."""
    own = list(split_lines(passage))
    around = (-1, 0, 1) if len(own) < FEW_LINES else (0,)
    for step in around:
        part = passage if step == 0 else _neighbour(passage, passage.ordinal + step, by_id)
        if part is not None and part.headings == passage.headings:
            yield from split_lines(part)


def _neighbour(passage: Passage, ordinal: int, by_id: PassageOf) -> Passage | None:
    try:
        return by_id(f"{passage.document_id}-{ordinal}")
    except UnknownDocument:
        return None
