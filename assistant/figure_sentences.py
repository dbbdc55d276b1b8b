"""The words of a sentence that are said of one of its values, and not of another."""

import re

from corpus.figure import Figure

BEFORE = re.compile(  # "18. Lebensjahr" is no value
    r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\d.,]*\.\s[A-ZÄÖÜ])(?:\s?(?:%|Prozent|Euro|€|qm|Millionen|Milliarden))*"
)
OF_ANOTHER = re.compile(
    r"(?<![\w.,])(?P<value>\d+(?:[.,]\d+)*(?:\s?(?:%|Prozent|Euro|€))?)\s[A-ZÄÖÜ][\w-]+"
    r"|[A-ZÄÖÜ][\w-]+“?\s\((?P<within>\d[\d.,]*)\s?(?:%|Prozent|Euro|€|Punkte)?\)"
)
PARTED = re.compile(r"[,;()–]| und | sowie | bzw| als | gegenüber | während ")
RELATIVE = re.compile(r",\s(?:die|der|das|denen|deren|dessen|welche[rs]?)\s")
ENDED = re.compile(r"[,;()–.]| bzw")
AFTER = 90  # letters behind a value that may be said of it


def near_words(figure: Figure) -> str:
    """The words of a sentence that stand around one of its values."""
    at = figure.line.find(figure.value_text)
    if at < 0:
        return figure.indicator
    before = [
        part.end()
        for m in BEFORE.finditer(figure.line, 0, at)
        if (part := _parted(figure.line, m.end(), len(figure.line[:at].rstrip("(„"))))
    ]
    after = _after(figure.line, at + len(figure.value_text))
    return figure.line[before[-1] if before else 0 : at] + " " + after


def _parted(line: str, start: int, end: int) -> re.Match[str] | None:
    """Where what is said of the value before ends: behind its relative clause, where it has one."""
    clause = RELATIVE.match(line, start, end)
    behind = PARTED.search(line, clause.end(), end) if clause else None
    return behind or PARTED.search(line, start, end)


def lead_words(figure: Figure) -> str:
    """The words before a sentence's first value: mostly what all its values are said of."""
    first = BEFORE.search(figure.line)
    at = first.start() if first else 0
    return shared_words(figure)[:at] if figure.line.find(figure.value_text) > at else ""


def _after(line: str, end: int) -> str:
    """The words behind a value up to the end of its clause, and not into what leads to the next value."""
    following = BEFORE.search(line, end)
    clause = ENDED.split(line[end : end + AFTER], maxsplit=1)[0]
    if following and following.start() < end + len(clause) + 3:
        return PARTED.split(clause, maxsplit=1)[0]
    return clause


def shared_words(figure: Figure) -> str:
    """A sentence without the nouns that stand right beside another of its values: "1.442 Frauen und …"."""
    at = figure.line.find(figure.value_text)
    own = range(at, at + len(figure.value_text) + 1)
    return OF_ANOTHER.sub(
        lambda m: m[0] if max(m.start("value"), m.start("within")) in own else " ", figure.line
    )
