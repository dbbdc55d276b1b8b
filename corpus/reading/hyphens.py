"""Words that were hyphenated at a line end, rejoined as German does it."""

import re
from collections.abc import Sequence

ADDITIONS = re.compile(r"(?:und|oder|bzw\.?|sowie|beziehungsweise|als auch|noch|statt|bis)\b")
GOES_ON = re.compile(r"[a-zäöüß]")


def glue(before: str, after: str) -> str:
    """What stands between two lines of one paragraph: "" after a hyphen that stays or goes, else a space."""
    return "" if before.endswith(("-", "–")) and _tight(before, after) else " "


def cut(before: str, after: str) -> bool:
    """Whether the hyphen at the end of `before` only parts a word: "Arbeits-" before "losigkeit"."""
    parted = before.endswith("-") and len(before) > 1 and before[-2].isalpha()
    return parted and bool(GOES_ON.match(after)) and not ADDITIONS.match(after)


def joined(lines: Sequence[str]) -> str:
    """Lines of one paragraph as running text."""
    text = ""
    for item in lines:
        if cut(text, item):
            text = text[:-1] + item
        else:
            text += (glue(text, item) if text else "") + item
    return text


def _tight(before: str, after: str) -> bool:
    """Whether a hyphen binds two parts ("Baden-" + "Württemberg"), not "Sozial- und" or a dash."""
    if not before.endswith("-") or ADDITIONS.match(after):
        return False
    return len(before) > 1 and before[-2].isalnum() and after[:1].isalnum()
