"""A question as it is meant in a conversation: small talk, and what it takes over from the questions before.

The conversation lives with the person who asks; nothing of it is kept here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from assistant.adding import other_form, tells_circumstances, with_circumstances
from assistant.continuing import continued, in_year, topic_of
from assistant.correcting import correction, denies, not_only, put_right, with_more
from assistant.despair import LISTENING
from assistant.finding.languages import GERMAN, languages_of, signs
from assistant.finding.purpose import at_a_loss
from assistant.finding.spoken import in_language
from assistant.following import bare, follows
from assistant.indicator_names import about, indicator_of
from assistant.inquiry import Inquiry
from assistant.place_names import WORD, in_place
from assistant.question import OF_WAYS_ON, REREAD, Intent
from assistant.wording import DATA, folded
from corpus.directory.hotlines import load_hotlines
from corpus.places.areas import Places
from corpus.yaml_text import read_yaml

FEWEST_WORDS = 2
LANGUAGE_WORDS = 3
MOST_EARLIER = 20
LONGEST_EARLIER = 1000  # signs of each


@dataclass(frozen=True, slots=True)
class Meant:
    """A question in its conversation: `text` stands alone, `notes` tell in German what was taken over.

    `reply` is a ready answer to small talk, `choices` are fuller questions where too little was said;
    `language` is the one it is put in, and `told` what that person should know, in that language. `form` is
    the kind of form that the answer before is asked for in, `before` the question that left somebody unsure.
    """

    text: str
    intent: Intent
    notes: tuple[str, ...] = ()
    reply: str = ""
    choices: tuple[str, ...] = ()
    language: str = GERMAN
    told: str = ""
    form: str = ""
    before: str = ""


def meant(asked: str, earlier: Sequence[str], places: Places) -> Meant:
    """Read a question after the earlier ones of a conversation, oldest first."""
    plain = " ".join(asked.split())
    rest = bare(plain)
    if talk := _small_talk(plain) or _small_talk(rest):
        return _with_choices(talk, earlier, places)
    before = _understood(earlier, places) if _goes_on(plain, places) else ""
    if before and denies(plain, before, places):
        return _with_choices(_misunderstood(plain), earlier, places)
    if before:
        return _continued(plain, before, places)
    if at_a_loss(rest):
        return _with_choices(_helpless(plain), earlier, places)
    if _says_too_little(plain):
        return Meant(plain, Intent.QUESTION, choices=_choices(plain))
    return _in_its_language(Meant(plain, Intent.QUESTION))


def corrected(said: Meant, inquiry: Inquiry, topic: str | None, places: Places) -> Meant:
    """The same question with what the person has chosen instead, so that it goes on from there.

    Raises InvalidData for an unknown indicator.
    """
    text = in_language(said.text, inquiry.language) if inquiry.language else said.text
    if topic and topic.lower() not in text.lower():
        text = f"{text.rstrip('?! .')} ({topic})?"
    if inquiry.indicator:
        text = about(text, indicator_of(inquiry.indicator))
    if inquiry.area:
        text = in_place(text, inquiry.area, places)
    if inquiry.year:
        text = in_year(text, inquiry.year)
    if text == said.text:
        return said
    return replace(said, text=text, notes=(_phrases()["understood"].format(question=text),), choices=())


def _understood(earlier: Sequence[str], places: Places) -> str:
    """The last question before, as it was meant after those before it; small talk is passed over."""
    before = ""
    for asked in earlier[-MOST_EARLIER:]:
        plain = " ".join(asked[:LONGEST_EARLIER].split())
        if not plain or _small_talk(plain) or _small_talk(bare(plain)):
            continue
        if before and _goes_on(plain, places):
            before = _after(plain, before, places)
        elif not (before and at_a_loss(bare(plain))):  # who knows no further leaves the matter as it was
            before = plain
    return before


def _misunderstood(plain: str) -> Meant:
    reply = _phrases()["smalltalk"][Intent.MISUNDERSTOOD]["reply"]
    return Meant(plain, Intent.MISUNDERSTOOD, reply=reply)


def _helpless(plain: str) -> Meant:
    """What is said to somebody who only asks for help: who listens, whatever it is about."""
    listening = load_hotlines()[LISTENING].number
    return Meant(plain, Intent.AT_A_LOSS, reply=_phrases()["at_a_loss"].format(number=listening))


def _with_choices(talk: Meant, earlier: Sequence[str], places: Places) -> Meant:
    """Where somebody was misunderstood or is unsure, what else may be meant by the question before."""
    asked = talk.intent in REREAD | OF_WAYS_ON
    before = _understood(earlier, places)[:LONGEST_EARLIER] if asked else ""
    return replace(talk, before=before, choices=_choices(topic_of(before))) if before else talk


def _goes_on(plain: str, places: Places) -> bool:
    rest = bare(plain)
    adding = bool(other_form(rest)) or tells_circumstances(rest, places)
    corrects = correction(plain, places) is not None or not_only(plain) is not None
    return adding or corrects or follows(rest, places)


def _after(plain: str, before: str, places: Places) -> str:
    """What is meant after the question before: itself, put right, with circumstances, or what follows."""
    rest = bare(plain)
    if other_form(rest):
        return before
    if not_only(plain):
        return with_more(plain, before)
    if correction(plain, places):
        return put_right(plain, before, places)
    adding = tells_circumstances(rest, places)
    return (with_circumstances if adding else continued)(rest, before, places)


def _small_talk(plain: str) -> Meant | None:
    said = folded(plain).strip(" .,!?:)(")
    for intent, talk in _phrases()["smalltalk"].items():
        if re.fullmatch(talk["says"], said):
            kind = Intent.GREETING if intent == "farewell" else Intent(intent)
            language, told = _reply_in_its_language(said, talk.get("in", {}))
            return Meant(plain, kind, reply=talk["reply"], language=language, told=told)
    return None


def _reply_in_its_language(said: str, replies: dict[str, dict[str, str]]) -> tuple[str, str]:
    found = (code for code, reply in replies.items() if re.fullmatch(reply["sign"], said))
    language = next(found, GERMAN)
    return language, replies.get(language, {}).get("reply", "")


def _says_too_little(plain: str) -> bool:
    return len(WORD.findall(plain)) < FEWEST_WORDS and not plain.endswith("?")


def _choices(plain: str) -> tuple[str, ...]:
    words = plain.strip(" ?!.")
    return tuple(choice.format(words=words) for choice in _phrases()["choices"])


def _continued(plain: str, before: str, places: Places) -> Meant:
    """A follow-up as it is meant, with what it took over."""
    text = _after(plain, before, places)
    if form := other_form(bare(plain)):
        notes = (_phrases()["understood"].format(question=text), _phrases()["other_form"][form])
        return _in_its_language(Meant(text, Intent.QUESTION, notes, form=form))
    kept = ", ".join(word for word in topic_of(before).split() if word in WORD.findall(text))
    understood = _phrases()["understood"].format(question=text)
    inherited = (_phrases()["inherited"].format(words=kept),) if kept else ()
    return _in_its_language(Meant(text, Intent.QUESTION, (understood, *inherited)))


def _in_its_language(said: Meant) -> Meant:
    """With what somebody who asks in another language should know, in German and in that language."""
    language = languages_of(said.text)[0]
    few = len(WORD.findall(said.text)) < LANGUAGE_WORDS and said.text.isascii()
    if language == GERMAN or few:
        return said
    note = _phrases()["other_language"].format(language=signs()[language].name)
    told = _phrases()["told"].get(language, "")
    return replace(said, language=language, told=told, notes=(*said.notes, note))


@lru_cache(maxsize=1)
def _phrases() -> dict[str, Any]:
    listed: dict[str, Any] = read_yaml((DATA / "dialogue.yaml").read_text(encoding="utf-8"))
    return listed
