"""The question file is the yardstick of finding: these tests hold it to the pages that it names."""

import json
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

ROOT = Path(__file__).parents[2]
REPORTS = ROOT.parent / "shared" / "data" / "reports"
FILES = ("questions.jsonl", "questions_more.jsonl", "questions_refusal.jsonl", "questions_fresh.jsonl")
QUESTIONS: list[dict[str, Any]] = [
    json.loads(line)
    for name in FILES
    for line in (ROOT / "tests" / "data" / name).read_text("utf-8").splitlines()
]
FIRST = [question for question in QUESTIONS if question["id"][0] not in "mnw"]
ANSWERABLE = [question for question in QUESTIONS if question["answerable"]]
FIGURES = [question for question in ANSWERABLE if question["kind"] == "figure"]
REQUIRED = {"id", "split", "kind", "question", "answerable", "answer"}
REQUIRED |= {"value", "unit", "year", "area", "document", "page"}
OPTIONAL = {"value_text", "pages", "also", "lines"}
GAPS = re.compile(r"[\s\-\u00ad\u2010\u2011\u2212\u0002\ufffe]+")
QUESTION_ID = [question["id"] for question in ANSWERABLE]


@cache
def page_texts(name: str) -> list[str]:
    """Text of each page as pypdfium2 gives it, without white space and hyphens."""
    with pypdfium2.PdfDocument(REPORTS / name) as document:
        return [solid(page.get_textpage().get_text_bounded()) for page in document]


def solid(text: str) -> str:
    return GAPS.sub("", unicodedata.normalize("NFC", text))


def accepted_pages(question: dict[str, Any]) -> list[tuple[str, int]]:
    here = [(question["document"], page) for page in question.get("pages", [question["page"]])]
    return here + [(other["document"], page) for other in question.get("also", []) for page in other["pages"]]


def printed_number(text: str) -> float:
    """`1.225`, `8 170`, `10,60` or `37%` as a number."""
    return float(re.sub(r"[^\d,]", "", text).replace(",", "."))


def test_every_line_has_the_fields_of_the_contract() -> None:
    for question in QUESTIONS:
        assert set(question) >= REQUIRED
        assert set(question) <= REQUIRED | OPTIONAL


def test_ids_and_questions_are_unique() -> None:
    assert len({question["id"] for question in QUESTIONS}) == len(QUESTIONS)
    assert len({question["question"] for question in QUESTIONS}) == len(QUESTIONS)


def test_each_kind_is_about_a_third_of_at_least_a_hundred() -> None:
    kinds = Counter(question["kind"] for question in FIRST)
    assert len(FIRST) >= 100
    assert set(kinds) == {"citizen", "staff", "figure"}
    assert all(abs(count / len(FIRST) - 1 / 3) < 0.05 for count in kinds.values())


def test_each_kind_has_questions_that_the_reports_do_not_answer() -> None:
    open_kinds = Counter(question["kind"] for question in FIRST if not question["answerable"])
    assert sum(open_kinds.values()) >= 20
    assert min(open_kinds[kind] for kind in ("citizen", "staff", "figure")) >= 5


def test_the_halves_are_balanced_by_kind_answerability_and_document() -> None:
    strata = Counter((q["kind"], q["answerable"], q["split"]) for q in FIRST)
    documents = Counter((q["document"], q["split"]) for q in FIRST)
    assert {question["split"] for question in FIRST} == {"dev", "check"}
    for kind, answerable, _ in list(strata):
        assert abs(strata[kind, answerable, "dev"] - strata[kind, answerable, "check"]) <= 4
    for name, _ in list(documents):
        assert abs(documents[name, "dev"] - documents[name, "check"]) <= 1


def test_a_question_without_answer_names_no_page() -> None:
    for question in QUESTIONS:
        if not question["answerable"]:
            assert [question[key] for key in ("answer", "value", "document", "page")] == [None] * 4
            assert not OPTIONAL & set(question)


@pytest.mark.parametrize("question", ANSWERABLE, ids=QUESTION_ID)
def test_the_answer_stands_on_the_named_page(question: dict[str, Any]) -> None:
    assert question["page"] in question.get("pages", [question["page"]])
    assert solid(question["answer"]) in page_texts(question["document"])[question["page"] - 1]


def test_further_lines_of_an_answer_stand_on_the_same_page() -> None:
    for question in ANSWERABLE:
        for line in question.get("lines", []):
            assert solid(line) in page_texts(question["document"])[question["page"] - 1]


def test_every_accepted_page_exists_in_a_report() -> None:
    for question in ANSWERABLE:
        for name, page in accepted_pages(question):
            assert (REPORTS / name).is_file()
            assert 1 <= page <= len(page_texts(name))


def test_a_figure_is_printed_on_its_page_and_in_its_answer() -> None:
    for question in FIGURES:
        printed = solid(question["value_text"])
        assert printed in page_texts(question["document"])[question["page"] - 1]
        assert printed in solid(question["answer"])


def test_a_figure_equals_what_is_printed() -> None:
    words = {"fünf": 5, "sechs": 6, "dreimal": 3}
    for question in FIGURES:
        text = question["value_text"]
        expected = words[text] if text in words else printed_number(text)
        assert isinstance(question["value"], (int, float))
        assert question["value"] == expected


def test_only_figures_carry_a_value() -> None:
    for question in QUESTIONS:
        assert (question["value"] is not None) == (question["kind"] == "figure" and question["answerable"])
        assert (question["value"] is not None) == ("value_text" in question)


def test_the_further_questions_have_the_same_form_and_are_for_fitting_alone() -> None:
    lines = (ROOT / "tests/data/unanswerable.jsonl").read_text("utf-8").splitlines()
    further = [json.loads(line) for line in lines]
    assert all(set(one) >= REQUIRED and one["split"] == "dev" and not one["answerable"] for one in further)
    assert not {one["question"] for one in further} & {question["question"] for question in QUESTIONS}
    assert len({one["id"] for one in [*further, *QUESTIONS]}) == len(further) + len(QUESTIONS)
