"""How a question shows that it goes on from the one before."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from assistant.finding.languages import GERMAN, languages_of
from assistant.place_names import WORD, named_places
from assistant.wording import DATA, SPELLINGS, content_words, folded
from corpus.places.areas import Places
from corpus.yaml_text import read_yaml

COMPLETE = ": "  # stands in a follow-up that has its topic already
SHORT = 8
LONGEST = 10
PHRASE = 5
NEAR = 2  # an article has its noun within so many words
EARLY = 3  # where nothing is written large, what stands before may be the noun that is meant
DIGIT = re.compile(r"\d")
FORMAL = frozenset(("Sie", "Ihnen", "Ihr", "Ihre", "Ihren", "Ihrer", "Ihrem"))


def follows(plain: str, places: Places) -> bool:
    """Whether a question is understood only after the one before it."""
    said = folded(plain).strip(" .,!?")
    if COMPLETE in plain or not said:
        return False
    if any(re.fullmatch(pattern, said) for pattern in (*rules()["follow_up"], rules()["in_part"])):
        return True
    return _only_a_phrase(said) or asks_openly(plain, places) or points_back(plain)


def bare(plain: str) -> str:
    """A question without what is said before it: »Danke, und am Wochenende?«."""
    first = re.match(rules()["before"], plain, re.IGNORECASE)
    return bare(plain[first.end() :]) if first and first.end() < len(plain) else plain


def new_words(plain: str, places: Places) -> list[str]:
    """The words of a question that bring something other than places, years and words of going on."""
    named = {
        word for one in named_places(plain, places) for word in content_words(plain[one.start : one.end])
    }
    known = named | set(rules()["going_on"].split())
    return [word for word in content_words(plain) if word not in known and not word.isdigit()]


def asks_openly(plain: str, places: Places) -> bool:
    """Whether a short question names nothing but what may be asked of every matter: »Was kostet das?«."""
    opened = {*rules()["open_words"].split(), *rules()["asking"].split()}
    new = new_words(plain, places)
    if not new and named_places(plain, places) and _asks(folded(plain).split()):
        return False  # »Was gibt es in Sterkrade?« asks for whatever there is
    return len(WORD.findall(plain)) <= SHORT and opened.issuperset(new)


def points_back(plain: str) -> bool:
    """Whether a question says »davon«, »er« or »das« of something that it does not name itself."""
    if re.search(rules()["empty_there"], folded(plain)):
        return False
    words = WORD.findall(plain.split(",", maxsplit=1)[0])
    if len(WORD.findall(plain)) > LONGEST:
        return False
    if "," not in plain and len(words) <= SHORT and _points_at_the_end(words):
        return True
    nouns = [place for place, word in enumerate(words) if place and _is_noun(word)]
    if re.match(rules()["some_of_them"], folded(plain)) and not nouns:
        return True
    first = nouns[0] if nouns else len(words)
    return any(_points(words, place, nouns) for place in range(first))


def _points_at_the_end(words: Sequence[str]) -> bool:
    """Whether »das« or »die« ends a question or »dafür« stands late in it, whatever else it names."""
    said = [word.lower().translate(SPELLINGS) for word in words]
    anywhere = set(rules()["pointing_anywhere"].split())
    return said[-1:] in (["das"], ["die"]) or not anywhere.isdisjoint(said[-2:])


def _points(words: Sequence[str], place: int, nouns: Sequence[int]) -> bool:
    """Whether a word stands for something else; an article has its noun soon after it."""
    said = words[place].lower().translate(SPELLINGS)
    typed_small = not any(word[0].isupper() for word in words[1:])
    if words[place] in FORMAL or (typed_small and place > EARLY):
        return False
    if said in rules()["pointing"].split():
        return place > 0 or said not in {"da", "sie"}
    if said not in rules()["articles"].split():
        return False
    after = words[place + 1 : place + 1 + NEAR]
    if not after or folded(after[0]) in _no_noun_yet():
        return True
    if re.fullmatch(rules()["participle"], folded(after[0])) and len(words) == place + NEAR:
        return True
    counted = any(DIGIT.search(word) for word in after)
    return not (typed_small or counted) and not any(place < noun <= place + NEAR for noun in nouns)


def _no_noun_yet() -> frozenset[str]:
    """What may follow »die« only where it stands for something: »Haben die heute auf?«."""
    return frozenset(f"{rules()['prepositions']} {rules()['articles']} {rules()['after_pointing']}".split())


def _is_noun(word: str) -> bool:
    return word[0].isupper() and word not in FORMAL


def _only_a_phrase(said: str) -> bool:
    """Whether nothing stands there but »für meine Mutter« or »in Sterkrade bitte«."""
    words = said.split()
    german = languages_of(said)[0] == GERMAN  # »am« is also Romanian
    return (
        german and words[0] in rules()["prepositions"].split() and len(words) <= PHRASE and not _asks(words)
    )


def _asks(words: Sequence[str]) -> bool:
    return not set(rules()["asking"].split()).isdisjoint(words)


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """What `data/follow_up.yaml` lists."""
    listed: dict[str, Any] = read_yaml((DATA / "follow_up.yaml").read_text(encoding="utf-8"))
    return listed
