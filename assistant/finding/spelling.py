"""Makes writing readable that was stretched, spaced out or typed with look-alike signs."""

import re
import unicodedata

# Cyrillic and Greek letters that look like Latin ones; inside a Latin word they are meant as those.
_ALIKE = str.maketrans("аеіорсухкмнтвАЕІОРСУХКМНТВοα", "aeiopcyxkmhtbAEIOPCYXKMHTBoa")
_MIXED = re.compile(r"\b(?=\w*[A-Za-zÄÖÜäöüß])(?=\w*[\u0370-\u04ff])\w+\b")
_STRETCHED = re.compile(r"([^\W\d_A-Z])\1{3,}")  # not the three of »Schifffahrt« or of »SGB III«
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] ){3,}[^\W\d_](?!\w)")
_UNSEEN = ("Cf", "Cc", "Cs", "Co")


def readable(text: str) -> str:
    """The text without unseen signs, with "umbriiingen" and "u m b r i n g e n" as one plain word each."""
    plain = "".join(_seen(sign) for sign in text)
    plain = _STRETCHED.sub(r"\1", plain)
    plain = _SPACED.sub(lambda match: match.group().replace(" ", ""), plain)
    return _MIXED.sub(lambda match: match.group().translate(_ALIKE), plain)


def _seen(sign: str) -> str:
    """A sign as it is; what cannot be seen becomes nothing."""
    if sign.isspace():
        return sign
    return "" if unicodedata.category(sign) in _UNSEEN else sign
