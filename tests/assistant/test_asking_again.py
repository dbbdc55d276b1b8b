from collections.abc import Callable
from datetime import date

import pytest

from assistant.adviser import Adviser
from assistant.asking_again import asked_again
from assistant.assistant import Assistant
from assistant.figures import Figures
from assistant.finder import Finder
from assistant.understanding import LONGEST
from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory
from corpus.feedback import Entry, Noted, Verdict
from index.encoder import load_encoder

AddDocument = Callable[..., str]

RENTS = "Die Mieten stiegen um vier Prozent. Wohnungen fehlen vor allem für große Familien."
OPENING = "Das Hallenbad in Sterkrade öffnet am Sonntag um 8 Uhr und schließt um 13 Uhr."
QUESTION = "Wann öffnet das Hallenbad am Sonntag?"


@pytest.fixture
def adviser(assistant: Assistant, catalogue: Catalogue) -> Adviser:
    finder = Finder(Directory(catalogue.database), load_encoder("static"))
    return Adviser(assistant, finder, lambda visible: Figures(catalogue, visible))


def answered(adviser: Adviser, *questions: str) -> list[bool]:
    noted = [
        Noted(number, date(2026, 11, 2), Entry(Verdict.UNANSWERED, question))
        for number, question in enumerate(questions)
    ]
    return [found for _, found in asked_again(adviser, noted)]


def test_a_question_is_answered_once_the_document_that_was_lacking_has_come(
    adviser: Adviser, add: AddDocument
) -> None:
    add("Sozialbericht 2022", [("Wohnen", RENTS)])
    assert answered(adviser, QUESTION) == [False]
    add("Bäder", [("Öffnungszeiten", OPENING)])
    assert answered(adviser, QUESTION, "Was kostet ein Flug zum Mond?") == [True, False]


def test_places_that_help_are_an_answer(adviser: Adviser) -> None:
    assert answered(adviser, "Ich habe Schulden, wer hilft mir?") == [True]


def test_a_question_that_nobody_could_ask_is_not_answered(adviser: Adviser) -> None:
    assert answered(adviser, "a" * (LONGEST + 1)) == [False]
