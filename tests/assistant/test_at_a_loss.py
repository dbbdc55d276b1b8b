"""Who only says that they need help is told who listens, and offered topics; nothing is refused."""

import pytest

from assistant.adviser import Adviser
from assistant.inquiry import Inquiry
from assistant.question import Intent
from tests.assistant.noting import understood

DEBTS = "Wo bekomme ich Hilfe bei Schulden?"
BUILT_WITH = [
    "Ich weiß nicht weiter",
    "Ich weiss nicht mehr weiter",
    "Ich brauche Hilfe",
    "Ich brauche dringend Hilfe!",
    "Hilfe!",
    "Können Sie mir helfen?",
    "Kann mir jemand helfen?",
    "ich weis echt nicht mehr weiter...",
    "Bitte helfen Sie mir",
    "Ich weiß einfach nicht mehr, was ich tun soll",
    "Ich bin völlig überfordert",
    "wer kann mir helfen?",
    "Wie komme ich weiter?",
]
CHECKED_WITH = [
    "Helft mir bitte",
    "Wir brauchen Unterstützung",
    "Ich bräuchte mal Hilfe",
    "Ich komm nicht mehr klar",
    "Wir wissen nicht mehr weiter",
    "Ich weiß mir nicht mehr zu helfen",
    "keine Ahnung wie es weitergehen soll",
    "An wen kann ich mich wenden?",
    "Ich habe ein Problem",
    "was soll ich bloß machen",
    "Ich bin ratlos",
    "wo krieg ich hilfe",
    "Ich weiß nicht, an wen ich mich wenden soll",
    "Wer kann mich beraten?",
    "Ich bin ganz verzweifelt und weiß nicht weiter",
    "Ich such Hilfe",
    "Wir kommen nicht mehr zurecht",
    "Ich weiß nicht was ich machen soll",
    "was mach ich jetzt",
    "Mir wächst alles über den Kopf",
    "Ich stehe vor einem großen Problem",
    "Gibt es jemanden, der mir hilft?",
    "Ich brauche einen Rat",
    "Könnten Sie mir bitte weiterhelfen?",
]
SAYS_MORE = [
    "Ich brauche Hilfe bei der Steuererklärung",
    "Ich brauche Hilfe in Lirich",
    "Wir brauchen Unterstützung für unseren Sportverein",
    "Ich weiß nicht, wo ich Wohngeld beantragen soll",
    "Ich finde keine Arbeit und komme nicht weiter",
    "Welche Beratungsstellen gibt es?",
    "Meine Mutter braucht Hilfe",
    "Was soll ich kochen?",
]


@pytest.mark.parametrize("said", [*BUILT_WITH, *CHECKED_WITH])
def test_who_only_asks_for_help_is_told_who_listens_and_offered_topics(adviser: Adviser, said: str) -> None:
    one = understood(adviser, said)
    assert one.intent is Intent.AT_A_LOSS
    assert "115" in one.said.reply
    assert "0800 1110111" in one.said.reply
    assert one.asks_back
    assert "Wohnung" in [choice.label for choice in one.asks_back.choices]
    assert not one.found.suggestions


@pytest.mark.parametrize("said", SAYS_MORE)
def test_who_says_what_the_help_is_for_is_searched_for(adviser: Adviser, said: str) -> None:
    assert understood(adviser, said).intent is not Intent.AT_A_LOSS


def test_the_talk_before_goes_on_after_who_knew_no_further(adviser: Adviser) -> None:
    one = understood(adviser, "Ich weiß nicht weiter", DEBTS)
    assert one.asks_back
    assert "Wo bekomme ich Hilfe bei Schulden in Sterkrade?" in [c.question for c in one.asks_back.choices]
    after = understood(adviser, "Und in Sterkrade?", DEBTS, "Ich weiß nicht weiter")
    assert after.said.text == "Wo bekomme ich Hilfe bei Schulden in Sterkrade?"
    assert understood(adviser, "Was kann ich tun?", DEBTS).found.needs


def test_what_the_help_is_for_may_follow(adviser: Adviser) -> None:
    one = understood(adviser, "Bei der Miete", "Ich brauche Hilfe")
    assert one.said.text == "Ich brauche Hilfe bei der Miete?"
    chosen = adviser.understand(Inquiry("Ich brauche Hilfe", need="schuldnerberatung"))
    assert chosen.found.needs[0].need.id == "schuldnerberatung"
    assert not chosen.said.reply


def test_numbers_of_an_emergency_before_stay_and_despair_is_heard(adviser: Adviser) -> None:
    before = "ich will nicht mehr leben"
    assert understood(adviser, "Ich brauche Hilfe", before).crisis == understood(adviser, before).crisis
    assert understood(adviser, "Ich weiß einfach nicht mehr, was ich tun soll").found.gentle
