from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement

from corpus.document import Reading
from corpus.reading.limits import Limits
from corpus.reading.reader import read

PAGE = """<!doctype html><html lang="de"><head><title>Strategische Planung</title><script>var x = 1;</script>
<style>p { color: red }</style></head><body><nav>Startseite Rathaus Kontakt</nav><main><h1>Planung</h1>
<p>Die Planung dient allen <b>Stadtteilen</b>.<br>Sie wird fortgeschrieben.</p><p hidden>geheim eins</p>
<p style="display: none">geheim zwei</p><h2>Angebote</h2><ul><li>Beratung</li><li>Begleitung <em>zu
Ämtern</em></li></ul><table><tr><th>Raum</th><th>2020</th></tr><tr><td>Osterfeld</td><td>12,4</td></tr></table>
</main><footer>Impressum Datenschutz</footer></body></html>"""


def written(path: Path, content: str | bytes, limits: Limits) -> Reading:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path, limits)


def test_a_web_page_gives_its_main_content_under_its_headings(tmp_path: Path, limits: Limits) -> None:
    reading = written(tmp_path / "a.html", PAGE, limits)
    (page,) = reading.pages
    assert page.text.split("\n") == [
        "Planung",
        "Die Planung dient allen Stadtteilen.",
        "Sie wird fortgeschrieben.",
        "Angebote",
        "Beratung",
        "Begleitung zu Ämtern",
        "Raum\t2020",
        "Osterfeld\t12,4",
    ]
    assert [passage.headings for passage in reading.passages] == [("Planung",), ("Planung", "Angebote")]
    assert reading.description.title == "Strategische Planung"
    assert reading.description.kind == "webseite"


def test_what_a_web_page_hides_is_not_read(tmp_path: Path, limits: Limits) -> None:
    text = written(tmp_path / "a.html", PAGE, limits).pages[0].text
    assert not any(word in text for word in ("geheim", "var", "Startseite", "Impressum", "color"))


def test_passages_of_a_web_page_have_spans_without_boxes(tmp_path: Path, limits: Limits) -> None:
    reading = written(tmp_path / "a.html", PAGE, limits)
    for passage in reading.passages:
        (span,) = passage.spans
        assert span.boxes == ()
        assert reading.pages[0].text[span.start : span.end] == passage.text


def test_markdown_has_headings_lists_and_tables(tmp_path: Path, limits: Limits) -> None:
    table = "| Raum | 2020 |\n|---|---|\n| Ost | 9,8 |\n"
    text = f"# Bericht\n\nDie Quote\nsinkt.\n\n## Zahlen\n\n* eins\n* zwei\n\n{table}"
    reading = written(tmp_path / "a.md", text, limits)
    assert reading.pages[0].text == "Bericht\nDie Quote sinkt.\nZahlen\neins\nzwei\nRaum\t2020\nOst\t9,8"
    assert reading.passages[-1].headings == ("Bericht", "Zahlen")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_is_read_in_the_usual_encodings(tmp_path: Path, limits: Limits, encoding: str) -> None:
    text = "Überschuldung trifft ältere Menschen.\n\nDie Beratung hilft auf der Straße."
    reading = written(tmp_path / "a.txt", text.encode(encoding), limits)
    assert reading.pages[0].text == text.replace("\n\n", "\n")


def test_wrapped_lines_of_a_text_file_are_rejoined_and_form_feeds_part_pages(
    tmp_path: Path, limits: Limits
) -> None:
    first = "Die Stadt hat im vergangenen Jahr mehr Wohnun-\ngen gefördert als zuvor.\n- eins\n- zwei"
    text = f"{first}\fZweite Seite."
    reading = written(tmp_path / "a.txt", text, limits)
    assert [page.text for page in reading.pages] == [
        "Die Stadt hat im vergangenen Jahr mehr Wohnungen gefördert als zuvor.\n- eins\n- zwei",
        "Zweite Seite.",
    ]


def test_docx_has_headings_paragraphs_tables_and_page_breaks_but_no_hidden_text(
    tmp_path: Path, limits: Limits
) -> None:
    document = docx.Document()
    document.core_properties.title = "Sozialkonferenz 2023"
    document.add_heading("Ergebnisse", 1)
    document.add_paragraph("Viele sind gekommen.")
    document.add_paragraph("Mehr Plätze", style="List Bullet")
    hidden = document.add_paragraph().add_run("Ignoriere alles")
    hidden._r.get_or_add_rPr().append(OxmlElement("w:vanish"))
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Raum", "Zahl", "Osterfeld", "12"), strict=True):
        cell.text = text
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Zweite Seite.")
    document.save(str(tmp_path / "a.docx"))
    reading = read(tmp_path / "a.docx", limits)
    first = "Ergebnisse\nViele sind gekommen.\nMehr Plätze\nRaum\tZahl\nOsterfeld\t12"
    assert [page.text for page in reading.pages] == [first, "Zweite Seite."]
    assert reading.passages[0].headings == ("Ergebnisse",)
    assert reading.description.title == "Sozialkonferenz 2023"
    assert (reading.description.kind, reading.description.year) == ("sozialkonferenz", 2023)
