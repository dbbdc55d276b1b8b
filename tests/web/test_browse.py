import json
import re
from html import unescape
from urllib.parse import quote_plus

import pytest
import rispy
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from pybtex.database import parse_string

from assistant.references import Style
from tests.web.conftest import INTERNAL_TEXT
from tests.web.staff import HTML
from web.pages.rendering import TEMPLATES
from web.services import Services

QUERY = "Alleinerziehende Empfehlung"
SECRET = "Quittengelee"


@pytest.fixture
def hits(client: TestClient) -> list[dict[str, object]]:
    found: list[dict[str, object]] = client.get("/api/search", params={"q": QUERY, "k": 3}).json()["hits"]
    return found


def test_a_search_counts_documents_only_where_it_is_asked_to(client: TestClient) -> None:
    assert client.get("/api/search", params={"q": QUERY}).json()["facets"] is None
    facets = client.get("/api/search", params={"q": QUERY, "facets": True}).json()["facets"]
    assert facets["documents"] == sum(one["documents"] for one in facets["kinds"]) == 3
    narrowed = {"q": QUERY, "facets": True, "series": "Sozialbericht"}
    assert client.get("/api/search", params=narrowed).json()["facets"]["documents"] == 1


def test_a_choice_leads_to_as_many_documents_as_it_says(client: TestClient) -> None:
    page = client.get("/suche", params={"q": QUERY}).text
    aside = page.split('id="eingrenzen"')[1]
    choices = re.findall(r'<li><a href="(/suche[^"]+)"\s*>[^(]+\((\d+)\)', aside)
    assert len(choices) > 5
    for address, count in choices:
        narrowed = client.get(address.replace("&amp;", "&")).text
        assert re.search(rf"in {count} Dokument", narrowed), address
        assert 'aria-current="true"' in narrowed


def test_three_passages_of_a_document_are_shown_and_the_others_are_one_link_away(client: TestClient) -> None:
    page = client.get("/suche", params={"q": QUERY}).text
    groups = page.split('class="treffer gruppen"')[1].split("<li>\n      <h3>")[1:]
    assert [group.count('class="stelle"') <= 3 for group in groups] == [True] * 3
    link = re.search(r'href="(/suche[^"]+)">(\d+) weitere Stellen', groups[0])
    assert link
    whole = client.get(link[1].replace("&amp;", "&")).text
    assert whole.count('class="stelle"') == 3 + int(link[2])


def test_a_hit_says_why_it_was_found_and_leads_to_similar_ones(client: TestClient) -> None:
    page = client.get("/suche", params={"q": QUERY}).text
    assert "»Alleinerziehende« steht hier als: Alleinerziehende" in page
    assert re.search(r"Anteil der Wörter: \d+ %", page)
    address = re.search(r'href="(/aehnlich/[^"]+)"', page)
    assert address
    similar = client.get(address[1]).text
    assert similar.count('class="stelle"') == 10
    assert address[1].rpartition("/")[2] not in similar.split('class="treffer"')[1]


def test_words_that_are_only_akin_are_marked_and_named_apart_from_those_typed(client: TestClient) -> None:
    page = client.get("/suche", params={"q": QUERY}).text
    assert "<mark>Handlungsempfehlungen</mark>" in page
    assert '<mark class="verwandt">Familienzentrum</mark>' in page
    assert "steht hier als: Alleinerziehende; verwandt: Familienzentrum, Familienzentren" in page


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ('"SGB II"', {"SGB II", "SGB-II"}),
        ('"im Alter"', {"im Alter"}),
    ],
)
def test_a_text_in_quotation_marks_is_marked_as_a_whole_and_its_words_not_elsewhere(
    client: TestClient, typed: str, marked: set[str]
) -> None:
    page = BeautifulSoup(client.get("/suche", params={"q": typed}).text, "html.parser")
    passages = page.select(".treffer .stelle")
    assert passages
    for one in passages:
        heading = one.select(".ort")[0].get_text()
        assert {mark.get_text() for mark in one.select("p mark")} <= marked
        assert one.select("p mark") or any(text in heading for text in marked)


