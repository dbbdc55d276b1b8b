"""Finds the part of the city that a sentence speaks of, by names, other names and postcodes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.finding.languages import GERMAN
from assistant.finding.phrases import Found, How, Phrase, PhraseTable
from assistant.finding.words import Word, all_keys, key_of
from corpus.place import Area
from corpus.places.areas import Places
from index.compounds import is_word
from index.german import fold

LONG_NAME = 7
SHORT_NAME = 6
MOST_ENDING = 3
SHORTEST_NOUN = 4
PREPOSITIONS = frozenset(
    [
        "in",
        "im",
        "ins",
        "aus",
        "bei",
        "am",
        "an",
        "nach",
        "um",
        "raum",
        "nahe",
        "stadtteil",
        "viertel",
        "zentrum",
        "wohne",
        "wohnt",
        "der",
    ]
)
NEGATIONS = frozenset(["nicht", "kein", "keine", "ausser", "statt", "ohne"])
BEFORE_A_PLACE = frozenset(["in", "im", "aus", "nach", "mehr", "direkt", "unbedingt", "gerade", "nur"])
GENITIVES = frozenset(["des", "der", "dieses", "nachsten", "nachster", "von", "vom"])
# Letters as German names sound in them; Arabic leaves most vowels out, which then counts as typing errors.
_CYRILLIC = (
    "а:a б:b в:v г:g ґ:g д:d е:e є:e ж:sch з:s и:i і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f"
    " х:h ц:ts ч:tsch ш:sch щ:schtsch ь: ю:ju я:ja ы:y э:e ё:e ъ:"
)
_ARABIC = (
    "ا:a أ:a إ:i آ:a ب:b ت:t ج:g ح:h خ:ch د:d ر:r ز:s س:s ش:s ص:s ض:d ط:t ع:a غ:g ف:f ق:k ك:k ل:l م:m ن:n"
    " ه:e و:o ي:e ى:e ة:e ئ:e ؤ:o"
)
_ARABIC_O = "او"  # one sound, as at the beginning of »Oberhausen«
_LATIN = dict(pair.split(":") for pair in f"{_CYRILLIC} {_ARABIC}".split())


@dataclass(frozen=True, slots=True)
class UnderstoodArea:
    """The area that a sentence names, the words that name it, and how they were recognised."""

    area: Area
    words: str
    typo: bool


class AreaReader:
    """Reads areas out of sentences."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self._table = PhraseTable(_phrases(places), two_edits=LONG_NAME)
        self._keys = {key for phrase in self._table.phrases for key in phrase.keys if len(key) >= SHORT_NAME}

    def read(self, words: Sequence[Word]) -> UnderstoodArea | None:
        """The area of a sentence; if it names several, the longest and surest name counts."""
        plain = [self._without_ending(word) for word in words]
        found = [one for one in self._table.find(plain, (GERMAN,)) if self._meant(one, words)]
        if not found:
            return self._postcode(words)
        best = min(found, key=self._rank)
        area = self.places.areas[str(best.phrase.payload)]
        return UnderstoodArea(
            area, " ".join(words[p].text for p in sorted(best.positions)), best.how is How.TYPO
        )

    def named(self, text: str) -> Area | None:
        """The area with this id or name; misspelt names are recognised too."""
        if text in self.places.areas:
            return self.places.areas[text]
        from_words = self.read(_bare(text))
        return from_words.area if from_words else None

    def _rank(self, found: Found) -> tuple[int, int, float, int, int]:
        area = self.places.areas[str(found.phrase.payload)]
        level = self.places.named_first.index(area.level)
        return (found.how is How.TYPO, -len(found.positions), -found.quality, level, min(found.positions))

    def _meant(self, found: Found, words: Sequence[Word]) -> bool:
        """A name that is also an ordinary word (Mitte, Heide) counts after a preposition only."""
        if found.how is How.PART or _denied(found, words):
            return False
        if len(found.phrase.keys) > 1:
            return max(found.positions) - min(found.positions) < len(found.phrase.keys)
        first = words[min(found.positions)]
        ordinary = is_word(fold(found.phrase.text)) or len(found.phrase.text) < SHORT_NAME
        if not ordinary and found.how is How.EXACT:
            return True
        following = words[first.position + 1].key if first.position + 1 < len(words) else ""
        if ordinary and following in GENITIVES:
            return False
        before = {word.key for word in words[max(0, first.position - 2) : first.position]}
        introduced = bool(before & PREPOSITIONS) or len(words) == 1
        if found.how in (How.STEM, How.TYPO):
            long = found.how is How.TYPO and len(found.phrase.keys[0]) >= LONG_NAME
            return (introduced or long) and (not ordinary or found.how is How.TYPO)
        return introduced or (first.position > 0 and _is_noun(words[first.position - 1]))

    def _postcode(self, words: Sequence[Word]) -> UnderstoodArea | None:
        for word in words:
            id_ = self.places.by_postcode(word.text)
            if id_:
                return UnderstoodArea(self.places.areas[id_], word.text, typo=False)
        return None

    def _without_ending(self, word: Word) -> Word:
        """The word as a name: in Latin letters; »Osterfelder« and »Sterkradede« without their endings."""
        key = "".join(_LATIN.get(letter, letter) for letter in word.key.replace(_ARABIC_O, "و"))
        for cut in range(1, MOST_ENDING + 1):
            if key[:-cut] in self._keys and key not in self._keys:
                key = key[:-cut]
        return Word(word.text, key, key, (), word.position, word.ends_clause, word.known)


def _phrases(places: Places) -> Iterator[Phrase]:
    for area in places.areas.values():
        for name in dict.fromkeys((area.name, *area.aliases)):
            yield Phrase(name, all_keys(name), GERMAN, area.id)


def _denied(found: Found, words: Sequence[Word]) -> bool:
    """Whether a name is where somebody does not want to go: »nicht in Osterfeld, sondern in Sterkrade«."""
    for word in reversed(words[: min(found.positions)]):
        if word.ends_clause or (word.key not in NEGATIONS and word.key not in BEFORE_A_PLACE):
            return False
        if word.key in NEGATIONS:
            return True
    return False


def _is_noun(word: Word) -> bool:
    """Whether a word before a name looks like the kind of thing that the name belongs to (»Kita Heide«)."""
    return word.text[0].isupper() and len(word.text) >= SHORTEST_NOUN


def _bare(text: str) -> tuple[Word, ...]:
    keys = [key_of(part) for part in text.replace("/", " ").replace("-", " ").split()]
    return tuple(Word(key, key, key, (), place, False, False) for place, key in enumerate(keys))
