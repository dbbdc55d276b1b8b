"""Says why a passage was found: which words of the question stand in it, in which forms."""

from collections import defaultdict
from collections.abc import Mapping

from index.german import as_part, roots, terms, tokens


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
