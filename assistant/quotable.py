"""Which lines of evidence may stand in an answer, and which lead-in a list item needs beside it."""

import re
from collections.abc import Sequence

LEAST_WORDS = 4
FORM_MARKS = 3
FARTHEST_LEAD_IN = 12
FORM = re.compile(
    "_{3,}|_ _|[\uf06f\uf0a3\uf0a8\u2610\u2611\u25a1\u25fb\u274f]"
)  # blanks and boxes to fill in
FORM_TITLE = re.compile(r"\b(?:Fragebogen|Erhebungsbogen)\b")
ASKING = re.compile(r"\?\W*$|ankreuzen|^Bitte (?:geben|nennen|tragen|wählen|kreuzen)")
ADDRESSING = re.compile(
    r"^(?:Sehr (?:geehrte|verehrte)|Meine (?:sehr |lieben |Damen)|Liebe (?:Kolleg|Ratsmit|Bürger)"
    r"|Herzlichen Dank|Vielen Dank|Danke|Ich danke|Guten (?:Tag|Morgen|Abend))"
)
ITEM = re.compile(r"^(?:[-–•*·▪]|\d{1,2}[.)]|[a-z][.)])\s")
LEAD_IN = re.compile(r":\s*$")


def quotable(text: str) -> bool:
    """Whether a line says something: no form, no question, no address to an audience, no mere scrap."""
    if len(text.split()) < LEAST_WORDS:
        return False
    return not (FORM.search(text) or ASKING.search(text) or ADDRESSING.search(text))


def is_form(headings: Sequence[str], text: str) -> bool:
    """Whether a passage is part of a questionnaire, which asks and tells nothing."""
    return len(FORM.findall(text)) >= FORM_MARKS or any(FORM_TITLE.search(heading) for heading in headings)


def lead_in_of(lines: Sequence[str], place: int) -> int | None:
    """The place of the line ending in a colon that a list item belongs to, if it is near."""
    if not ITEM.search(lines[place]):
        return None
    before = range(place - 1, max(-1, place - 1 - FARTHEST_LEAD_IN), -1)
    return next((i for i in before if LEAD_IN.search(lines[i]) and not ITEM.search(lines[i])), None)