def test_words_with_hyphens_are_marked_too(client: TestClient) -> None:
    page = client.get("/suche", params={"q": "SGB-II-Quote Alleinerziehende"}).text
    assert "<mark>SGB-II</mark>-<mark>Quote</mark>" in page


def test_a_search_that_finds_nothing_says_what_to_do(client: TestClient) -> None:
    page = client.get("/suche", params={"q": "Xylophonquark", "art": "sozialbericht"}).text
    assert "Keine Fundstelle" in page
    assert "suchen Sie in allen Dokumenten" in page


@pytest.mark.parametrize("style", Style)
def test_citations_of_several_hits_are_read_back_by_other_programs(
    client: TestClient, hits: list[dict[str, object]], style: Style
) -> None:
    ids = [str(hit["passage"]) for hit in hits]
    answer = client.get("/api/citations", params={"passage": ids, "style": style})
    text = answer.text
    read = {
        Style.TEXT: lambda: re.findall(r"stelle=(\S+) \(abgerufen", text),
        Style.BIBTEX: lambda: [key.removeprefix("lotse-") for key in parse_string(text, "bibtex").entries],
        Style.RIS: lambda: [one["id"].removeprefix("lotse-") for one in rispy.loads(text)],
        Style.CSL_JSON: lambda: [one["id"].removeprefix("lotse-") for one in json.loads(text)],
    }
    assert read[style]() == ids
    assert ("attachment" in answer.headers.get("content-disposition", "")) == (style != Style.TEXT)


def test_a_page_is_cited_too_and_nothing_ticked_is_explained(client: TestClient, services: Services) -> None:
    document = services.catalogue.documents()[0]
    assert "S. 2 (Blatt 3)" in client.get("/api/citations", params={"page": f"{document.id}/3"}).text
    cover = client.get("/api/citations", params={"page": f"{document.id}/1"}).text
    assert ". Blatt 1. " in cover
    assert "S. 1" not in cover
    empty = client.get("/zitate", headers={"accept": "text/html"})
    assert empty.status_code == 422
    assert "Kreuzen Sie mindestens eine Fundstelle an" in empty.text
    assert client.get("/api/citations", params={"page": f"{document.id}/x"}).status_code == 422


def test_whoever_ticks_nothing_comes_back_to_the_same_results_with_a_hint(client: TestClient) -> None:
    asked = {"q": QUERY, "art": "sozialbericht", "jahr": "2022-2023"}
    results = client.get("/suche", params=asked, headers=HTML).text
    form = results.split('action="/zitate">')[1]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    assert fields == asked
    back = client.get("/zitate", params=fields | {"style": "ris"}, headers=HTML)
    assert (back.status_code, back.url.path, back.url.fragment) == (200, "/suche", "zitieren")
    assert asked.items() <= dict(back.url.params).items()
    assert "Sie haben noch keine Stelle angekreuzt" in back.text
    assert 'value="ris" selected' in back.text
    assert back.text.count('class="stelle"') == results.count('class="stelle"') > 0
    assert "keine Stelle angekreuzt" not in results


def test_who_only_leaves_out_is_told_to_name_a_word_as_well(client: TestClient) -> None:
    shown = client.get("/suche", params={"q": "-Kinder"}).text
    assert "Nennen Sie auch ein Wort, das vorkommen soll." in shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "Kinderarmut",
            "eines Ihrer Wörter (hinterlegt) oder ein verwandtes (gepunktet unterstrichen) steht.",
        ),
        ('"Bildung und Teilhabe"', "der Text in Anführungszeichen genau so steht."),
        ('"Bildung und Teilhabe" Armut', "der Text in Anführungszeichen genau so steht."),
        ("Wohn*", "ein Wort mit dem Anfang vor dem Stern steht."),
        ("Alleinerziehende Wohn*", "ein Wort mit dem Anfang vor dem Stern steht."),
        (
            "Armut -Kinder",
            "oder ein verwandtes (gepunktet unterstrichen) steht, aber nichts mit einem Minus davor.",
        ),
    ],
)
def test_the_page_says_what_it_counts_as_it_was_typed(client: TestClient, typed: str, said: str) -> None:
    found = re.sub("<[^>]+>", "", client.get("/suche", params={"q": typed}).text)
    assert found.count("Gezählt ist jede Stelle, in der ") == 1
    assert said in found
    assert "in wie vielen Dokumenten es eine solche Stelle gibt" in found


