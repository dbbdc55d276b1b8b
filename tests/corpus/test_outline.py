from collections.abc import Sequence
from pathlib import Path

from corpus.catalogue import Catalogue, Origin
from corpus.document import Description, Page, Passage, Reading, Span
from corpus.outline import Heading, heading_texts, outline


def add(catalogue: Catalogue, name: str, trails: Sequence[tuple[str, ...]]) -> str:
    pages = tuple(Page(n, None, "Text", 595, 842) for n in range(1, len(trails) + 1))
    passages = tuple(
        Passage("", "", n, "Text", trail, (Span(n + 1, 0, 4),)) for n, trail in enumerate(trails)
    )
    origin = Origin(name * 64, f"{name}.txt", f"/{name}.txt")
    return catalogue.add(origin, Reading(Description(name), pages, passages)).id


def test_an_outline_names_each_heading_where_it_begins(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    trails = [("Wohnen",), ("Wohnen", "Mieten"), ("Wohnen", "Mieten"), ("Armut", "Mieten"), (), ("Armut",)]
    assert outline(catalogue, add(catalogue, "a", trails)) == [
        Heading("Wohnen", 1, 1),
        Heading("Mieten", 2, 2),
        Heading("Armut", 1, 4),
        Heading("Mieten", 2, 4),
        Heading("Armut", 1, 6),
    ]


def test_only_headings_of_the_given_documents_are_named_the_commonest_first(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    shown = add(catalogue, "a", [("Wohnen",), ("Armut",), ("Armut",)])
    add(catalogue, "b", [("Geheim",)])
    assert heading_texts(catalogue, {shown}) == ["Armut", "Wohnen"]


def test_the_row_of_column_heads_of_a_table_is_no_heading(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    trails = [("Armut",), ("Armut", "Tabelle 3: Quoten", "Gebiet 2015 2017"), ("Armut", "Alter")]
    document = add(catalogue, "a", trails)
    assert [one.text for one in outline(catalogue, document)] == ["Armut", "Tabelle 3: Quoten", "Alter"]
    assert "Gebiet 2015 2017" not in heading_texts(catalogue, {document})
