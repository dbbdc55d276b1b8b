"""What the worker process tells its parent: one JSON object a line, and the values it stands for."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from corpus.document import TextSource
from corpus.reading.lines import Line, Role


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: level from 1, page from 1 where known."""

    title: str
    level: int
    page: int | None


@dataclass(frozen=True, slots=True)
class Opening:
    """What a file says about itself; `flowing` is false where each line is a paragraph already."""

    pages: int
    metadata: Mapping[str, str] = field(default_factory=dict)
    bookmarks: tuple[Bookmark, ...] = ()
    flowing: bool = True


@dataclass(frozen=True, slots=True)
class RawPage:
    """The lines of one page in reading order; `hidden` counts words that nobody can see."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    source: TextSource = TextSource.LAYER
    hidden: int = 0
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error as the worker reports it: the name of a class in corpus.errors and its German text."""

    error: str
    text: str


Message = Opening | RawPage | Refusal


def encoded(message: Message) -> bytes:
    """A message as one line."""
    body: Any
    if isinstance(message, RawPage):
        lines = [
            (x.text, round(x.x0, 1), round(x.y0, 1), round(x.x1, 1), round(x.y1, 1),
             round(x.size, 1), int(x.bold), x.lead, x.level, x.block, x.role)
            for x in message.lines
        ]  # fmt: skip
        body = (
            message.number,
            message.width,
            message.height,
            lines,
            message.source,
            message.hidden,
            message.label,
        )
    else:
        body = asdict(message)
    return (
        json.dumps([type(message).__name__, body], ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
    )


def decoded(data: bytes) -> Message:
    """One line as the message that it was."""
    name, body = json.loads(data)
    if name == "RawPage":
        number, width, height, lines, source, hidden, label = body
        read = tuple(_line(item) for item in lines)
        return RawPage(number, width, height, read, TextSource(source), hidden, label)
    if name == "Opening":
        body["bookmarks"] = tuple(Bookmark(**item) for item in body["bookmarks"])
        return Opening(**body)
    return Refusal(**body)


def _line(item: list[Any]) -> Line:
    text, x0, y0, x1, y1, size, bold, lead, level, block, role = item
    return Line(text, x0, y0, x1, y1, size, bool(bold), lead, level, block, Role(role))
