"""Makes writing readable that was stretched, spaced out or typed with look-alike signs."""

import re

from corpus.unseen import without_unseen

# Cyrillic and Greek letters that look like Latin ones; inside a Latin word they are meant as those.
_ALIKE = str.maketrans("аеіорсухкмнтвАЕІОРСУХКМНТВοα", "aeiopcyxkmhtbAEIOPCYXKMHTBoa")
_MIXED = re.compile(r"\b(?=\w*[A-Za-zÄÖÜäöüß])(?=\w*[\u0370-\u04ff])\w+\b")
_STRETCHED = re.compile(r"([^\W\d_A-Z])\1{3,}")  # not the three of »Schifffahrt« or of »SGB III«
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] ){3,}[^\W\d_](?!\w)")


def readable(text: str) -> str:
    """The text without unseen signs, with "umbriiiingen" and "u m b r i n g e n" as one plain word each."""
    plain = _STRETCHED.sub(r"\1", without_unseen(text))
    plain = _SPACED.sub(lambda match: match.group().replace(" ", ""), plain)
    return _MIXED.sub(lambda match: match.group().translate(_ALIKE), plain)
