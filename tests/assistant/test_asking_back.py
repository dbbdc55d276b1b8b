"""Who is unsure is offered ways on: what was asked back before, other readings, or the topics."""

from assistant.adviser import Adviser, Understood
from assistant.inquiry import Inquiry

DEBTS = "Ich habe Schulden"


def unsure(adviser: Adviser, *earlier: str) -> Understood:
    return adviser.understand(Inquiry("Keine Ahnung", earlier))


def offered(understood: Understood) -> dict[str, str | None]:
    """What is offered, each with the question that it stands for."""
    assert understood.asks_back
    return {choice.label: choice.question for choice in understood.asks_back.choices}


def test_what_was_asked_back_is_offered_again_as_questions_of_their_own(adviser: Adviser) -> None:
    places = offered(unsure(adviser, DEBTS))
    assert places["in Sterkrade"] == "Ich habe Schulden in Sterkrade?"
    assert "in ganz Oberhausen" in places
    for question in places.values():
        assert question
        assert adviser.understand(Inquiry(question)).found.needs[0].need.id == "schuldnerberatung"


def test_after_an_answer_other_readings_of_the_question_are_offered(adviser: Adviser) -> None:
    shown = unsure(adviser, "Wie hoch ist die Kinderarmut in Osterfeld?")
    assert shown.asks_back
    assert shown.asks_back.text == "Womit möchten Sie weitermachen?"
    assert "Wer hilft bei »Kinderarmut Osterfeld«?" in offered(shown)


def test_who_has_asked_nothing_yet_chooses_a_topic(adviser: Adviser) -> None:
    topics = offered(unsure(adviser))
    assert topics["Wohnung"]
    assert 2 <= len(topics) <= 4
    assert "115" in unsure(adviser).said.reply


def test_numbers_for_an_emergency_stay_for_who_does_not_know_what_to_say(adviser: Adviser) -> None:
    before = adviser.understand(Inquiry("ich will nicht mehr leben"))
    shown = unsure(adviser, "ich will nicht mehr leben")
    assert before.crisis
    assert shown.crisis == before.crisis
    assert shown.asks_back is None


def test_an_answer_of_few_words_hides_no_despair_but_that_of_before_stays(adviser: Adviser) -> None:
    assert not adviser.understand(Inquiry("weiß ich nicht")).found.gentle
    hidden = "Ohne mich hätten es meine Kinder leichter"
    assert adviser.understand(Inquiry(hidden)).found.gentle
    assert adviser.understand(Inquiry("weiß ich nicht", (hidden,))).found.gentle


def test_two_needs_that_are_named_together_are_both_meant(adviser: Adviser) -> None:
    both = adviser.understand(Inquiry("Ich suche in Osterfeld Schuldnerberatung und Wohngeld"))
    assert {one.need.id for one in both.found.needs} >= {"schuldnerberatung", "wohngeld"}
    assert both.asks_back is None
