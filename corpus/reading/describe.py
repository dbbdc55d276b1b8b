"""What a document is: title, year, kind and so on, guessed; replaced below by rules."""

from collections.abc import Sequence
from pathlib import Path

from corpus.document import Description
from corpus.reading.page_text import PageText
from corpus.reading.wire import Opening


def describe(path: Path, opening: Opening, pages: Sequence[PageText]) -> Description:
    """The description of a file."""
    return Description(title=opening.metadata.get("Title") or path.stem)
