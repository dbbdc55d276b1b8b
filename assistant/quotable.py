"""Which lines of evidence may stand in an answer, and which lead-in a list item needs beside it."""

import re
from collections.abc import Sequence
from itertools import takewhile

LEAST_WORDS = 4
FORM_MARKS = 3
FARTHEST_LEAD_IN = 12
LONG = 12  # words; a shorter line without an end may be an item of a list
FEWEST_NUMBERS = 2
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
FIRST_ITEM = re.compile(r"(?:1[.)]|a\))\s")
ENDS = re.compile(
    r"[.!?:;)“”\"»«]\s*(?:\d{1,2})?(?:>\s?(?:Grafik|Tabelle|Karte|Kapitel|Abbildung) [\d.]+)?\s*$"
)
LEANING = re.compile(
    r"^(?:\d )?(?:Dies\w*|D(?:a|ar)(?:für|zu|mit|bei|von|durch|rauf|rüber|raus|nach|her|rin|runter|ran|neben)"
    r"|De(?:shalb|swegen|mzufolge|rartige?)|Er|Sie|Es|Ihre?|Seine?|Hier\w*|Dort|Denn|Dann|Auch|Aber|So|Ebenso"
    r"|Dementsprechend|Insofern|Somit|(?:In|Bei|Von|Mit|Aus) diese[mnrs]|Letzteres|Erstere\w*|Solche?)\b"
)
SMALL = re.compile(r"[a-zäöü]{2}")
DIGIT = re.compile(r"\d")
WORD = re.compile(r"[^\W_]+")
SENTENCE_END = re.compile(r"[.!?:;]\W*\d*$")
OUTLINE = re.compile(r"^(?:\d+\.)+\d*\s")
# A cell with a number that is not part of a name, as in »Regelbedarfsstufe 1«, or with more than a name
TELLING_CELL = re.compile(
    r"^[+\-–±(]?\s?\d|\d[.,:]\d|\d\s?(?:%|€|Euro|EUR|Prozent|Uhr|Jahr|Monat|Tag|m²|qm)|(?:\S+\s){5}\S"
)
NUMBER = re.compile(r"[+\-–±]?\s?\d[\d.,\s]*\s?(?:%|€|Euro)?|[-–/]")
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
SPEAKER = re.compile(r"^[A-ZÄÖÜ](?:[^:.!?]|(?<=Dr)\.|(?<=Prof)\.){3,70}(?:\([^)]{2,60}\))?: (?=[A-ZÄÖÜ])")
CALLING = re.compile(r"^(?:Herr|Frau|Lieber?|Werte|Geehrte)\b[^.?:]{0,120}!$")
NOTE = re.compile(r"^\([A-ZÄÖÜ][^()]*(?:\([^()]*\)[^()]*)*\)$")  # »(Beifall)« in the minutes
REFERENCE = re.compile(
    r"^(?:\(\d+\w?\) )?(?:\d )?(?:§|Absatz|Die Absätze|Satz|Die Sätze|Nummer|Die §)[^.]{0,90}"
    r"(?:gilt|gelten|findet|finden|bleibt|bleiben|ist|sind)\b[^.]{0,50}"
    r"(?:entsprechend|unberührt|Anwendung|anzuwenden)\.$"
)
CAPTION = re.compile(
    r"^>?\s?(?:Grafik|Tabelle|Abbildung|Abb\.|Tab\.|Karte|Schaubild|Quelle:?) ?\d*\b(?!.*[.!]$)"
)
APPLYING = re.compile(
    r"\b(?:gilt|gelten) (?:Satz|Absatz|die Sätze|die Absätze|§)[^.]*(?:entsprechend|nicht)\.$"
)
POINTER = re.compile(
    r"^(?:Mehr|Nähere|Weitere|Ausführliche) (?:Informationen|Hinweise|Angaben)\b|\((?:vgl|s|siehe)\.?$"
)
CHANGED = re.compile(
    r"^[•*·▪–-]?\s*(?:\w+ (?:\w+ und \w+ )?){0,2}"
    r"(?:Anpassung|Aktualisierung|Überarbeitung|Änderung)(?:en)? aufgrund\b"
)  # the list of changes of an instruction
BY_OTHERS = re.compile(r"^(?:\(\d+\w?\) )?(?:\d )?Das Nähere\b[^.]*(?:regelt|bestimmt|regeln)\b[^.]*\.$")
CONTENTS = re.compile(r"\.{4,}|…{2,}|(?:\. ){4,}")
CHART_TITLE = re.compile(r"^[-–] .+ [-–]$")
TOTAL = re.compile(r"(?:insgesamt|gesamt|zusammen)\t", re.IGNORECASE)
# Words that do not make a sentence of nouns: »Verteilung der Haushalte auf die Wohnsegmente«
JOINING = re.compile(
    r"de[rsmn]|die|das|ein(?:e[smnr]?)?|und|oder|sowie|als|wie|je|pro|z?u[mr]?|i[mn]s?|a[mn]|aus|auf|beim?|bis|durch"
    r"|für|gegen|mit|nach|ohne|seit|über|um|unter|vo[mnr]|zwischen|nicht|auch"
)
SAYING_NOTHING = (
    CHANGED,
    BY_OTHERS,
    APPLYING,
    POINTER,
    CALLING,
    NOTE,
    REFERENCE,
    CAPTION,
    CONTENTS,
    FORM,
    ASKING,
    ADDRESSING,
    SCRAP,
    RUNNING_HEAD,
    SECTION_TITLE,
)


