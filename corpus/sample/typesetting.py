"""A manuscript turned into the flowables of its PDF."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Paragraph, Spacer

from corpus.errors import InvalidData
from corpus.sample import style
from corpus.sample.directives import Directives
from corpus.sample.grids import text_table
from corpus.sample.inline import markup
from corpus.sample.manuscript import Manuscript
from corpus.sample.pages import SINGLE
from corpus.sample.tables import Figures

BULLET = "•"
SHORTEST, LONGEST = 8, 48  # characters that a column of a plain table counts for, at least and at most


def flowables(manuscript: Manuscript, figures: Figures) -> list[Flowable]:
    """Cover and text of a document; raises InvalidData where a figure is not that of its table."""
    nodes = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(manuscript.text)).children
    directives = Directives(figures)
    text = (flowable for node in nodes for flowable in _block(node, directives))
    return [*_cover(manuscript), *text]


def _cover(manuscript: Manuscript) -> Iterator[Flowable]:
    yield Spacer(1, 120)
    yield Paragraph(manuscript.title, style.TITLE)
    yield Paragraph(manuscript.subtitle, style.SUBTITLE)
    yield Paragraph(style.NOTICE, style.COVER_NOTICE)
    yield Spacer(1, 190)
    yield from (Paragraph(line, style.COVER_LINE) for line in manuscript.cover)
    yield NextPageTemplate(SINGLE)
    yield PageBreak()


def _block(node: SyntaxTreeNode, directives: Directives) -> Iterator[Flowable]:
    match node.type:
        case "heading":
            yield Paragraph(markup(node, directives.figures), style.HEADINGS[int(node.tag[1:]) - 1])
        case "paragraph":
            yield Paragraph(markup(node, directives.figures), style.BODY)
        case "bullet_list" | "ordered_list":
            yield from _list(node, directives.figures)
        case "blockquote":
            yield from _quote(node, directives.figures)
        case "table":
            yield from _plain_table(node, directives.figures)
        case "fence":
            yield from directives.flowables(node.info, node.content.strip())
        case other:
            raise InvalidData(f"»{other}« kennt der Satz nicht.")


def _list(node: SyntaxTreeNode, figures: Figures) -> Iterator[Flowable]:
    for number, item in enumerate(node.children, start=1):
        sign = f"{number}." if node.type == "ordered_list" else BULLET
        yield Paragraph(markup(item, figures), style.ITEM, bulletText=sign)
    yield Spacer(1, 5)


def _quote(node: SyntaxTreeNode, figures: Figures) -> Iterator[Flowable]:
    words, speaker = node.children
    yield Paragraph(f"»{markup(words, figures)}«", style.QUOTE)
    yield Paragraph(markup(speaker, figures), style.SPEAKER)


def _plain_table(node: SyntaxTreeNode, figures: Figures) -> Iterator[Flowable]:
    rows = [row for part in node.children for row in part.children]
    right = [n for n, cell in enumerate(rows[0].children) if "right" in str(cell.attrs.get("style", ""))]
    texts = [[markup(cell, figures) for cell in row.children] for row in rows]
    longest = [max(map(len, column)) for column in zip(*texts, strict=True)]
    weights = [min(max(length, SHORTEST), LONGEST) for length in longest]
    widths = [style.TEXT_WIDTH * weight / sum(weights) for weight in weights]
    yield text_table(texts, widths, right)
    yield Spacer(1, 10)
