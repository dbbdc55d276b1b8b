"""The text layer of a PDF with the place of each word, read by pdfium; inside the worker process only."""

import ctypes
import math
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from corpus.document import Box
from corpus.errors import LimitExceeded, PasswordNeeded, UnreadableFile
from corpus.reading import messages
from corpus.reading.lines import HYPHEN, Word
from corpus.reading.text import mended
from corpus.reading.view import View

WORD = re.compile(f"[^\\s{HYPHEN}\x02]+[{HYPHEN}\x02]?")
TINY = 2.0  # points; smaller letters are not for people
INVISIBLE = frozenset((raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP))
FORCED_BOLD = 1 << 18  # font flag, ISO 32000-1 table 123; the weight is a guess and says bold too often
CHARACTERS = 300_000  # of one page; the fullest real ones have some ten thousand
FAINT = 10  # of 255: an alpha below cannot be seen
WHITE = 240  # of 255: from here on a letter may vanish on paper
TURNED = (0.02, 6.26)  # radians; between them text does not run from left to right
CIRCLE = 2 * math.pi
SCANNED = 0.5  # share of a page that an image covers when it is a scan
OBJECTS = 4000  # looked at for rules and pictures on one page
OUTLINES = 50  # drawn shapes from which a page without text may be text drawn as outlines
RULE = 2.0  # points; a path is a rule when it is lower
RULE_WIDTH = 20.0  # ... and wider
CELL = (8.0, 0.3)  # height of a shaded cell: least in points, most as a share of the page
SPACED = 1.0  # letter sizes that a letter takes on average where a word holds several columns of a table
APART = 0.6  # letter sizes between two letters of different columns


