"""The colours of the style sheet and their contrast (WCAG 2.2, relative luminance)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SHEET = Path(__file__).parents[1] / "static" / "lotse.css"
ROOT = re.compile(r":root\s*\{([^}]*)\}")
COLOUR = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6});")
TEXT = 7.0  # enhanced contrast, WCAG 1.4.6
SHAPE = 3.0  # borders, focus, WCAG 1.4.11
LINEAR = 0.04045  # below it sRGB is linear

Colours = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours that lie on each other, by their names in the style sheet, and the contrast they need."""

    front: str
    back: str
    needed: float


@dataclass(frozen=True, slots=True)
class Measured:
    """A pair with its contrast in light and in dark."""

    pair: Pair
    light: float
    dark: float


PAIRS = (
    *(Pair(front, back, TEXT) for front in ("text", "leise", "verweis") for back in ("papier", "flaeche")),
    Pair("auf-tief", "tief", TEXT),
    Pair("auf-marke", "marke", TEXT),
    *(Pair("warn", back, TEXT) for back in ("papier", "flaeche")),
    *(Pair(front, back, SHAPE) for front in ("rand", "fokus") for back in ("papier", "flaeche")),
)


@cache
def palettes() -> tuple[Colours, Colours]:
    """The colours of the style sheet, for light and for dark."""
    light, dark = (dict(COLOUR.findall(block)) for block in ROOT.findall(SHEET.read_text("utf-8")))
    return light, {**light, **dark}


def measured() -> list[Measured]:
    """Every pair with its contrast."""
    light, dark = palettes()
    return [
        Measured(
            pair, contrast(light[pair.front], light[pair.back]), contrast(dark[pair.front], dark[pair.back])
        )
        for pair in PAIRS
    ]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours ("#rrggbb"), from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= LINEAR else ((value + 0.055) / 1.055) ** 2.4
