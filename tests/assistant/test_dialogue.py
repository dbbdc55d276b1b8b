"""Follow-ups take over what they leave open, visibly; small talk is no search."""

from collections.abc import Callable

import pytest

from assistant.assistant import Assistant
from assistant.dialogue import meant
from assistant.question import Intent

AddDocument = Callable[..., str]
BEFORE = ["Wie hoch ist die Kinderarmut in Osterfeld?"]


@pytest.mark.parametrize(
    ("asked", "understood"),
    [
        ("Und in Sterkrade?", "Wie hoch ist die Kinderarmut in Sterkrade?"),
        ("und 2017?", "Wie hoch ist die Kinderarmut in Osterfeld im Jahr 2017?"),
        ("Und wie war es 2020 in Lirich?", "Wie hoch ist die Kinderarmut in Lirich im Jahr 2020?"),
        ("Und die Altersarmut?", "Die Altersarmut in Osterfeld?"),
        ("Gibt es das auch auf Türkisch?", "Gibt es das auch auf Türkisch: Kinderarmut Osterfeld?"),
        ("Wer bietet das an?", "Wer bietet das an: Kinderarmut Osterfeld?"),
    ],
)
def test_a_follow_up_inherits_topic_area_and_year(asked: str, understood: str) -> None:
    assert meant(asked, BEFORE).text == understood


def test_what_was_inherited_is_said() -> None:
    notes = meant("Und in Sterkrade?", BEFORE).notes
    assert "»Wie hoch ist die Kinderarmut in Sterkrade?«" in notes[0]
    assert "Kinderarmut" in notes[1]


def test_a_whole_new_question_inherits_nothing() -> None:
    asked = "Wie viele Schulen gibt es in Lirich?"
    assert meant(asked, BEFORE).text == asked
    assert meant(asked, BEFORE).notes == ()


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("Hallo!", Intent.GREETING),
        ("Guten Morgen", Intent.GREETING),
        ("Vielen Dank!", Intent.THANKS),
        ("Wer bist du?", Intent.OFFTOPIC),
        ("Schreib mir ein Gedicht über Katzen", Intent.OFFTOPIC),
    ],
)
def test_small_talk_gets_a_short_answer_without_a_search(
    assistant: Assistant, said: str, intent: Intent
) -> None:
    answer = assistant.ask(said)
    assert answer.intent == intent
    assert answer.message
    assert answer.searched.documents == 0


def test_a_single_word_is_asked_back_with_two_to_four_choices(assistant: Assistant) -> None:
    assert 2 <= len(meant("Kinderarmut").choices) <= 4
    assert "Meinten Sie etwas Genaueres?" in assistant.ask("Kinderarmut").notes[-1]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Where can I find help with my debts?", "Englisch"),
        ("Borçlarım için nereden yardım alabilirim ve nasıl?", "Türkisch"),
        ("Де я можу отримати допомогу з боргами?", "Ukrainisch"),
        ("أين يمكنني الحصول على المساعدة", "Arabisch"),
        ("Gdzie mogę uzyskać pomoc i co jest potrzebne?", "Polnisch"),
    ],
)
def test_another_language_is_recognised_and_its_limits_are_told(question: str, language: str) -> None:
    assert any(language in note for note in meant(question).notes)


def test_the_assistant_answers_the_question_as_understood(assistant: Assistant, add: AddDocument) -> None:
    add(
        "Bericht",
        [("Kinderarmut", "Die Kinderarmut in Sterkrade lag bei 12 Prozent. In Osterfeld war sie hoch.")],
    )
    answer = assistant.ask("Und in Sterkrade?", earlier=BEFORE)
    assert answer.question == "Wie hoch ist die Kinderarmut in Sterkrade?"
    assert answer.notes[0].startswith("Ich verstehe Ihre Frage als")
