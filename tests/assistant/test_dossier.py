"""Dossiers: figures, quotes and charts with footnotes, and what became of their sources later."""

import base64
import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document as Docx
from lxml import etree

from assistant.dossier import Dossier, compose
from assistant.dossier_check import State, Verdict, verify
from assistant.dossier_files import as_docx, as_markdown, sources_of
from assistant.errors import UnusableQuestion
from corpus.catalogue import Catalogue, Origin
from corpus.document import Description, Page, Passage, Reading, Span
from corpus.errors import UnknownDocument
from corpus.figures.ledger import Ledger
from tests.assistant.test_figures import TODAY, catalogue, figure, quotas

OTHER = "Handlungsempfehlung: In Osterfeld sollte die Beratung im Rathaus ausgebaut werden, und zwar bald."
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def known(tmp_path: Path) -> Catalogue:
    return catalogue(tmp_path / "data")


@pytest.fixture
def made(known: Catalogue) -> Dossier:
    """Osterfeld in two years, and a quote."""
    (document,) = known.documents()
    passage = known.passages(document.id)[0]
    ids = [f"{document.id}-f0", f"{document.id}-f4"]
    return compose(known, "Antrag", ids, [passage.id], TODAY)


def newer(known: Catalogue, value: str, text: str, title: str = "Sozialbericht 2023") -> str:
    """Another file with the same table, in which Osterfeld has this value in 2022."""
    passage = Passage("", "", 0, text, ("Osterfeld",), (Span(1, 0, len(text)),))
    described = Description(title, 2023, "sozialbericht", ("Oberhausen",), "Stadt Oberhausen")
    origin = Origin("e" * 64, "neu.pdf", "/neu.pdf")
    document = known.add(origin, Reading(described, (Page(1, "7", text, 595, 842),), (passage,)))
    rows = [one for one in quotas(document.id) if one.year == 2017]
    rows.append(figure(document.id, 9, value, 2022, "Osterfeld", "osterfeld"))
    Ledger(known).keep(document.id, rows)
    return document.id


def checked(known: Catalogue, made: Dossier, folder: Path) -> list[Verdict]:
    path = folder / "antrag.docx"
    path.write_bytes(as_docx(made))
    return verify(known, sources_of(path))


@pytest.mark.parametrize("name", ["antrag.docx", "antrag.md"])
def test_a_dossier_says_later_which_sources_changed(tmp_path: Path, name: str) -> None:
    known = catalogue(tmp_path / "data")
    document = known.documents()[0]
    passage = known.passages(document.id)[0]
    made = compose(known, "Antrag", [f"{document.id}-f4"], [passage.id], TODAY)
    path = tmp_path / name
    path.write_bytes(as_docx(made) if name.endswith("docx") else as_markdown(made).encode())
    assert [verdict.state for verdict in verify(known, sources_of(path))] == [State.SAME, State.SAME]
    changed = [figure(document.id, 4, "25,0", 2022, "Osterfeld", "osterfeld")]
    Ledger(known).keep(document.id, changed)
    assert [verdict.state for verdict in verify(known, sources_of(path))] == [State.CHANGED, State.SAME]
    known.remove(document.id)
    assert {verdict.state for verdict in verify(known, sources_of(path))} == {State.GONE}


def test_an_empty_dossier_and_unknown_figures_are_refused(tmp_path: Path) -> None:
    known = catalogue(tmp_path)
    with pytest.raises(UnusableQuestion):
        compose(known, "Antrag", [], [], TODAY)
    with pytest.raises(UnknownDocument):
        compose(known, "Antrag", ["weg"], [], TODAY)


def test_a_docx_has_real_footnotes_with_source_lines(made: Dossier) -> None:
    with zipfile.ZipFile(io.BytesIO(as_docx(made))) as archive:
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
        body = etree.fromstring(archive.read("word/document.xml"))
    lines = {n.get(f"{W}id"): "".join(n.itertext()).strip() for n in notes.iter(f"{W}footnote")}
    referred = [one.get(f"{W}id") for one in body.iter(f"{W}footnoteReference")]
    assert referred == ["1", "2", "3"]
    assert [lines[n] for n in referred] == [source.line for source in made.sources]


def test_a_docx_has_the_chart_with_its_text_alternative(made: Dossier) -> None:
    paper = Docx(io.BytesIO(as_docx(made)))
    (shape,) = paper.inline_shapes
    (chart,) = made.charts
    assert shape._inline.docPr.get("descr") == chart.spoken
    assert "Osterfeld, 2017 bis 2022. 2017: 19,8 %; 2022: 24,1 %." in chart.spoken
    assert any("Werte aus den Fußnoten 1, 2." in one.text for one in paper.paragraphs)
    assert paper.core_properties.language == "de-DE"


