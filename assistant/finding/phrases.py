"""Finds the phrases of a word table in a sentence: exactly, by stem, inside compounds, or with typos."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.finding.languages import GERMAN
from assistant.finding.words import SHORT_KEY, Word, has_umlaut, key_of, stem_of

EXTRA_WORDS = 3
WIDE_EXTRA_WORDS = 10
ROOT = 4
MOST_EXTRA = 5
MOST_ENDING = MappingProxyType({"tr": 8, "en": 3})
MOST_OWN = 2
MOST_OWN_IN = MappingProxyType({"en": 1})  # »strom« is no »stroke«
LONG_PART = 6
SHORTEST_PIECE = 3
SHORTEST_TYPO = 4
LONG_WORD = 8
TWO_EDITS = 10


class How(IntEnum):
    """How a word was recognised, the surest first."""

    EXACT = 0
    STEM = 1
    PART = 2
    TYPO = 3


Place = tuple[int, How]

QUALITY = {How.EXACT: 1.0, How.STEM: 0.95, How.PART: 0.75, How.TYPO: 0.7}


@dataclass(frozen=True, slots=True)
class Phrase:
    """An entry of a word table: its keys in one language, and what it stands for.

    It may count only at the end of a clause (`last`), as written (`exact`), in this order (`ordered`; whoever
    asks looks after that) or as the whole sentence (`alone`); its words may stand far apart (`wide`).
    """

    text: str
    keys: tuple[str, ...]
    language: str
    payload: Hashable
    last: bool = False
    exact: bool = False
    ordered: bool = False
    alone: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase that was found: the positions it covers, how well, and the words of the sentence."""

    phrase: Phrase
    positions: frozenset[int]
    quality: float
    how: How
    words: str


class PhraseTable:
    """Phrases, ready to be found; a phrase is found when all its words stand close together.

    Words of at least `two_edits` letters may have two typing errors, shorter ones one. Two neighbours may be
    one word written apart, unless `apart` is false.
    """

    def __init__(self, phrases: Iterable[Phrase], two_edits: int = TWO_EDITS, apart: bool = True) -> None:
        self._two_edits = two_edits
        self._apart = apart
        self.phrases = tuple(phrases)
        shared = Counter((p.language, key) for p in self.phrases for key in set(p.keys))
        self._slots: dict[tuple[str, str], list[int]] = {slot: [] for slot in shared}
        for number, phrase in enumerate(self.phrases):
            rarest = min(phrase.keys, key=lambda key: shared[phrase.language, key])
            self._slots[phrase.language, rarest].append(number)
        self._stems: dict[str, set[str]] = defaultdict(set)
        self._roots: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._lengths: dict[tuple[str, int], list[str]] = defaultdict(list)
        for language, key in self._slots:
            self._lengths[language, len(key)].append(key)
            if language == GERMAN:
                self._stems[stem_of(key)].add(key)
            else:
                self._roots[language, key[:ROOT]].add(key)

    def find(
        self, words: Sequence[Word], languages: Sequence[str], unlikely: Sequence[str] = ()
    ) -> list[Found]:
        """All phrases in these languages that the sentence holds, each where its words stand closest.

        Those in `unlikely` languages are found word for word; typing errors are forgiven in the first only.
        """
        return closest(self.find_all(words, languages, unlikely))

    def find_all(
        self, words: Sequence[Word], languages: Sequence[str], unlikely: Sequence[str] = ()
    ) -> list[list[Found]]:
        """For each phrase that the sentence holds, all places where it stands."""
        places: dict[tuple[str, str], list[Place]] = defaultdict(list)
        for span, word in _with_joined(words) if self._apart else _single(words):
            for language in languages:
                for key, how in self._keys(word, language, len(span) > 1, language == languages[0]).items():
                    places[language, key] += [(position, how) for position in span]
            for language in unlikely:
                if (language, word.key) in self._slots:
                    places[language, word.key] += [(position, How.EXACT) for position in span]
        return [_placed(phrase, places, words) for phrase in self._complete(places)]

    def _complete(self, places: Mapping[tuple[str, str], list[Place]]) -> Iterator[Phrase]:
        """The phrases whose words all stand in the sentence, looked up by their rarest word."""
        for slot in places:
            for number in self._slots[slot]:
                phrase = self.phrases[number]
                if all((phrase.language, key) in places for key in phrase.keys):
                    yield phrase

    def _keys(self, word: Word, language: str, joined: bool, typos: bool) -> dict[str, How]:
        """The table's keys that a word may stand for; spoken forms ("ma" for "mal") are German ones."""
        found: dict[str, How] = {}
        key = word.key if language == GERMAN else key_of(word.text)
        if language == GERMAN:
            found.update(dict.fromkeys(() if joined else self._inside(word), How.PART))
            found.update(dict.fromkeys(self._stems.get(word.stem, ()), How.STEM))
        elif not joined and (typos or not word.known):  # a German word is no form of a foreign one
            related = (k for k in self._roots.get((language, key[:ROOT]), ()) if _related(k, key, language))
            found.update(dict.fromkeys(related, How.STEM))
        if (language, key) in self._slots:
            found[key] = How.EXACT
        found = {one: how for one, how in found.items() if not _other_vowel(word, one)}
        if typos and not word.known and all(how is How.PART for how in found.values()):
            whole = not joined and not (language == GERMAN and word.parts)  # »Kinderarmut« is no »Kinderarzt«
            found = dict.fromkeys(self._misspelt(key, language, whole), How.TYPO) | found
        return found

    def _inside(self, word: Word) -> set[str]:
        """Keys that are parts of a compound, or a long beginning or end of it."""
        found = {key for part in word.parts for key in self._stems.get(part, ())}
        ends = (word.key[:cut] for cut in range(LONG_PART, len(word.key) - 2))
        starts = (word.key[cut:] for cut in range(3, len(word.key) - LONG_PART + 1))
        return found | {piece for piece in (*ends, *starts) if (GERMAN, piece) in self._slots}

    def _misspelt(self, key: str, language: str, whole: bool) -> list[str]:
        """The nearest keys; two neighbours joined, and compounds of known parts, have one slip at most."""
        most = _most_edits(key, self._two_edits) if whole else min(1, _most_edits(key, self._two_edits))
        if not most:
            return []
        lengths = range(len(key) - most, len(key) + most + 1)
        choices = [choice for length in lengths for choice in self._lengths.get((language, length), ())]
        near = process.extract(key, choices, scorer=OSA.distance, score_cutoff=most, limit=8)
        best = min((distance for _, distance, _ in near), default=0)
        return [
            k
            for k, distance, _ in near
            if distance == best
            and distance <= _most_edits(k, self._two_edits)
            and (k[0] == key[0] or distance == 1 < most)
        ]


