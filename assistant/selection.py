"""From judged evidence to the few sentences that make the answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence import Evidence, Line, alike
from assistant.quantities import quantities
from assistant.question import Question
from assistant.quotable import lead_in_of, quotable
from assistant.sentences import Choice, Chooser
from assistant.wording import content_words

MOST_SENTENCES = 6
FEWEST_SENTENCES = 2
MOST_OF_ONE_BLOCK = 4
SHORT_OF_TOP = 1.0  # what a hit without any score would have to make up for by its verdict
BESIDE_BEST = 0.5


@dataclass(frozen=True, slots=True)
class Judged:
    """A block of evidence with the chooser's verdict on its lines; headings are judged but not kept."""

    evidence: Evidence
    choice: Choice

    @property
    def best(self) -> float:
        """How likely the block answers the question."""
        return self.choice.answerable


@dataclass(frozen=True, slots=True)
class Picked:
    """A sentence picked for the answer; `place` is the number of its line in its block."""

    line: Line
    evidence: Evidence
    place: int
    score: float


def judge(question: Question, blocks: Sequence[Evidence], chooser: Chooser) -> list[Judged]:
    """The blocks with their verdicts, best first: what the search ranked higher needs less."""
    judged = [Judged(block, _verdict(question, block, chooser)) for block in blocks]
    top = max((block.hit.score for block in blocks), default=0.0)
    return sorted(judged, key=lambda one: SHORT_OF_TOP * _shortfall(one.evidence.hit.score, top) - one.best)


def _shortfall(score: float, top: float) -> float:
    """By which part of the best score a hit falls short, 0 to 1; scores of nothing tell nothing."""
    return 1 - max(score, 0.0) / top if top > 0 else 0.0


def pick(judged: Sequence[Judged]) -> list[Picked]:
    """Two to six sentences, best blocks first, in reading order within a block, none said twice."""
    least = BESIDE_BEST * max((block.best for block in judged), default=0.0)
    picked: list[Picked] = []
    for block in judged:
        if block.best >= least:
            picked += _distinct(_best_of(block, 1 if picked else FEWEST_SENTENCES), picked)
    return picked[:MOST_SENTENCES]


def _verdict(question: Question, block: Evidence, chooser: Chooser) -> Choice:
    lines = [*block.headings, *(line.text for line in block.lines)]
    choice = chooser.choose(question.text, lines)
    first = len(block.headings)
    chosen = tuple(i - first for i in choice.chosen if i >= first)
    return Choice(choice.scores[first:], chosen, choice.answerable)


def _best_of(block: Judged, fewest: int) -> list[Picked]:
    """The chosen lines of a block, at least the `fewest` best, list items with their lead-in."""
    texts = [line.text for line in block.evidence.lines]
    ranked = sorted(
        (i for i, text in enumerate(texts) if quotable(text)), key=lambda i: -block.choice.scores[i]
    )
    wanted = [i for i in ranked if i in block.choice.chosen][:MOST_OF_ONE_BLOCK]
    best = wanted if len(wanted) >= fewest else ranked[:fewest]
    led = {place for i in best if (place := lead_in_of(texts, i)) is not None}
    return [
        Picked(block.evidence.lines[i], block.evidence, i, block.choice.scores[i])
        for i in sorted({*best, *led})
    ]


def _distinct(candidates: Sequence[Picked], before: Sequence[Picked]) -> list[Picked]:
    """Those that say something new: the same words with other numbers are another statement."""
    said = [_told(picked) for picked in before]
    kept: list[Picked] = []
    for candidate in candidates:
        words, values = _told(candidate)
        if not any(alike(words, others) and values == told for others, told in said):
            kept.append(candidate)
            said.append((words, values))
    return kept


def _told(picked: Picked) -> tuple[frozenset[str], frozenset[str]]:
    words = frozenset(content_words(picked.line.text))
    return words, frozenset(quantity.value for quantity in quantities(picked.line.text))
