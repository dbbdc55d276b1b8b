"""What a question names and a block of evidence does not speak of: a year, a place, a town, a paragraph."""

import re
from collections.abc import Iterator, Sequence

from assistant.evidence import Evidence
from assistant.finding.towns import town
from assistant.question import Question
from assistant.selection import Judged
from assistant.understanding import YEAR
from assistant.wording import folded, words

TOWN_LETTERS = 5
NUMBERED = re.compile(r"\d+[a-z]")  # paragraphs of laws: 16h, 27a


def speaking_of(question: Question, judged: Sequence[Judged]) -> list[Judged]:
    """The blocks that speak of all years, places and paragraphs that the question names."""
    return [block for block in judged if not gaps(question, block.evidence)]


def gaps(question: Question, block: Evidence) -> tuple[str, ...]:
    """The years, places and paragraphs that the question names, but neither the block nor its document."""
    heard = told(block)
    years = {int(year) for year in YEAR.findall(heard)} | {block.hit.document.year or 0}
    missing = [str(year) for year in question.years if year not in years]
    low = folded(heard)
    return (*missing, *(word for word in _named(question) if _root(word) not in low))


def told(block: Evidence) -> str:
    """All that a block says, with what is known about its document."""
    return "\n".join((described(block), *(line.text for line in block.lines)))


def described(block: Evidence) -> str:
    """What stands over a block: what is known about its document, and its headings."""
    document = block.hit.document
    about = (document.title, document.file, document.description.publisher or "")
    return "\n".join((*about, *document.description.areas, *block.headings))


def _named(question: Question) -> Iterator[str]:
    for word in words(question.text):
        if word in question.places or NUMBERED.fullmatch(word) or town(word):
            yield word


def _root(word: str) -> str:
    """The beginning that all forms of a town's name share; other words as they are."""
    name = town(word)
    return name[:TOWN_LETTERS] if name else word
