import json
from pathlib import Path

import pytest

from index.training.county_pages import (
    CountyPage,
    answer_passage,
    blocks_of,
    county_pages,
    page_sections,
    parallel_blocks,
    questions,
)
from index.training.errors import MissingMaterial
from index.training.omos_beir import RetrievalSet, retrieval_set, untouched, write_beir

HTML = (
    "<div><h2>Wohngeld</h2><p>Das Amt &#252;berweist <b>Wohngeld</b>.</p>"
    "<ul><li>Antrag stellen</li></ul><p>&#160;</p></div>"
)


def page(number: int, title: str, html: str, twin: int = 0) -> CountyPage:
    return CountyPage(number, "kreis", title, twin or number, blocks_of(html))


def row(number: int, title: str, html: str, english: int = 0) -> dict[str, object]:
    languages = {"en": {"id": english}} if english else {}
    return {"id": number, "title": title, "content": html, "available_languages": languages}


@pytest.fixture
def omosqa(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    pages = {
        "lkaugsburg_de": [row(1, "Geld", HTML, english=11), row(2, "Leer", "")],
        "rems-murr-kreis_de": [row(3, "Geld", "<p>Hier gibt es auch Wohngeld.</p>")],
        "lkaugsburg_en": [row(11, "Money", HTML)],
        "rems-murr-kreis_en": [],
    }
    for name, rows in pages.items():
        (tmp_path / "pages" / f"{name}_pages.json").write_text(json.dumps(rows), "utf-8")
    asked = [(7, 11, [1]), (8, 3, []), (9, 99, [0])]
    lines = [
        {
            "id": number,
            "question": "Wer zahlt?",
            "context": "Wohngeld\nDas Amt zahlt.",
            "answers": answers,
            "pageId": place,
        }
        for number, place, answers in asked
    ]
    (tmp_path / "dev_de.jsonl").write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    return tmp_path


def test_html_is_cut_into_innermost_blocks_that_hold_words():
    assert [(block.text, block.heading) for block in blocks_of(HTML)] == [
        ("Wohngeld", True),
        ("Das Amt überweist Wohngeld .", False),
        ("Antrag stellen", False),
    ]


def test_pages_without_text_are_left_out(omosqa: Path):
    assert [each.id for each in county_pages(omosqa, "de")] == [1, 3]


def test_a_missing_folder_names_the_cure(tmp_path: Path):
    with pytest.raises(MissingMaterial, match="--pages"):
        county_pages(tmp_path, "de")


def test_blocks_of_twins_built_alike_are_parallel():
    german, english = page(1, "Geld", HTML, twin=2), page(2, "Money", HTML.replace("stellen", "apply"))
    found = parallel_blocks([german], [english])
    assert (found[0].german, found[0].english) == ("Geld", "Money")
    assert len(found) == 4


def test_of_twins_built_differently_only_the_titles_are_parallel():
    found = parallel_blocks([page(1, "Geld", HTML, twin=2)], [page(2, "Money", "<p>Money for rent</p>")])
    assert len(found) == 1


def test_a_page_is_cut_at_its_headings():
    found = page_sections([page(1, "Geld", "<p>Vorab.</p>" + HTML)], 100)
    assert [(section.title, len(section.paragraphs), section.group) for section in found] == [
        ("Geld", 1, 100),
        ("Geld – Wohngeld", 2, 100),
    ]


def test_an_answer_passage_begins_one_line_before_the_answer_and_stays_short():
    lines = ["eins", "zwei", "drei", "vier " * 200]
    assert answer_passage(lines, 2) == "zwei drei"


def test_a_question_without_an_answer_has_no_passage(omosqa: Path):
    assert [(each.answered, each.passage) for each in questions(omosqa, "dev")][:2] == [
        (True, "Wohngeld Das Amt zahlt."),
        (False, ""),
    ]


def test_the_beir_folder_holds_answered_questions_and_both_counties(omosqa: Path, tmp_path: Path):
    write_beir(retrieval_set(omosqa, "dev"), tmp_path / "beir")
    corpus = [
        json.loads(line) for line in (tmp_path / "beir" / "corpus.jsonl").read_text("utf-8").splitlines()
    ]
    assert [each["_id"] for each in corpus] == ["1", "3"]
    assert "Antrag stellen" in corpus[0]["text"]
    judged = (tmp_path / "beir" / "qrels" / "test.tsv").read_text("utf-8").splitlines()
    assert judged == ["query-id\tcorpus-id\tscore", "7\t1\t1"]


def test_questions_to_pages_that_were_trained_on_can_be_left_out(omosqa: Path):
    found = retrieval_set(omosqa, "dev")
    assert untouched(found, RetrievalSet(found.pages, ())).questions == found.questions
    assert untouched(found, found).questions == ()
