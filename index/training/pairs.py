"""German pairs of a query and its passage, made from titled sections."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from itertools import pairwise

from corpus.yaml_text import read_yaml
from index.training.examples import Pair, Section
from index.training.tokenizer import plain

NUMBERING = re.compile(
    r"^(§+|Art\.?|Artikel|Anlage|Anhang|Abschnitt|Kapitel|Teil)\s*[\dIVX]+[a-z]*\b\s*[-–:.)]*\s*"
)
LEADING_NUMBER = re.compile(r"^\(?\d+[a-z]?[.)]\s*")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ„])")
WORD = re.compile(r"[^\W\d_]{4,}")
PASSAGE_WORDS, FEWEST_WORDS = 120, 8
COMMONEST_TITLE = 6
TOPIC_WORDS, SEEN = 3, 10


def templates() -> tuple[str, ...]:
    """Read the question frames; each holds `{}` once."""
    text = (files("index.training") / "data" / "templates.yaml").read_text("utf-8")
    return tuple(read_yaml(text))


def bare_title(title: str) -> str:
    """Drop the number before a title: `§ 7 Leistungsberechtigte` becomes `Leistungsberechtigte`."""
    return NUMBERING.sub("", title).strip()


def passages(paragraphs: Iterable[str]) -> list[str]:
    """Join paragraphs, and cut long ones, into passages of at most 120 words."""
    found, words = [], list[str]()
    for paragraph in paragraphs:
        added = LEADING_NUMBER.sub("", paragraph).split()
        if words and len(words) + len(added) > PASSAGE_WORDS:
            found.append(words)
            words = []
        words = words + added
        while len(words) > PASSAGE_WORDS:
            found.append(words[:PASSAGE_WORDS])
            words = words[PASSAGE_WORDS:]
    return [" ".join(words) for words in [*found, words] if len(words) >= FEWEST_WORDS]


def section_pairs(sections: list[Section], rarity: Mapping[str, int], source: str) -> Iterator[Pair]:
    """Yield title, topic, sentence and neighbour pairs of each section.

    `rarity` counts words as the tokenizer sees them; a topic is made of a passage's rarest. Titles
    that many sections bear ask for nothing and are left out.
    """
    borne = Counter(bare_title(section.title) for section in sections)
    for section in sections:
        title, texts = bare_title(section.title), passages(section.paragraphs)
        telling = bool(WORD.search(title)) and borne[title] <= COMMONEST_TITLE
        for text in texts:
            if telling:
                yield Pair(title, text, f"{source} title", section.group, topic=True)
            yield Pair(topic_of(text, rarity), text, f"{source} topic", section.group, topic=True)
            yield from sentence_pairs(text, source, section.group)
        for left, right in pairwise(texts):
            yield Pair(left, right, f"{source} neighbour", section.group)


def topic_of(text: str, rarity: Mapping[str, int]) -> str:
    """Join a passage's three telling words, in their order: rare ones, but no slips of the pen."""
    words = list(dict.fromkeys(WORD.findall(text)))
    known = [word for word in words if rarity.get(plain(word), 0) >= SEEN]
    chosen = set(sorted(known, key=lambda word: rarity[plain(word)])[:TOPIC_WORDS])
    return " ".join(word for word in words if word in chosen)


def sentence_pairs(text: str, source: str, group: int) -> Iterator[Pair]:
    """Yield the middle sentence of a passage with the rest of it (inverse cloze)."""
    sentences = SENTENCE_END.split(text)
    if len(sentences) > 1:
        place = len(sentences) // 2
        rest = " ".join(sentences[:place] + sentences[place + 1 :])
        yield Pair(sentences[place], rest, f"{source} sentence", group)
