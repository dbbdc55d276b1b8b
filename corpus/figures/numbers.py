"""German numbers, units, years and periods as they are printed."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from corpus.figure import MARKS

MISSING = frozenset(sign for _, signs in MARKS for sign in signs)
MARK = re.compile(r"(?:[\*⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=[%€])\s?\d{1,2}\)|(?<=\d)\s\d{1,2}\)|(?<=\d)\s?[a-z]?\d?\))+$")
MARKED = re.compile(
    r"(?:(?<=[a-zäöüß])(?<!\bm)(?<!\bkm)[*¹²³⁴⁵⁶⁷⁸⁹]+|(?<=[a-zäöüß]{3})\d{1,2}|(?<=[A-Za-zäöüß)])\d{1,2}\))(?=[\s,;:]|$)"
)
SPACES = re.compile("[\u00a0\u2007\u2009\u202f ]")
FIRST_YEAR, LAST_YEAR = 1900, 2099

_DIGITS = r"(?:\d{1,3}(?:[.\s\u00a0\u2009\u202f'’]\d{3})+|\d+)"
NUMBER = re.compile(
    rf"(?P<sign>[+\-–−±]?)\s?(?:(?P<whole>{_DIGITS})(?:,(?P<part>\d+))?|,(?P<bare>\d{{1,2}}))"
)
POINTED = re.compile(r"(?P<sign>[+\-–−]?)(?P<whole>\d+)\.(?P<part>\d{1,2}|\d{4,})")
UNIT_SIGN = re.compile(
    r"(?P<unit>%-Punkte|%|‰|Prozentpunkten?|Prozent|Punkten?|€|Euro|EUR|m²|qm"
    r"|je 1\.000|Mio\.?\s?(?:€|Euro)|Personen)"
)
UNITS = {
    "%": "Prozent",
    "Prozent": "Prozent",
    "%-Punkte": "Prozentpunkte",
    "Prozentpunkte": "Prozentpunkte",
    "Prozentpunkten": "Prozentpunkte",
    "Prozentpunkt": "Prozentpunkte",
    "Punkte": "Punkte",
    "Punkten": "Punkte",
    "Punkt": "Punkte",
    "‰": "Promille",
    "€": "Euro",
    "Euro": "Euro",
    "EUR": "Euro",
    "m²": "qm",
    "qm": "qm",
    "Quadratmeter": "qm",
    "Quadratmetern": "qm",
    "Kilometern": "Kilometer",
    "Personen": "Anzahl",
}
YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d{2}(?!\d|[.,]\d)")
PERIOD = re.compile(
    r"(?P<school>(?<!\d)(?:19|20)\d{2}\s?/\s?\d{2,4}(?!\d))"
    r"|(?P<span>(?<!\d)(?:19|20)\d{2}\s?(?:[-–—]|bis)\s?(?:19|20)\d{2}(?!\d))"
    r"|(?P<day>(?<!\d)\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄÖÜ][a-zä]+)\s?(?:19|20)\d{2}(?!\d))"
    r"|(?P<year>(?<![\d.,§])(?:19|20)\d{2}(?![\d]|[.,]\d))"
)
IS_PERIOD = re.compile(
    r"(?:ab|seit|Jahr|Stand:?|am|zum|im Jahr|Schuljahr|SJ)?\s*(?P<core>.+?)\s?(?:[\*¹²³]|\d\))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number; `value` is None where the source prints that there is none."""

    value: Decimal | None
    text: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A printed year, day, school year or span; `year` is its last year, a school year's first."""

    year: int
    text: str
    span: bool = False


def decimal(sign: str, whole: str, part: str | None) -> Decimal:
    """The value of a number's parts."""
    digits = re.sub(r"\D", "", whole) + (f".{part}" if part else "")
    value = Decimal(digits)
    return -value if sign in {"-", "–", "−"} else value


def cell_number(text: str) -> Number | None:
    """The number that a table cell holds, or None where the cell is something else.

    "4 700", "1.234,5", "12,3 %", "+9,2", "(45)" and "5,1¹" are numbers; "–", "." and "x" say: no value.
    """
    plain = SPACES.sub(" ", text).strip()
    if plain in MISSING:
        return Number(None, text)
    unit = ""
    plain = plain if plain.startswith("(") else MARK.sub("", plain).strip()
    if found := UNIT_SIGN.search(plain):
        unit = UNITS.get(found["unit"], found["unit"])
        plain = (plain[: found.start()] + plain[found.end() :]).strip()
    if plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1].strip()
    plain = MARK.sub("", plain).strip()
    match = NUMBER.fullmatch(plain) or POINTED.fullmatch(plain)
    if match is None:
        return None
    try:
        parts = match.groupdict()  # ",8" is printed for 0,8
        whole, part = parts["whole"] or "0", parts["part"] or parts.get("bare")
        return Number(decimal(parts["sign"], whole, part), text, unit)
    except InvalidOperation:
        return None


def period_of(match: re.Match[str]) -> Period:
    """The period that a match of PERIOD stands for."""
    years = [int(found) for found in re.findall(r"(?:19|20)\d{2}", match[0])]
    if match.lastgroup == "school":
        return Period(years[0], re.sub(r"\s", "", match[0]))
    return Period(years[-1], match[0], span=match.lastgroup == "span")


def cell_period(text: str) -> Period | None:
    """The period that a whole cell names ("2020", "2000/01", "ab 01.01.2024"), or None."""
    plain = SPACES.sub(" ", text).strip().rstrip("*").strip(" :()")
    framed = IS_PERIOD.fullmatch(plain)
    match = PERIOD.fullmatch(framed["core"].strip(" :()")) if framed else None
    return period_of(match) if match else None


def periods(text: str) -> list[Period]:
    """All periods that a text names, in order."""
    return [period_of(match) for match in PERIOD.finditer(text)]


def unmarked(text: str) -> str:
    """A text without the marks of notes at the end of its words ("Teilnehmende10")."""
    return MARKED.sub("", text).strip()
