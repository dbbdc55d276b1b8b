import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient

from corpus.document import Page, Passage, Span
from web.pages.source import Stretch, stretches
from web.services import Services

PAGE = Page(3, "2", "Vorweg. Die Quote\nstieg auf 5 Prozent. Danach sank sie. Ende.", 595, 842)
PASSAGE = Passage("d-1", "d", 1, "", (), (Span(3, 8, PAGE.text.index(" Ende")),))


@pytest.fixture
def document(services: Services) -> str:
    return next(one.id for one in services.catalogue.documents() if one.title.startswith("Sozialbericht"))


def test_a_passage_is_marked_in_the_text_of_its_page() -> None:
    assert stretches(PAGE, PASSAGE, "") == [
        Stretch("Vorweg. "),
        Stretch("Die Quote\nstieg auf 5 Prozent. Danach sank sie.", "stelle"),
        Stretch(" Ende."),
    ]


def test_a_quoted_sentence_is_marked_within_its_passage() -> None:
    assert stretches(PAGE, PASSAGE, "Die Quote stieg auf 5 Prozent.") == [
        Stretch("Vorweg. "),
        Stretch("Die Quote\nstieg auf 5 Prozent.", "stelle"),
        Stretch(" Danach sank sie.", "umfeld"),
        Stretch(" Ende."),
    ]


def test_a_text_in_quotation_marks_is_marked_within_the_passage_that_was_found_for_it() -> None:
    assert stretches(PAGE, PASSAGE, "", [("5", "prozent"), ("ende",)]) == [
        Stretch("Vorweg. "),
        Stretch("Die Quote\nstieg auf ", "umfeld"),
        Stretch("5 Prozent", "stelle"),
        Stretch(". Danach sank sie.", "umfeld"),
        Stretch(" Ende."),
    ]


def test_a_source_marks_each_place_of_a_text_in_quotation_marks_and_leads_to_the_first(
    client: TestClient, document: str
) -> None:
    results = BeautifulSoup(client.get("/suche", params={"q": '"SGB II"'}).text, "html.parser")
    for one in results.select(f'.stelle .ort a[href*="{document}"]'):
        page = BeautifulSoup(client.get(str(one["href"])).text, "html.parser")
        marked = page.select(".seitentext mark")
        assert {mark.get_text().replace("\n", " ") for mark in marked} <= {"SGB II", "SGB-II"}
        assert [mark.get("id") for mark in marked] == ["stelle", *[None] * (len(marked) - 1)]


def test_nothing_is_marked_for_a_quote_or_passage_of_elsewhere() -> None:
    elsewhere = Passage("d-2", "d", 2, "", (), (Span(4, 0, 5),))
    assert stretches(PAGE, elsewhere, "Das steht hier nicht.") == [Stretch(PAGE.text)]
    assert stretches(Page(1, None, "", 1, 1), None, "x") == []


def test_a_page_is_reached_by_its_printed_number_or_else_by_the_one_in_the_file(
    client: TestClient, document: str
) -> None:
    def reached(typed: str) -> str:
        return client.get(f"/quelle/{document}", params={"seite": typed, "q": "Armut"}).url.path

    assert reached(" 7 ") == f"/quelle/{document}/8"  # the cover has no number
    assert reached("13") == f"/quelle/{document}/13"
    wrong = client.get(f"/quelle/{document}", params={"seite": "99"}, headers={"accept": "text/html"})
    assert wrong.status_code == 404
    assert "keine Seite »99«. Möglich sind 1 bis 13" in wrong.text


def test_the_field_for_a_page_names_no_other_page_than_the_one_shown(
    client: TestClient, document: str
) -> None:
    def filled(number: int) -> str:
        shown = BeautifulSoup(client.get(f"/quelle/{document}/{number}").text, "lxml")
        field = shown.find("input", id="seite")
        assert isinstance(field, Tag)
        return str(field["value"])

    assert (filled(1), filled(2)) == ("", "1")  # the cover has no number


def test_the_way_back_from_a_source_keeps_what_narrows_the_search(client: TestClient) -> None:
    narrowed = {"q": "Alleinerziehende", "art": "sozialbericht", "jahr": "2023"}
    found = BeautifulSoup(client.get("/suche", params=narrowed).text, "html.parser")
    for link in found.select(".treffer h3 a, .treffer .stelle .ort a"):
        page = BeautifulSoup(client.get(str(link["href"])).text, "html.parser")
        sent = {str(one["name"]): one["value"] for one in page.select(".sprungform input[name]")}
        turned = BeautifulSoup(client.get(str(page.select("a[rel]")[-1]["href"])).text, "html.parser")
        jumped = client.get(page.select(".sprungform")[0]["action"], params=sent).text
        for one in (page, turned, BeautifulSoup(jumped, "html.parser")):
            back = one.find("a", string="Zurück zu den Fundstellen")
            assert isinstance(back, Tag)
            assert dict(parse_qsl(urlsplit(str(back["href"])).query)) == narrowed
    assert found.select(".treffer .stelle .ort a")


def test_a_source_leads_down_to_the_passage_that_is_marked_in_its_text(client: TestClient) -> None:
    hit = client.get("/api/search", params={"q": "Alleinerziehende", "k": 1}).json()["hits"][0]
    marked = BeautifulSoup(client.get(hit["url"]).text, "html.parser")
    (leading,) = marked.find_all("a", string="Zur markierten Stelle im Text")
    assert marked.select(f"mark{leading['href']}")
    plain = client.get(hit["url"].split("?")[0]).text
    assert "Zur markierten Stelle" not in plain


def test_a_source_leads_to_the_other_passages_of_the_same_search(client: TestClient, document: str) -> None:
    page = client.get(f"/quelle/{document}/8", params={"q": "Alleinerziehende"}).text
    assert 'href="/suche?q=Alleinerziehende"' in page
    others = page.split("Mehr zu »Alleinerziehende«")[1].split("Zitieren")[0]
    numbers = [int(one) for one in re.findall(rf"/quelle/{document}/(\d+)", others)]
    assert len(numbers) > 5
    assert numbers == sorted(numbers)
    assert "Mehr zu" not in client.get(f"/quelle/{document}/8").text


def test_a_source_opens_the_original_at_its_page_and_hands_out_references(
    client: TestClient, document: str
) -> None:
    page = client.get(f"/quelle/{document}/8").text
    assert f'href="/original/{document}#page=8"' in page
    references = re.findall(r'href="(/api/citations[^"]+)"', page)
    assert len(references) == 4
    assert all(client.get(one.replace("&amp;", "&")).status_code == 200 for one in references)


def test_a_picture_may_be_kept_by_all_only_where_all_may_see_it(client: TestClient, document: str) -> None:
    answer = client.get(f"/api/documents/{document}/pages/1.png")
    assert answer.headers["cache-control"].startswith("public")
    again = client.get(answer.url, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
