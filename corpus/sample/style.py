"""How the sample documents look: fonts, colours, measures and paragraph styles (points)."""

from collections.abc import Iterator

from pyphen import Pyphen
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY, TA_RIGHT
from reportlab.lib.fonts import addMapping
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus.tables import TableStyle

NOTICE = "Beispieldaten – alle Zahlen sind erfunden"

# Bitstream Vera ships inside reportlab and may be embedded; it has all signs that German needs.
FONT = "Vera"
BOLD = "VeraBd"
ITALIC = "VeraIt"
BOLD_ITALIC = "VeraBI"

WIDTH, HEIGHT = A4
MARGIN = 25 * mm
TOP = 26 * mm
BOTTOM = 32 * mm  # leaves room for a footnote above the page number
GUTTER = 8 * mm
TEXT_WIDTH = WIDTH - 2 * MARGIN

HYPHENATION = Pyphen(lang="de_DE", left=3, right=3)

INK = HexColor("#1b2733")
ACCENT = HexColor("#14505c")
PALE = HexColor("#e4eef0")
MUTED = HexColor("#5a6670")


def hyphenated(word: str) -> Iterator[tuple[str, str]]:
    """The ways to break a word, longest first part first, without those that split "sozial"."""
    pairs = HYPHENATION.iterate(word)
    return (pair for pair in pairs if not pair[0].lower().endswith("sozi"))


BODY = ParagraphStyle(
    "body",
    fontName=FONT,
    fontSize=9,
    leading=13.2,
    textColor=INK,
    alignment=TA_JUSTIFY,
    spaceAfter=7,
    hyphenationLang=hyphenated,  # type: ignore[arg-type]  # reportlab takes a function, its stubs do not
    hyphenationMinWordLength=8,
    allowWidows=0,
    allowOrphans=0,
)
ITEM = ParagraphStyle(
    "item",
    BODY,
    leftIndent=16,
    bulletIndent=3,
    bulletFontName=FONT,
    bulletFontSize=9,
    spaceAfter=3,
    alignment=0,
)
QUOTE = ParagraphStyle(
    "quote", BODY, fontName=ITALIC, leftIndent=12, spaceAfter=1, alignment=0, keepWithNext=1
)
SPEAKER = ParagraphStyle(
    "speaker", QUOTE, fontName=FONT, fontSize=8, textColor=MUTED, spaceAfter=8, keepWithNext=0
)
FACTS = ParagraphStyle("facts", BODY, textColor=ACCENT, leftIndent=12, spaceAfter=9, alignment=0)
NOTE = ParagraphStyle("note", BODY, fontSize=8.4, leading=12, spaceAfter=0)
FOOTNOTE = ParagraphStyle("footnote", BODY, fontSize=7.2, leading=9.4, spaceAfter=0, alignment=0)
HEADING_1 = ParagraphStyle(
    "heading1",
    fontName=BOLD,
    fontSize=15,
    leading=19,
    textColor=ACCENT,
    spaceBefore=16,
    spaceAfter=8,
    keepWithNext=1,
)
HEADING_2 = ParagraphStyle("heading2", HEADING_1, fontSize=11, leading=15, spaceBefore=9, spaceAfter=5)
HEADINGS = (HEADING_1, HEADING_2)
CAPTION = ParagraphStyle("caption", BODY, fontName=BOLD, fontSize=8, leading=11, spaceBefore=5, alignment=0)
SOURCE = ParagraphStyle("source", BODY, fontSize=7, leading=9, textColor=MUTED, spaceBefore=2, spaceAfter=10)
CELL = ParagraphStyle("cell", BODY, fontSize=8, leading=10.4, spaceAfter=0, alignment=0)
CELL_RIGHT = ParagraphStyle("cell_right", CELL, alignment=TA_RIGHT)
HEAD_CELL = ParagraphStyle("head_cell", CELL, fontName=BOLD, textColor=ACCENT)
HEAD_CELL_RIGHT = ParagraphStyle("head_cell_right", HEAD_CELL, alignment=TA_RIGHT)
TITLE = ParagraphStyle("title", fontName=BOLD, fontSize=25, leading=32, textColor=ACCENT, spaceAfter=12)
SUBTITLE = ParagraphStyle("subtitle", fontName=FONT, fontSize=14, leading=20, textColor=INK, spaceAfter=40)
COVER_LINE = ParagraphStyle("cover_line", BODY, fontSize=10, leading=16, spaceAfter=0, alignment=0)
COVER_NOTICE = ParagraphStyle(
    "cover_notice",
    fontName=BOLD,
    fontSize=13,
    leading=18,
    textColor=ACCENT,
    backColor=PALE,
    borderPadding=12,
    leftIndent=12,
    rightIndent=12,
)
CONTENTS_TITLE = ParagraphStyle("contents_title", HEADING_1, spaceBefore=0)
CONTENTS_1 = ParagraphStyle(
    "contents1", BODY, fontName=BOLD, leading=12, spaceBefore=4, spaceAfter=0, alignment=0
)
CONTENTS_2 = ParagraphStyle("contents2", BODY, leading=12, leftIndent=14, spaceAfter=0, alignment=0)
BOX = TableStyle(
    [
        ("BACKGROUND", (0, 0), (-1, -1), PALE),
        ("LINEBEFORE", (0, 0), (0, -1), 2.5, ACCENT),
        ("LEFTPADDING", (0, 0), (-1, -1), 10),
        ("RIGHTPADDING", (0, 0), (-1, -1), 10),
        ("TOPPADDING", (0, 0), (-1, -1), 6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
    ]
)


def register_fonts() -> None:
    """Make the fonts known to reportlab, with their bold and italic faces."""
    for face in (FONT, BOLD, ITALIC, BOLD_ITALIC):
        registerFont(TTFont(face, f"{face}.ttf"))
    addMapping(FONT, 0, 0, FONT)
    addMapping(FONT, 1, 0, BOLD)
    addMapping(FONT, 0, 1, ITALIC)
    addMapping(FONT, 1, 1, BOLD_ITALIC)
