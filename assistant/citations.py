"""Quotes that are found again on the page they claim to stand on."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from assistant.answer import Citation, Statement
from assistant.selection import Picked
from assistant.standing import lead_in
from corpus.document import Page

INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
DASHES = re.compile("[\u2010-\u2015\u2212]")
WITHIN_WORD = re.compile(r"(?<=[^\W\d])-(?=[^\W\d])")
EDGES = re.compile(r"^[-–] (?=[^\W\d])| [-–]$")  # after a word on the line before, as if within a word
SPACE = re.compile(r"\s+")

PageOf = Callable[[str, int], Page]


def normalised(text: str) -> str:
    """Text in which two spellings of one passage are equal: no white space, no hyphen inside a word.

    Hyphens beside a digit stay, so that "10-15" and "1015" remain two different things.
    """
    composed = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", WITHIN_WORD.sub("", SPACE.sub("", DASHES.sub("-", composed))))


def occurs_on(quote: str, page: Page) -> bool:
    """Whether the quote stands on the page, character for character after normalisation."""
    wanted = normalised(quote)
    return bool(wanted) and wanted in normalised(page.text)


def cite(picked: Sequence[Picked], page: PageOf) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """Statements with their citations, numbered from 1; a sentence found on no page is dropped."""
    statements: list[Statement] = []
    citations: list[Citation] = []
    for sentence in picked:
        for quote in dict.fromkeys((sentence.line.text, EDGES.sub("", sentence.line.text))):
            if found := _page_of(quote, sentence, page):
                number = len(citations) + 1
                statements.append(Statement(lead_in(sentence, picked) + quote, (number,)))
                citations.append(_citation(number, quote, sentence, found))
                break
    return tuple(statements), tuple(citations)


def _page_of(quote: str, sentence: Picked, page: PageOf) -> Page | None:
    passage = sentence.line.passage
    pages = (page(passage.document_id, span.page) for span in passage.spans)
    return next((found for found in pages if occurs_on(quote, found)), None)


def _citation(number: int, quote: str, sentence: Picked, page: Page) -> Citation:
    return Citation(
        n=number,
        document=sentence.evidence.hit.document,
        page=page.number,
        page_label=page.label,
        quote=quote,
        passage=sentence.line.passage,
    )
