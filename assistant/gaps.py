"""What a question names and a block of evidence does not speak of: a year, a place, its own rare words."""

from collections.abc import Sequence

from assistant.evidence import Evidence
from assistant.question import Question
from assistant.selection import Judged
from assistant.understanding import YEAR
from assistant.wording import all_grams, folded, grams
from corpus.places.areas import Places, load_places

HELD = 0.6
LEAST_COVERAGE = 0.1
SHORTEST_PLACE = 6  # shorter names are everyday words: Mitte, Heide


def speaks_of(question: Question, blocks: Sequence[Evidence]) -> bool:
    """Whether an answer may be tried: the best block speaks of the year and place, and of some words."""
    if not blocks or gaps(question, blocks[0]):
        return False
    return max(coverage(question, block) for block in blocks) > LEAST_COVERAGE


def speaking_of(question: Question, judged: Sequence[Judged]) -> list[Judged]:
    """The blocks that speak of the year and the place that the question names."""
    return [block for block in judged if not gaps(question, block.evidence)]


def gaps(question: Question, block: Evidence, places: Places | None = None) -> tuple[str, ...]:
    """The years and places that the question names and neither the block nor its document does."""
    told = _told(block)
    years = {int(year) for year in YEAR.findall(told)} | {block.hit.document.year or 0}
    missing = [str(year) for year in question.years if year not in years]
    low = folded(told)
    named = [word for word in question.words if len(word) >= SHORTEST_PLACE and _is_place(word, places)]
    return (*missing, *(word for word in named if word not in low))


def coverage(question: Question, block: Evidence) -> float:
    """The share of the question's words of which the block or its document's title speaks, 0 to 1."""
    held = all_grams(_told(block))
    asked = [grams(word) for word in question.words if not word.isdigit()]
    spoken = sum(len(parts & held) >= HELD * len(parts) for parts in asked)
    return spoken / max(1, len(asked))


def _told(block: Evidence) -> str:
    document = block.hit.document
    described = (
        document.title,
        document.file,
        document.description.publisher or "",
        *document.description.areas,
    )
    return "\n".join((*described, *block.headings, *(line.text for line in block.lines)))


def _is_place(word: str, places: Places | None) -> bool:
    return (places or load_places()).by_name(word) is not None
