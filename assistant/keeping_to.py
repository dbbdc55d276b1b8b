"""What an answer leaves out: sentences of another indicator than the asked one, pages that console nobody."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation, Nearest, Statement
from assistant.despair import latest_line
from assistant.figure_answer import FigureAnswer
from assistant.figure_indicator import speaks_of
from assistant.figure_wording import unprinted_message, unread_message
from assistant.finder import Found
from assistant.phrases import phrase
from assistant.refusal import refusal
from assistant.writer import introduction
from corpus.figures.indicators import indicators
from corpus.outline import readable

UNNAMED = re.compile(r"\b(?:Quoten?|Rate|Anteil)\b")  # of something that the sentence before names


def keeping_to(answer: Answer, counted: FigureAnswer, alone: bool) -> Answer:
    """The answer without sentences of something else than the asked indicators that have no value.

    A question that names an indicator `alone` is answered with sentences that speak of it; any other one not
    with sentences that speak of another indicator instead. While figures are still read the latter holds for
    both: a row of a table that nobody has read yet names no indicator and may be the answer.
    """
    ids = counted.unprinted or counted.unread
    if not ids:
        return answer
    alone = alone and bool(counted.unprinted)
    kept = [one for one in answer.statements if _stays(one.text, ids, alone)]
    if len(kept) == len(answer.statements) and not (alone or answer.abstained):
        return answer
    opening = (unprinted_message if counted.unprinted else unread_message)(ids, ())
    if not kept:
        near = answer.nearest or _pages(answer.citations)
        message = f"{opening} {refusal(answer.searched, near)}"
        return replace(
            answer, abstained=True, message=message, statements=(), citations=(), nearest=near, notes=()
        )
    statements, citations = _numbered_anew(kept, answer.citations)
    message = f"{opening} {introduction(citations)}"
    return replace(answer, message=message, statements=statements, citations=citations)


def consoling(answer: Answer, found: Found) -> Answer:
    """The answer without pages that came near, where they would stand below a sentence of despair.

    Only words of the question itself count: what somebody asks later is told as ever.
    """
    if not answer.abstained or not found.gentle or not latest_line((answer.question,)):
        return answer
    where = phrase("counselled_here" if found.suggestions else "counselled_elsewhere")
    return replace(answer, message=f"{phrase('refused_gently')} {where}", nearest=())


def _stays(text: str, ids: Sequence[str], alone: bool) -> bool:
    if any(speaks_of(text, id_) for id_ in ids):
        return True
    return not (alone or UNNAMED.search(text) or indicators().mentioned(text))


def _pages(citations: Sequence[Citation]) -> tuple[Nearest, ...]:
    """The pages of citations, each once."""
    near: dict[tuple[str, int], Nearest] = {}
    for one in citations:
        heading = next(reversed(readable(one.passage.headings)), "")
        near.setdefault((one.document.id, one.page), Nearest(one.document, one.page, one.page_label, heading))
    return tuple(near.values())


def _numbered_anew(
    kept: Sequence[Statement], citations: Sequence[Citation]
) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    cited = [one for one in citations if any(one.n in statement.citations for statement in kept)]
    numbers = {one.n: place for place, one in enumerate(cited, 1)}
    statements = (replace(one, citations=tuple(numbers[n] for n in one.citations)) for one in kept)
    return tuple(statements), tuple(replace(one, n=numbers[one.n]) for one in cited)
