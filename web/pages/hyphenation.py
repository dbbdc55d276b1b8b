"""Where long words may be parted in narrow columns, since not every browser knows German."""

import re
from itertools import accumulate

from markupsafe import Markup, escape

from index.compounds import pieces_of
from index.german import fold

SHY = "\N{SOFT HYPHEN}"
LONG = re.compile(r"[^\W\d_]{11,}")
NO_COMPOUNDS = {"alleinerziehende": ("allein", "erziehende"), "alleinerziehenden": ("allein", "erziehenden")}


def breakable(text: str) -> Markup:
    """A text whose compounds may be parted with a hyphen, and which may go on below behind a slash."""
    return Markup("<wbr>").join(escape(part) for part in re.split(r"(?<=/)", LONG.sub(_parted, text)))


def _parted(word: re.Match[str]) -> str:
    """A word with soft hyphens where its parts meet; folding may make two letters of one."""
    folded = fold(word[0])
    pieces = NO_COMPOUNDS.get(folded) or pieces_of(folded)
    meets = set(accumulate(len(piece) for piece in pieces[:-1]))
    reached = accumulate((len(fold(letter)) for letter in word[0]), initial=0)
    return "".join(
        f"{SHY if at in meets else ''}{letter}" for at, letter in zip(reached, word[0], strict=False)
    )
