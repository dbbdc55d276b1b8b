"""Markdown inside a line turned into reportlab's markup, with every figure checked on the way."""

from html import escape

from markdown_it.tree import SyntaxTreeNode

from corpus.sample.claims import check
from corpus.sample.tables import Figures

FOOTNOTE = "#fussnote"
TAGS = {"strong": "b", "em": "i"}


def markup(node: SyntaxTreeNode, figures: Figures) -> str:
    """The markup of a node and all below it; raises InvalidData where a figure is not that of its table."""
    if node.type == "text":
        return escape(node.content, quote=False)
    if node.type == "softbreak":
        return " "
    inside = "".join(markup(child, figures) for child in node.children)
    if node.type == "link":
        return _link(inside, str(node.attrs["href"]), figures)
    tag = TAGS.get(node.type)
    return f"<{tag}>{inside}</{tag}>" if tag else inside


def _link(text: str, target: str, figures: Figures) -> str:
    if target == FOOTNOTE:
        return f'<super rise="3" size="6">{text}</super>'
    check(text, target.removeprefix("#"), figures)
    return text
