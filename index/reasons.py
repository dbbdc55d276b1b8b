"""Says why a passage was found: which words of the question stand in it, in which forms."""

from collections.abc import Mapping

from index.german import as_part, terms, tokens


def matched(text: str, stems: Mapping[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """For each word of the question with a match: the forms in the text that count as it."""
    forms: dict[str, dict[str, None]] = {}
    for token in dict.fromkeys(tokens(text)):
        found = terms(token)
        own = {*found.stems, *map(as_part, found.parts)}
        for word, wanted in stems.items():
            if not own.isdisjoint(wanted):
                forms.setdefault(word, {})[token] = None
    return {word: tuple(forms[word]) for word in stems if word in forms}
