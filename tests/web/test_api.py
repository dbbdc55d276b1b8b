from dataclasses import replace
from io import BytesIO

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from corpus.sample.examples import examples
from web.api.questions import hit_shapes
from web.app import create_app
from web.services import Services

PROBLEM = "application/problem+json"
QUESTION = examples().first


def internal_id(services: Services) -> str:
    return next(d.id for d in services.catalogue.documents() if d.title == "Vermerk")


def test_a_search_finds_passages_with_their_page_in_the_shape_of_the_contract(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "SGB-II-Quote Osterfeld", "k": 5}).json()
    assert found["query"] == "SGB-II-Quote Osterfeld"
    assert 0 < len(found["hits"]) <= 5
    first = found["hits"][0]
    assert {"rank", "score", "passage", "document", "page", "page_label", "heading", "text", "why"} <= set(
        first
    )
    assert {"id", "title", "kind", "year", "areas", "file"} <= set(first["document"])
    assert first["document"]["internal"] is False
    assert [hit["rank"] for hit in found["hits"]] == list(range(1, len(found["hits"]) + 1))


def test_every_quote_of_an_answer_stands_on_the_page_that_it_cites(
    client: TestClient, services: Services
) -> None:
    answer = client.post("/api/ask", json={"question": QUESTION}).json()
    assert answer["abstained"] is False
    assert answer["citations"]
    for citation in answer["citations"]:
        text = services.catalogue.page(citation["document"]["id"], citation["page"]).text
        assert "".join(citation["quote"].split()) in "".join(text.split())
    numbers = {citation["n"] for citation in answer["citations"]}
    assert all(set(statement["citations"]) <= numbers for statement in answer["answer"])


def test_a_question_off_the_documents_is_refused_with_what_was_searched(client: TestClient) -> None:
    answer = client.post(
        "/api/ask", json={"question": "Wie backe ich einen Apfelkuchen mit Streuseln?"}
    ).json()
    assert answer["abstained"] is True
    assert answer["answer"] == []
    assert answer["searched"]["documents"] > 0


def test_crisis_numbers_and_places_that_help_stand_beside_an_answer(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "ich will nicht mehr leben"}).json()
    assert "08001110111" in {number["dial"] for notice in answer["crisis"] for number in notice["numbers"]}
    answer = client.post("/api/ask", json={"question": "hab schulden, wohne in ostafeld"}).json()
    assert answer["crisis"] == []
    assert "Schuldnerberatung" in answer["understood"]
    assert answer["institutions"]
    assert all(one["sample"] for one in answer["institutions"])


def test_the_answer_has_every_field_of_the_contract(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": QUESTION}).json()
    assert set(answer) >= {
        "question", "intent", "abstained", "answer", "citations", "institutions", "figures", "crisis",
        "nearest", "searched", "took_ms",
    }  # fmt: skip


def test_filters_narrow_by_year_kind_and_area(client: TestClient) -> None:
    kinds = {
        hit["document"]["kind"]
        for hit in client.get(
            "/api/search", params={"q": "Alleinerziehende", "kind": "strategiepapier"}
        ).json()["hits"]
    }
    assert kinds == {"strategiepapier"}
    assert client.get("/api/search", params={"q": "Alleinerziehende", "year": "1950"}).json()["hits"] == []


def test_an_internal_document_does_not_show_in_public(client: TestClient, services: Services) -> None:
    hidden = internal_id(services)
    found = client.get("/api/search", params={"q": "Quittengelee Kennwort Sitzung"}).json()
    assert "Quittengelee" not in str(found["hits"])
    answer = client.post(
        "/api/ask", json={"question": "Welches Kennwort gilt in der nächsten Sitzung?"}
    ).json()
    assert hidden not in str({**answer, "question": ""})
    assert hidden not in client.get("/api/documents").text
    for address in (f"/api/documents/{hidden}/pages/1.png", f"/quelle/{hidden}/1", f"/original/{hidden}"):
        assert client.get(address).status_code == 404


def test_an_internal_document_is_answered_like_one_that_does_not_exist(
    client: TestClient, services: Services
) -> None:
    hidden = internal_id(services)
    one = client.get(f"/api/documents/{hidden}/pages/1.png").json()
    other = client.get("/api/documents/000000000000/pages/1.png").json()
    assert one["detail"].replace(hidden, "") == other["detail"].replace("000000000000", "")


def test_a_page_comes_as_a_picture_and_a_passage_is_marked_on_it(client: TestClient) -> None:
    hit = client.get("/api/search", params={"q": "SGB-II-Quote Osterfeld"}).json()["hits"][0]
    address = f"/api/documents/{hit['document']['id']}/pages/{hit['page']}.png"
    plain, marked = client.get(address), client.get(address, params={"passage": hit["passage"]})
    assert plain.headers["content-type"] == "image/png"
    sizes = {Image.open(BytesIO(picture.content)).size for picture in (plain, marked)}
    assert len(sizes) == 1
    assert plain.content != marked.content


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/search", 422),
        ("/api/search?q=Miete&k=0", 422),
        ("/api/search?q=Miete&year=neulich", 422),
        ("/api/documents/gibtesnicht/pages/1.png", 404),
        ("/api/gibtesnicht", 404),
    ],
)
def test_an_error_is_a_german_problem_document(client: TestClient, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert response.headers["content-type"] == PROBLEM
    assert response.json()["status"] == status
    assert response.json()["detail"]


def test_a_question_of_ten_thousand_characters_gets_a_clear_message(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "Miete " * 2000})
    assert response.status_code == 422
    assert "Zeichen" in response.json()["detail"]


