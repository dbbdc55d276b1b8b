"""Says why a passage was found: which words of the question stand in it, in which forms."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from index.german import as_part, placed_tokens, roots, terms, tokens


def words_by_term(stems: Mapping[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """The words of the question that each term counts as."""
    words: dict[str, list[str]] = defaultdict(list)
    for word, wanted in stems.items():
        for root in wanted:
            words[root].append(word)
    return {root: tuple(found) for root, found in words.items()}


def matched(text: str, words: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """For each word of the question with a match: the forms in the text that count as it.

    `words` come from words_by_term.
    """
    forms: dict[str, dict[str, None]] = {}
    for token in dict.fromkeys(tokens(text)):
        for root in roots(token):
            for word in words.get(root, ()):
                forms.setdefault(word, {})[token] = None
    return {word: tuple(found) for word, found in forms.items()}


def is_typed(word: str, form: str) -> bool:
    """Whether a form is the word that was typed, inflected or inside a compound, not only akin to it."""
    if word.endswith("*"):
        return True
    wanted = {form for token in tokens(word) for root in terms(token).stems for form in (root, as_part(root))}
    return not wanted.isdisjoint(roots(form))


def phrase_places(text: str, phrases: Iterable[Sequence[str]]) -> list[tuple[int, int]]:
    """Where phrases, as parsed from a question, begin and end in a text; of two that overlap the first.

    >>> phrase_places("Die freien und die freie Träger", [("freie", "traeger")])
    [(19, 31)]
    """
    words = [(word, start, end) for token, start, end in placed_tokens(text) for word in terms(token).words]
    folded = [word for word, _, _ in words]
    found = [
        (words[at][1], words[at + len(phrase) - 1][2])
        for phrase in phrases
        for at in range(len(words) - len(phrase) + 1)
        if folded[at : at + len(phrase)] == list(phrase)
    ]
    apart: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart
