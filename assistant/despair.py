"""A second, gentle grade beside the emergencies: a line of who listens, where a sentence may hide despair.

A learned model and not a table: nobody can write down beforehand how people hint at it. It stands beside the
answer and never instead of it, so it would rather be shown once too often. Nothing here keeps or logs what
somebody wrote.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from assistant.crisis import LONGEST_QUESTION, CrisisNumber, CrisisReading, number_now, read_crisis
from assistant.despair_marks import despair_words, marks, plain_words
from assistant.finding.languages import GERMAN, languages_of
from assistant.phrases import phrase
from assistant.wording import DATA, folded
from corpus.directory.hotlines import load_hotlines

LISTENING = "telefonseelsorge-1"
FOR_THE_YOUNG = "nummer-gegen-kummer"
WINDOW, STEP = 40, 20  # words; a hint drowns in a long text that is read as a whole
SHORTEST = 3  # words; of »Schade.« alone nothing can be said

_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")


@dataclass(frozen=True, slots=True)
class GentleLine:
    """A line to whoever may feel very bad, in German, and who listens."""

    text: str
    numbers: tuple[CrisisNumber, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model over the marks of a text; from the threshold on it may be despair."""

    bias: float
    weights: Mapping[str, float]
    threshold: float

    def of(self, text: str) -> float:
        """How much a text sounds like despair, as log odds: of its most telling piece."""
        return max((self._of_piece(piece) for piece in pieces(text)), default=-1.0)

    def _of_piece(self, piece: str) -> float:
        return self.bias + sum(self.weights.get(mark, 0.0) * share for mark, share in marks(piece).items())


def gentle_line(question: str, reading: CrisisReading, now: datetime | None = None) -> GentleLine | None:
    """The line for a question; none beside the numbers of an emergency, which say more."""
    if reading.notices or not (reading.doubtful or sounds_desperate(question)):
        return None
    hotlines = load_hotlines()
    named = [LISTENING, *([FOR_THE_YOUNG] if _sounds_young(question) else [])]
    numbers = sorted((number_now(hotlines[id_], now) for id_ in named), key=lambda one: one.open_now is False)
    return GentleLine(phrase("gentle_line"), tuple(numbers))


def latest_line(questions: Iterable[str]) -> GentleLine | None:
    """The line that the newest questions of a conversation call for; the newest comes first."""
    lines = (gentle_line(question, read_crisis(question)) for question in questions)
    return next((line for line in lines if line), None)


def sounds_desperate(question: str) -> bool:
    """Whether a German question may hide despair, whatever else it asks for."""
    if languages_of(question)[0] != GERMAN:
        return False
    if _says_so(question):
        return True
    if _only_seeks(question):
        return False
    model = load_model()
    return model.of(question) >= model.threshold


def pieces(text: str) -> Iterator[str]:
    """What is read by itself: the whole of a short text, each sentence, and a long one window by window."""
    read = text[:LONGEST_QUESTION]
    if len(read.split()) <= WINDOW:
        yield read
    for found in _SENTENCE.finditer(read):
        words = found[0].split()
        if len(words) < SHORTEST or found[0] == read:
            continue
        for start in range(0, max(1, len(words) - STEP), STEP):
            yield " ".join(words[start : start + WINDOW])


@cache
def load_model() -> Model:
    """The fitted model; `python -m assistant.training.despair` makes it."""
    stored = json.loads((DATA / "despair.json").read_text("utf-8"))
    return Model(stored["bias"], stored["weights"], stored["threshold"])


def _says_so(question: str) -> bool:
    spoken = " ".join(plain_words(question[:LONGEST_QUESTION]))
    return any(re.search(pattern, spoken) for pattern in despair_words()["said"])


def _only_seeks(question: str) -> bool:
    """Whether somebody says nothing but what they look for in vain: a doctor, a place in a kindergarten."""
    words, listed = plain_words(question), despair_words()
    things = tuple(folded(start) for start in listed["things"])
    seeking = frozenset(map(folded, listed["seeking"]))
    sought = [word.startswith(things) for word in words]
    return any(sought) and all(one or word in seeking for one, word in zip(sought, words, strict=True))


def _sounds_young(question: str) -> bool:
    listed = despair_words()
    starts = tuple(folded(start) for start in listed["young"])
    words = plain_words(question)
    return any(word.startswith(starts) for word in words) or bool(re.search(listed["age"], " ".join(words)))
