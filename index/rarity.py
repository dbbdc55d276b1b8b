"""How much a word of a question tells: rare words tell more about what is asked than common ones."""

import math
from collections.abc import Iterable

from index.engine import Sides
from index.german import as_part, terms


def rarities(words: Iterable[str], passages: int, sides: Sides) -> dict[str, float]:
    """How rare each word is among so many passages, alone or inside a compound; stop words are left out."""
    return {word: _rarity(roots, passages, sides) for word in words if (roots := terms(word).stems)}


def _rarity(roots: Iterable[str], passages: int, sides: Sides) -> float:
    held = max(sides.holding(root) + sides.holding(as_part(root)) for root in roots)
    count = min(held, passages)
    return math.log(1 + (passages - count + 0.5) / (count + 0.5))
