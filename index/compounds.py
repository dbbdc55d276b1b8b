"""German compounds: "Eigentumswohnung" into "eigentum" and "wohnung", by a list from outside the corpus."""

import math
from functools import cache, lru_cache
from pathlib import Path

LEXICON = Path(__file__).parent / "data" / "compounds.txt"
SHORTEST_MODIFIER = 3
SHORTEST_HEAD = 4
SHORTEST_COMPOUND = 8
CACHED_WORDS = 200_000
PART_COST = 6.0
_LINKS = ("s", "es", "n", "en", "er", "e")


@lru_cache(maxsize=CACHED_WORDS)
def parts_of(folded: str) -> tuple[str, ...]:
    """The parts of a folded compound without linking letters, or nothing if it is no compound."""
    if len(folded) < SHORTEST_COMPOUND:
        return ()
    cuts = _best(folded)
    return tuple(_unlinked(part) for part in cuts[:-1]) + cuts[-1:] if len(cuts) > 1 else ()


def is_word(folded: str) -> bool:
    """Whether a folded word stands in the word list, alone or as part of compounds."""
    heads, modifiers = _lexicon()
    return folded in heads or folded in modifiers


@cache
def _lexicon() -> tuple[dict[str, int], dict[str, int]]:
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


def _best(word: str) -> tuple[str, ...]:
    """The split whose parts are most at home in their places: modifiers first, a head last."""
    heads, modifiers = _lexicon()
    best: list[tuple[float, tuple[str, ...]] | None] = [None] * (len(word) + 1)
    best[0] = (0.0, ())
    for start in range(len(word)):
        reached = best[start]
        if reached is None:
            continue
        for end in range(start + SHORTEST_MODIFIER, len(word) + 1):
            cost = _cost(word[start:end], heads if end == len(word) else modifiers)
            known = best[end]
            if cost is not None and (known is None or reached[0] + cost < known[0]):
                best[end] = (reached[0] + cost, (*reached[1], word[start:end]))
    found = best[len(word)]
    return found[1] if found else ()


def _cost(part: str, known: dict[str, int]) -> float | None:
    seen = known.get(part)
    return None if seen is None else PART_COST - math.log(seen)


def _unlinked(modifier: str) -> str:
    """A modifier without its linking letters, where what is left is more of a word than with them."""
    heads, _ = _lexicon()
    bases = [modifier[: -len(link)] for link in _LINKS if modifier.endswith(link)]
    return max([modifier, *bases], key=lambda base: heads.get(base, 0))
