"""What the directory says to a question about places that were just shown: »Was kostet das?«.

Only what an entry holds is told; where it is silent, that is told too.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from assistant.finding.ranking import Suggestion
from assistant.finding.spoken import named_language, wished_language
from assistant.following import COMPLETE
from assistant.wording import DATA, folded
from corpus.directory.languages import language_name
from corpus.directory.schedules import hours_text
from corpus.institution import Institution
from corpus.yaml_text import read_yaml

# Where a sentence of an entry ends: not at »Tel. 0208« or »z. B. abends«, after which no capital word stands.
SENTENCE_END = re.compile(r"(?<!\b[A-Za-z])(?<!\bTel)(?<!\bNr)[.;!?](?=\s+[A-ZÄÖÜ]|\s*$)")
LANGUAGES = "languages"


@dataclass(frozen=True, slots=True)
class DirectoryLine:
    """What the entry of one institution says; `known` is false where it is silent."""

    institution: Institution
    text: str
    known: bool


@dataclass(frozen=True, slots=True)
class DirectoryAnswer:
    """What the entries say to one matter, in German: a title, a line for each, and where any is silent."""

    matter: str
    title: str
    lines: tuple[DirectoryLine, ...]
    silence: str


def directory_answers(question: str, suggestions: Sequence[Suggestion]) -> tuple[DirectoryAnswer, ...]:
    """What the entries say to each matter that a follow-up asks for; nothing for a question with a topic."""
    asked, goes_on, _ = question.partition(COMPLETE)
    if not goes_on or not suggestions:
        return ()
    language = _language(asked)
    shown = [one.institution for one in suggestions]
    return tuple(_answer(matter, shown, language) for matter in _matters(asked))


def topic_of_places(question: str) -> str:
    """The topic of a question about places that were just shown, else the question itself.

    What is asked of the places looks for no others: »Ist die Stelle offen: Schulden?« for no open position.
    """
    asked, goes_on, topic = question.partition(COMPLETE)
    return topic if goes_on and any(_matters(asked)) else question


def _language(asked: str) -> str | None:
    return wished_language(asked) or named_language(asked)


def _matters(text: str) -> Iterator[str]:
    """What is asked for; who names a language asks for languages."""
    asked, language = folded(text), _language(text)
    for matter, field in _texts()["fields"].items():
        if re.search(field["asked"], asked) or (matter == LANGUAGES and language):
            yield matter


def _answer(matter: str, shown: Sequence[Institution], language: str | None) -> DirectoryAnswer:
    field = _texts()["fields"][matter]
    saying = _SAYING.get(matter)
    told = [saying(one, language) if saying else _quoted(one, matter) for one in shown]
    lines = tuple(
        DirectoryLine(one, text or field["silent"], bool(text)) for one, text in zip(shown, told, strict=True)
    )
    silence = "" if all(told) else _texts()["silent_some" if any(told) else "silent_all"]
    return DirectoryAnswer(matter, field["title"], lines, silence)


def _cost(one: Institution, _: str | None) -> str:
    return one.cost or ("" if one.free is None else str(_texts()["free"][one.free]))


def _appointment(one: Institution, _: str | None) -> str:
    """By appointment only, or the sentence of the entry that tells of appointments."""
    if one.schedule and one.schedule.by_appointment:
        return str(_texts()["by_appointment"])
    return _quoted(one, "appointment")


def _quoted(one: Institution, matter: str) -> str:
    """The sentence of an entry that tells of a matter that has no field."""
    texts = (one.description, *(service.description for service in one.services), one.eligibility)
    quotes = (quote.strip() for text in texts for quote in SENTENCE_END.split(text))
    quote = next((quote for quote in quotes if re.search(_texts()["fields"][matter]["told"], quote)), "")
    return str(_texts()["quoted"]).format(quote=quote) if quote else ""


def _languages(one: Institution, asked: str | None) -> str:
    names = ", ".join(map(language_name, one.languages))
    if not (names and asked):
        return names
    key = "speaks" if asked in one.languages else "speaks_not"
    return str(_texts()[key]).format(asked=language_name(asked), names=names)


def _hours(one: Institution, _: str | None) -> str:
    return hours_text(one.schedule)


def _documents(one: Institution, _: str | None) -> str:
    return ", ".join(one.documents)


def _wheelchair(one: Institution, _: str | None) -> str:
    known = str(_texts()["wheelchair"][one.wheelchair.value]) if one.wheelchair else ""
    return ". ".join(part for part in (known, one.accessibility) if part)


def _anonymous(one: Institution, _: str | None) -> str:
    return "" if one.anonymous is None else str(_texts()["anonymous"][one.anonymous])


_SAYING: Mapping[str, Callable[[Institution, str | None], str]] = MappingProxyType(
    {
        "cost": _cost,
        "appointment": _appointment,
        LANGUAGES: _languages,
        "hours": _hours,
        "documents": _documents,
        "wheelchair": _wheelchair,
        "anonymous": _anonymous,
    }
)


@cache
def _texts() -> Any:
    return read_yaml((DATA / "directory.yaml").read_text(encoding="utf-8"))
