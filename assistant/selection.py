"""From judged evidence to the few sentences that make the answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence import Evidence, Line, alike
from assistant.naming import asks_number
from assistant.quantities import quantities
from assistant.question import Question
from assistant.quotable import is_row, lead_in_of, leans, led_by, stands
from assistant.sentences import Choice, Chooser
from assistant.telling import Telling
from assistant.weighing import weighed
from assistant.wording import content_words

MOST_SENTENCES = 6
MOST_LIKELY = 5  # before a list's lead-in or the sentence that »dies« means is added
FEWEST_SENTENCES = 2
MOST_OF_ONE_BLOCK = 3
MOST_BLOCKS = 3
MOST_LED = 3  # items of a list beside the line that leads to it
BESIDE_BEST = 0.25  # lines that are so much less likely than the best one do not stand beside it


@dataclass(frozen=True, slots=True)
class Judged:
    """A block of evidence with how likely each of its lines belongs to the answer."""

    evidence: Evidence
    weights: tuple[float, ...]

    @property
    def best(self) -> float:
        """How likely the block answers the question."""
        return max(self.weights, default=0.0)


@dataclass(frozen=True, slots=True)
class Picked:
    """A sentence picked for the answer; `place` is the number of its line in its block."""

    line: Line
    evidence: Evidence
    place: int
    score: float


def judge(question: Question, blocks: Sequence[Evidence], chooser: Chooser, told: Telling) -> list[Judged]:
    """The blocks with the weights of their lines, the block with the best line first."""
    choices = [verdict(question, block, chooser) for block in blocks]
    weights = weighed(question, blocks, choices, told)
    counts = asks_number(question)
    judged = [
        Judged(block, _quotable_only(block, each.tolist(), counts))
        for block, each in zip(blocks, weights, strict=True)
    ]
    return sorted(judged, key=lambda one: -one.best)


def verdict(question: Question, block: Evidence, chooser: Chooser) -> Choice:
    """The chooser's verdict on the lines of a block; its headings are judged with them but not kept."""
    lines = [*block.headings, *(line.text for line in block.lines)]
    choice = chooser.choose(question.text, lines)
    first = len(block.headings)
    chosen = tuple(i - first for i in choice.chosen if i >= first)
    return Choice(choice.scores[first:], chosen, choice.answerable)


def _quotable_only(block: Evidence, weights: Sequence[float], counts: bool) -> tuple[float, ...]:
    """The weights, 0 where a line cannot be quoted; rows of numbers can if the question asks for one."""
    texts = [line.text for line in block.lines]
    return tuple(
        weight if stands(texts, place) and (counts or not is_row(texts[place])) else 0.0
        for place, weight in enumerate(weights)
    )


def pick(judged: Sequence[Judged]) -> list[Picked]:
    """Two to six sentences, best blocks first, in reading order within a block, none said twice."""
    picked: list[Picked] = []
    for block, places in _likeliest(judged):
        picked += _distinct(_with_context(block, places), picked)
    return picked[:MOST_SENTENCES]


def _likeliest(judged: Sequence[Judged]) -> list[tuple[Judged, list[int]]]:
    """The likeliest lines of all blocks, as places within their blocks, which keep their order."""
    lines = [(weight, n, i) for n, block in enumerate(judged) for i, weight in enumerate(block.weights)]
    lines = sorted((line for line in lines if line[0] > 0.0), key=lambda line: -line[0])
    least = BESIDE_BEST * lines[0][0] if lines else 0.0
    taken: dict[int, list[int]] = {}
    for weight, n, i in lines:
        enough = sum(map(len, taken.values())) >= FEWEST_SENTENCES
        if (enough and weight < least) or sum(map(len, taken.values())) == MOST_LIKELY:
            break
        if (n in taken or len(taken) < MOST_BLOCKS) and len(taken.get(n, ())) < MOST_OF_ONE_BLOCK:
            taken.setdefault(n, []).append(i)
    return [(judged[n], sorted(taken[n])) for n in sorted(taken)]


def _with_context(block: Judged, places: Sequence[int]) -> list[Picked]:
    """The lines with what they need beside them: a list's lead-in, a lead-in's list, what »dies« means."""
    texts = [line.text for line in block.evidence.lines]
    led = {place for i in places if (place := lead_in_of(texts, i)) is not None}
    items = {item for i in places for item in _likeliest_led(block, led_by(texts, i))}
    before = {i - 1 for i in places if i and leans(texts[i]) and block.weights[i - 1]}
    return [
        Picked(block.evidence.lines[i], block.evidence, i, block.weights[i])
        for i in sorted({*places, *led, *items, *before})
    ]


def _likeliest_led(block: Judged, items: Sequence[int]) -> list[int]:
    """The likely items of a list, then the first of the others."""
    least = BESIDE_BEST * block.best
    return sorted(items, key=lambda i: -block.weights[i] if block.weights[i] >= least else 0.0)[:MOST_LED]


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
