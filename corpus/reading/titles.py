"""The title of a document: printed large on its first page, else from metadata, else from its file name."""

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

from corpus.reading.lines import Role
from corpus.reading.names import shown
from corpus.reading.page_text import PageText, Piece
from corpus.reading.wire import Opening

LONGEST = 170
GENERIC = re.compile(
    r"(?:Niederschrift|Protokoll|Bericht|Einladung|Vorlage|Präsentation|Inhalt|Vorwort)", re.IGNORECASE
)
BODY = re.compile(r"(?:Stadt|Kreis|Landkreis|Amt|Bundesagentur|Bundesministerium)\b.{0,60}")
TOPIC = re.compile(r"^(?:Thema|Betreff|Gegenstand|Titel)\s*:\s*(.{5,120})$", re.MULTILINE)
DAY = r"\d{1,2}\.\s?(?:\d{1,2}\.|[A-Z][a-zä]+)\s?\d{4}"
MEETING = re.compile(rf"(?:Besprechung am|Sitzung am|Datum)\s*:\s*({DAY})")
SITTING = re.compile(r"\b\d+\. Sitzung\b")
ORDER = re.compile(r"\b(?:Rundschreiben|Weisung|Erlass|Vorlage)\b", re.IGNORECASE)
PROGRAM = re.compile(
    r"^\(?Microsoft (?:Word|PowerPoint|Excel) - |\.(?:docx?|pptx?|xlsx?|indd|pdf|odt)\)?$", re.IGNORECASE
)
EMPTY_TITLES = frozenset(
    ("untitled", "unbenannt", "dokument1", "document1", "titel", "wesentliche änderungen", "inhalt")
)
ENACTED = re.compile(r"\s*[-–]?\s*\(Artikel \d.*")  # "(Artikel 1 des Gesetzes v. …)" is no part of a title
LARGE = 1.25  # a title's letters against those of the text
FEWEST = 10  # letters of a title
BRIEF = 20  # characters; a shorter title from the metadata takes its subject along
COVER = 120  # words; a first page with fewer is a cover
UMLAUTS = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"))
WRAP = 0.6  # share of the page width that a line of a title may take before it wraps

Found = tuple[str, str]


def title(path: Path, opening: Opening, pages: Sequence[PageText]) -> Found:
    """The title and, in German, where it comes from."""
    declared = _declared(opening, path)
    first = pages[0] if pages else None
    if first is None or not opening.flowing:
        heading = _first_heading(first)
        return (declared, "Metadaten der Datei") if declared else heading or _from_file(path)
    printed = _printed(pages)
    if not printed or GENERIC.fullmatch(printed):
        printed = _topic(printed, first) or printed
    if printed:
        return printed, "erste Seite"
    if declared:
        order = next((line for line in _heads(first) if ORDER.search(line)), "")
        return " – ".join(part for part in (order, declared) if part), "Metadaten der Datei"
    if heads := [line for line in _heads(first) if BODY.match(line) or SITTING.search(line) or "Rat" in line]:
        return " – ".join(heads)[:LONGEST], "Kopfzeile"
    return _from_file(path)


def file_words(path: Path) -> str:
    """A file name as words, with umlauts where "ae", "oe" and "ue" spell them."""
    words = re.sub(r"[_\s]+", " ", shown(path.stem))
    return " ".join(_umlauts(word) for word in words.split())


def _umlauts(word: str) -> str:
    for plain, umlaut in UMLAUTS:
        word = re.sub(rf"(?<![aeqAEQ]){plain}", umlaut, word)
        word = re.sub(rf"\b{plain.capitalize()}", umlaut.upper(), word)
    return word[:1].upper() + word[1:] if word[:1].isalpha() and len(word) > 3 else word  # noqa: PLR2004


def _from_file(path: Path) -> Found:
    return file_words(path) or shown(path.name), "Dateiname"


