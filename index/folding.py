"""Orders hits for reading: no passage twice, and no document that fills the page alone."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

PER_DOCUMENT = 3
TWIN_SHARE = 0.9

T = TypeVar("T")


def in_turn(items: Iterable[T], group: Callable[[T], Hashable], most: int = PER_DOCUMENT) -> Iterator[T]:
    """The items in their order, but from the fourth of a group on behind all others.

    >>> list(in_turn(["a1", "a2", "b1", "a3"], lambda item: item[0], most=1))
    ['a1', 'b1', 'a2', 'a3']
    """
    seen: Counter[Hashable] = Counter()
    later: list[T] = []
    for item in items:
        seen[group(item)] += 1
        if seen[group(item)] <= most:
            yield item
        else:
            later.append(item)
    yield from later


def without_twins(items: Iterable[T], text: Callable[[T], str]) -> Iterator[T]:
    """The items without those that say nearly the same as an earlier one.

    Twins have nine of ten words in common and every number: other numbers make another finding.
    """
    kept: list[frozenset[str]] = []
    for item in items:
        own = frozenset(text(item).lower().split())
        if not any(_alike(own, other) for other in kept):
            kept.append(own)
            yield item


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    fewer, more = sorted((len(one), len(other)))
    if not fewer or fewer < TWIN_SHARE * more:
        return False
    common = len(one & other)
    if common < TWIN_SHARE * (fewer + more - common):
        return False
    return not any(character.isdigit() for word in one ^ other for character in word)
