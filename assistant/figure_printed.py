"""What is printed beside a figure, word by word, and what of a question is not."""

import re
from functools import lru_cache
from itertools import pairwise

from assistant.figure_answer import FigureQuestion
from assistant.figure_entry import Entry
from assistant.figure_question import ASKING, label_terms
from assistant.figure_sentences import near_words
from corpus.figure import Method
from index.german import fold

UNANSWERED = label_terms("keine Angabe")
ENDED, ENDING = 4, 2  # words of more letters than this may differ in so many at their end
WORD = re.compile(r"[^\W\d_]+|\d+")


def printed(entry: Entry, question: FigureQuestion) -> dict[str, float]:
    """The columns that compare a question with the words of a figure as they are printed."""
    figure = entry.figure
    prose = figure.method is Method.PROSE
    terms = entry.label.terms | entry.line.terms | entry.title.terms
    beside = f"{figure.indicator} {figure.group}"
    whole = figure.line if prose else f"{figure.title} {beside}"
    text = f"{figure.title} {beside} {figure.period} {figure.line}"
    named = sum(str(year) in text for year in question.years)
    words, asked = words_of(question.text), pairs_of(question.text)
    head = "" if figure.indicator in figure.title else figure.indicator.partition(" – ")[0]
    return {
        "label_verbatim": 1.0 if prose else _verbatim(head, words),
        "group_verbatim": 1.0
        if prose or entry.total
        else _verbatim(figure.group.rpartition(" – ")[2], words),
        "numbers_missed": sum(t.stem.isdigit() and t.stem not in terms for t in question.terms),
        "years_named": named / len(question.years) if question.years else 0.0,
        "pairs": len(pairs_of(whole) & asked) / (len(asked) or 1),
        "pairs_near": len(pairs_of(near_words(figure) if prose else beside) & asked) / (len(asked) or 1),
        "everybody": entry.page.terms >= UNANSWERED and not prose,
    }


@lru_cache(maxsize=50_000)
def words_of(text: str) -> frozenset[str]:
    """The words of a text as printed, folded."""
    return frozenset(_words(text))


@lru_cache(maxsize=50_000)
def pairs_of(text: str) -> frozenset[tuple[str, str]]:
    """The pairs of words that follow each other, but for those of two words that any question holds."""
    found = _words(text)
    return frozenset(pair for pair in pairwise(found) if not ASKING.issuperset(pair))


def _words(text: str) -> list[str]:
    return WORD.findall(fold(text.replace("_", "")))


def _verbatim(printed: str, asked: frozenset[str]) -> float:
    """The share of printed words that are asked as they are, but for an ending."""
    own = words_of(printed)
    return sum(_ends_alike(word, asked) for word in own) / len(own) if own else 1.0


def _ends_alike(word: str, asked: frozenset[str]) -> bool:
    if word in asked:
        return True
    return len(word) > ENDED and any(
        abs(len(word) - len(other)) <= ENDING and (word.startswith(other) or other.startswith(word))
        for other in asked
        if len(other) > ENDED
    )
