"""The words of the index, to find the one that was meant when a question's word is not among them."""

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 5
ONE_SLIP_UP_TO = 7  # letters; longer words may have two slips
MOST_MEANT = 3
MOST_TRIED = 10


class Vocabulary:
    """Folded words, read when the first unknown word is asked for; safe to use from several threads."""

    def __init__(self, read: Callable[[], list[str]]) -> None:
        self._read = read

    def meant(self, folded: str, counts: Callable[[str], bool] = bool) -> list[str]:
        """The known words that are a slip or two away (a letter wrong, missing, doubled, swapped).

        The first letter is taken to be right; `counts` says which of the words may be named at all.
        """
        if len(folded) < SHORTEST:
            return []
        slips = 1 if len(folded) <= ONE_SLIP_UP_TO else 2
        near = process.extract(
            folded,
            self._by_letter.get(folded[0], []),
            scorer=OSA.distance,
            score_cutoff=slips,
            limit=MOST_TRIED,
        )
        counted = [(word, distance) for word, distance, _ in near if counts(word)][:MOST_MEANT]
        nearest = min((distance for _, distance in counted), default=0)
        return [word for word, distance in counted if distance == nearest]

    @cached_property
    def _by_letter(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._read():
            if len(word) >= SHORTEST - 1:
                found[word[0]].append(word)
        return dict(found)
