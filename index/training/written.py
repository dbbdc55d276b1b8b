"""Questions written to passages of the training texts, and what these passages may be taken for."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from index.german import analyse
from index.training.county_pages import CountyPage, page_sections
from index.training.examples import Question, Rival, Section, Written
from index.training.pairs import passages

FILE = "written.tsv"
ASKED_GROUP = 30_000_000
RIVALS, LOOKED_AT = 8, 16
TELLING_TERMS = 25  # of a passage, its rarest: what the others share with it makes them rivals
SAME_TERMS = 0.5  # a passage that shares so much with the shorter one may answer too
SATURATION, LENGTH_SHARE = 1.2, 0.75  # k1 and b of BM25

Values = NDArray[np.float64]
Postings = tuple[NDArray[np.int64], Values]


def read_written(
    laws: Sequence[Section], pages: Sequence[CountyPage], asked: Sequence[Question]
) -> tuple[Written, ...]:
    """The questions of `data/written.tsv`, and `asked` ones that have an answer, with passages and rivals.

    A line of the file is a place and a question, parted by a tab. `law:SECTION:PASSAGE` and
    `page:PAGE:PASSAGE` count passages from 0, as `pairs.passages` cuts them. Places that the sources do
    not hold are left out.
    """
    lines = (files("index.training") / "data" / FILE).read_text("utf-8").splitlines()
    wanted = [(place, question) for place, question in (line.split("\t", 1) for line in lines)]
    answered = {f"asked:{one.id}": one for one in asked if one.answered}
    wanted += [(place, one.text) for place, one in answered.items()]
    named = {place for place, _ in wanted}
    held = {place: section for place, section in _places(laws, pages) if place in named}
    held |= {place: Section("", (one.passage,), ASKED_GROUP + one.page) for place, one in answered.items()}
    rivals = dict(zip(held, rivals_of(list(held.values())), strict=True))
    return tuple(
        Written(question, text_of(held[place]), held[place].group, rivals[place])
        for place, question in wanted
        if place in held
    )


def text_of(section: Section) -> str:
    """A passage behind its title, as the search encodes it."""
    return "\n".join((section.title, *section.paragraphs)).strip()


def rivals_of(sections: Sequence[Section]) -> list[tuple[Rival, ...]]:
    """For each passage those of other groups that BM25 ranks next to it by its telling terms."""
    bags = [Counter(analyse(text_of(one)).stems.replace("+", "").split()) for one in sections]
    groups = np.array([one.group for one in sections])
    postings = _postings(bags)
    found = []
    for place, bag in enumerate(bags):
        scores = _scores(bag, postings, len(bags))
        scores[groups == groups[place]] = 0.0
        near = np.argsort(-scores, kind="stable")[:LOOKED_AT].tolist()
        others = [sections[other] for other in near if scores[other] > 0 and not _same(bag, bags[other])]
        found.append(tuple(Rival(text_of(other), other.group) for other in others[:RIVALS]))
    return found


def _places(laws: Sequence[Section], pages: Sequence[CountyPage]) -> Iterator[tuple[str, Section]]:
    """Every passage with its place."""
    for section in laws:
        for number, text in enumerate(passages(section.paragraphs)):
            yield f"law:{section.group}:{number}", Section(section.title, (text,), section.group)
    for page in pages:
        texts = (
            Section(section.title, (text,), ASKED_GROUP + page.id)
            for section in page_sections([page], 0)
            for text in passages(section.paragraphs)
        )
        for number, passage in enumerate(texts):
            yield f"page:{page.id}:{number}", passage


def _postings(bags: Sequence[Counter[str]]) -> dict[str, Postings]:
    """For each term of more than one passage: which hold it, and what it adds to their BM25 score."""
    lengths = np.array([bag.total() for bag in bags], np.float64)
    norms = SATURATION * (
        1 - LENGTH_SHARE + LENGTH_SHARE * lengths / max(1.0, float(lengths.sum()) / max(1, len(bags)))
    )
    holders: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, bag in enumerate(bags):
        for term, count in bag.items():
            holders[term].append((place, count))
    return {
        term: _weighed(np.array(held, np.int64), norms) for term, held in holders.items() if len(held) > 1
    }


def _weighed(held: NDArray[np.int64], norms: Values) -> Postings:
    places, counts = held[:, 0], held[:, 1]
    rarity = np.log(1 + (len(norms) - len(held) + 0.5) / (len(held) + 0.5))
    return places, rarity * counts * (SATURATION + 1) / (counts + norms[places])


def _scores(bag: Counter[str], postings: Mapping[str, Postings], count: int) -> Values:
    scores = np.zeros(count)
    shared = sorted((term for term in bag if term in postings), key=lambda term: len(postings[term][0]))
    for term in shared[:TELLING_TERMS]:
        places, values = postings[term]
        scores[places] += values
    return scores


def _same(one: Counter[str], other: Counter[str]) -> bool:
    return len(one.keys() & other.keys()) >= SAME_TERMS * min(len(one), len(other))
