"""Markdown files, by way of HTML."""

from markdown_it import MarkdownIt

from corpus.reading import html
from corpus.reading.flow import Flow
from corpus.reading.plain import decoded


def flow(data: bytes) -> Flow:
    """A Markdown file as blocks; HTML inside it is text, not markup."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    return html.flow(f"<body>{parser.render(decoded(data))}</body>")
