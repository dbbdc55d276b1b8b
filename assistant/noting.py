"""What is noted beside a question once places were looked for: another town, and who speaks a language."""

from dataclasses import replace

from assistant.dialogue import Meant
from assistant.finder import Found
from assistant.finding.wording import speaking_text
from assistant.phrases import phrase


def noted(said: Meant, found: Found, city: str) -> Meant:
    """The question with notes on another town that it names, and on who speaks a wished language."""
    notes = list(said.notes)
    if found.elsewhere and (found.needs or said.notes):
        notes.append(phrase("other_town", town=found.elsewhere, city=city))
    if found.needs and (spoken := speaking_text(found.speaking)):
        notes.append(spoken)
    return replace(said, notes=tuple(notes))