def _single(words: Sequence[Word]) -> Iterable[tuple[tuple[int, ...], Word]]:
    return (((word.position,), word) for word in words)


def _with_joined(words: Sequence[Word]) -> Iterable[tuple[tuple[int, ...], Word]]:
    """Each word, and each two neighbours as one word, since compounds get written apart ("wohn geld")."""
    yield from _single(words)
    for left, right in pairwise(words):
        joined = left.key + right.key
        if not left.ends_clause and min(len(left.key), len(right.key)) >= SHORTEST_PIECE:
            yield (
                (left.position, right.position),
                Word(
                    joined,
                    joined,
                    stem_of(joined),
                    (),
                    left.position,
                    right.ends_clause,
                    len(joined) <= LONG_WORD,
                ),
            )


def _related(key: str, word: str, language: str) -> bool:
    """Whether a word of an inflecting language has a key's root: a long common start, and endings."""
    common = 0
    for left, right in zip(key, word, strict=False):
        if left != right:
            break
        common += 1
    return (
        common >= ROOT
        and len(key) - common <= MOST_OWN_IN.get(language, MOST_OWN)
        and len(word) - common <= MOST_ENDING.get(language, MOST_EXTRA)
    )


def _most_edits(key: str, two_edits: int) -> int:
    if len(key) < SHORTEST_TYPO or key.isdigit():
        return 0
    return 1 if len(key) < two_edits else 2


def _other_vowel(word: Word, key: str) -> bool:
    """Whether short words of one stem differ by an umlaut alone: »hört« is not »Hort«."""
    return len(key) == len(word.key) <= SHORT_KEY and has_umlaut(key) != has_umlaut(word.key)


def _placed(
    phrase: Phrase, places: Mapping[tuple[str, str], list[Place]], words: Sequence[Word]
) -> list[Found]:
    """The places where a phrase's words stand close enough together."""
    extra = WIDE_EXTRA_WORDS if phrase.wide else EXTRA_WORDS
    window = len(phrase.keys) + extra if len(phrase.keys) > 1 else 2
    slots = {key: places[phrase.language, key] for key in phrase.keys}
    rarest = min(phrase.keys, key=lambda key: len(slots[key]))
    chosen = (_nearest(phrase.keys, slots, anchor) for anchor, _ in slots[rarest])
    near = [one for one in chosen if len(one) >= _needed(phrase) and max(one) - min(one) + 1 <= window]
    distinct = {frozenset(one): one for one in reversed(near)}
    return [found for one in reversed(distinct.values()) if (found := _found(phrase, one, words))]


def closest(found: Iterable[Sequence[Found]]) -> list[Found]:
    """Of each phrase's places the one where its words stand closest."""
    return [
        min(places, key=lambda one: max(one.positions) - min(one.positions)) for places in found if places
    ]


def _nearest(keys: Sequence[str], slots: Mapping[str, list[Place]], anchor: int) -> dict[int, How]:
    chosen: dict[int, How] = {}
    for key in keys:
        free = [place for place in slots[key] if place[0] not in chosen] or slots[key]
        position, how = min(free, key=lambda place: (abs(place[0] - anchor), place[1]))
        chosen[position] = max(how, chosen.get(position, How.EXACT))
    return chosen


def _needed(phrase: Phrase) -> int:
    """A compound in the sentence may hold two words of a phrase, but not all of a long one."""
    return max(1, len(phrase.keys) - 1)


def _found(phrase: Phrase, chosen: dict[int, How], words: Sequence[Word]) -> Found | None:
    how = max(chosen.values())
    if phrase.exact and how is not How.EXACT:
        return None
    if phrase.last and not words[max(chosen)].ends_clause:
        return None
    if phrase.alone and len(words) > len(chosen):
        return None
    quality = sum(QUALITY[h] for h in chosen.values()) / len(chosen)
    text = " ".join(words[position].text for position in sorted(chosen))
    return Found(phrase, frozenset(chosen), quality, how, text)
