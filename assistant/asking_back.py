"""Asks back where too little was said: for the topic, for one of several needs, or for the place."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import permutations, product

from assistant.dialogue import Meant
from assistant.finder import Found
from assistant.finding.needs import Reason, UnderstoodNeed
from assistant.finding.purpose import names_no_matter, wants_places
from assistant.inquiry import AskedBack, Choice
from assistant.phrases import phrase
from assistant.place_names import in_place
from assistant.wording import DATA
from corpus.directory.needs import Taxonomy
from corpus.places.areas import Places
from corpus.yaml_text import read_yaml

MOST_CHOICES = 4
CLOSE = 0.85  # a need that was understood nearly as well as the first may be the one that is meant
FEWEST = 2
MANY_PLACES = 3  # fewer places are quickly read, wherever they lie


def asked_back(
    said: Meant, found: Found, taxonomy: Taxonomy, places: Places, place_chosen: bool = False
) -> AskedBack | None:
    """What to ask back to a question that speaks of no emergency; None where it is clear enough.

    Who asks for what documents say is not asked back where the help should be.
    """
    if any(not notice.vague for notice in found.crisis):
        return None
    guessed = not found.needs or (bool(said.choices) and found.needs[0].reason is Reason.SIMILAR)
    place = found.area.words if found.area else ""
    if guessed and names_no_matter(said.text, f"{place} {places.city.name}"):
        return AskedBack(phrase("which_topic"), _topics(taxonomy))
    if said.choices:
        return asked_anew(said)
    return _need_or_place(said, found, places, place_chosen) if wants_places(said.text) else None


def asked_anew(said: Meant) -> AskedBack | None:
    """The fuller questions that may be meant, where there are any."""
    questions = tuple(Choice(question, question=question) for question in said.choices)
    return AskedBack(phrase("asking_back"), questions) if questions else None


def still_open(said: Meant, back: AskedBack | None, taxonomy: Taxonomy, places: Places) -> AskedBack:
    """What to offer somebody who is unsure: once more what was asked back, other readings, or the topics."""
    if not back and said.choices:
        questions = tuple(Choice(question, question=question) for question in said.choices)
        return AskedBack(phrase("going_on"), questions)
    open_ = back or AskedBack(phrase("which_topic"), _topics(taxonomy))
    choices = (_as_question(one, said.before, taxonomy, places) for one in open_.choices)
    return AskedBack(open_.text, tuple(choices))


def _as_question(one: Choice, before: str, taxonomy: Taxonomy, places: Places) -> Choice:
    """A choice as a question that stands alone: it is not made of the words of who is unsure."""
    if one.question:
        return one
    if one.need:
        return Choice(one.label, question=phrase("who_helps", need=taxonomy.need(one.need).label))
    return Choice(one.label, question=in_place(before, one.area or places.city.name, places))


def _need_or_place(said: Meant, found: Found, places: Places, place_chosen: bool) -> AskedBack | None:
    alike = _alike(found.needs)
    if len(alike) >= FEWEST and not _both_meant(said.text, alike):
        needs = tuple(Choice(one.need.label, need=one.need.id) for one in alike)
        return AskedBack(phrase("which_need"), needs[:MOST_CHOICES])
    somewhere = place_chosen or found.area or found.elsewhere or places.city.name.lower() in said.text.lower()
    if found.needs and not somewhere and found.total >= MANY_PLACES:
        return AskedBack(phrase("which_place"), _places(places))
    return None


def _both_meant(text: str, alike: Sequence[UnderstoodNeed]) -> bool:
    """Whether two needs are named beside each other: »Schuldnerberatung und Wohngeld« asks for both."""
    named = [[re.escape(word) for word in one.words] for one in alike if one.reason is not Reason.SIMILAR]
    pairs = (pair for one, other in permutations(named, 2) for pair in product(one, other))
    return any(
        re.search(rf"{one}\W+(?:und|sowie|and)\W+{other}", text, re.IGNORECASE) for one, other in pairs
    )


def _alike(needs: Sequence[UnderstoodNeed]) -> list[UnderstoodNeed]:
    """The needs that may be meant; what only sounds alike does not count beside what is said in words."""
    if not needs or needs[0].reason is Reason.CHOSEN:
        return []
    guessed = needs[0].reason is Reason.SIMILAR
    return [
        one
        for one in needs
        if (one.reason is Reason.SIMILAR) == guessed and one.score >= CLOSE * needs[0].score
    ]


def _topics(taxonomy: Taxonomy) -> tuple[Choice, ...]:
    return tuple(Choice(label, need=taxonomy.need(need).id) for need, label in _topic_labels().items())


def _places(places: Places) -> tuple[Choice, ...]:
    """The largest areas and the whole city."""
    largest = places.of_level(places.levels[0].id)[: MOST_CHOICES - 1]
    whole = Choice(phrase("whole_city", city=places.city.name), area=places.city.name)
    return (*(Choice(phrase("in_area", area=one.name), area=one.name) for one in largest), whole)


@lru_cache(maxsize=1)
def _topic_labels() -> dict[str, str]:
    listed: dict[str, str] = read_yaml((DATA / "topics.yaml").read_text(encoding="utf-8"))
    return listed
