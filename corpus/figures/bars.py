"""The values of a chart's bars joined to the words that name them, by position."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.figures.cells import Cell, joined
from corpus.figures.numbers import unmarked

LEVEL = 6.0  # points; names of bars that stand side by side
FEWEST_STAGGERED = 3
LARGER = 1.15  # letters of a heading against those of names
EVEN = 0.8  # the least step between bars against the widest


@dataclass(frozen=True, slots=True)
class Category:
    """The words that name a bar or a group of bars, and where they stand."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> float:
        """The middle from left to right."""
        return (self.x0 + self.x1) / 2


Joined = dict[str, tuple["Category", list[Cell]]]


def lying(values: Sequence[Cell], words: Sequence[Cell]) -> Joined:
    """Bars that lie: each value with the words on its height, left of all bars."""
    edge = min(value.x0 for value in values)
    right = median(word.x1 for word in words)
    left_words = [w for w in words if w.x1 <= max(edge, right) + 4 or w.center < edge]
    categories = _stacked(left_words, values)
    out: Joined = {}
    for value in sorted(values, key=lambda value: value.x0):
        near = [c for c in categories if c.y0 - 2 < value.middle < c.y1 + 2]
        if near:
            best = min(near, key=lambda c: abs((c.y0 + c.y1) / 2 - value.middle))
            out.setdefault(f"{best.text}@{best.y0}", (best, []))[1].append(value)
    return out


def _stacked(words: Sequence[Cell], values: Sequence[Cell]) -> list[Category]:
    """Lines of one category joined: lines nearer to each other than the bars are."""
    heights = _heights(values)
    out: list[list[Cell]] = []
    for word in sorted(words, key=lambda word: (word.middle, word.x0)):
        last = out[-1] if out else None
        nearest = min(heights, key=lambda h: abs(h - word.middle))
        same = last is not None and min(heights, key=lambda h: abs(h - last[0].middle)) == nearest
        close = last is not None and word.y0 - last[-1].y1 < 0.6 * (word.y1 - word.y0)
        if last is not None and same and close:
            last.append(word)
        else:
            out.append([word])
    return [_category(group) for group in out]


def _heights(values: Sequence[Cell]) -> list[float]:
    """The heights at which bars lie; values of one bar may be a hair apart."""
    out: list[float] = []
    for middle in sorted(value.middle for value in values):
        if not out or middle - out[-1] > LEVEL / 2:
            out.append(middle)
    return out


def _category(group: Sequence[Cell]) -> Category:
    return Category(
        unmarked(joined(group)),
        min(c.x0 for c in group),
        min(c.y0 for c in group),
        max(c.x1 for c in group),
        max(c.y1 for c in group),
    )


def _columns(words: Sequence[Cell]) -> list[Category]:
    """Words that stand below each other as the names of standing bars."""
    lowest = sorted(words, key=lambda word: word.middle)
    columns: list[list[Cell]] = []
    for word in lowest:
        home = next((c for c in columns if min(c[0].x1, word.x1) - max(c[0].x0, word.x0) > 0.4 * min(word.x1 - word.x0, c[0].x1 - c[0].x0) and word.y0 - c[-1].y1 < 0.8 * (word.y1 - word.y0)), None)  # fmt: skip  # noqa: E501
        if home is not None:
            home.append(word)
        else:
            columns.append([word])
    return [_category(column) for column in columns]


def standing(values: Sequence[Cell], words: Sequence[Cell]) -> Joined:
    """Bars that stand: each value with the words below, in whose middle it stands."""
    categories = _columns(words)
    if len(categories) < 2:  # noqa: PLR2004
        return {}
    out: Joined = {}
    for value in sorted(values, key=lambda value: -value.middle):
        near = [c for c in categories if abs((c.x0 + c.x1) / 2 - value.center) < 9]  # noqa: PLR2004
        if len(near) != 1:
            return {}
        out.setdefault(f"{near[0].text}@{near[0].x0}", (near[0], []))[1].append(value)
    level = [c for c, _ in out.values()]
    spread = max(c.y0 for c in level) - min(c.y0 for c in level)
    return out if spread < 40 and len(out) > 1 else {}  # noqa: PLR2004


def staggered(values: Sequence[Cell], words: Sequence[Cell]) -> Joined:
    """Bars that stand, with names set in turns on two heights because they are wider than the bars.

    A name below that reaches over several others without standing in one's middle belongs to all of them.
    """
    bars = sorted(values, key=lambda value: value.center)
    foot = max(value.y1 for value in values)
    low = _below(foot, words)
    if len(bars) < FEWEST_STAGGERED or not low or not _apart(bars):
        return {}
    ordered = sorted(low, key=lambda word: word.center)
    shared = [w for w in ordered if len(ordered) > len(bars) and _reaches(w, ordered) > 1]
    names = [word for word in ordered if word not in shared]
    step = min(b.center - a.center for a, b in pairwise(bars))
    if len(names) != len(bars) or any(
        abs(name.center - bar.center) > step / 2 for name, bar in zip(names, bars, strict=True)
    ):
        return {}
    return {
        f"{name.text}@{name.x0}": (_category([name, *(w for w in shared if _over(w, name))]), [bar])
        for name, bar in zip(names, bars, strict=True)
    }


def _below(foot: float, words: Sequence[Cell]) -> list[Cell]:
    """The names right below bars, without what stands further down in larger letters."""
    found: list[Cell] = []
    for word in sorted((word for word in words if word.y0 > foot), key=lambda word: word.y0):
        if found and (word.y0 - found[-1].y1 > found[0].size or word.size > LARGER * found[0].size):
            break
        found.append(word)
    return found


def _apart(bars: Sequence[Cell]) -> bool:
    """Whether values stand in equal steps from left to right."""
    steps = [b.center - a.center for a, b in pairwise(bars)]
    return min(steps) > EVEN * max(steps)


def _over(wide: Cell, name: Cell) -> bool:
    return wide.y0 > name.middle and min(wide.x1, name.x1) - max(wide.x0, name.x0) > 0


def _reaches(wide: Cell, names: Sequence[Cell]) -> int:
    return sum(_over(wide, name) for name in names if name is not wide)


def grouped(values: Sequence[Cell], words: Sequence[Cell], series: int) -> Joined:
    """Bars that stand side by side above one name: as many for each name as the legend has entries."""
    names = sorted(_columns(words), key=lambda one: one.x0)
    if series < 2 or len(names) < 2 or len(values) != series * len(names):  # noqa: PLR2004
        return {}
    level = [name for name in names if abs(name.y0 - names[0].y0) < LEVEL]
    ordered = sorted(values, key=lambda value: value.center)
    reach = min(b.middle - a.middle for a, b in pairwise(names)) / 2
    out: Joined = {}
    for index, name in enumerate(names):
        bars = ordered[series * index : series * (index + 1)]
        if len(level) < len(names) or any(abs(bar.center - name.middle) > reach for bar in bars):
            return {}
        out[f"{name.text}@{name.x0}"] = (name, bars)
    return out
