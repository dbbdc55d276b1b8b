"""Follow-ups take over what they leave open, visibly; small talk is no search."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.dialogue import Meant, corrected
from assistant.dialogue import meant as meant_in
from assistant.finding.languages import languages_of
from assistant.inquiry import Inquiry
from assistant.question import Intent
from corpus.places.areas import load_places

AddDocument = Callable[..., str]
PLACES = load_places()
CONVERSATIONS = (Path(__file__).parents[1] / "data" / "conversations.jsonl").read_text("utf-8").splitlines()
DEV = [
    one["turns"] for one in map(json.loads, CONVERSATIONS) if one["split"] == "dev" and len(one["turns"]) > 1
]
BEFORE = ["Wie hoch ist die Kinderarmut in Osterfeld?"]


def meant(asked: str, earlier: Sequence[str] = ()) -> Meant:
    return meant_in(asked, earlier, PLACES)


@pytest.mark.parametrize(
    ("asked", "understood"),
    [
        ("Und in Sterkrade?", "Wie hoch ist die Kinderarmut in Sterkrade?"),
        ("und 2017?", "Wie hoch ist die Kinderarmut in Osterfeld im Jahr 2017?"),
        ("Und wie war es 2020 in Lirich?", "Wie hoch ist die Kinderarmut in Lirich im Jahr 2020?"),
        ("Und die Altersarmut?", "Wie hoch ist die Altersarmut in Osterfeld?"),
        ("und in sterkrade", "Wie hoch ist die Kinderarmut in Sterkrade?"),
        ("And in Sterkrade?", "Wie hoch ist die Kinderarmut in Sterkrade?"),
        ("Wie hat sich das entwickelt?", "Wie hat sich das entwickelt: Kinderarmut Osterfeld?"),
        ("Gibt es das auch auf Türkisch?", "Gibt es das auch auf Türkisch: Kinderarmut Osterfeld?"),
        ("Wer bietet das an?", "Wer bietet das an: Kinderarmut Osterfeld?"),
        ("Warum?", "Warum: Kinderarmut Osterfeld?"),
        ("Noch mehr?", "Noch mehr: Kinderarmut Osterfeld?"),
        ("Und die Zahlen dazu?", "Die Zahlen dazu: Kinderarmut Osterfeld?"),
        ("Und im Vergleich zu Lirich?", "Wie hoch ist die Kinderarmut in Osterfeld im Vergleich zu Lirich?"),
        ("Und bei Alleinerziehenden?", "Wie hoch ist die Kinderarmut in Osterfeld bei Alleinerziehenden?"),
        ("Und zum Verkehr?", "Was gibt es zum Verkehr in Osterfeld?"),
        ("Und in Köln?", "Wie hoch ist die Kinderarmut in Köln?"),
        ("Und in Buxtehude?", "Wie hoch ist die Kinderarmut in Buxtehude?"),
        ("Und in der ganzen Stadt?", "Wie hoch ist die Kinderarmut in Oberhausen?"),
        ("Und seit 2015?", "Wie hoch ist die Kinderarmut in Osterfeld seit 2015?"),
        ("Wo ist sie am höchsten?", "Wo ist sie am höchsten: Kinderarmut?"),
        ("Danke, und am Wochenende?", "Wie hoch ist die Kinderarmut in Osterfeld am Wochenende?"),
    ],
)
def test_a_follow_up_inherits_topic_area_and_year(asked: str, understood: str) -> None:
    assert meant(asked, BEFORE).text == understood


@pytest.mark.parametrize(
    ("before", "asked", "understood"),
    [
        ("Was regelt § 35 SGB XII?", "Und § 36?", "Was regelt § 36 SGB XII?"),
        (
            "Wie hoch ist der Satz für Paare 2023?",
            "Und für Kinder?",
            "Wie hoch ist der Satz für Kinder 2023?",
        ),
        ("Wie hoch war die Quote 2022?", "Und ein Jahr davor?", "Wie hoch war die Quote 2021?"),
        ("Wo ist die Quote am höchsten?", "Und am niedrigsten?", "Wo ist die Quote am niedrigsten?"),
        ("Wo gibt es eine Tafel?", "Darf da jeder hin?", "Darf da jeder hin: Tafel?"),
        ("Wo gibt es eine Tafel?", "Sterkrade", "Wo gibt es eine Tafel in Sterkrade?"),
        ("Ich brauche Hilfe in Lirich", "Bei der Miete", "Ich brauche Hilfe in Lirich bei der Miete?"),
        ("Wie viel Geld darf ich haben?", "Und mein Auto?", "Mein Auto: Geld?"),
        ("Wie viele Kinder sind arm?", "Und Jugendliche?", "Wie viele Jugendliche sind arm?"),
        ("Wie hoch ist die Quote?", "Und die der Jugendlichen?", "Die der Jugendlichen: Quote?"),
        (
            "Wie hoch ist die Quote in Lirich?",
            "Und wie viele Kinder sind das?",
            "Wie viele Kinder sind das: Quote Lirich?",
        ),
        (
            "Wie hoch ist die Quote in Lirich?",
            "Und in den anderen Stadtteilen?",
            "Wie hoch ist die Quote in den anderen Stadtteilen?",
        ),
        (
            "Wie hoch war die Quote 2018?",
            "Und wie hat sich das entwickelt?",
            "Wie hat sich das entwickelt: Quote?",
        ),
        ("Was sagt § 42 SGB VIII?", "Und Absatz 2?", "Was sagt § 42 Absatz 2 SGB VIII?"),
        ("Was sagt § 42 Absatz 2 SGB VIII?", "Und Absatz 3?", "Was sagt § 42 Absatz 3 SGB VIII?"),
        ("Was empfiehlt der Bericht?", "Wurde das umgesetzt?", "Wurde das umgesetzt: Bericht?"),
        ("Was zählt zur Wohnung?", "Wer trägt die Kosten?", "Wer trägt die Kosten: Wohnung?"),
        (
            "Wie hoch ist die Quote in Lirich?",
            "Und im Stadtdurchschnitt?",
            "Wie hoch ist die Quote im Stadtdurchschnitt?",
        ),
        (
            "Bekomme ich Wohngeld?",
            "Was ist der Unterschied zur Rente?",
            "Was ist der Unterschied zur Rente: Wohngeld?",
        ),
        ("Wann endet die Hilfe?", "Wer entscheidet das?", "Wer entscheidet das: Hilfe?"),
        (
            "Mein Mann schlägt mich",
            "Und wohin kann ich gehen?",
            "Wohin kann ich gehen: Mein Mann schlägt mich?",
        ),
        (
            "Was kostet das: Mein Kind spielt nur?",
            "Und wie lange dauert das?",
            "Wie lange dauert das: Mein Kind spielt nur?",
        ),
        ("Wer bekommt Wohngeld?", "Zählt mein Haus dazu?", "Zählt mein Haus dazu: Wohngeld?"),
        ("Wer bekommt Wohngeld?", "Und was ist mit dem Vermögen?", "Was ist mit dem Vermögen: Wohngeld?"),
        ("Wer bekommt Grundrente?", "Ab welchem Alter?", "Wer bekommt Grundrente ab welchem Alter?"),
        ("Was steht zu Kitas?", "Und was sagt die Opposition?", "Was sagt die Opposition: Kitas?"),
    ],
)
def test_what_a_follow_up_names_takes_the_place_of_its_like(before: str, asked: str, understood: str) -> None:
    assert meant(asked, [before]).text == understood


@pytest.mark.parametrize(
    "asked",
    [
        "Was kostet ein Kitaplatz?",
        "Wie melde ich mich arbeitslos?",
        "Hat das Jobcenter das bezahlt?",
        "Was gibt es in Sterkrade?",
        "Wo bekommen Sie Ihre Zahlen über Wohngeld her?",
        "Ich habe Schulden, was kann ich da tun?",
    ],
)
def test_a_question_that_names_its_own_matter_inherits_nothing(asked: str) -> None:
    assert meant(asked, BEFORE).text == asked


@pytest.mark.parametrize(
    "said", ["Alles klar", "Super, das hilft mir weiter", "Nein danke", "Ok, vielen Dank!"]
)
def test_what_ends_a_conversation_is_no_search(said: str) -> None:
    assert meant(said, BEFORE).reply


@pytest.mark.parametrize("turns", DEV, ids=" | ".join)
def test_what_was_understood_stays_as_it_is_in_later_turns(turns: list[str]) -> None:
    earlier: list[str] = []
    for turn in turns:
        said = meant(turn, earlier)
        earlier += [] if said.reply else [said.text]
    assert meant("Und in Lirich?", earlier).text == meant("Und in Lirich?", earlier[-1:]).text


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


def test_a_follow_up_goes_on_from_all_questions_before_it() -> None:
    earlier = [*BEFORE, "Und in Sterkrade?", "Danke!", "Und 2017?"]
    assert meant("Und die Altersarmut?", earlier).text == (
        "Wie hoch ist die Altersarmut in Sterkrade im Jahr 2017?"
    )


def test_an_understood_follow_up_is_not_extended_a_second_time() -> None:
    once = meant("Wer bietet das an?", BEFORE).text
    assert meant("Und in Lirich?", [*BEFORE, once]).text == "Wer bietet das an: Kinderarmut Lirich?"


def test_a_correction_becomes_part_of_the_question_so_that_it_is_inherited() -> None:
    chosen = Inquiry("Ich brauche Hilfe", area="Lirich", year="2020")
    said = corrected(meant(chosen.question), chosen, "Schuldnerberatung", load_places())
    assert said.text == "Ich brauche Hilfe (Schuldnerberatung) in Lirich im Jahr 2020?"
    assert said.text in said.notes[0]
    assert meant("Und in Sterkrade?", [said.text]).text == said.text.replace("Lirich", "Sterkrade")


def test_a_correction_to_what_was_understood_changes_nothing() -> None:
    said = meant(BEFORE[0])
    chosen = Inquiry(BEFORE[0], area="Osterfeld")
    assert corrected(said, chosen, "Kinderarmut", load_places()) == said


def test_a_single_word_has_two_to_four_choices() -> None:
    assert 2 <= len(meant("Kinderarmut").choices) <= 4


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Hello", "en"),
        ("Merhaba!", "tr"),
        ("Добрий день", "uk"),
        ("مرحبا", "ar"),
        ("Dzień dobry", "pl"),
        ("Thanks a lot!", "en"),
    ],
)
def test_small_talk_in_another_language_is_answered_in_it_too(said: str, language: str) -> None:
    talk = meant(said)
    assert talk.language == language
    assert talk.reply
    assert talk.told


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
    said = meant(question)
    assert any(language in note for note in said.notes)
    assert said.told
    assert languages_of(said.told)[0] == said.language


def test_the_assistant_answers_the_question_as_understood(assistant: Assistant, add: AddDocument) -> None:
    add(
        "Bericht",
        [("Kinderarmut", "Die Kinderarmut in Sterkrade lag bei 12 Prozent. In Osterfeld war sie hoch.")],
    )
    answer = assistant.ask("Und in Sterkrade?", earlier=BEFORE)
    assert answer.question == "Wie hoch ist die Kinderarmut in Sterkrade?"
    assert answer.notes[0].startswith("Wir verstehen Ihre Frage als")


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("hab schulden und weiss nicht wo ich hilfe finde?", "schulden, hilfe"),
        ("Hab Schulden, wer hilft mir?", "Schulden"),
        ("wer hilft bei überschuldung in osterfeld?", "überschuldung, osterfeld"),
        ("wie hoch ist die kinderarmut in köln?", "kinderarmut, köln"),
        ("Wo ist eine Suche nach Leben im Alter?", "Suche, Leben, Alter"),
        ("was brauche ich?", "brauche"),
    ],
)
def test_what_is_taken_over_is_told_in_telling_words_as_they_were_written(before: str, kept: str) -> None:
    said = meant("Was kostet das?", [before])
    assert said.notes[1] == f"Aus Ihrer vorigen Frage übernommen: {kept}."


@pytest.mark.parametrize(
    "said",
    [
        "Keine Ahnung",
        "weiß nicht",
        "egal",
        "Ist mir egal!",
        "k.A.",
        "Hm, weiß ich auch nicht genau",
        "I don't know",
        "nie wiem",
        "da bin ich überfragt",
        "Ich habe keine Ahnung, wo ich anfangen soll",
        "Ich weiß nicht, was ich fragen soll",
    ],
)
def test_who_does_not_know_is_answered_and_changes_nothing_of_the_talk(said: str) -> None:
    answer = meant(said, BEFORE)
    assert answer.intent is Intent.UNSURE
    assert answer.reply.startswith("Das macht nichts.")
    assert answer.before == BEFORE[0]
    assert meant("Und in Sterkrade?", [*BEFORE, said]).text == "Wie hoch ist die Kinderarmut in Sterkrade?"


@pytest.mark.parametrize(
    "said",
    [
        "Keine Ahnung, wie ich die Miete zahlen soll",
        "Ich weiß nicht, wo ich Wohngeld beantragen soll",
        "plan",
        "Mir ist alles egal",
    ],
)
def test_who_tells_more_than_not_to_know_is_no_small_talk(said: str) -> None:
    assert meant(said).intent is not Intent.UNSURE


@pytest.mark.parametrize(
    ("before", "asked", "understood"),
    [
        ("Wie hoch ist die Quote im Stadtbezirk Osterfeld?", "Und in Sterkrade?", "in Sterkrade?"),
        ("Wie hoch ist die Quote im Stadtbezirk Osterfeld?", "Und in der ganzen Stadt?", "in Oberhausen?"),
        (
            "Wie hoch ist die Quote im Stadtbezirk Osterfeld?",
            "Und im Sozialraum Osterfeld?",
            "im Sozialraum Osterfeld?",
        ),
        ("Wie hoch ist die Quote des Stadtbezirks Osterfeld?", "Und in Sterkrade?", "von Sterkrade?"),
        ("Wie hoch ist die Quote für den Sozialraum Osterfeld?", "Und in Sterkrade?", "für Sterkrade?"),
    ],
)
def test_another_place_takes_the_level_of_the_one_before_with_it(
    before: str, asked: str, understood: str
) -> None:
    assert meant(asked, [before]).text == f"Wie hoch ist die Quote {understood}"


def test_another_topic_is_asked_of_the_same_level() -> None:
    said = meant("Und die Altersarmut?", ["Wie hoch ist die Kinderarmut im Stadtbezirk Osterfeld?"])
    assert said.text == "Wie hoch ist die Altersarmut im Stadtbezirk Osterfeld?"
    assert meant("Und in Sterkrade?", [said.text]).text == "Wie hoch ist die Altersarmut in Sterkrade?"
