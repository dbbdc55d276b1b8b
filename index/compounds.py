"""German compounds: "Eigentumswohnung" into "eigentum" and "wohnung", by a list from outside the corpus."""

import math
from functools import cache, lru_cache
from pathlib import Path

LEXICON = Path(__file__).parent / "data" / "compounds.txt"
SHORTEST_MODIFIER = 3
SHORTEST_HEAD = 4
SHORTEST_COMPOUND = 8
LONGEST_PART = 24
CACHED_WORDS = 200_000
PART_COST = 6.0
_LINKS = ("s", "es", "n", "en", "er", "e")


@lru_cache(maxsize=CACHED_WORDS)
def parts_of(folded: str) -> tuple[str, ...]:
    """The parts of a folded compound without linking letters, or nothing if it is no compound."""
    pieces = pieces_of(folded)
    return tuple(_unlinked(piece) for piece in pieces[:-1]) + pieces[-1:]


def pieces_of(folded: str) -> tuple[str, ...]:
    """The same parts with their linking letters, which make up the whole word."""
    if len(folded) < SHORTEST_COMPOUND:
        return ()
    cuts = _best(folded)
    return cuts if len(cuts) > 1 else ()


def is_word(folded: str) -> bool:
    """Whether a folded word stands in the word list, alone or as part of compounds."""
    heads, modifiers = _lexicon()
    return folded in heads or folded in modifiers


@cache
def _lexicon() -> tuple[dict[str, int], dict[str, int]]:
    """How many compounds each word ends, and how many each begins."""
    heads: dict[str, int] = {}
    modifiers: dict[str, int] = {}
    for line in LEXICON.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            word, ends, begins = line.split("\t")
            if ends != "0":
                heads[word] = int(ends)
            if begins != "0":
                modifiers[word] = int(begins)
    return heads, modifiers


@cache
def _costs() -> tuple[dict[str, float], dict[str, float]]:
    """The cost of each word as the last part and as an earlier one: less where it is more at home."""
    heads, modifiers = _lexicon()
    return (
        {word: PART_COST - math.log(seen) for word, seen in heads.items()},
        {word: PART_COST - math.log(seen) for word, seen in modifiers.items()},
    )


def _best(word: str) -> tuple[str, ...]:
    """The cheapest split: modifiers first, a head last; a word that cannot be split is one part or none."""
    heads, modifiers = _costs()
    size = len(word)
    best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for start in range(size - SHORTEST_HEAD + 1):
        if start not in best:
            continue
        spent, parts = best[start]
        for end in (*range(start + SHORTEST_MODIFIER, min(size, start + LONGEST_PART)), size):
            part = word[start:end]
            cost = (heads if end == size else modifiers).get(part)
            if cost is not None and (end not in best or spent + cost < best[end][0]):
                best[end] = (spent + cost, (*parts, part))
    return best[size][1] if size in best else ()


def _unlinked(modifier: str) -> str:
    """A modifier without its linking letters, where what is left is more of a word than with them."""
    heads, _ = _lexicon()
    bases = [modifier[: -len(link)] for link in _LINKS if modifier.endswith(link)]
    return max([modifier, *bases], key=lambda base: heads.get(base, 0))
