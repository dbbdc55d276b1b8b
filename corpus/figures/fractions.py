"""Rounded words for shares, with their approximate values."""

import re
from decimal import Decimal

FRACTIONS = {
    "die Hälfte": "50",
    "der Hälfte": "50",
    "ein Drittel": "33.3",
    "zwei Drittel": "66.7",
    "ein Viertel": "25",
    "einem Viertel": "25",
    "drei Viertel": "75",
    "ein Fünftel": "20",
    "ein Zehntel": "10",
    "jedes vierte": "25",
    "jeder vierte": "25",
    "jedes dritte": "33.3",
    "jeder dritte": "33.3",
    "jedes fünfte": "20",
    "jeder fünfte": "20",
    "jeder sechste": "16.7",
    "jeder zehnte": "10",
    "jede vierte": "25",
    "jede dritte": "33.3",
    "jede fünfte": "20",
}
FRACTION_VALUES = {words.lower(): Decimal(value) for words, value in FRACTIONS.items()}
FRACTION = re.compile(
    r"\b(?P<about>(?:(?:knapp|rund|etwa|fast|gut|mehr als|weniger als|über)\s)?)(?P<part>"
    + "|".join(sorted(FRACTIONS, key=len, reverse=True))
    + r")\b",
    re.IGNORECASE,
)
