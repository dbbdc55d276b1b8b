"""Numbers, amounts, shares, dates, times and phone numbers of running German text, in one spelling each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from assistant.wording import DATA
from corpus.yaml_text import read_yaml

GAP = "[ \u00a0\u202f\u2009]"
MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
PATTERN = re.compile(
    rf"""
    (?P<day>(?<!\d)(?P<d>\d{{1,2}})\.{GAP}?(?:(?P<m>\d{{1,2}})\.|(?P<month>{MONTHS}))
        (?:{GAP}?(?P<y>(?:19|20)\d\d))?(?!\d))
  | (?P<time>(?<![\d.,])(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?{GAP}?Uhr
        (?:{GAP}(?P<past>[0-5]\d)(?!\d))?)
  | (?P<clock>(?<![\d.,])\d{{1,2}}:\d\d(?!\d))
  | (?P<phone>(?<![\d.,])(?:\+49|\(?0\d{{2,5}}\)?){GAP}?[\d\s/()\u00a0-]{{3,}}\d)
  | (?P<number>(?<!\d)\d{{1,3}}(?:(?:{GAP}|[.'’])\d{{3}})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?)
  | (?P<word>[^\W\d_]+)
    """,
    re.VERBOSE,
)
AFTER = re.compile(rf"{GAP}?-?(?P<next>%|€|m²|[^\W\d_]+)\.?")
WORD_BEFORE = re.compile(r"([^\W\d_]+)\W*$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something counted, measured or dated: `value` in one spelling for all ways to write it.

    `bound` is the word just before that changes its meaning ("von", "bis", "über"), or empty.
    """

    value: str
    start: int
    end: int
    bound: str = ""


def quantities(text: str) -> list[Quantity]:
    """All quantities of a text, in order; "drei Viertel" and "75 Prozent" are the same."""
    return list(_found(text))


def _found(text: str) -> Iterator[Quantity]:
    position = 0
    while match := PATTERN.search(text, position):
        position = match.end()
        value, end = _read(match, text)
        if value:
            position = max(position, end)
            yield Quantity(value, match.start(), end, _bound(text[: match.start()]))


def _read(match: re.Match[str], text: str) -> tuple[str, int]:
    """The value in its one spelling and where it ends; an empty value where nothing is counted."""
    kind = match.lastgroup or ""
    if match["day"]:
        month = int(match["m"]) if match["m"] else _words()["months"][match["month"].lower()]
        return f"{match['y'] or ''}-{month:02}-{int(match['d']):02}", match.end()
    if match["time"] or match["clock"]:
        hour, minute = _clock(match)
        return f"{hour:02}:{minute:02}", match.end()
    if kind == "phone" and len(re.sub(r"\D", "", match[0])) > len("0208"):
        return "tel" + re.sub(r"^0049|^49", "0", re.sub(r"\D", "", match[0])), match.end()
    if match["word"]:
        return _counted_word(match["word"], text, match.end())
    return _with_unit(_decimal(match[0]), text, match.end())


def _clock(match: re.Match[str]) -> tuple[int, int]:
    if match["clock"]:
        hour, minute = match["clock"].split(":")
        return int(hour), int(minute)
    return int(match["hour"]), int(match["minute"] or match["past"] or 0)


def _counted_word(word: str, text: str, end: int) -> tuple[str, int]:
    low = word.lower()
    if low in _words()["parts"]:
        return _share(Fraction(1, _words()["parts"][low])), end
    number = _words()["numbers"].get(low)
    if number is None:
        return "", end
    after = AFTER.match(text, end)
    part = _words()["parts"].get(after["next"].lower()) if after else None
    if after and part:
        return _share(Fraction(number, part)), after.end()
    return _with_unit(Decimal(number), text, end)


def _with_unit(value: Decimal, text: str, end: int) -> tuple[str, int]:
    after = AFTER.match(text, end)
    if after and (scale := _words()["scales"].get(after["next"].lower())):
        value, end = value * scale, after.end()
        after = AFTER.match(text, end)
    unit = _words()["units"].get(after["next"].lower(), "") if after else ""
    return f"{_plain(value)}{unit}", after.end() if after and unit else end


def _share(part: Fraction) -> str:
    percent = part * 100
    return f"{_plain(Decimal(percent.numerator) / percent.denominator)}%"


def _decimal(text: str) -> Decimal:
    digits = re.sub(rf"{GAP}|['’]", "", text)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
        digits = digits.replace(".", "")
    return Decimal(digits.replace(",", "."))


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _bound(before: str) -> str:
    match = WORD_BEFORE.search(before)
    word = match[1].lower() if match and before.endswith((" ", "\u00a0")) else ""
    return word if word in _words()["bounds"] else ""


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    listed: dict[str, Any] = read_yaml((DATA / "quantities.yaml").read_text(encoding="utf-8"))
    return {name: _read_words(words) for name, words in listed.items()}


def _read_words(words: Any) -> Any:
    """YAML reads the word »null« as nothing; here it is a number word."""
    return {("null" if k is None else k): v for k, v in words.items()} if isinstance(words, dict) else words
