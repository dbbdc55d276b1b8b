"""Words and character grams of German and English text, without stop words."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from corpus.yaml_text import read_yaml

DATA = Path(__file__).parent / "data"
GRAM = 4
WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
SPELLINGS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """German and English words that carry no content of their own, spelled as `words` spells them."""
    listed: dict[str, str] = read_yaml((DATA / "stopwords.yaml").read_text(encoding="utf-8"))
    return frozenset(folded(word) for language in listed.values() for word in language.split())


def folded(text: str) -> str:
    """Lower case, umlauts as ae/oe/ue, sharp s as ss, accents dropped; so that spellings meet."""
    spelled = unicodedata.normalize("NFC", text).lower().translate(SPELLINGS)
    return "".join(c for c in unicodedata.normalize("NFD", spelled) if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """All words of a text, folded, in order."""
    return WORD.findall(folded(text))


def content_words(text: str) -> list[str]:
    """The words of a text that carry content, folded, in order, each once."""
    return list(dict.fromkeys(word for word in words(text) if word not in stop_words()))


def grams(word: str, size: int = GRAM) -> frozenset[str]:
    """The character grams inside a word; a shorter word is its own only gram."""
    if len(word) <= size:
        return frozenset((word,))
    return frozenset(word[i : i + size] for i in range(len(word) - size + 1))


def all_grams(text: str, size: int = GRAM) -> frozenset[str]:
    """The character grams of all content words of a text."""
    return frozenset[str]().union(*(grams(word, size) for word in content_words(text)))
