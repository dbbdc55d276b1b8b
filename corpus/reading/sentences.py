"""Sentences as German is written: full stops of abbreviations, dates and ordinals do not end one."""

import re
from functools import cache
from importlib.resources import files

from corpus.yaml_text import read_yaml

END = re.compile(r"(?<![.!?…])[.!?…]++[\"“”»«›‹'’)\]]*(?=\s|$)|:(?=\s*\n)")
NEXT = re.compile(r"\s+[\"„“”»«›‹'‚(\[]*([^\W_]|[-–•§*→(])")
PART = re.compile(r"[\s(\[„\"»/]")
LONGEST = 40  # characters of a word that may be an abbreviation
NUMBER = re.compile(r"\d{1,3}|[IVXLC]{1,5}")  # "1. Januar", "3. Kapitel", "II. Abschnitt"
INITIAL = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]")
UNIT = re.compile(r"[^\n]+")


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as character ranges; a line break always ends one (list item, table row)."""
    found: list[tuple[int, int]] = []
    for unit in UNIT.finditer(text):
        found.extend(_in_line(text, *unit.span()))
    return found


def _in_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    line = text[:end]
    for mark in END.finditer(text, start, end):
        if mark.end() < end and not _ends(line, start, mark):
            continue
        found.append((start, mark.end()))
        start = mark.end()
    found.append((start, end))
    return [span for first, last in found if (span := _trimmed(text, first, last)) is not None]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    part = text[start:end]
    left = start + len(part) - len(part.lstrip())
    right = start + len(part.rstrip())
    return (left, right) if right > left else None


def _ends(line: str, start: int, mark: "re.Match[str]") -> bool:
    """Whether a sentence ends at this mark, judged by the word before and the word after."""
    follows = NEXT.match(line, mark.end())
    if follows is None:  # only signs follow, or nothing
        return not line[mark.end() : mark.end() + LONGEST].strip()
    after = follows[1]
    if after.islower():
        return False
    if mark[0][0] != ".":
        return True
    before = line[max(start, mark.start() - LONGEST) : mark.start()]
    return not _goes_on(PART.split(before)[-1], line[follows.start(1) : follows.start(1) + LONGEST])


def _goes_on(word: str, after: str) -> bool:
    """Whether the full stop after a word belongs to an abbreviation, an initial or an ordinal."""
    spellings = {word, word[:1].lower() + word[1:], word.rpartition(".")[2]}
    short = {spelling + "." for spelling in spellings} & abbreviations()
    return bool(short or INITIAL.fullmatch(word) or NUMBER.fullmatch(word)) and not _opens(after)


def _opens(after: str) -> bool:
    return after.split(maxsplit=1)[0].strip(",;:") in openers()


@cache
def abbreviations() -> frozenset[str]:
    """Abbreviations that do not end a sentence."""
    return frozenset(_words()["abbreviations"])


@cache
def openers() -> frozenset[str]:
    """Words that open a sentence and follow no ordinal number."""
    return frozenset(_words()["openers"])


@cache
def _words() -> dict[str, list[str]]:
    text = files("corpus").joinpath("data", "sentence_words.yaml").read_text(encoding="utf-8")
    return {key: " ".join(value).split() for key, value in read_yaml(text).items()}
