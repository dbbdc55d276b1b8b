"""The content of files without a print layout."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.reading.lines import Role
from corpus.reading.text import mended


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, heading (level from 1) or table row (cells parted by tabs)."""

    text: str
    role: Role = Role.TEXT
    level: int = 0


@dataclass(slots=True)
class Flow:
    """What a file without a print layout holds; a new page begins only where the file says so."""

    metadata: Mapping[str, str] = field(default_factory=dict)
    pages: list[list[Block]] = field(default_factory=lambda: [[]])

    def add(self, text: str, role: Role = Role.TEXT, level: int = 0) -> None:
        """Appends a block, unless it is empty."""
        clean = "\t".join(" ".join(mended(cell).split()) for cell in text.split("\t")).strip()
        if clean:
            self.pages[-1].append(Block(clean, role, level))

    def break_page(self) -> None:
        """Begins a new page."""
        if self.pages[-1]:
            self.pages.append([])