def quotable(text: str) -> bool:
    """Whether a line says something: no form, question, address to an audience, bare title or scrap."""
    said = SPEAKER.sub("", text)
    if (len(said.split()) < LEAST_WORDS and "\t" not in said) or breaks_off(text):
        return False
    if _bare_cells(text) or _bare_title(text):
        return False
    return not any(sign.search(said) for sign in SAYING_NOTHING)


def stands(lines: Sequence[str], place: int) -> bool:
    """Whether a line says something where it stands: a lead-in only with its list, no rest of a sentence."""
    text = lines[place]
    if _leads(lines, place):
        return bool(led_by(lines, place))
    return quotable(text) and not _starts_inside(lines, place) and not _open_ended(text)


def is_row(text: str) -> bool:
    """Whether a line is a row of numbers, which only its table explains."""
    return len([cell for cell in text.split("\t") if NUMBER.fullmatch(cell.strip())]) >= FEWEST_NUMBERS


def leans(text: str) -> bool:
    """Whether a sentence points back to the one before: »Dies gilt auch …«."""
    return bool(LEANING.match(text))


def _bare_cells(text: str) -> bool:
    """Whether a row of a table holds names only, as its head does, or numbers only."""
    cells = [cell.strip() for cell in text.split("\t") if cell.strip()]
    numbers = [cell for cell in cells if NUMBER.fullmatch(cell)]
    return "\t" in text and (not any(map(TELLING_CELL.search, cells)) or len(numbers) == len(cells))


def _bare_title(text: str) -> bool:
    """Whether a line is a title: it does not end, and there is no verb and no number in it."""
    if "\t" in text or ITEM.match(text) or SENTENCE_END.search(text):
        return False
    words = WORD.findall(OUTLINE.sub("", text))
    small = (word for word in words if word[0].islower())
    return bool(words) and not any(map(DIGIT.search, words)) and all(map(JOINING.fullmatch, small))


def _starts_inside(lines: Sequence[str], place: int) -> bool:
    """Whether a line begins in the middle of a sentence whose beginning stands elsewhere."""
    if not SMALL.match(lines[place]):
        return False
    before = lines[place - 1] if place else ""
    return not (LEAD_IN.search(before) or ITEM.match(before) or SMALL.match(before))


def _open_ended(text: str) -> bool:
    """Whether a long line stops without an end: the rest of its sentence stands on another page."""
    return len(text.split()) >= LONG and "\t" not in text and not (ENDS.search(text) or ITEM.match(text))


def breaks_off(text: str) -> bool:
    """Whether a line stops in the middle of a sentence; an item of a list may end with »oder«."""
    line = text.rstrip()
    return bool(BROKEN_OFF.search(line) or (CONJUNCTION.search(line) and not ITEM.match(line)))


def is_form(headings: Sequence[str], text: str) -> bool:
    """Whether a passage is part of a questionnaire, which asks and tells nothing."""
    return len(FORM.findall(text)) >= FORM_MARKS or any(FORM_TITLE.search(heading) for heading in headings)


def lead_in_of(lines: Sequence[str], place: int) -> int | None:
    """The place of the line over an item of a list, if it is near, or of the title over a row of numbers."""
    if is_row(lines[place]):
        return next((i for i in range(place - 1, -1, -1) if CHART_TITLE.search(lines[i])), None)
    if not ITEM.search(lines[place]):
        return None
    before = range(place - 1, max(-1, place - 1 - FARTHEST_LEAD_IN), -1)
    return next((i for i in before if _leads(lines, i)), None)


def led_by(lines: Sequence[str], place: int) -> tuple[int, ...]:
    """The places of the items that a lead-in leads to, or of the total below a chart's title; else none."""
    if CHART_TITLE.search(lines[place]):
        return tuple(i for i in range(place + 1, len(lines)) if TOTAL.match(lines[i]))[:1]
    if not _leads(lines, place):
        return ()
    after = range(place + 1, min(len(lines), place + 1 + FARTHEST_LEAD_IN))
    return tuple(takewhile(lambda i: ITEM.match(lines[i]) or SMALL.match(lines[i]), after))


def _leads(lines: Sequence[str], place: int) -> bool:
    """Whether a line leads to a list: it ends in a colon, or with »wenn« before »1.«."""
    line = lines[place]
    if ITEM.match(line):
        return False
    after = lines[place + 1] if place + 1 < len(lines) else ""
    listed = FIRST_ITEM.match(after) and "\t" not in after
    return bool(LEAD_IN.search(line) or (not ENDS.search(line) and listed))