@dataclass(frozen=True, slots=True)
class Style:
    """How the letters of one text object look."""

    bold: bool
    unit: float  # height of the letter box at one point
    unseen: bool
    white: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one page: visible words in the order of the file, and what was left out."""

    width: float
    height: float
    words: list[Word]
    rules: list[Box]
    hidden: int
    blank: bool  # nothing at all stands on the page
    scanned: bool  # an image covers the page
    panels: tuple[Box, ...] = ()  # all drawn shapes: cells, bars, rules


def opened(path: Path, password: str | None) -> pdfium.PdfDocument:
    """A PDF file, opened; UnreadableFile or PasswordNeeded with a German line otherwise."""
    try:
        return pdfium.PdfDocument(path, password=password)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            text = messages.LOCKED if password is None else messages.LOCKED_OTHERWISE
            raise PasswordNeeded(text) from error
        return _rescued(path, error)


def _rescued(path: Path, error: Exception) -> pdfium.PdfDocument:
    from corpus.reading.repair import repaired  # noqa: PLC0415  seldom needed, and slow to import

    content = repaired(path)
    try:
        if content is not None:
            return pdfium.PdfDocument(content)
    except pdfium.PdfiumError:
        pass
    raise UnreadableFile(messages.NO_PDF) from error


def sheet(document: pdfium.PdfDocument, index: int) -> Sheet:
    """One page of an open PDF."""
    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            return _sheet(page, textpage)
        finally:
            textpage.close()
    finally:
        page.close()


def _sheet(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> Sheet:
    view = _view(page)
    images, rules, panels = _objects(page, view)
    scanned = any(_area(image) > SCANNED * view.width * view.height for image in images)
    found = list(_words(textpage, view))
    seen = [word for word, style in found if not style.unseen and _inside(word, view)]
    if scanned and not seen:  # an OCR'ed scan keeps its text unseen above the picture
        seen = [word for word, _ in found if _inside(word, view)]
    elif any(style.white for _, style in found):
        seen = _contrasting(page, view, [(w, s) for w, s in found if not s.unseen and _inside(w, view)])
    return Sheet(
        view.width,
        view.height,
        seen,
        rules,
        len(found) - len(seen),
        blank=not seen and not images and len(panels) < OUTLINES,
        scanned=scanned,
        panels=tuple(panels),
    )


def _view(page: pdfium.PdfPage) -> View:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box))
    return View(box.left, box.top, box.right, box.bottom, page.get_rotation())


def _inside(word: Word, view: View) -> bool:
    across, down = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return word.size >= TINY and 0 <= across <= view.width and 0 <= down <= view.height


def _area(box: Box) -> float:
    return max(0.0, box.x1 - box.x0) * max(0.0, box.y1 - box.y0)


def _objects(page: pdfium.PdfPage, view: View) -> tuple[list[Box], list[Box], list[Box]]:
    """Boxes of the pictures, of the level rules and of all drawn shapes of a page."""
    images, rules, panels = [], [], []
    sides = [ctypes.c_float() for _ in range(4)]
    pointers = [ctypes.byref(side) for side in sides]
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), OBJECTS)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind not in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH):
            continue
        if not raw.FPDFPageObj_GetBounds(item, *pointers):
            continue
        box = Box(*view.place(*(side.value for side in sides)))
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            images.append(_clipped(box, view))
            continue
        panels.append(box)
        if box.x1 - box.x0 > RULE_WIDTH:
            rules.extend(_edges(box, view))
    return images, rules, panels


def _edges(box: Box, view: View) -> list[Box]:
    """A path as level rules: itself, or the upper and lower edge of a shaded cell."""
    height = box.y1 - box.y0
    if height < RULE:
        return [box]
    if CELL[0] < height < CELL[1] * view.height:
        return [Box(box.x0, box.y0, box.x1, box.y0), Box(box.x0, box.y1, box.x1, box.y1)]
    return []


def _clipped(box: Box, view: View) -> Box:
    return Box(max(box.x0, 0), max(box.y0, 0), min(box.x1, view.width), min(box.y1, view.height))


def _words(textpage: pdfium.PdfTextPage, view: View) -> Iterator[tuple[Word, Style]]:
    text = _characters(textpage)
    styles = Styles(textpage, math.radians(view.turn))
    rect = raw.FS_RECTF()
    pointer = ctypes.byref(rect)
    handle, loose_box = textpage.raw, raw.FPDFText_GetLooseCharBox
    for match in WORD.finditer(text):
        first, last = match.start(), match.end() - 1
        style, turned = styles.at(first)
        loose_box(handle, first, pointer)
        x0, y0, x1, y1 = view.place(rect.left, rect.bottom, rect.right, rect.top)
        size = (min(x1 - x0, y1 - y0) if turned else y1 - y0) / style.unit
        if last > first:
            loose_box(handle, last, pointer)
            left, top, right, bottom = view.place(rect.left, rect.bottom, rect.right, rect.top)
            x0 = left if left < x0 else x0
            x1 = right if right > x1 else x1
            y0, y1 = (min(y0, top), max(y1, bottom)) if turned else (y0, y1)
        letters = mended(match[0].replace("\x02", HYPHEN))
        if not letters:
            continue
        word = Word(letters, x0, y0, x1, y1, size, style.bold, turned)
        if last > first and not turned and x1 - x0 > SPACED * size * len(match[0]):
            yield from ((part, style) for part in _parted(word, first, match[0], textpage, view))
        else:
            yield word, style


def _parted(word: Word, first: int, text: str, textpage: pdfium.PdfTextPage, view: View) -> Iterator[Word]:
    """A word that pdfium puts together from single digits of neighbouring columns, parted where they are."""
    rect = raw.FS_RECTF()
    start, reach = word.x0, word.x1
    begin = 0
    for index in range(len(text)):
        raw.FPDFText_GetLooseCharBox(textpage.raw, first + index, ctypes.byref(rect))
        x0, _, x1, _ = view.place(rect.left, rect.bottom, rect.right, rect.top)
        if index and x0 - reach > APART * word.size:
            yield replace(word, text=text[begin:index], x0=start, x1=reach)
            begin, start = index, x0
        reach = x1
    yield replace(word, text=mended(text[begin:].replace("\x02", HYPHEN)), x0=start, x1=word.x1)


def _characters(textpage: pdfium.PdfTextPage) -> str:
    """The characters of a page, one for each index of pdfium, also where its text has gaps."""
    count = raw.FPDFText_CountChars(textpage.raw)
    if count <= 0:
        return ""
    if count > CHARACTERS:
        raise LimitExceeded  # told as a lost page
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(textpage.raw, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    codes = (raw.FPDFText_GetUnicode(textpage.raw, index) for index in range(count))
    return "".join(chr(code) if 0 < code <= sys.maxunicode else " " for code in codes)


class Styles:
    """Looks up the style of characters, once for each text object."""

    def __init__(self, textpage: pdfium.PdfTextPage, page_turn: float) -> None:
        self._turn = page_turn
        self._page = textpage.raw
        self._styles: dict[int, tuple[Style, bool]] = {}
        self._fonts: dict[int, tuple[bool, float]] = {}
        self._colour = [ctypes.c_uint() for _ in range(4)]

    def at(self, index: int) -> tuple[Style, bool]:
        """The style of a character and whether it does not run from left to right."""
        item = raw.FPDFText_GetTextObject(self._page, index)
        if not item:
            return Style(bold=False, unit=1.0, unseen=False, white=False), False
        key = ctypes.addressof(item.contents)
        if key not in self._styles:
            angle = (raw.FPDFText_GetCharAngle(self._page, index) + self._turn) % CIRCLE
            self._styles[key] = self._style(item), TURNED[0] < angle < TURNED[1]
        return self._styles[key]

    def _style(self, item: object) -> Style:
        bold, unit = self._font(raw.FPDFTextObj_GetFont(item))
        mode = raw.FPDFTextObj_GetTextRenderMode(item)
        red, green, blue, alpha = self._colour
        got = raw.FPDFPageObj_GetFillColor(
            item, ctypes.byref(red), ctypes.byref(green), ctypes.byref(blue), ctypes.byref(alpha)
        )
        white = bool(got) and min(red.value, green.value, blue.value) >= WHITE
        return Style(bold, unit, mode in INVISIBLE or (bool(got) and alpha.value < FAINT), white)

    def _font(self, font: object) -> tuple[bool, float]:
        key = ctypes.addressof(font.contents) if font else 0  # type: ignore[attr-defined]
        if key not in self._fonts:
            self._fonts[key] = _font(font) if key else (False, 1.0)
        return self._fonts[key]


def _font(font: object) -> tuple[bool, float]:
    """Whether a font is bold, and the height of its letter box at one point."""
    name = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, name, 128)
    up, down = ctypes.c_float(), ctypes.c_float()
    raw.FPDFFont_GetAscent(font, 1.0, ctypes.byref(up))
    raw.FPDFFont_GetDescent(font, 1.0, ctypes.byref(down))
    heavy = re.search(rb"bold|black|heavy|demi", name.value, re.IGNORECASE) is not None
    unit = up.value - down.value
    forced = bool(raw.FPDFFont_GetFlags(font) & FORCED_BOLD)
    return heavy or forced, unit if 0.3 < unit < 3 else 1.0  # noqa: PLR2004


def _contrasting(page: pdfium.PdfPage, view: View, found: list[tuple[Word, Style]]) -> list[Word]:
    """The words that can be seen: white ones only where the picture of the page shows them."""
    image = page.render(scale=1, grayscale=True).to_pil()
    return [word for word, style in found if not style.white or _shown(image, word)]


def _shown(image: object, word: Word) -> bool:
    box = (int(word.x0), int(word.y0), int(word.x1) + 1, int(word.y1) + 1)
    low, high = image.crop(box).getextrema()  # type: ignore[attr-defined]
    return high - low > 15  # type: ignore[no-any-return]  # noqa: PLR2004  of 255
