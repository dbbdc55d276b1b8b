"""Text files: their encoding, and paragraphs from lines."""

import codecs
import re

from corpus.errors import UnreadableFile
from corpus.reading import messages
from corpus.reading.flow import Flow
from corpus.reading.hyphens import joined
from corpus.reading.page_text import ITEM

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
JUNK = 0.01  # share of control characters from which a file is no text
WRAPPED = 45  # characters; longer lines are those of a wrapped paragraph


def flow(data: bytes) -> Flow:
    """A text file as paragraphs; form feeds part pages."""
    found = Flow()
    for number, page in enumerate(decoded(data).split("\f")):
        if number:
            found.break_page()
        for paragraph in re.split(r"\n\s*\n", page):
            for text in _units(paragraph):
                found.add(text)
    return found


def decoded(data: bytes) -> str:
    """The bytes of a text file as text: by its mark, as UTF-8 or as Windows-1252; UnreadableFile for junk."""
    text = _text(data).replace("\r\n", "\n").replace("\r", "\n")
    if len(CONTROL.findall(text[:100_000])) > JUNK * len(text[:100_000]):
        raise UnreadableFile(messages.NO_TEXT_FILE)
    return text


def _text(data: bytes) -> str:
    for mark, name in MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    if (wide := _unmarked_wide(data)) is not None:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _unmarked_wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of western text is zero."""
    head = data[:2000]
    for name, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(head) > 3 and zeros.count(0) > 0.8 * len(zeros):  # noqa: PLR2004
            return name
    return None


def _units(paragraph: str) -> list[str]:
    """The paragraphs, list items or rows in a run of lines without an empty one between them."""
    units: list[list[str]] = []
    for line in paragraph.split("\n"):
        wraps = bool(units) and len(units[-1][-1]) > WRAPPED and "\t" not in line
        if wraps and not ITEM.match(line):
            units[-1].append(line.strip())
        elif line.strip():
            units.append([line.strip()])
    return [joined(unit) for unit in units]
