import re

from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from corpus.document import Description, Document
from web.pages.library import Work, works
from web.services import Services


def document(id_: str, series: str | None, year: int | None, added: str = "2026-01-01") -> Document:
    return Document(id_, id_, "x.pdf", Description(id_, year, series=series), 1, added)


def test_a_series_shows_its_newest_document_with_the_older_ones_below() -> None:
    old, new, odd = document("a", "Bericht", 2019), document("b", "Bericht", 2023), document("c", None, 2021)
    older = document("d", "Bericht", None)
    assert works([old, odd, new, older]) == [Work(new, (old, older)), Work(odd, ())]


def test_two_versions_of_one_year_are_ordered_by_when_they_came() -> None:
    first = document("a", "Bericht", 2023, "2026-01-01")
    second = document("b", "Bericht", 2023, "2026-02-01")
    assert works([first, second]) == [Work(second, (first,))]


def test_the_library_is_narrowed_by_kind_year_and_area(client: TestClient) -> None:
    everything = client.get("/dokumente").text
    assert everything.count("<h2>") == 3
    assert client.get("/dokumente", params={"art": "strategiepapier"}).text.count("<h2>") == 1
    assert client.get("/dokumente", params={"jahr": "2024", "gebiet": "Osterfeld"}).text.count("<h2>") == 1
    assert "Kein Dokument passt dazu" in client.get("/dokumente", params={"jahr": "1999"}).text
    assert client.get("/dokumente", params={"jahr": "neulich"}).status_code == 422


def test_a_document_names_its_contents_with_pages_and_how_well_it_was_read(client: TestClient) -> None:
    address = re.search(r'href="(/dokumente/\w+)">Sozialbericht', client.get("/dokumente").text)
    assert address
    page = client.get(address[1]).text
    assert re.search(r'/8">5 Alleinerziehende</a> <span class="ort">S. 7 \(Blatt 8\)', page)
    assert "Alle Seiten haben lesbaren Text." in page
    assert "13 Seiten" in page
    assert re.search(r'name="dokument" value="\w{12}"', page)


def test_an_internal_document_has_no_page_for_the_public(client: TestClient, services: Services) -> None:
    (note,) = (one for one in services.catalogue.documents() if one.title == "Vermerk")
    assert "Vermerk" not in client.get("/dokumente").text
    for address in (
        f"/dokumente/{note.id}",
        f"/quelle/{note.id}",
        f"/quelle/{note.id}/1",
        f"/original/{note.id}",
    ):
        assert client.get(address).status_code == 404


def test_kinds_to_choose_from_begin_with_a_capital_and_narrow_as_they_are_stored(client: TestClient) -> None:
    options = BeautifulSoup(client.get("/dokumente").text, "html.parser").select("#art option[value]")
    shown = {str(one["value"]): one.get_text() for one in options if one["value"]}
    assert shown["sozialbericht"] == "Sozialbericht"
    assert "Sozialbericht 2023" in client.get("/dokumente", params={"art": "sozialbericht"}).text
