"""Whether a rephrased sentence says what its sources say: quantities exactly, names, negation, direction."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.quantities import Quantity, quantities
from assistant.wording import DATA, folded, grams, stop_words
from corpus.yaml_text import read_yaml
from index.german import stem

TRIED = 4
NEW_WORDS = 0.3
ALIKE = 0.5
SHORTEST_PART = 5
SHORTEST_HALF = 3
JOINT = re.compile(r"(?:[,;]| –)\s+(?:und |aber |während )?|\s+(?:und|aber|während)\s+")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence is grounded, and otherwise what is not, as it stands in the sentence."""

    grounded: bool
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a text states, ready to be compared."""

    stated: tuple[Quantity, ...]
    nouns: tuple[str, ...]
    words: frozenset[str]
    negations: Counter[str]
    turns: frozenset[int]
    order: tuple[str, ...]


def check(sentence: str, sources: Sequence[str]) -> Verdict:
    """Compare a sentence with the sentences of its cited passages.

    One of them must carry it alone, or each of its two halves, parted at a comma or "und". Where sources hold
    all of its words, the ones that say least besides decide: of two opening hours the right one.
    """
    claim = _read(sentence)
    read = [_read(source) for source in sources]
    if alike := _worded_alike(claim, read):
        missing = _least_missing(claim, alike, sentence)
        return Verdict(not missing, missing)
    missing = _least_missing(claim, read, sentence)
    if missing and any(_halves_carried(halves, read) for halves in _halves(sentence)):
        return Verdict(True)
    return Verdict(not missing, missing)


def _worded_alike(claim: _Reading, sources: Sequence[_Reading]) -> list[_Reading]:
    alike = [
        source for source in sources if claim.words <= source.words and not _unnamed(claim.nouns, source)
    ]
    least = min((len(source.words - claim.words) for source in alike), default=0)
    return [source for source in alike if len(source.words - claim.words) == least]


def _least_missing(claim: _Reading, sources: Sequence[_Reading], sentence: str) -> tuple[str, ...]:
    if not sources or not (claim.words or claim.stated):
        return (sentence.strip(),)
    ranked = sorted(sources, key=lambda source: -_shared(claim, source))
    return min((_missing(claim, source) for source in ranked[:TRIED]), key=len)


def _halves(sentence: str) -> Iterator[tuple[str, str]]:
    for joint in JOINT.finditer(sentence):
        yield sentence[: joint.start()], sentence[joint.end() :]


def _halves_carried(halves: tuple[str, str], sources: Sequence[_Reading]) -> bool:
    return all(
        len(_read(half).words) >= SHORTEST_HALF and not _least_missing(_read(half), sources, half)
        for half in halves
    )


@lru_cache(maxsize=4096)
def _read(text: str) -> _Reading:
    found = tuple(quantities(text))
    spelled = [(match.start(), match[0]) for match in WORD.finditer(text)]
    inside = [(at, word) for at, word in spelled if not any(q.start <= at < q.end for q in found)]
    nouns = [
        (at, _stem(word)) for at, word in inside if word[0].isupper() and folded(word) not in stop_words()
    ]
    hard = sorted(nouns + [(q.start, q.value) for q in found])
    low = [folded(word) for _, word in inside]
    return _Reading(
        stated=found,
        nouns=tuple(noun for _, noun in nouns),
        words=frozenset(
            stem(word) for word in low if word not in stop_words() and word not in _lists()["free"]
        ),
        negations=Counter(_negation(word) for word in low if _negation(word)),
        turns=frozenset(turn for word in low for turn in _turns(word)),
        order=tuple(token for _, token in hard),
    )


def _missing(claim: _Reading, source: _Reading) -> tuple[str, ...]:
    return (
        *_unstated(claim.stated, source.stated),
        *_unnamed(claim.nouns, source),
        *(claim.negations - source.negations),
        *(source.negations - claim.negations),
        *(f"»{_lists()['opposites'][turn][0]}«" for turn in claim.turns - source.turns),
        *_new_words(claim, source),
        *_disordered(claim, source),
    )


def _unstated(claimed: Iterable[Quantity], stated: Sequence[Quantity]) -> list[str]:
    """Quantities that the source lacks, states less often, or states with another bound."""
    held = Counter(quantity.value for quantity in stated)
    missing = list((Counter(quantity.value for quantity in claimed) - held).elements())
    for quantity in claimed:
        bounds = {other.bound for other in stated if other.value == quantity.value}
        if bounds and quantity.bound not in bounds:
            missing.append(f"{quantity.bound} {quantity.value}".strip())
    return missing


def _unnamed(nouns: Sequence[str], source: _Reading) -> list[str]:
    """Nouns and names that the source lacks or says less often; parts of its compounds count as said."""
    held = Counter(source.nouns)
    missing = []
    for noun, count in Counter(nouns).items():
        if noun in held and count <= held[noun]:
            continue
        if noun in held or not any(_is_part(noun, other) for other in source.words):
            missing.append(noun)
    return missing


def _new_words(claim: _Reading, source: _Reading) -> list[str]:
    new = [word for word in claim.words if not any(_alike(word, other) for other in source.words)]
    return new if len(new) > NEW_WORDS * len(claim.words) else []


def _disordered(claim: _Reading, source: _Reading) -> list[str]:
    """With two quantities or more, what belongs to what is told by the order."""
    if len(claim.stated) < len(("one", "other")):
        return []
    places = iter(source.order)
    shared = [token for token in claim.order if token in source.order]
    return [] if all(token in places for token in shared) else ["Reihenfolge"]


def _shared(claim: _Reading, source: _Reading) -> float:
    same = len(claim.words & source.words) + len(set(claim.order) & set(source.order))
    return same - len(source.words ^ claim.words) / 1000


def _alike(word: str, other: str) -> bool:
    if word == other or _is_part(word, other) or _is_part(other, word):
        return True
    ours, theirs = grams(word), grams(other)
    return len(ours & theirs) >= ALIKE * len(ours | theirs)


def _is_part(word: str, compound: str) -> bool:
    return len(word) >= SHORTEST_PART and (compound.startswith(word) or compound.endswith(word))


def _stem(word: str) -> str:
    return stem(folded(word))


def _negation(word: str) -> str:
    return "kein" if word.startswith("kein") else word if word in _lists()["negations"] else ""


@lru_cache(maxsize=10_000)
def _turns(word: str) -> tuple[int, ...]:
    return tuple(
        i
        for i, words in enumerate(_lists()["opposites"])
        if any(_matches(word, pattern) for pattern in words)
    )


def _matches(word: str, pattern: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


@lru_cache(maxsize=1)
def _lists() -> dict[str, Any]:
    listed = read_yaml((DATA / "grounding.yaml").read_text(encoding="utf-8"))
    return {
        "negations": frozenset(map(folded, listed["negations"].split())),
        "free": frozenset(map(folded, listed["free"].split())),
        "opposites": [list(map(folded, words)) for words in listed["opposites"]],
    }
