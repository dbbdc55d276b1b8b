"""All training data in memory: parallel texts, German pairs, word counts, and what is kept back."""

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.training import county_pages, dictionary, sources
from index.training.examples import Pair, Parallel, Section, Written
from index.training.noise import Lexicon
from index.training.pairs import section_pairs
from index.training.tokenizer import word_counts
from index.training.written import read_written

log = logging.getLogger(__name__)
COMMON_WORD = 20
PAGE_GROUP = 20_000_000


@dataclass(frozen=True)
class Paths:
    """Where the recipe reads: the training files, OMoS-QA's folder and the dictionary."""

    training: Path
    omosqa: Path
    dictionary: Path = dictionary.DICTIONARY


@dataclass(frozen=True)
class Material:
    """What both students learn from."""

    parallels: tuple[Parallel, ...]
    pairs: tuple[Pair, ...]
    counts: Counter[str]
    lexicon: Lexicon
    written: tuple[Written, ...] = ()


def read_material(paths: Paths) -> Material:
    """Read and make everything; of pages that a dev question asks for, no section or block is taken."""
    entries = dictionary.read_dictionary(paths.dictionary)
    sentences, _ = sources.held_back(sources.tatoeba(paths.training))
    asked = {question.page for question in county_pages.questions(paths.omosqa, "dev")}
    german, english = (county_pages.county_pages(paths.omosqa, language) for language in ("de", "en"))
    pages = [page for page in german if not asked & {page.id, page.twin}]
    laws, sections = sources.laws(paths.training), county_pages.page_sections(pages, PAGE_GROUP)
    blocks = county_pages.parallel_blocks(pages, english)
    parallels = unique([*dictionary.parallels(entries), *sentences, *blocks])
    counts = word_counts(texts_of(laws, sections, parallels))
    pairs = (
        *section_pairs(laws, counts, "law"),
        *section_pairs(sections, counts, "page"),
        *sources.faq(paths.training),
    )
    words = frozenset(word for word, count in counts.items() if count >= COMMON_WORD)
    written = read_written(laws, pages, county_pages.questions(paths.omosqa, "train"))
    log.info(
        "%d parallels, %d pairs, %d words, %d questions",
        len(parallels),
        len(pairs),
        len(counts),
        len(written),
    )
    return Material(parallels, pairs, counts, Lexicon(words, dictionary.synonyms(entries, counts)), written)


def unique(parallels: list[Parallel]) -> tuple[Parallel, ...]:
    """Drop repeated pairs and keep the order."""
    return tuple(dict.fromkeys(parallels))


def texts_of(laws: list[Section], pages: list[Section], parallels: tuple[Parallel, ...]) -> Iterator[str]:
    """Yield every German text whose words the tokenizer learns."""
    for section in (*laws, *pages):
        yield section.title
        yield from section.paragraphs
    for pair in parallels:
        yield pair.german
