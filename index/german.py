"""German analysis in one place: words, stems, compound parts, 4-grams, for passages and questions."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import Stemmer

from corpus.yaml_text import read_yaml
from index.compounds import parts_of

ANALYSIS_VERSION = "1"
DATA = Path(__file__).parent / "data"
STOP_WORDS = DATA / "stopwords.yaml"
STEMS = DATA / "stems.yaml"
GRAM = 4
MAX_LETTERS = 60
CACHED_WORDS = 300_000

_STEMMER = Stemmer.Stemmer("german", 0)
_WIDE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NARROW = re.compile("([aou])e")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")
_GAP = "[.\u0020\u00a0\u2009\u202f]"
_LETTERS = r"[^\W_]+"
_GENDER = r"[*_:·/]-?in(?:nen)?"
_TOKEN = re.compile(
    rf"§+\s*\d+[a-z]?\b"
    rf"|\b(?:SGB|ALG|Hartz)[\s-]*(?:[IVX]+|\d{{1,2}})\b"
    rf"|(?<![\w.,])\d{{1,3}}(?:{_GAP}\d{{3}})+(?!\w)"
    rf"|\d+,\d+(?!\w)"
    rf"|{_LETTERS}(?:(?<=\w\w\w){_GENDER}{_LETTERS}|(?<=\w\w\w){_GENDER}\b)?(?:-{_LETTERS}(?:{_GENDER}\b)?)*",
    re.IGNORECASE,
)
_BOOK = re.compile(r"(sgb|alg|hartz)[\s-]*([ivx]+|\d{1,2})")
_SIGN = re.compile(r"[*_:·/]-?(?=in)")
_WOMEN = re.compile(r"(?<=\w{4})innen$|(?<=er|nt|st|or|og|at|zt|rt|et)in$")
_PLURAL_S = re.compile(r"(?<=[a-z]{2}[^e][aio]|[a-z]{2}[bcdfghjklmnpqrtvwxz]y)s$")


@dataclass(frozen=True, slots=True)
class Terms:
    """What one written word is indexed as; `stems`, `parts` and `grams` are empty for a stop word.

    `words` are its folded pieces between hyphens, `stems` the pieces' stems and that of the whole,
    `parts` the stems of compound parts, `grams` the runs of four characters inside the pieces.
    """

    words: tuple[str, ...]
    stems: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    grams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text as the lexical index takes it: terms parted by blanks, one string a field."""

    words: str
    stems: str
    grams: str


def tokens(text: str) -> list[str]:
    """The words, numbers and paragraphs of a text, as written."""
    found: list[str] = _TOKEN.findall(unicodedata.normalize("NFC", text))
    return found


def placed_tokens(text: str) -> list[tuple[str, int, int]]:
    """The same, each with where it begins and ends in the text."""
    return [(found[0], *found.span()) for found in _TOKEN.finditer(text)]


def fold(word: str) -> str:
    """Lower case with ae, oe, ue, ss: »Überschuldung«, »Ueberschuldung« and »ÜBERSCHULDUNG« become one."""
    return word.lower().translate(_WIDE)


@lru_cache(maxsize=CACHED_WORDS)
def terms(token: str) -> Terms:
    """What a token is indexed as."""
    folded = _SIGN.sub("", fold(token))[:MAX_LETTERS]
    if token[0] == "§":
        return _paragraph(folded)
    if token[0].isdigit():
        return _number(folded)
    if book := _BOOK.fullmatch(folded):
        return _law_book(*book.groups())
    return _word(folded)


def analyse(text: str) -> Analysis:
    """All terms of a text, for the three lexical fields."""
    ready = [_fields(token) for token in tokens(text)]
    return Analysis(
        " ".join(fields.words for fields in ready),
        " ".join(fields.stems for fields in ready if fields.stems),
        " ".join(fields.grams for fields in ready if fields.grams),
    )


def stem(folded: str) -> str:
    """The Snowball stem of a folded word, women and men under one stem, "Kitas" under "Kita"."""
    base = _WOMEN.sub("", folded)
    return _exceptions().get(base) or str(_STEMMER.stemWord(_PLURAL_S.sub("", base)))


def as_part(root: str) -> str:
    """The term of a stem that stands inside a compound, so that it can weigh less than a word of its own."""
    return f"+{root}"


@cache
def stop_words() -> frozenset[str]:
    """Words without a meaning of their own, folded."""
    lines: list[str] = read_yaml(STOP_WORDS.read_text("utf-8"))
    return frozenset(word for line in lines for word in line.split())


@lru_cache(maxsize=CACHED_WORDS)
def roots(token: str) -> tuple[str, ...]:
    """The stems of a token and its marked parts: what it is indexed as in the field of stems."""
    found = terms(token)
    return (*found.stems, *map(as_part, found.parts))


@cache
def _exceptions() -> dict[str, str]:
    forms: dict[str, str] = read_yaml(STEMS.read_text("utf-8"))
    return {form: root for root, line in forms.items() for form in line.split()}


@lru_cache(maxsize=CACHED_WORDS)
def _fields(token: str) -> Analysis:
    found = terms(token)
    return Analysis(" ".join(found.words), " ".join(roots(token)), " ".join(found.grams))


def _paragraph(folded: str) -> Terms:
    number = folded.lstrip("§").strip()
    return Terms((f"§{number}",), (f"§{number}",), (number,), ())


def _number(folded: str) -> Terms:
    """A number without its gaps; the groups of three count too, since table cells may stand side by side."""
    groups = re.split(_GAP, folded)
    joined = "".join(groups)
    return Terms((joined,), (joined,), tuple(groups) if len(groups) > 1 else (), ())


def _law_book(name: str, number: str) -> Terms:
    digits = str(_ROMAN.index(number) + 1) if number in _ROMAN else number
    return Terms((name + digits,), (name + digits,), (name,), ())


def _word(folded: str) -> Terms:
    pieces = folded.split("-")
    meaningful = [piece for piece in pieces if piece not in stop_words()]
    if not meaningful:
        return Terms(tuple(pieces))
    stems = [stem(piece) for piece in meaningful]
    if len(pieces) > 1:
        stems.append(stem("".join(pieces)))
    parts = [stem(part) for piece in meaningful for part in parts_of(_WOMEN.sub("", piece))]
    grams = [gram for piece in meaningful for gram in _grams(piece)]
    return Terms(tuple(pieces), tuple(stems), tuple(p for p in parts if p not in stems), tuple(grams))


def _grams(folded: str) -> list[str]:
    """Runs of four characters with ä and ae as a; a shorter word is its own gram."""
    narrow = _NARROW.sub(r"\1", folded)
    return [narrow[i : i + GRAM] for i in range(max(1, len(narrow) - GRAM + 1))]
