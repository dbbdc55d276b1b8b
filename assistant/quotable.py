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
    r"^(?:Sehr (?:geehrte|verehrte)|Meine (?:sehr |lieben |Damen)|Liebe (?:Kolleg|Ratsmit|Bürger|\w+innen\b)"
    r"|Herzlichen Dank|Vielen Dank|Danke|Ich danke|Guten (?:Tag|Morgen|Abend))"
)
ITEM = re.compile(r"^(?:[-–•*·▪]|\d{1,2}[.)]|[a-z][.)])\s")
LEAD_IN = re.compile(r":\s*$")
BROKEN_OFF = re.compile(
    r"\b(?:der|die|das|des|dem|den|eine|einer|eines|einem|einen|von|vom|zum|zur|im|in|ins|am|beim|bis|für|gegen|pro"
    r"|rund|seit|zwischen|dass|weil|ihre|ihrer|ihren|seine|seiner|seinen|etwa|knapp|diese|dieser|diesem|diesen"
    r"|\d (?:auf|um|nach|bei))$",
    re.IGNORECASE,
)  # not »an« or »vor«, which end sentences too: »bieten Beratung an«
CONJUNCTION = re.compile(r"\b(?:und|oder|sowie)$")
SCRAP = re.compile(r"^[|_.,;:)\]}~=<>]")  # what text recognition makes of a line or a box
RUNNING_HEAD = re.compile(r"\S\s\|\s.*\s\d{1,4}$")  # "Stadt | Amt 3"
SECTION_TITLE = re.compile(r"^[•*·▪–-]?\s*§+\s*\d+\s?[a-z]?\s[A-ZÄÖÜ][^.;:,]{2,90}$")
SAYING_NOTHING = (FORM, ASKING, ADDRESSING, SCRAP, RUNNING_HEAD, SECTION_TITLE)


def quotable(text: str) -> bool:
    """Whether a line says something: no form, question, address to an audience, bare title or scrap."""
    if len(text.split()) < LEAST_WORDS or breaks_off(text):
        return False
    return not any(sign.search(text) for sign in SAYING_NOTHING)


def breaks_off(text: str) -> bool:
    """Whether a line stops in the middle of a sentence; an item of a list may end with »oder«."""
    line = text.rstrip()
    return bool(BROKEN_OFF.search(line) or (CONJUNCTION.search(line) and not ITEM.match(line)))


def is_form(headings: Sequence[str], text: str) -> bool:
    """Whether a passage is part of a questionnaire, which asks and tells nothing."""
    return len(FORM.findall(text)) >= FORM_MARKS or any(FORM_TITLE.search(heading) for heading in headings)


def lead_in_of(lines: Sequence[str], place: int) -> int | None:
    """The place of the line ending in a colon that a list item belongs to, if it is near."""
    if not ITEM.search(lines[place]):
        return None
    before = range(place - 1, max(-1, place - 1 - FARTHEST_LEAD_IN), -1)
    return next((i for i in before if LEAD_IN.search(lines[i]) and not ITEM.search(lines[i])), None)
