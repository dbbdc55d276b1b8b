"""What kind of line each line of a page is, and which heading and lead-in it belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

KINDS = {
    "question": re.compile(r"\?\s*$"),
    "lead_in": re.compile(r":\s*$"),
    "sentence": re.compile(r"[.!]\s*$"),
    "phone": re.compile(r"(?:\+49|\b0\d{2,5})[\s/()-]*\d[\d\s/-]{3,}|\b(?:Tel|Fax|Phone)\b|Telefon"),
    "mail": re.compile(r"\S+@\S+\.\w+"),
    "web": re.compile(r"(?:www\.|https?://)\S+|\b[Ww]ebsite\b"),
    "money": re.compile(r"€|\bEuro\b|\bEUR\b"),
    "percent": re.compile(r"%|[Pp]rozent|percent"),
    "clock": re.compile(r"\b\d{1,2}[:.]\d{2}\b|\bUhr\b|\b\d{1,2}\s?[ap]\.?m\b"),
    "weekday": re.compile(
        r"\b(?:Mo|Di|Mi|Do|Fr|Sa|So)\b\.?|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch"
        r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    ),
    "date": re.compile(r"\b\d{1,2}\.\s?(?:\d{1,2}\.|Januar|Februar|März|April|Mai|Ju[nl]i|August|\w+ber\b)"),
    "street": re.compile(r"(?:[Ss]tr(?:aße|asse|\.)|[Pp]latz|[Ww]eg|[Gg]asse|[Aa]llee|[Rr]ing)\s*\d*"),
    "postcode": re.compile(r"\b\d{5}\s+[A-ZÄÖÜ]"),
    "digit": re.compile(r"\d"),
    "year": re.compile(r"\b(?:19|20)\d\d\b"),
    "age": re.compile(r"\bJahren?\b|\byears?\b|\bMonat|\bmonths?\b|\bWochen?\b|\bweeks?\b|\bTage?n?\b"),
    "law": re.compile(r"§|\bSGB\b|\bAbs\.|gesetz"),
    "must": re.compile(r"\b(?:müssen|muss|darf|dürfen|kann|können|sollte|must|may|can|should|need)\b"),
    "you": re.compile(r"\b(?:Sie|Ihre?n?|du|dein\w*|dir|you|your)\b", re.IGNORECASE),
    "lower": re.compile(r"^\s*[a-zäöü]"),
    "item": re.compile(r"^\s*(?:[-–•*·▪]|\d+[.)])\s"),
    "comma": re.compile(r",.*,"),
    "help": re.compile(r"\b(?:wenden|[Bb]erat|[Hh]ilfe|[Kk]ontakt|[Aa]nsprech|help|contact|advice|advis)"),
    "means": re.compile(r"\b(?:ist|sind|bedeutet|heißt|gehören|is|are|means)\b"),
    "cause": re.compile(r"\b(?:weil|denn|damit|deshalb|daher|because|therefore|so that)\b"),
}
LONGEST_HEADING = 9


@dataclass(frozen=True, slots=True)
class Layout:
    """For each line its heading, its lead-in ("…:") and the range of its section, as line numbers.

    A line without heading or lead-in points to -1; `kinds` holds the matching kinds as 0 or 1.
    """

    headings: tuple[int, ...]
    lead_ins: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    kinds: tuple[tuple[int, ...], ...]
    is_heading: tuple[bool, ...]


def lay_out(lines: Sequence[str]) -> Layout:
    """Find the headings, lead-ins and sections of a page given as lines."""
    is_heading = tuple(_is_heading(lines, i) for i in range(len(lines)))
    headings, lead_ins, starts = [], [], []
    heading = lead_in = -1
    start = 0
    for i, line in enumerate(lines):
        headings.append(heading)
        if is_heading[i]:
            heading, lead_in, start = i, -1, i
        lead_ins.append(lead_in)
        lead_in = _lead_in_after(line, i, lead_in)
        starts.append(start)
    return Layout(
        headings=tuple(headings),
        lead_ins=tuple(lead_ins),
        starts=tuple(starts),
        ends=_ends(is_heading),
        kinds=tuple(tuple(int(bool(kind.search(line))) for kind in KINDS.values()) for line in lines),
        is_heading=is_heading,
    )


def _is_heading(lines: Sequence[str], i: int) -> bool:
    """Short, without a full stop, and followed by a sentence or a lead-in; or a short question."""
    line = lines[i].strip()
    if not line or len(line.split()) > LONGEST_HEADING or line[0].islower() or "@" in line:
        return False
    if line.endswith("?"):
        return True
    if line[-1] in ".!:,;" or line[-1].isdigit():
        return False
    after = lines[i + 1].strip() if i + 1 < len(lines) else ""
    return len(after) > len(line) and after[-1:] in ".!:?"


def _lead_in_after(line: str, i: int, before: int) -> int:
    if line.rstrip().endswith(":"):
        return i
    ends_sentence = line.rstrip()[-1:] in ".!?" and len(line.split()) > LONGEST_HEADING
    return -1 if ends_sentence else before


def _ends(is_heading: Sequence[bool]) -> tuple[int, ...]:
    ends = []
    end = len(is_heading)
    for i in range(len(is_heading) - 1, -1, -1):
        ends.append(end)
        if is_heading[i]:
            end = i
    return tuple(reversed(ends))
