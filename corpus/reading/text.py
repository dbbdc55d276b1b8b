"""Mending of characters: composed letters, ligatures, split umlauts, signs that nobody sees."""

import re
import unicodedata

LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)
SPLIT_BEFORE = re.compile(r"[\u00a8\u0308] ?([aouAOU])")  # dots printed before their letter
SPLIT_AU = re.compile(r"([aA]) ?\u00a8(?=u)")  # "Ha¨user" is äu, never aü
SPLIT_AFTER = re.compile(r"([aouAOU]) ?\u00a8")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
COMPLICATED = re.compile(
    "[^\x20-\x7e\u00a1-\u00a7\u00a9-\u00ac\u00ae-\u02af\u2010-\u2027\u2030-\u205e\u20ac]"
)


def mended(text: str) -> str:
    """The same text in NFC with ligatures and umlauts whole and without unseen characters."""
    if not COMPLICATED.search(text):
        return text
    text = unicodedata.normalize("NFC", text.translate(LIGATURES))
    text = SPLIT_AU.sub(lambda match: unicodedata.normalize("NFC", match[1] + "\u0308"), text)
    text = SPLIT_BEFORE.sub(lambda match: unicodedata.normalize("NFC", match[1] + "\u0308"), text)
    text = SPLIT_AFTER.sub(lambda match: unicodedata.normalize("NFC", match[1] + "\u0308"), text)
    return UNSEEN.sub("", text)
