"""Corrections of what was understood before: »Nein, nicht Schulden, Wohngeld«, »Ich meine Sterkrade«."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.continuing import continued, in_year, nouns
from assistant.finding.languages import GERMAN, languages_of
from assistant.finding.words import stem_of
from assistant.following import new_words, rules
from assistant.place_names import WORD, in_place, named_places
from assistant.question import Asks
from assistant.understanding import YEAR, asks
from assistant.wording import folded
from corpus.places.areas import Places

LONGEST = 5  # words of what was meant, and of what was not
LONGEST_CORRECTION = 14
PART = 4  # letters of a part of a compound
AROUND = " .,!?;:–-"


@dataclass(frozen=True, slots=True)
class Correction:
    """What was not meant, and what is meant instead; one of them may be empty."""

    wrong: str
    right: str


def correction(plain: str, places: Places) -> Correction | None:
    """What somebody puts right, where a sentence says nothing else."""
    said = _opened(plain)
    if plain.endswith("?") or len(WORD.findall(said)) > LONGEST_CORRECTION:
        return None
    for pattern in _patterns("corrections"):
        if found := pattern.fullmatch(said.strip(AROUND)):
            told = found.groupdict()
            one = Correction(_bared(told.get("wrong") or ""), _bared(told.get("right") or ""))
            return one if _is_clear(one, plain, places) else None
    right = _bared(said)
    return Correction("", right) if said != plain and _names_one_thing(right, places) else None


def put_right(plain: str, before: str, places: Places) -> str:
    """The question before with what is meant instead of what is not; as it was where that tells nothing."""
    one = correction(plain, places)
    if one is None or not one.right:
        return _without(one.wrong, before) or before if one else before
    if folded(one.right).split()[0] in _listed("asking"):
        return continued(one.right, before, places)
    if put := _other_place_or_year(one, before, places) or _swapped(one, before):
        return put
    matter = [word for word in nouns(before) if not named_places(word, places) and not YEAR.search(word)]
    instead = not one.wrong or _shares(one.wrong, before)  # »Nicht heute, morgen« leaves the matter as it is
    if instead and len(matter) == 1 and not _begins_with_preposition(one.right):
        return _swapped(Correction(matter[0], one.right), before)
    return continued(f"und {one.right}", before, places)


def not_only(plain: str) -> Correction | None:
    """What was understood, as `wrong`, and what is meant beside it: »Nicht nur Schulden, auch Miete«."""
    said = _opened(plain).strip(AROUND)
    for pattern in _patterns("not_only"):
        found = pattern.fullmatch(said)
        parts = [_bared(found["first"]), _bared(found["more"])] if found else []
        if parts and all(0 < len(WORD.findall(part)) <= LONGEST for part in parts):
            return Correction(*parts)
    return None


def with_more(plain: str, before: str) -> str:
    """The question before with what is meant beside it: behind what it was, or at the end."""
    one = not_only(plain)
    if one is None:
        return before
    more = one.right if _begins_with_preposition(one.wrong) else _core(one.right)
    if at := _span(_core(one.wrong), before):
        return f"{before[: at[1]]} und {more}{before[at[1] :]}"
    if asks(before) is not Asks.HOW_MUCH:  # beside a counselling centre a matter alone asks for no place
        more = rules()["help_with"].format(matter=_core(one.right))
    end = (_of_same_matter(one.wrong, before) or (0, len(before.rstrip("?! ."))))[1]
    return f"{before[:end]} und {more}{before[end:]}"


def _of_same_matter(wrong: str, before: str) -> tuple[int, int] | None:
    """Where a word begins like one of a phrase: »Schuldnerberatung« and »Schulden«."""
    begun = tuple(folded(word)[:PART] for word in WORD.findall(wrong) if len(word) >= PART)
    alike = (word.span() for word in WORD.finditer(before) if folded(word[0]).startswith(begun) and begun)
    return next(alike, None)


def denies(plain: str, before: str, places: Places) -> bool:
    """Whether somebody says what is not meant, and nothing that could be meant instead is left."""
    one = correction(plain, places)
    if one is None or one.right or not _shares(one.wrong, before):
        return False  # »Keine Ahnung« denies nothing that was asked
    return put_right(plain, before, places) == before


def _shares(wrong: str, before: str) -> bool:
    """Whether a word of what was not meant was asked for before."""
    asked = folded(before)
    return any(folded(word)[:PART] in asked for word in WORD.findall(wrong) if len(word) >= PART)


def _opened(plain: str) -> str:
    """A sentence without the words that announce a correction: »Nein, falsch: …«."""
    first = _patterns("correcting")[0].match(plain)
    return _opened(plain[first.end() :]) if first and first.end() < len(plain) else plain


def _bared(text: str) -> str:
    """What is meant without words that only stress it: »Osterfeld natürlich«."""
    return _patterns("stressing")[0].sub("", text).strip(AROUND)


def _is_clear(one: Correction, plain: str, places: Places) -> bool:
    """Whether both parts are short, and what is meant names something where it stands alone."""
    if any(len(WORD.findall(part)) > LONGEST for part in (one.wrong, one.right)):
        return False
    if not one.right:
        return _names_one_thing(one.wrong, places)
    typed_small = plain.islower() or languages_of(plain)[0] != GERMAN
    named = typed_small and bool(new_words(one.right, places))
    return bool(one.wrong) or named or _names_one_thing(one.right, places)


def _names_one_thing(right: str, places: Places) -> bool:
    """Whether nothing but a noun, a place or a year is said, perhaps with its preposition."""
    return _is_place_or_year(right, places) or bool(re.fullmatch(rules()["plain_noun"], right))


def _is_place_or_year(text: str, places: Places) -> bool:
    told = {*new_words(text, places)} - {"jahr"}
    return not told and bool(named_places(text, places) or YEAR.search(text))


def _other_place_or_year(one: Correction, before: str, places: Places) -> str:
    """The question before with the place or year that is meant; nothing where none is named."""
    if not _is_place_or_year(one.right, places):
        return ""
    if swapped := _swapped(one, before):
        return swapped
    for place in named_places(one.right, places)[:1]:
        before = in_place(before, place.name, places)
    for year in YEAR.findall(one.right)[:1]:
        before = in_year(before, year)
    return before


def _swapped(one: Correction, before: str) -> str:
    """The question before with one phrase for another, with or without what leads to them; else nothing."""
    leading = _begins_with_preposition(one.wrong) == _begins_with_preposition(one.right)
    cores = [(_core(one.wrong), _core(one.right))] if leading else []
    for wrong, right in ((one.wrong, one.right), *cores):
        if at := _span(wrong, before):
            return _without_article(before[: at[0]], right) + right + before[at[1] :]
    return _in_compound(_core(one.wrong), _core(one.right), before)


def _without_article(leading: str, right: str) -> str:
    """What stands before a phrase, without an article where the phrase brings its own."""
    last = leading.split()[-1:]
    both = [*last, *right.split()[:1]]
    if len(both) > 1 and all(folded(word) in _listed("articles", "own") for word in both):
        return leading.rstrip()[: -len(last[0])]
    return leading


def _in_compound(wrong: str, right: str, before: str) -> str:
    """»Erziehung-Beratung« for »Suchtberatung«; nothing where no word begins so."""
    for word in WORD.finditer(before):
        rest = word[0][len(wrong) :]
        if folded(word[0]).startswith(folded(wrong)) and min(len(wrong), len(rest)) >= PART:
            return f"{before[: word.start()]}{right}-{rest.capitalize()}{before[word.end() :]}"
    return ""


def _without(wrong: str, before: str) -> str:
    """The question before without a phrase and what leads to it; nothing where no matter is left."""
    at = _span(_core(wrong), before)
    if at is None:
        return ""
    leading = [word for word in WORD.finditer(before) if word.end() <= at[0]]
    while leading and folded(leading[-1][0]) in _small_words():
        at = (leading.pop().start(), at[1])
    rest = f"{before[: at[0]].rstrip()}{before[at[1] :]}"
    return rest if nouns(rest) else ""


def _span(phrase: str, text: str) -> tuple[int, int] | None:
    """Where a text holds the words of a phrase, in whichever form."""
    wanted, words = _stems(WORD.findall(phrase)), list(WORD.finditer(text))
    stems = _stems([word[0] for word in words])
    for i in range(len(words) - len(wanted) + 1 if wanted else 0):
        if stems[i : i + len(wanted)] == wanted:
            return words[i].start(), words[i + len(wanted) - 1].end()
    return None


def _stems(words: Sequence[str]) -> list[str]:
    return [stem_of(word) for word in words]


def _core(phrase: str) -> str:
    """A phrase without its prepositions and articles."""
    words = phrase.split()
    while len(words) > 1 and folded(words[0]) in _small_words():
        words.pop(0)
    return " ".join(words)


def _begins_with_preposition(phrase: str) -> bool:
    return not {*folded(phrase).split()[:1]}.isdisjoint(_listed("prepositions", "english_prepositions"))


def _small_words() -> frozenset[str]:
    return _listed("prepositions", "english_prepositions", "articles", "own")


@lru_cache(maxsize=4)
def _listed(*names: str) -> frozenset[str]:
    return frozenset(word for name in names for word in rules()[name].split())


@lru_cache(maxsize=3)
def _patterns(name: str) -> list[re.Pattern[str]]:
    return [re.compile(pattern, re.IGNORECASE) for pattern in rules()[name]]