def test_an_empty_question_gets_a_clear_message(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "   "})
    assert response.status_code == 422
    assert response.headers["content-type"] == PROBLEM


@pytest.mark.parametrize(
    "query", ['"', "-", "*", "a OR", "§", "' OR 1=1 --", "\\", "(", "title:x", "AND", "🦊", "\x00"]
)
def test_a_query_of_odd_signs_is_no_server_error(client: TestClient, query: str) -> None:
    assert client.get("/api/search", params={"q": query}).status_code == 200


def test_the_service_says_that_it_is_alive_and_ready(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["passages"] > 0


def test_the_service_says_that_it_is_not_ready_until_it_is_warm(services: Services) -> None:
    app = create_app(replace(services))
    with TestClient(app) as client:
        app.state.warm_up.done.clear()
        waiting = client.get("/readyz")
        app.state.warm_up.done.set()
        assert (waiting.status_code, client.get("/readyz").status_code) == (503, 200)
    assert waiting.json()["detail"] == "Der Dienst ist noch nicht bereit."


def test_documents_are_listed_with_what_was_recognised(client: TestClient) -> None:
    listed = client.get("/api/documents").json()["documents"]
    assert {one["kind"] for one in listed} >= {"sozialbericht", "strategiepapier", "sozialkonferenz"}
    assert all(one["pages"] > 0 and one["visibility"] == "public" for one in listed)


def test_a_follow_up_inherits_need_and_place_and_what_is_unclear_is_asked_back(client: TestClient) -> None:
    first = client.post("/api/ask", json={"question": "Ich habe Schulden"}).json()["meant"]
    assert first["places_first"]
    assert [choice["place"] for choice in first["asks_back"]["choices"]][-1] == "Oberhausen"
    asked = {"question": "Ich habe Schulden", "place": "Osterfeld"}
    there = client.post("/api/ask", json=asked).json()["meant"]
    follow_up = {"question": "Und in Sterkrade?", "earlier": [there["question"]]}
    moved = client.post("/api/ask", json=follow_up).json()
    assert moved["meant"]["need"]["id"] == "schuldnerberatung"
    assert moved["meant"]["area"]["name"] == "Sterkrade"
    assert moved["institutions"]


def test_what_the_directory_says_of_places_just_shown_comes_with_what_was_understood(
    client: TestClient,
) -> None:
    asked = {"question": "Was kostet das?", "earlier": ["Ich habe Schulden und wohne in Osterfeld"]}
    answer = client.post("/api/ask", json=asked).json()
    (told,) = answer["meant"]["directory"]
    assert told["matter"] == "cost"
    assert [line["institution"] for line in told["lines"]] == [one["id"] for one in answer["institutions"]]
    assert {line["text"] for line in told["lines"]} == {"kostenlos"}


def test_an_unknown_need_or_place_is_named(client: TestClient) -> None:
    for chosen in ({"need": "zaubern"}, {"place": "Atlantis"}):
        refused = client.post("/api/ask", json={"question": "Wer hilft?", **chosen})
        assert refused.status_code == 422
        assert next(iter(chosen.values())) in refused.json()["detail"]


def test_a_hit_whose_document_was_removed_meanwhile_is_left_out(own: Services) -> None:
    hits = own.index.search("SGB-II-Quote", 20)
    gone = hits[0].document.id
    own.catalogue.remove(gone)
    shown = hit_shapes(own, hits)
    assert len(shown) == sum(hit.document.id != gone for hit in hits)
    assert all(one.document.id != gone for one in shown)
