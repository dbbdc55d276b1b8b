"""A rephrased sentence is let through only if its sources say it."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.grounding import check

TRAIN = Path(__file__).parents[3] / "shared" / "data" / "omosqa" / "train_de.jsonl"
SENTENCES = 300
SOURCES = [
    "Die Kinderarmut in Osterfeld stieg von 28 auf 31 Prozent.",
    "In Sterkrade sank sie nicht.",
    "Drei Viertel der Haushalte zahlen weniger als 1.234,50 Euro Miete.",
    "Die Beratung ist unter 0208 123-456 von 9 bis 12 Uhr zu erreichen.",
]


@dataclass(frozen=True)
class Stated:
    """A true sentence and the page that it stands on."""

    sentence: str
    page: list[str]


def true_sentences(pattern: str) -> Iterator[Stated]:
    """Different sentences of real pages with at least five words that match the pattern."""
    seen = set()
    for row in TRAIN.read_text(encoding="utf-8").splitlines():
        page = json.loads(row)["context"].split("\n")
        for line in page:
            if len(line.split()) >= 5 and re.search(pattern, line) and line not in seen:
                seen.add(line)
                yield Stated(line, page)


def sample(pattern: str) -> list[Stated]:
    found = list(true_sentences(pattern))
    chance = random.Random(7)  # noqa: S311
    return chance.sample(found, min(SENTENCES, len(found)))


def changed_digit(sentence: str, chance: random.Random) -> str:
    at = chance.choice([match.start() for match in re.finditer(r"\d", sentence)])
    other = chance.choice([digit for digit in "0123456789" if digit != sentence[at]])
    return sentence[:at] + other + sentence[at + 1 :]


def changed_name(one: Stated, chance: random.Random) -> str | None:
    """Another noun of the same page in place of one."""
    nouns = re.findall(r"(?<=\w )[A-ZÄÖÜ][a-zäöüß]{3,}\b", one.sentence)
    others = [
        n for n in re.findall(r"(?<=\w )[A-ZÄÖÜ][a-zäöüß]{3,}\b", " ".join(one.page)) if n not in one.sentence
    ]
    if not nouns or not others:
        return None
    noun = chance.choice(nouns)
    return re.sub(rf"\b{noun}\b", chance.choice(others), one.sentence, count=1)


def changed_negation(sentence: str) -> str:
    if re.search(r"\bnicht\b", sentence):
        return re.sub(r"\bnicht ?", "", sentence, count=1)
    if re.search(r"\bkein", sentence):
        return re.sub(r"\bkein", "ein", sentence, count=1)
    return re.sub(
        r"\b(ist|sind|kann|können|muss|müssen|wird|werden|hat|haben)\b", r"\1 nicht", sentence, count=1
    )


def test_true_sentences_are_let_through() -> None:
    unchanged = sample(r"\w")
    rejected = [one.sentence for one in unchanged if not check(one.sentence, one.page).grounded]
    assert len(unchanged) == SENTENCES
    assert len(rejected) <= 0.05 * SENTENCES


def test_every_changed_digit_is_caught() -> None:
    """A change that makes what another line of the same page says is no error."""
    chance = random.Random(11)  # noqa: S311
    numbered = sample(r"\d")
    missed = []
    for one in numbered:
        wrong = changed_digit(one.sentence, chance)
        if check(wrong, one.page).grounded and not any(wrong in line for line in one.page):
            missed.append((one.sentence, wrong))
    assert len(numbered) == SENTENCES
    assert missed == []


def test_nine_of_ten_changed_names_are_caught() -> None:
    chance = random.Random(13)  # noqa: S311
    pairs = [(one, wrong) for one in sample(r"\w [A-ZÄÖÜ]\w{3}") if (wrong := changed_name(one, chance))]
    caught = [not check(wrong, one.page).grounded for one, wrong in pairs]
    assert len(caught) >= 0.8 * SENTENCES
    assert sum(caught) >= 0.9 * len(caught)


def test_nine_of_ten_changed_negations_are_caught() -> None:
    pattern = r"\b(?:nicht|kein\w*|ist|sind|kann|können|muss|müssen|wird|werden|hat|haben)\b"
    pairs = [(one, changed_negation(one.sentence)) for one in sample(pattern)]
    caught = [not check(wrong, one.page).grounded for one, wrong in pairs]
    assert len(caught) == SENTENCES
    assert sum(caught) >= 0.9 * len(caught)


@pytest.mark.parametrize(
    "sentence",
    [
        "In Osterfeld ist die Kinderarmut auf 31 % gestiegen.",
        "75 % der Haushalte zahlen weniger als 1234,50 € Miete.",
        "Die Beratung erreichen Sie unter 0208/123456.",
    ],
)
def test_another_spelling_of_the_same_statement_is_let_through(sentence: str) -> None:
    assert check(sentence, SOURCES).grounded


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Kinderarmut in Osterfeld stieg von 31 auf 28 Prozent.",
        "Die Kinderarmut in Osterfeld sank von 28 auf 31 Prozent.",
        "In Sterkrade sank die Kinderarmut.",
        "Die Beratung ist unter 0208 123-457 zu erreichen.",
        "Zwei Drittel der Haushalte zahlen weniger als 1.234,50 Euro Miete.",
        "Drei Viertel der Haushalte zahlen mehr als 1.234,50 Euro Miete.",
        "Der Oberbürgermeister lobte die Kinderarmut in Osterfeld.",
        "",
    ],
)
def test_a_turned_statement_is_rejected(sentence: str) -> None:
    assert not check(sentence, SOURCES).grounded


def test_without_a_source_nothing_is_grounded() -> None:
    assert not check("Die Mieten stiegen.", []).grounded
