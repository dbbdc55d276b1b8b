"""Reading held against the real reports: order, words, headings, labels."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from corpus.document import Reading, TextSource
from corpus.reading.limits import Limits
from corpus.reading.reader import read
from corpus.reading.sentences import sentences

ReadReport = Callable[[str], Reading]
PROSE = [
    "ba_weisung_sgb2_p12_vermoegen",
    "bmas_rundschreiben_2024-01_sgb12_p35",
    "erlangen_2022-11-17_stadtteilbeirat_niederschrift",
    "freiburg_jahresbericht_2024_briefwahl",
    "koeln_2022-08-17_rat_haushaltseinbringung_wortprotokoll",
]


def bare(text: str) -> str:
    return re.sub(r"[\s\-\u00ad\ufffe–]+", "", unicodedata.normalize("NFC", text))


def plain_pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [bare(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def quotes(reading: Reading) -> list[tuple[int, str]]:
    """The sentences of all passages, those of tables left out, with their page."""
    found = []
    for passage in reading.passages:
        for span in passage.spans:
            part = reading.pages[span.page - 1].text[span.start : span.end]
            found += [(span.page, part[start:end]) for start, end in sentences(part)]
    return [(page, text) for page, text in found if "\t" not in text]


@pytest.mark.parametrize("name", PROSE)
def test_nearly_every_sentence_is_found_in_a_plain_extraction_of_its_page(
    reports: Path, read_report: ReadReport, name: str
) -> None:
    path = reports / f"{name}.pdf"
    plain = plain_pages(path)
    found = [bare(text) in plain[page - 1] for page, text in quotes(read_report(name))]
    assert sum(found) >= 0.995 * len(found)


@pytest.mark.parametrize("name", PROSE)
def test_passages_are_pieces_of_their_pages(read_report: ReadReport, name: str) -> None:
    reading = read_report(name)
    for passage in reading.passages:
        assert 1 <= len(passage.spans) <= 2
        for span in passage.spans:
            page = reading.pages[span.page - 1]
            assert bare(page.text[span.start : span.end]) in bare(passage.text)
            assert all(0 <= box.x0 < box.x1 <= page.width + 1 for box in span.boxes)
            assert all(0 <= box.y0 < box.y1 <= page.height + 1 for box in span.boxes)
    assert not any(char in page.text for page in reading.pages for char in "\ufffe\u00ad\ufb01\ufb02")


def test_margin_notes_of_an_instruction_head_their_paragraphs(read_report: ReadReport) -> None:
    reading = read_report("ba_weisung_sgb2_p12_vermoegen")
    (passage,) = [item for item in reading.passages if item.text.startswith("(1) Vermögen ist verwertbar")]
    assert passage.headings[-2:] == ("1.1.1 Verwertbarkeit von Vermögen", "Verwertungsarten (Rz. 12.5)")
    assert not any("Stand: 01.01.2023" in item.text for item in reading.passages[3:])


def test_a_page_numbering_that_starts_again_is_followed(read_report: ReadReport) -> None:
    reading = read_report("ba_weisung_sgb2_p12_vermoegen")
    assert [page.label for page in reading.pages[6:10]] == ["1", "2", "3", "4"]


def test_columns_of_minutes_are_read_one_after_the_other(read_report: ReadReport) -> None:
    text = read_report("koeln_2023-05-16_rat_wortprotokoll").pages[7].text
    assert text.index("Macht oder Nachlässigkeit?") < text.index("Welche Unterlagen stellte die Verwaltung")
    assert "eine seriöse Wirtschaftsprüfungsgesellschaft ein Ankaufsrecht prüfen" in text


def test_a_table_page_keeps_whole_rows_and_names_its_question_in_the_trail(read_report: ReadReport) -> None:
    reading = read_report("freiburg_umfrage_2020_wohnen")
    passages = [item for item in reading.passages if item.page == 60]
    rows = [line for item in passages for line in item.text.split("\n")]
    assert "Alle Befragten\t64\t2\t17\t16" in rows
    assert all("Wohnen Sie in einer Mietwohnung" in " ".join(item.headings) for item in passages)


def test_a_scan_is_recognised_or_named_as_unreadable(reports: Path, limits: Limits) -> None:
    told = list[tuple[int, int]]()
    path = reports / "freiburg_migrantinnenbeiratswahl_2020_scan.pdf"
    reading = read(path, limits, progress=lambda page, pages: told.append((page, pages)))
    (warning,) = reading.warnings
    if reading.pages[2].source is TextSource.OCR:
        assert sorted(told) == [(page, 8) for page in range(1, 9)]
        assert "Wahlbeteiligung betrug 6,6 %" in reading.pages[2].text
        assert "Texterkennung" in warning.text
        assert reading.passages[3].spans[0].boxes
    else:
        assert {page.source for page in reading.pages} == {TextSource.NONE}
        assert "tesseract" in warning.text


def test_contents_and_running_heads_of_a_law_are_no_passages(read_report: ReadReport) -> None:
    reading = read_report("sgb_12_sozialhilfe")
    assert not any(item.page in range(3, 8) for item in reading.passages)
    assert not any("gesetze-im-internet" in item.text for item in reading.passages)
    (first,) = [item for item in reading.passages if item.headings[-1] == "§ 1 Aufgabe der Sozialhilfe"]
    assert first.text.startswith("Aufgabe der Sozialhilfe ist es")
