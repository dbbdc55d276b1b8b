"""From raw pages to pages whose lines are named: furniture first, then headings."""

from collections.abc import Sequence

from corpus.reading.furniture import without_furniture
from corpus.reading.headings import with_headings
from corpus.reading.wire import Opening, RawPage


def laid_out(opening: Opening, pages: Sequence[RawPage]) -> list[RawPage]:
    """The pages of a document with the role of every line; formats that know their headings keep them."""
    if not opening.flowing:
        return list(pages)
    return with_headings(opening, without_furniture(pages))