def test_citations_are_shown_on_a_page_that_leads_back_and_are_plain_text_for_programs(
    client: TestClient, hits: list[dict[str, object]]
) -> None:
    asked = {"q": QUERY, "passage": [str(hit["passage"]) for hit in hits[:2]], "fundseite": "2"}
    shown = client.get("/zitate", params=asked, headers=HTML)
    assert shown.headers["content-type"].startswith("text/html")
    field = unescape(re.findall(r'<textarea id="kopie" readonly[^>]*>([^<]*)</textarea>', shown.text)[0])
    plain = client.get("/zitate", params=asked)
    assert plain.headers["content-type"].startswith("text/plain")
    assert field == plain.text
    assert "Accept" in shown.headers["vary"]
    assert "Accept" in plain.headers["vary"]
    assert f'href="/suche?q={quote_plus(QUERY)}&amp;seite=2&amp;passage={hits[0]["passage"]}' in shown.text
    assert 'id="kopieren"' in shown.text
    for address in map(unescape, re.findall(r'href="(/api/citations[^"]+)"', shown.text)):
        assert client.get(address).status_code == 200


def test_whoever_comes_back_from_citations_finds_the_same_passages_ticked(client: TestClient) -> None:
    found = BeautifulSoup(client.get("/suche", params={"q": QUERY}).text, "html.parser")
    chosen = [str(one["value"]) for one in found.select("input[name=passage]")[1:3]]
    cited = client.get("/zitate", params={"q": QUERY, "passage": chosen}, headers=HTML)
    (back,) = BeautifulSoup(cited.text, "html.parser").find_all("a", string=re.compile("Zurück"))
    again = BeautifulSoup(client.get(str(back["href"])).text, "html.parser")
    assert [str(one["value"]) for one in again.select("input[name=passage][checked]")] == chosen
    assert not found.select("input[name=passage][checked]")


def test_headings_complete_what_is_typed(client: TestClient) -> None:
    found = client.get("/api/suggestions", params={"begin": "allein"}).json()["suggestions"]
    assert "Alleinerziehende" in found
    assert client.get("/api/suggestions", params={"begin": "a"}).json()["suggestions"] == []


def test_an_internal_document_shows_nowhere(client: TestClient, services: Services) -> None:
    (note,) = (one for one in services.catalogue.documents() if one.title == "Vermerk")
    passage = services.catalogue.passages(note.id)[0]
    assert passage.text == INTERNAL_TEXT
    unknown = "000000000000"
    for address in (
        "/aehnlich/{}-0",
        "/api/citations?passage={}-0",
        "/api/citations?page={}/1",
        "/suche?q=a&dokument={}",
    ):
        hidden, missing = client.get(address.format(note.id)), client.get(address.format(unknown))
        assert hidden.status_code == missing.status_code == 404
        assert hidden.text.replace(note.id, unknown) == missing.text
    for address in (
        f"/suche?q={SECRET}",
        f"/api/search?q={SECRET}&facets=true",
        "/api/suggestions?begin=Verm",
    ):
        page = client.get(address).text
        assert note.id not in page
        assert "Vermerk" not in page
    assert client.get(f"/api/search?q={SECRET}&facets=true").json()["facets"]["documents"] == 0


def test_words_of_another_language_are_marked_as_such() -> None:
    macros = TEMPLATES.get_template("bausteine.html").module
    assert macros.fremd("en") == ' lang="en"'
    assert macros.fremd("de") == ""


def test_a_word_that_stands_nowhere_gets_few_passages_and_no_offer_to_remember_it(client: TestClient) -> None:
    page = client.get("/suche", params={"q": "Xylophonquark"}).text
    assert "Keine Fundstelle" in page
    assert page.count('class="stelle"') == 3
    assert 'id="merken"' not in page
    assert 'id="merken"' in client.get("/suche", params={"q": QUERY}).text
