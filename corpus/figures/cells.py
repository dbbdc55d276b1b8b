"""Words with their place on a page become cells: runs of words that belong together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.document import Box
from corpus.figures.numbers import Number, Period, cell_number, cell_period
from corpus.reading import hyphens
from corpus.reading.lines import HYPHEN, Word

WORD_GAP = 0.62  # of the letter size; a wider gap parts cells
TOUCH = 0.03  # ... and letters of one word are nearer than this
DIGIT_GAP = 0.42  # ... and between groups of digits
BROKEN_GENDER = re.compile(r"(?<=[a-zäöüß])(?:-\s?_|_\s|\s_)in(?=(?:nen)?\b)")  # "Ausländer-", "_innen"
OPEN_GROUPS = re.compile(r"[+\-–−]?\d{1,3}(?: \d{3})*")
NEXT_GROUP = re.compile(r"\d{3}(?:,\d+)?(?:%|[*¹²³]|\d?\))?")
STARTS_NUMBER = re.compile(r"[+\-–−(]?\d")
SIDEWAYS = 0.6  # share of words that do not run from left to right
LETTER = 0.85  # of the height of a letter's box is its size
SUPERSCRIPT = 0.78  # of the letter size; smaller digits are marks of notes


@dataclass(frozen=True, slots=True)
class Cell:
    """Words that stand together on one line; place in points from the page's top left."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool = False

    @property
    def middle(self) -> float:
        """The height at which the cell stands."""
        return (self.y0 + self.y1) / 2

    @property
    def center(self) -> float:
        """The middle from left to right."""
        return (self.x0 + self.x1) / 2

    @property
    def box(self) -> Box:
        """The rectangle of the cell."""
        return Box(round(self.x0, 1), round(self.y0, 1), round(self.x1, 1), round(self.y1, 1))

    @property
    def number(self) -> Number | None:
        """The number that the cell holds, if it holds nothing else."""
        return cell_number(self.text)

    @property
    def period(self) -> Period | None:
        """The year or period that the cell names, if it names nothing else."""
        return cell_period(self.text)

    def beside(self, other: "Cell") -> bool:
        """Whether both stand on one line."""
        return abs(self.middle - other.middle) < 0.4 * min(self.size, other.size)


def cells(words: Sequence[Word]) -> list[Cell]:
    """Words in the order of the file to cells, from top to bottom."""
    runs: list[list[Word]] = []
    for word in glued(words):
        if word.turned:
            runs.append([word])
        elif runs and _follows(runs[-1], word):
            runs[-1].append(word)
        elif not (runs and _is_mark(runs[-1][-1], word)):
            runs.append([word])
    return _merged(sorted((_cell(run) for run in runs), key=lambda cell: (cell.middle, cell.x0)))


def glued(words: Sequence[Word]) -> list[Word]:
    """Words whose letters the file sets apart one by one, put together again."""
    out: list[Word] = []
    for word in words:
        last = out[-1] if out else None
        if last and not (last.turned or word.turned) and _touches(last, word):
            out[-1] = Word(last.text + word.text, last.x0, last.y0, word.x1, last.y1, last.size, last.bold)
        else:
            out.append(word)
    return out


def _touches(last: Word, word: Word) -> bool:
    level = abs(last.y0 - word.y0) < 0.1 * last.size and abs(last.size - word.size) < 0.1 * last.size
    return (
        level and -0.25 * last.size < word.x0 - last.x1 < TOUCH * last.size and not last.text.endswith(HYPHEN)
    )


def is_sideways(words: Sequence[Word]) -> bool:
    """Whether most words of a page do not run from left to right."""
    return sum(word.turned for word in words) > SIDEWAYS * max(len(words), 1)


def upright(words: Sequence[Word], width: float, height: float) -> list[Word]:
    """The words of a page that is printed sideways, turned upright; the page's sides change places."""
    turned = [word for word in words if word.turned]
    steps = [
        after.y0 - before.y0 for before, after in pairwise(turned) if abs(after.x0 - before.x0) < before.size
    ]
    if sum(step < 0 for step in steps) > 0.5 * len(steps):
        return [_moved(w, height - w.y1, w.x0, height - w.y0, w.x1) for w in turned]
    return [_moved(w, w.y0, width - w.x1, w.y1, width - w.x0) for w in turned]


def joined(parts: Sequence[Cell]) -> str:
    """The text of cells that follow each other, with words rejoined across lines."""
    text = hyphens.joined([part.text.replace(HYPHEN, "-") for part in parts])
    return BROKEN_GENDER.sub("_in", text)


def line_height(found: Sequence[Cell]) -> float:
    """The usual height of a line among these cells."""
    return median(cell.y1 - cell.y0 for cell in found) if found else 12.0


def _moved(word: Word, x0: float, y0: float, x1: float, y1: float) -> Word:
    return Word(word.text, x0, y0, x1, y1, LETTER * (y1 - y0), word.bold)


def _follows(run: list[Word], word: Word) -> bool:
    last = run[-1]
    size = max(last.size, word.size)
    gap = word.x0 - last.x1
    if last.turned or last.text.endswith(HYPHEN) or not -0.4 * size < gap < WORD_GAP * size:
        return False
    if abs(last.y0 + last.y1 - word.y0 - word.y1) > 0.8 * min(last.size, word.size):
        return False
    if min(last.size, word.size) < SUPERSCRIPT * size and word.text[0].isdigit() and last.text[-1].isdigit():
        return False
    if STARTS_NUMBER.match(last.text) and STARTS_NUMBER.match(word.text):
        tail = _digits_tail(run)
        return bool(
            gap < DIGIT_GAP * size and OPEN_GROUPS.fullmatch(tail) and NEXT_GROUP.fullmatch(word.text)
        )
    return True


def _digits_tail(run: list[Word]) -> str:
    tail: list[str] = []
    for word in reversed(run):
        if not STARTS_NUMBER.match(word.text):
            break
        tail.append(word.text)
    return " ".join(reversed(tail))


def _is_mark(last: Word, word: Word) -> bool:
    """Whether a word is a small raised digit that marks a note to the word before it."""
    near = -0.4 * last.size < word.x0 - last.x1 < 0.3 * last.size and last.y0 - 3 < word.y0 < last.y1
    return near and word.size < SUPERSCRIPT * last.size and re.fullmatch(r"\d{1,2}\)?", word.text) is not None


def _cell(run: list[Word]) -> Cell:
    text = " ".join(word.text for word in run)
    return Cell(
        text,
        min(word.x0 for word in run),
        min(word.y0 for word in run),
        max(word.x1 for word in run),
        max(word.y1 for word in run),
        max(word.size for word in run),
        all(word.bold for word in run),
    )


def _merged(found: list[Cell]) -> list[Cell]:
    """Join cells that touch on one line but stand apart in the file; a sign and its number above all."""
    out: list[Cell] = []
    for cell in found:
        last = out[-1] if out else None
        if (
            last
            and last.text in {"+", "-", "–"}
            and last.beside(cell)
            and 0 <= cell.x0 - last.x1 < 0.3 * cell.size
        ):
            out[-1] = Cell(last.text + cell.text, last.x0, last.y0, cell.x1, cell.y1, cell.size, cell.bold)
        else:
            out.append(cell)
    return out
