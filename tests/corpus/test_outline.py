from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, Origin
from corpus.document import Description, Page, Passage, Reading, Span
from corpus.outline import Heading, heading_texts, outline, readable


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


@pytest.mark.parametrize(
    ("heading", "shown"),
    [
        (
            "Tabelle 5: Kinder (in Prozent aller Kinder unter",
            "Tabelle 5: Kinder (in Prozent aller Kinder unter …",
        ),
        ("§ 8 der Satzung der Stadt Köln vom", "§ 8 der Satzung der Stadt Köln vom …"),
        ("Rubrik Wirt-", "Rubrik Wirt- …"),
        ("Quoten (in Prozent) nach Sozialräumen", "Quoten (in Prozent) nach Sozialräumen"),
        ("Wo fangen wir an", "Wo fangen wir an"),
        ("Unsere Ziele:", "Unsere Ziele:"),
        ("Wort " * 40, " ".join(["Wort"] * 32) + " …"),
    ],
)
def test_a_heading_that_breaks_off_in_the_middle_says_so(heading: str, shown: str) -> None:
    assert readable([heading]) == (shown,)


def test_a_heading_that_breaks_off_is_offered_for_a_search_as_it_is_printed(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    printed = "Kinder unter 15 Jahren im"
    assert heading_texts(catalogue, {add(catalogue, "a", [(printed,)])}) == [printed]
