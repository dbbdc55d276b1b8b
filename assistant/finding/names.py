"""Finds institutions by their names, when a sentence asks for one and not for a kind of help."""

from collections import defaultdict
from collections.abc import Iterable

from assistant.finding.words import words_of
from corpus.institution import Institution
from index.german import fold, stop_words

SHORTEST = 4
RARE_SHARE = 0.02
FEW = 3


class NameReader:
    """Institutions by the words of their names; names of areas and words of many names do not count."""

    def __init__(self, institutions: Iterable[Institution], places: Iterable[str] = ()) -> None:
        common = {key for name in places for key in _keys(name)}
        self._by_key: dict[str, set[str]] = defaultdict(set)
        self._institutions = {one.id: one for one in institutions}
        for one in self._institutions.values():
            for key in _keys(f"{one.name} {one.organisation}") - common:
                self._by_key[key].add(one.id)
        self._most = max(FEW, int(RARE_SHARE * len(self._institutions)))

    def read(self, question: str) -> list[Institution]:
        """The institutions that share the most rare words with a sentence."""
        points: dict[str, int] = defaultdict(int)
        for key in _keys(question):
            members = self._by_key.get(key, set())
            if len(members) <= self._most:
                for id_ in members:
                    points[id_] += 1
        best = max(points.values(), default=0)
        return [self._institutions[id_] for id_, count in points.items() if count == best]


def _keys(text: str) -> set[str]:
    return {
        word.key
        for word in words_of(text)
        if len(word.key) >= SHORTEST and fold(word.text) not in stop_words()
    }
