"""What a question becomes once places were looked for: its notes, and its words for a search in German."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.crisis import crisis_notices
from assistant.despair import GentleLine
from assistant.dialogue import Meant
from assistant.finder import Found
from assistant.finding.languages import GERMAN
from assistant.finding.wishes import Wishes
from assistant.finding.wording import speaking_text
from assistant.phrases import phrase
from assistant.question import Intent


def noted(said: Meant, found: Found, city: str) -> Meant:
    """The question with notes on another town that it names, and on who speaks a wished language."""
    notes = list(said.notes)
    if found.elsewhere and (found.needs or said.notes):
        notes.append(phrase("other_town", town=found.elsewhere, city=city))
    if found.needs and (spoken := speaking_text(found.speaking)):
        notes.append(spoken)
    return replace(said, notes=tuple(notes))


def nothing_sought(said: Meant, before: Found | None, gentle: GentleLine | None) -> Found:
    """What small talk asks for: no place; but an emergency or despair is heard, and stays where it was.

    »Weiß ich nicht« is an answer and hides nothing by itself.
    """
    heard = Found(said.text, said.language, crisis_notices(said.text), (), None, Wishes(), (), 0)
    heard = heard if said.intent is Intent.UNSURE else heard.hearing(gentle)
    if heard.crisis or not before:
        return heard
    return replace(heard, crisis=before.crisis) if before.crisis else heard.hearing(before.gentle)


def in_german(said: Meant, found: Found) -> Meant:
    """The question as documents can be searched for it: by the need's own name where it is not German."""
    if said.language == GERMAN or not found.needs:
        return said
    words = " ".join(_query(found))
    note = phrase("searched_in_german", words=words)
    return replace(said, text=words, notes=(*said.notes, note))


def _query(found: Found) -> Iterator[str]:
    yield found.needs[0].need.label
    if found.area:
        yield found.area.area.name
