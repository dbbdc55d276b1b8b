"""Emergencies come first: a table of phrases in eight languages puts the right numbers on top.

A table and not a model, so that everybody can read why it speaks up; it would rather be shown once too
often. Nothing here keeps or logs what somebody wrote.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz

from assistant.crisis_past import lies_in_the_past
from assistant.crisis_table import Meaning, Rule, crisis_table
from assistant.finding.languages import GERMAN, languages_of, languages_of_script
from assistant.finding.opening_words import opening_text
from assistant.finding.phrases import Found, How
from assistant.finding.words import LONGEST_TEXT, Word, is_filler, words_of
from corpus.directory.hotlines import Hotline, HotlineWords
from corpus.directory.next_opening import next_opening
from corpus.directory.schedules import is_open
from corpus.place import City
from corpus.places.areas import load_places

LONGEST_QUESTION = 10_000
OVERLAP = 200  # letters; no phrase is longer
DEAD = frozenset(("tot", "tote", "toter", "totes", "totem"))


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

    Numbers where nobody answers now come last. `needs` are those whose institutions may help afterwards;
    `vague` says that somebody only called for help, so that one may ask back what for.
    """

    situation: str
    title: str
    text: str
    language: str
    title_in_language: str
    text_in_language: str
    numbers: tuple[CrisisNumber, ...]
    needs: tuple[str, ...]
    vague: bool = False


@dataclass(frozen=True, slots=True)
class CrisisReading:
    """What a question says of emergencies; `doubtful` where it may only be angry words about some matter."""

    notices: tuple[CrisisNotice, ...]
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _Raised:
    """The language in which a situation was spoken of, and other needs than its own, where there are any."""

    language: str
    needs: tuple[str, ...] | None


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
    """The notices for a question, in the order of the table."""
    return read_crisis(question, now).notices


def read_crisis(question: str, now: datetime | None = None) -> CrisisReading:
    """What a question says of emergencies; a very long one is read piece by piece."""
    raised: dict[str, _Raised] = {}
    doubtful = False
    for piece in _pieces(question):
        found, doubted = _raised(piece)
        raised, doubtful = found | raised, doubtful or doubted
    local = _local(now)
    notices = (_notice(rule, raised[rule.id], local) for rule in crisis_table().rules if rule.id in raised)
    return CrisisReading(tuple(notices), doubtful)


def number_now(hotline: Hotline, now: datetime | None = None) -> CrisisNumber:
    """A number outside any emergency, in German."""
    return _number("", hotline, GERMAN, _local(now))


def _pieces(question: str) -> Iterator[str]:
    """The question in pieces that are read whole, each with the end of the one before."""
    yield question[:LONGEST_TEXT]
    for start in range(LONGEST_TEXT - OVERLAP, min(len(question), LONGEST_QUESTION), LONGEST_TEXT - OVERLAP):
        yield question[start : start + LONGEST_TEXT]


def touches_emergency(question: str) -> bool:
    """Whether a question holds any phrase of an emergency, also one that harmless words around it excuse."""
    phrases = crisis_table().phrases
    return any(phrases.find(words_of(piece), languages_of_script(piece)) for piece in _pieces(question))


def _raised(question: str) -> tuple[dict[str, _Raised], bool]:
    """The situations that a question speaks of, and how; and whether it is doubtful that it speaks of one."""
    languages = languages_of(question)
    unlikely = [code for code in languages_of_script(question) if code not in languages]
    table = crisis_table()
    words = words_of(question)
    excused = [one for places in table.harmless.find_all(words, languages) for one in places]
    found = [
        one
        for places in table.phrases.find_all(words, languages, unlikely)
        for one in places
        if _counts(one) and not _dead_for_killing(one, words)
    ]
    kept = [
        one
        for one in found
        if not _excused(one, excused, words)
        and not lies_in_the_past(_meaning(one).situation, _telling(one, words), words)
    ]
    raised: dict[str, list[Found]] = defaultdict(list)
    for one in kept:
        raised[_meaning(one).situation].append(one)
    spoken = {one.phrase.language for one in kept}
    language = languages[0] if languages[0] in spoken or not spoken else min(spoken)
    doubtful = any(
        _excused(one, [excuse for excuse in excused if _meaning(excuse).soft], words) for one in found
    )
    told = {situation: _Raised(language, _other_needs(places)) for situation, places in raised.items()}
    return told, doubtful


def _meaning(found: Found) -> Meaning:
    assert isinstance(found.phrase.payload, Meaning)  # noqa: S101  (made by _phrases)
    return found.phrase.payload


def _other_needs(found: Sequence[Found]) -> tuple[str, ...] | None:
    """Whose help is called for instead, by the phrase that says most; the surest of its like."""
    fullest = max(found, key=lambda one: (len(one.positions), _meaning(one).needs is not None))
    return _meaning(fullest).needs


def _counts(found: Found) -> bool:
    """A part of a compound stands for a whole phrase (Selbstmord|gedanken), not for one of its words."""
    return found.how is not How.PART or (len(found.phrase.keys) == 1 and not found.phrase.alone)


def _dead_for_killing(found: Found, words: Sequence[Word]) -> bool:
    """Whether »tot« was taken for »töten«: they share a stem, but »Mein Mann ist tot« threatens nobody."""
    killing = any(key.startswith("töt") for key in found.phrase.keys)
    return killing and not DEAD.isdisjoint(words[place].key for place in found.positions)


def _excused(found: Found, excused: list[Found], words: Sequence[Word]) -> bool:
    """Whether a harmless phrase of the same situation covers all telling words of a find."""
    telling = _telling(found, words)
    return any(
        telling <= harmless.positions
        and _meaning(harmless).situation == _meaning(found).situation
        and _in_order(harmless, words)
        for harmless in excused
    )


def _telling(found: Found, words: Sequence[Word]) -> frozenset[int]:
    return frozenset(p for p in found.positions if not is_filler(words[p].key)) or found.positions


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


def _notice(rule: Rule, raised: _Raised, now: datetime) -> CrisisNotice:
    language = raised.language
    numbers = sorted(
        (_number(rule.id, hotline, language, now) for hotline in rule.hotlines),
        key=lambda one: one.open_now is False,
    )
    title, text = rule.titles[GERMAN], rule.texts[GERMAN]
    own = rule.titles.get(language, title), rule.texts.get(language, text)
    needs = rule.needs if raised.needs is None else raised.needs
    return CrisisNotice(rule.id, title, text, language, *own, tuple(numbers), needs, rule.vague)


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


def _local(now: datetime | None) -> datetime:
    return (now or datetime.now().astimezone()).astimezone(ZoneInfo(_city().time_zone))


@cache
def _city() -> City:
    return load_places().city
