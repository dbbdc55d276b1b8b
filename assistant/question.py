"""Values of a question: what is wanted, in which words, for which years."""

from dataclasses import dataclass
from enum import StrEnum


class Intent(StrEnum):
    """What a person wants from the assistant."""

    QUESTION = "question"
    FIGURE = "figure"
    OFFER = "offer"
    GREETING = "greeting"
    THANKS = "thanks"
    OFFTOPIC = "offtopic"
    MISUNDERSTOOD = "misunderstood"
    DISPUTED = "disputed"
    DOUBTED = "doubted"
    UNSURE = "unsure"
    AT_A_LOSS = "at_a_loss"


OF_WAYS_ON = frozenset((Intent.UNSURE, Intent.AT_A_LOSS))  # who says so is offered ways on
REREAD = frozenset((Intent.MISUNDERSTOOD, Intent.DISPUTED))  # who says so may have meant something else
SMALL_TALK = OF_WAYS_ON | REREAD | {Intent.GREETING, Intent.THANKS, Intent.OFFTOPIC, Intent.DOUBTED}


class Asks(StrEnum):
    """What kind of thing a question asks for; the model learns which lines fit which kind."""

    WHO = "who"
    WHERE = "where"
    WHEN = "when"
    HOW_MUCH = "how_much"
    HOW = "how"
    WHAT = "what"
    WHICH = "which"
    WHY = "why"
    WHETHER = "whether"


@dataclass(frozen=True, slots=True)
class Question:
    """An understood question; `words` are its content words in lower case, in order, without repeats.

    `places` are those of its words that name a part of the city, by the lists in force.
    """

    text: str
    intent: Intent
    asks: Asks
    words: tuple[str, ...]
    years: tuple[int, ...]
    places: frozenset[str] = frozenset()
