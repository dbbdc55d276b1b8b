"""What somebody says after an answer without a new question: another form of it, or their circumstances."""

import re
from functools import lru_cache

from assistant.following import new_words, rules
from assistant.place_names import WORD, in_place, named_places
from assistant.wording import folded, words
from corpus.places.areas import Places

LONGEST_WISH = 10
LONGEST_TELLING = 20
ENGLISH_I = ("I", "I'm", "I’m")
CONDITION = re.compile(r"(?:(?:und|auch|aber) )*(?:wenn|falls)\b")  # »Und wenn ich schwanger bin?«
LINKING = re.compile(r"(?:(?:und|auch|aber)\s+)+(?=(?:wenn|falls)\b)", re.IGNORECASE)
IN_BRACKETS = re.compile(r"\s\(([^()]*)\)\?$")


def other_form(plain: str) -> str:
    """The kind of form that the answer before is asked for in: »Bitte als Tabelle«; nothing where none is.

    >>> other_form("Geht das auch kürzer?")
    'short'
    """
    said = set(words(plain))
    if len(said) > LONGEST_WISH:
        return ""
    for kind, telling in _forms().items():
        if not said.isdisjoint(telling) and said <= telling | _listed("form_words"):
            return kind
    return ""


def tells_circumstances(plain: str, places: Places) -> bool:
    """Whether somebody tells nothing but how things stand: »Ich bin Rentner und lebe allein«."""
    said = folded(plain).strip(" .,!?")
    short = len(WORD.findall(plain)) <= LONGEST_TELLING
    asked = plain.endswith("?") and not CONDITION.match(said)
    if asked or not short or not re.match(rules()["telling_of_oneself"], said):
        return False
    return _listed("circumstances").issuperset(new_words(plain, places))


def with_circumstances(plain: str, before: str, places: Places) -> str:
    """The question before with what somebody tells beside it, or for the place where they live."""
    told = LINKING.sub("", plain.strip(" .,!?"))
    named = named_places(told, places)
    if named and _listed("living").issuperset(new_words(told, places)):
        return in_place(before, named[0].name, places)
    return beside(before, told if told.split()[0] in ENGLISH_I else told[:1].lower() + told[1:])


def beside(question: str, told: str) -> str:
    """The question with what is told beside it in brackets."""
    known = IN_BRACKETS.search(question)
    asked = question[: known.start()] if known else question.rstrip("?! .")
    return f"{asked} ({f'{known[1]}, ' if known else ''}{told})?"


def without_circumstances(question: str) -> str:
    """A question without what was told beside it in brackets."""
    found = IN_BRACKETS.search(question)
    told = found and re.match(rf"{rules()['telling_of_oneself']}|(?:fuer|als)\b", folded(found[1]))
    return f"{question[: found.start()]}?" if found and told else question


@lru_cache(maxsize=1)
def _forms() -> dict[str, frozenset[str]]:
    return {kind: frozenset(telling.split()) for kind, telling in rules()["other_forms"].items()}


def _listed(name: str) -> frozenset[str]:
    return frozenset(rules()[name].split())
