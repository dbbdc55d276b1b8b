"""Web pages: their main content as blocks; scripts, navigation and hidden parts are dropped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from corpus.reading.flow import Flow
from corpus.reading.lines import Role

# fmt: off
DROPPED = frozenset(
    (
        "script", "style", "nav", "header", "footer", "aside", "form", "noscript", "template", "svg",
        "iframe", "object", "button", "select", "textarea", "dialog",
    )
)
BLOCKS = frozenset(
    (
        "p", "div", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre",
        "figcaption", "caption", "section", "article", "main", "body", "td", "th", "address", "ul",
        "ol", "dl", "table", "details", "summary", "figure", "br", "hr", "html",
    )
)
# fmt: on
CELLS = frozenset(("td", "th"))
HEADING = re.compile(r"h[1-6]")
UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?:[;\s]|$)|left\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
UNSEEN_CLASSES = frozenset(("sr-only", "visually-hidden", "screen-reader-text", "hidden"))


@dataclass(slots=True)
class Place:
    """Where a piece of text stands: its block, its table row and its cell."""

    block: Tag | None = None
    row: Tag | None = None
    cell: Tag | None = None


def flow(data: bytes | str) -> Flow:
    """A web page as blocks, with title, language, author and date as metadata."""
    soup = BeautifulSoup(data, "lxml")
    found = Flow(metadata=_metadata(soup))
    root = soup.select_one("main, [role=main]") or soup.find("article") or soup.body or soup
    for tag in list(root.find_all(_dropped)):
        if not tag.decomposed:
            tag.decompose()
    for text, place in _lines(root):
        name = place.block.name if place.block is not None and place.row is None else ""
        if HEADING.fullmatch(name):
            found.add(text, Role.HEADING, int(name[1]))
        else:
            found.add(text, Role.ROW if "\t" in text else Role.TEXT)
    return found


def _dropped(tag: Tag) -> bool:
    return (
        tag.name in DROPPED
        or tag.has_attr("hidden")
        or tag.get("aria-hidden") == "true"
        or UNSEEN.search(str(tag.get("style") or "")) is not None
        or not UNSEEN_CLASSES.isdisjoint(tag.get_attribute_list("class"))
    )


def _metadata(soup: BeautifulSoup) -> dict[str, str]:
    found = {"Title": soup.title.get_text(" ", strip=True) if soup.title else ""}
    for tag in soup.find_all("meta"):
        name = str(tag.get("name") or tag.get("property") or "").casefold()
        field = {"author": "Author", "date": "CreationDate", "dcterms.date": "CreationDate",
                 "article:published_time": "CreationDate", "og:site_name": "Publisher"}.get(name)  # fmt: skip
        if field:
            found.setdefault(field, str(tag.get("content") or "").strip())
    if isinstance(soup.html, Tag) and soup.html.get("lang"):
        found["Language"] = str(soup.html["lang"])
    return {name: text for name, text in found.items() if text}


def _lines(root: Tag) -> Iterator[tuple[str, Place]]:
    """Runs of text that stand in one block (or one table row, cells parted by tabs)."""
    text, place = "", Place()
    for string, here in _strings(root):
        same = here.row is place.row if here.row is not None else here.block is place.block
        if same and (place.block is not None or place.row is not None):
            text += ("\t" if here.cell is not place.cell else "") + string
        else:
            yield text, place
            text = string
        place = here
    yield text, place


def _strings(root: Tag) -> Iterator[tuple[str, Place]]:
    """Every piece of text with its place; walks without recursion, since pages may be nested deeply."""
    stack: list[tuple[Tag | NavigableString, Place]] = [(root, Place())]
    while stack:
        item, place = stack.pop()
        if isinstance(item, Tag):
            inside = _inside(item, place)
            stack.extend((child, inside) for child in reversed(item.contents))  # type: ignore[misc]
            if item.name == "br":
                place.block = item
            elif item.name in CELLS and inside.row is not None:
                yield "", inside  # also an empty cell is a cell
        elif not isinstance(item, PreformattedString) and (place.row is None or place.cell is not None):
            yield re.sub(r"\s+", " ", str(item)), replace(place)


def _inside(tag: Tag, place: Place) -> Place:
    if tag.name == "tr":
        return Place(tag, tag, None)
    if tag.name in CELLS and place.row is not None:
        return Place(tag, place.row, tag)
    if tag.name in BLOCKS:
        return Place(tag, place.row, place.cell)
    return place
