"""Understands what somebody looks for help with, by the words of the taxonomy; encoders only help out."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.finding.languages import GERMAN
from assistant.finding.phrases import Found, How, Phrase, PhraseTable, closest
from assistant.finding.purpose import asks_for_figures, seeks_help
from assistant.finding.words import Word, content_of
from corpus.directory.needs import GERMAN_KINDS, UNLESS, Need, Taxonomy

HINT = 0.35
HINT_OF_A_SEEKER = 0.62
SECOND_SHARE = 0.25
LENGTH_BONUS = 0.15
SUBSUMED = 0.4
THRESHOLD = 0.6
MOST_NEEDS = 5


class Reason(StrEnum):
    """Why a need was understood."""

    WORD = "word"
    FORM = "form"
    TYPO = "typo"
    SIMILAR = "similar"
    CHOSEN = "chosen"
    CRISIS = "crisis"


REASONS = {How.EXACT: Reason.WORD, How.STEM: Reason.FORM, How.PART: Reason.FORM, How.TYPO: Reason.TYPO}


@dataclass(frozen=True, slots=True)
class UnderstoodNeed:
    """A need that a sentence speaks of, how strongly, and the words that say so."""

    need: Need
    score: float
    reason: Reason
    words: tuple[str, ...]


class NeedReader:
    """Reads needs out of sentences with the words of a taxonomy."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self._needs = taxonomy.needs
        phrases = [phrase for need in self._needs.values() for phrase in _phrases(need)]
        self._table = PhraseTable(one for one in phrases if _payload(one)[1] != UNLESS)
        self._harmless = PhraseTable(one for one in phrases if _payload(one)[1] == UNLESS)

    def read(self, words: Sequence[Word], languages: Sequence[str]) -> list[UnderstoodNeed]:
        """The needs of a sentence, the clearest first; none if its words only hint, or ask for figures."""
        return [] if asks_for_figures(words) else self.named(words, languages)

    def named(self, words: Sequence[Word], languages: Sequence[str]) -> list[UnderstoodNeed]:
        """The needs that words name, whatever they are for; none if they only hint."""
        harmless = self._harmless.find(words, (GERMAN,))
        places = self._table.find_all(words, languages)
        found = closest([one for one in found if not _excused(one, harmless)] for found in places)
        hint = HINT_OF_A_SEEKER if seeks_help(words) else HINT
        by_need: dict[str, list[tuple[float, Found]]] = defaultdict(list)
        for one in found:
            need, kind = _payload(one.phrase)
            by_need[need].append((_weight(one, kind, found, hint), one))
        understood = [self._understood(need, weighed) for need, weighed in by_need.items()]
        clear = sorted((one for one in understood if one.score >= THRESHOLD), key=lambda one: -one.score)
        return clear[:MOST_NEEDS]

    def _understood(self, need: str, weighed: list[tuple[float, Found]]) -> UnderstoodNeed:
        distinct = _distinct(sorted(weighed, key=lambda one: (-one[0], len(one[1].positions))))
        score = distinct[0][0] + SECOND_SHARE * sum(weight for weight, _ in distinct[1:])
        if all(_payload(found.phrase)[1] == "hints" for _, found in distinct):
            score = sum(weight for weight, _ in distinct)
        reason = REASONS[distinct[0][1].how]
        words = tuple(dict.fromkeys(found.words for _, found in distinct))
        return UnderstoodNeed(self._needs[need], score, reason, words)


def _phrases(need: Need) -> Iterator[Phrase]:
    words = {"official": (), **need.words}  # the label is a word, also of a need that has no others yet
    for kind, texts in words.items():
        language = GERMAN if kind in GERMAN_KINDS else kind
        for text in dict.fromkeys((*texts, need.label) if kind == "official" else texts):
            keys = content_of(text, language)
            yield Phrase(text, keys, language, (need.id, kind), exact=kind == "short")


def _payload(phrase: Phrase) -> tuple[str, str]:
    assert isinstance(phrase.payload, tuple)  # noqa: S101  (made by _phrases)
    need, kind = phrase.payload
    return need, kind


def _excused(one: Found, harmless: Sequence[Found]) -> bool:
    """Whether the words only look like those of the need: »Schlaganfall« is no »Schläge«."""
    need = _payload(one.phrase)[0]
    return any(
        one.positions <= other.positions and _payload(other.phrase)[0] == need and other.how <= one.how
        for other in harmless
    )


def _weight(one: Found, kind: str, all_found: Sequence[Found], hint: float) -> float:
    """How much a phrase says: hints little, long phrases more, words inside a longer find less."""
    base = hint if kind == "hints" else 1.0 + LENGTH_BONUS * (len(one.phrase.keys) - 1)
    own = _payload(one.phrase)[0]
    inside = any(
        one.positions < other.positions and _payload(other.phrase)[0] != own and other.quality >= one.quality
        for other in all_found
    )
    return base * one.quality * (SUBSUMED if inside else 1.0)


def _distinct(weighed: list[tuple[float, Found]]) -> list[tuple[float, Found]]:
    """The finds that each add a word of the sentence to the ones before."""
    seen: set[int] = set()
    kept = []
    for weight, found in weighed:
        if not found.positions <= seen:
            kept.append((weight, found))
            seen |= found.positions
    return kept