def test_markdown_holds_the_same_chart_with_its_text_alternative(made: Dossier) -> None:
    text = as_markdown(made)
    assert "![SGB-II-Quote, Osterfeld, 2017 bis 2022." in text
    drawn = re.search(r"^\[diagramm-1\]: data:image/svg\+xml;base64,(\S+)$", text, re.MULTILINE)
    assert drawn
    assert base64.b64decode(drawn[1]).decode() == made.charts[0].svg


def test_a_single_value_and_contradicting_ones_are_not_drawn(tmp_path: Path) -> None:
    rows = [*quotas("d" * 12), figure("d" * 12, 99, "30,0", 2022, "Osterfeld", "osterfeld")]
    known = catalogue(tmp_path, rows)
    name = known.documents()[0].id
    assert compose(known, "Antrag", [f"{name}-f0"], [], TODAY).charts == ()
    both = [f"{name}-f{n}" for n in (0, 4, 99)]
    assert compose(known, "Antrag", both, [], TODAY).charts == ()


@pytest.mark.parametrize(
    ("value", "text", "figure_now", "quote_now"),
    [
        ("24,1", "", "unverändert, S. 4", "unverändert, S. 7"),
        ("25,0", OTHER, "jetzt 25,0 %, S. 4", "geändert, S. 7"),
        ("25,0", "Etwas ganz anderes.", "jetzt 25,0 %, S. 4", "nicht gefunden"),
    ],
)
def test_a_source_in_a_replaced_document_is_noticed_with_what_the_newer_one_says(
    known: Catalogue, made: Dossier, tmp_path: Path, value: str, text: str, figure_now: str, quote_now: str
) -> None:
    (older,) = known.documents()
    known.replace(older.id, newer(known, value, text or known.pages(older.id)[0].text, "Sozialbericht 2024"))
    verdicts = checked(known, made, tmp_path)
    assert {one.state for one in verdicts} == {State.REPLACED}
    assert [one.now for one in verdicts[1:]] == [
        f"in »Sozialbericht 2024« {figure_now}",
        f"in »Sozialbericht 2024« {quote_now}",
    ]


def test_a_file_that_was_read_anew_under_the_same_title_is_a_newer_version(
    known: Catalogue, made: Dossier, tmp_path: Path
) -> None:
    text = known.pages(known.documents()[0].id)[0].text
    known.remove(known.documents()[0].id)
    assert {one.state for one in checked(known, made, tmp_path)} == {State.GONE}
    newer(known, "25,0", text)
    unchanged, changed, quote = checked(known, made, tmp_path)
    assert {unchanged.state, changed.state, quote.state} == {State.REPLACED}
    assert unchanged.now == "in »Sozialbericht 2023« unverändert, S. 4"
    assert changed.now == "in »Sozialbericht 2023« nicht gefunden"  # no older figure says which one it was
    assert quote.now == "in »Sozialbericht 2023« unverändert, S. 7"


def test_another_title_is_no_newer_version(known: Catalogue, made: Dossier, tmp_path: Path) -> None:
    known.remove(known.documents()[0].id)
    newer(known, "24,1", OTHER, "Bericht 2023")
    assert {one.state for one in checked(known, made, tmp_path)} == {State.GONE}


def test_a_quote_is_cited_with_the_number_that_is_printed_on_its_page(known: Catalogue) -> None:
    text = "Der Bericht nennt hier die Lage."
    passages = (Passage("", "", 0, text, (), (Span(2, 0, len(text)),)),)
    pages = (Page(1, None, "Titel", 595, 842), Page(2, "1", text, 595, 842))
    document = known.add(
        Origin("f" * 64, "b.pdf", "/b.pdf"), Reading(Description("Bericht"), pages, passages)
    )
    made = compose(known, "Antrag", [], [known.passages(document.id)[0].id], TODAY)
    (source,) = made.sources
    assert (source.line, source.number, source.page) == ("Bericht, S. 1", "1", 2)


@pytest.mark.parametrize("without", ["Blatt", None])
def test_a_table_of_sources_tells_page_and_sheet_and_is_read_without_the_sheet_too(
    made: Dossier, tmp_path: Path, without: str | None
) -> None:
    path = tmp_path / "antrag.md"
    rows = [line.split(" | ") for line in as_markdown(made).splitlines() if line.startswith("| ")]
    assert [(row[4], row[5]) for row in rows if "Zahl" in row] == [("4", "1")] * 2
    if without:  # as it was written once: the sheet in the column of the page
        rows = [[*row[:4], *row[5:]] for row in rows]
    path.write_text("\n".join(" | ".join(row) for row in rows), encoding="utf-8")
    assert [source.page for source in sources_of(path)] == [source.page for source in made.sources]