def _declared(opening: Opening, path: Path) -> str:
    text = " ".join(PROGRAM.sub("", PROGRAM.sub("", opening.metadata.get("Title", ""))).split())
    program = PROGRAM.search(opening.metadata.get("Title", "")) is not None
    if program or text.casefold() in EMPTY_TITLES or text == path.stem or len(text) < 5:  # noqa: PLR2004
        return ""
    subject = " ".join(opening.metadata.get("Subject", "").split())
    whole = f"{text} – {subject}" if subject and len(text) < BRIEF else text
    return whole[:LONGEST]


def _heads(page: PageText) -> list[str]:
    """The running heads of a page without their page number."""
    heads = (page.text[piece.start : piece.end] for piece in page.pieces if piece.role is Role.HEAD)
    bare = (" ".join(re.sub(r"\bSeite \d+(?: von \d+)?\b", "", head).split()) for head in heads)
    return [head for head in bare if len(head) > 3]  # noqa: PLR2004


def _first_heading(page: PageText | None) -> Found | None:
    for piece in page.pieces if page else ():
        if page and piece.role is Role.HEADING:
            return page.text[piece.start : piece.end][:LONGEST], "erste Überschrift"
    return None


def _printed(pages: Sequence[PageText]) -> str:
    """The largest headings in the upper part of the first page, as one title; "" where it has none."""
    page = pages[0]
    least = 0.0 if len(page.text.split()) < COVER else LARGE * _letters(pages)
    headings = [
        (place, piece)
        for place, piece in enumerate(page.pieces)
        if piece.role is Role.HEADING
        and piece.lines[0][2].y0 < 0.75 * page.height
        and _height(piece) >= least
        and _telling(page.text[piece.start : piece.end])
    ]
    if not headings:
        return ""
    top = min(piece.level // 10 for _, piece in headings)
    chosen = [(place, piece) for place, piece in headings if piece.level // 10 == top]
    parts = [chosen[0][1]]
    for (before, _), (place, piece) in pairwise(chosen[:3]):
        if place != before + 1:
            break
        parts.append(piece)
    text = ENACTED.sub("", " – ".join(_unwrapped(page, piece) for piece in parts))
    return text if len(text) <= LONGEST else _unwrapped(page, parts[0])[:LONGEST]


def _telling(text: str) -> bool:
    return not BODY.fullmatch(text) and sum(map(str.isalpha, text)) >= FEWEST


def _height(piece: Piece) -> float:
    return piece.lines[0][2].y1 - piece.lines[0][2].y0


def _letters(pages: Sequence[PageText]) -> float:
    """The usual height of a line of text."""
    heights = [_height(piece) for page in pages[:5] for piece in page.pieces if piece.role is Role.TEXT]
    return median(heights) if heights else 0.0


def _unwrapped(page: PageText, piece: Piece) -> str:
    """The lines of a heading; where a line had room for the next word, a new part of the title begins."""
    text = page.text[piece.lines[0][0] : piece.lines[0][1]]
    for (_, end, box), (start, last, _) in pairwise(piece.lines):
        words = page.text[start:last]
        letter = (box.x1 - box.x0) / max(end - start, 1) if end > start else 6.0
        room = (box.x1 - box.x0) + letter * len(words.split(maxsplit=1)[0]) < WRAP * page.width
        joins = (
            page.text[end:start] == ""
            or words[:1].islower()
            or text.endswith(("-", "und", "und", ",", ":", "–"))
        )
        text += page.text[end:start] + words if joins or not room else f" – {words}"
    return " ".join(text.split())


def _topic(printed: str, page: PageText) -> str:
    """Minutes: what the meeting was and when."""
    meeting = MEETING.search(page.text)
    if topic := TOPIC.search(page.text):
        when = f" ({meeting[1]})" if meeting else ""
        return " – ".join(part for part in (printed, " ".join(topic[1].split())) if part) + when
    return ""
