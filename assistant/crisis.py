"""Emergencies come first: a table of phrases in eight languages puts the right numbers on top.

A table and not a model, so that everybody can read why it speaks up; it would rather be shown once too
often. Nothing here keeps or logs what somebody wrote.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from rapidfuzz import fuzz

from assistant.finding.languages import GERMAN, languages_of, languages_of_script
from assistant.finding.opening_words import opening_text
from assistant.finding.phrases import Found, How, Phrase, PhraseTable
from assistant.finding.words import LONGEST_TEXT, Word, all_keys, content_of, is_filler, words_of
from corpus.directory.hotlines import Hotline, HotlineWords, load_hotlines
from corpus.directory.next_opening import next_opening
from corpus.directory.schedules import is_open
from corpus.place import City
from corpus.places.areas import load_places

FILE = Path(__file__).parent / "data" / "crisis.yaml"
AT_END = " $"
IN_ORDER = " >"
LONGEST_QUESTION = 10_000
OVERLAP = 200  # letters; no phrase is longer
_GROUP = re.compile(r"\{(\w+)\}")

Groups = Mapping[str, Mapping[str, list[str]]]


@dataclass(frozen=True, slots=True)
class CrisisNumber:
    """A number for an emergency: in German and in the language of the question, and whether somebody answers.

    `next_open` and the German words `opens` are set while nobody does, where it is known.
    """

    situation: str
    number: str
    dial: str
    german: HotlineWords
    own: HotlineWords
    open_now: bool | None
    next_open: datetime | None
    opens: str


@dataclass(frozen=True, slots=True)
class CrisisNotice:
    """What is shown first in an emergency: title and text in German and in the language of the question.

    Numbers where nobody answers now come last. `needs` are those whose institutions may help afterwards.
    """

    situation: str
    title: str
    text: str
    language: str
    title_in_language: str
    text_in_language: str
    numbers: tuple[CrisisNumber, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    titles: Mapping[str, str]
    texts: Mapping[str, str]
    hotlines: tuple[Hotline, ...]
    needs: tuple[str, ...]


def crisis(question: str, now: datetime | None = None) -> tuple[CrisisNumber, ...]:
    """The numbers that must stand above everything else, each once; empty when nothing speaks of danger."""
    return each_once(crisis_notices(question, now))


def each_once(notices: Iterable[CrisisNotice]) -> tuple[CrisisNumber, ...]:
    """The numbers of some notices, each where it is named first."""
    found: dict[str, CrisisNumber] = {}
    for notice in notices:
        for number in notice.numbers:
            found.setdefault(number.dial, number)
    return tuple(found.values())


def crisis_notices(question: str, now: datetime | None = None) -> tuple[CrisisNotice, ...]:
    """The notices for a question, in the order of the table; a very long one is read piece by piece."""
    spoken: dict[str, str] = {}
    for piece in _pieces(question):
        language, raised = _raised(piece)
        spoken = dict.fromkeys(raised, language) | spoken
    local = (now or datetime.now().astimezone()).astimezone(ZoneInfo(_city().time_zone))
    return tuple(_notice(rule, spoken[rule.id], local) for rule in _tables()[0] if rule.id in spoken)


def _pieces(question: str) -> Iterator[str]:
    """The question in pieces that are read whole, each with the end of the one before."""
    yield question[:LONGEST_TEXT]
    for start in range(LONGEST_TEXT - OVERLAP, min(len(question), LONGEST_QUESTION), LONGEST_TEXT - OVERLAP):
        yield question[start : start + LONGEST_TEXT]


def _raised(question: str) -> tuple[str, set[str]]:
    """The language to answer in, and the situations that a question speaks of."""
    languages = languages_of(question)
    unlikely = [code for code in languages_of_script(question) if code not in languages]
    _, phrases, harmless = _tables()
    words = words_of(question)
    excused = harmless.find(words, languages)
    found = [one for one in phrases.find(words, languages, unlikely) if _counts(one)]
    kept = [one for one in found if not _excused(one, excused, words)]
    raised = {str(one.phrase.payload) for one in kept}
    spoken = {one.phrase.language for one in kept}
    language = languages[0] if languages[0] in spoken or not spoken else min(spoken)
    return language, raised


def _counts(found: Found) -> bool:
    """A part of a compound stands for a whole phrase (Selbstmord|gedanken), not for one of its words."""
    return found.how is not How.PART or len(found.phrase.keys) == 1


def _excused(found: Found, excused: list[Found], words: Sequence[Word]) -> bool:
    """Whether a harmless phrase of the same situation covers all telling words of a find."""
    telling = {p for p in found.positions if not is_filler(words[p].key)} or found.positions
    return any(
        telling <= harmless.positions
        and harmless.phrase.payload == found.phrase.payload
        and _in_order(harmless, words)
        for harmless in excused
    )


def _in_order(found: Found, words: Sequence[Word]) -> bool:
    """Whether the words stand as in the phrase, where that matters: not "will mich umbringen, er ist weg"."""
    written = [words[p].key for p in sorted(found.positions)]
    keys = found.phrase.keys
    if not found.phrase.ordered or len(written) != len(keys):
        return True
    return all(
        fuzz.ratio(word, key) >= max(fuzz.ratio(word, other) for other in keys)
        for word, key in zip(written, keys, strict=True)
    )


def _notice(rule: _Rule, language: str, now: datetime) -> CrisisNotice:
    numbers = sorted(
        (_number(rule.id, hotline, language, now) for hotline in rule.hotlines),
        key=lambda one: one.open_now is False,
    )
    title, text = rule.titles[GERMAN], rule.texts[GERMAN]
    own = rule.titles.get(language, title), rule.texts.get(language, text)
    return CrisisNotice(rule.id, title, text, language, *own, tuple(numbers), rule.needs)


def _number(situation: str, hotline: Hotline, language: str, now: datetime) -> CrisisNumber:
    state = _city().state
    following = next_opening(hotline.schedule, now, state)
    return CrisisNumber(
        situation,
        hotline.number,
        hotline.dial,
        hotline.german,
        hotline.words_in(language),
        is_open(hotline.schedule, now, state),
        following,
        opening_text(following, now) if following else "",
    )


@cache
def _city() -> City:
    return load_places().city


@cache
def _tables() -> tuple[tuple[_Rule, ...], PhraseTable, PhraseTable]:
    content = yaml.safe_load(FILE.read_text("utf-8"))
    entries, groups = content["situations"], content["groups"]
    hotlines = load_hotlines()
    rules = tuple(_rule(entry, hotlines) for entry in entries)
    return rules, _table(entries, groups, "phrases"), _table(entries, groups, "unless")


def _table(entries: list[Mapping[str, Any]], groups: Groups, kind: str) -> PhraseTable:
    return PhraseTable(one for entry in entries for one in _phrases(entry["id"], entry[kind], groups))


def _rule(entry: Mapping[str, Any], hotlines: Mapping[str, Hotline]) -> _Rule:
    numbers = tuple(hotlines[id_] for id_ in entry["numbers"])
    texts = {code: _kept_together(text, hotlines) for code, text in entry["text"].items()}
    return _Rule(entry["id"], entry["title"], texts, numbers, tuple(entry["needs"]))


def _kept_together(text: str, hotlines: Mapping[str, Hotline]) -> str:
    """A text whose numbers stay on one line; with plain spaces Arabic would turn their parts around."""
    for number in {hotline.number for hotline in hotlines.values()}:
        text = text.replace(number, number.replace(" ", "\u00a0"))
    return text


def _phrases(situation: str, table: Mapping[str, list[str]], groups: Groups) -> Iterator[Phrase]:
    for language, texts in table.items():
        written = dict.fromkeys(one for text in texts for one in _written_out(text, groups.get(language, {})))
        for text in written:
            plain = text.removesuffix(AT_END).removesuffix(IN_ORDER)
            keys = all_keys(plain) if language == GERMAN else content_of(plain, language)
            last, ordered = text.endswith(AT_END), text.endswith(IN_ORDER)
            yield Phrase(plain, keys, language, situation, last=last, ordered=ordered)


def _written_out(text: str, groups: Mapping[str, list[str]]) -> Iterator[str]:
    """All phrases that a text with groups stands for: »{partner} schlägt« for each partner."""
    names = _GROUP.findall(text)
    for words in product(*(groups[name] for name in names)):
        filling = iter(words)
        yield _GROUP.sub(lambda _match, filling=filling: next(filling), text)  # type: ignore[misc]
