"""Where a quote stands in a text, whatever its line breaks and hyphens."""

from assistant.citations import DASHES, INVISIBLE, WITHIN_WORD, normalised


def place_of(quote: str, text: str) -> tuple[int, int] | None:
    r"""The first and last place (exclusive) of a quote in a text; None where it does not stand there.

    >>> place_of("Kindergarten", "Der Kinder-\ngarten ist offen.")
    (4, 17)
    """
    wanted = normalised(quote).strip("-")  # one at the edge may stand within a word of the text
    kept = _kept(text)
    start = "".join(sign for _, sign in kept).find(wanted) if wanted else -1
    if start < 0:
        return None
    return kept[start][0], kept[start + len(wanted) - 1][0] + 1


def _kept(text: str) -> list[tuple[int, str]]:
    """The signs of a text that count when quotes are compared, with their places."""
    signs = [
        (place, sign)
        for place, sign in enumerate(DASHES.sub("-", text))
        if not sign.isspace() and not INVISIBLE.match(sign)
    ]
    joined = "".join(sign for _, sign in signs)
    within = {found.start() for found in WITHIN_WORD.finditer(joined)}
    return [one for number, one in enumerate(signs) if number not in within]
