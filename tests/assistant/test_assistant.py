"""The whole way from a question to an answer or a refusal, over a small real catalogue."""

from collections.abc import Callable

import pytest

from assistant.assistant import Assistant
from assistant.citations import occurs_on
from assistant.errors import UnusableQuestion
from corpus.catalogue import Catalogue

AddDocument = Callable[..., str]

POVERTY = (
    "Die Kinderarmut ist in Osterfeld gestiegen. Im Jahr 2021 lebten dort 31,2 Prozent der Kinder in Familien"
    " mit Bürgergeld. Das waren zwei Prozentpunkte mehr als im Vorjahr."
)
RENTS = "Die Mieten stiegen um vier Prozent. Wohnungen fehlen vor allem für große Familien."
QUESTION = "Wie viele Kinder in Osterfeld leben in Familien mit Bürgergeld?"


@pytest.fixture
def report(add: AddDocument) -> str:
    return add("Sozialbericht 2022", [("Kinderarmut in Osterfeld", POVERTY), ("Wohnen", RENTS)], year=2022)


@pytest.mark.usefixtures("report")
def test_an_answer_consists_of_sentences_of_the_document(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION)
    assert not answer.abstained
    assert 2 <= len(answer.statements) <= 6
    assert any("31,2 Prozent" in statement.text for statement in answer.statements)


@pytest.mark.usefixtures("report")
def test_every_statement_is_cited_and_every_quote_stands_on_its_page(
    assistant: Assistant, catalogue: Catalogue
) -> None:
    answer = assistant.ask(QUESTION)
    numbers = [citation.n for citation in answer.citations]
    assert all(set(statement.citations) <= set(numbers) for statement in answer.statements)
    for citation in answer.citations:
        assert occurs_on(citation.quote, catalogue.page(citation.document.id, citation.page))


@pytest.mark.usefixtures("report")
def test_a_citation_names_the_physical_and_the_printed_page(assistant: Assistant) -> None:
    citation = assistant.ask(QUESTION).citations[0]
    assert (citation.page, citation.page_label) == (1, "3")


@pytest.mark.usefixtures("report")
def test_a_question_that_nothing_answers_is_refused_and_says_what_was_searched(assistant: Assistant) -> None:
    answer = assistant.ask("Wann öffnet das Hallenbad am Sonntag?")
    assert answer.abstained
    assert answer.statements == ()
    assert answer.searched.documents == 1
    assert answer.searched.years == (2022, 2022)
    assert "hallenbad" in answer.searched.words


@pytest.mark.usefixtures("report")
def test_a_refusal_names_the_nearest_pages(assistant: Assistant) -> None:
    answer = assistant.ask("Was kostet ein Platz in der Kinderkrippe?")
    assert answer.abstained
    assert [near.page for near in answer.nearest][:1] == [1]


def test_without_documents_the_answer_says_so(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION)
    assert answer.abstained
    assert "keine Dokumente" in answer.message


@pytest.mark.parametrize("empty", ["", "   ", "?!"])
def test_an_empty_question_is_refused_with_a_german_cure(assistant: Assistant, empty: str) -> None:
    with pytest.raises(UnusableQuestion, match="Frage ist leer"):
        assistant.ask(empty)


def test_a_question_of_more_than_a_thousand_characters_is_refused(assistant: Assistant) -> None:
    with pytest.raises(UnusableQuestion, match="1001 Zeichen, erlaubt sind 1000"):
        assistant.ask("a" * 1001)
