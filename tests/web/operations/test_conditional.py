import pytest

from tests.web.operations.conftest import Serve
from web.services import Services

PAGES = ["/", "/?q=Miete", "/dokumente", "/docs", "/static/lotse.css", "/api/documents"]


def picture(services: Services) -> str:
    document = next(d for d in services.catalogue.documents() if d.file.endswith(".pdf"))
    return f"/api/documents/{document.id}/pages/1.png"


def original(services: Services) -> str:
    document = next(d for d in services.catalogue.documents() if d.file.endswith(".pdf"))
    return f"/original/{document.id}"


@pytest.mark.parametrize("address", [*PAGES, picture, original])
def test_what_a_browser_holds_already_is_not_sent_again(serve: Serve, services: Services, address) -> None:
    client = serve()
    path = address if isinstance(address, str) else address(services)
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert first.status_code == 200
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert "content-security-policy" in again.headers


def test_another_page_has_another_etag(serve: Serve) -> None:
    client = serve()
    tags = {client.get(path).headers["etag"] for path in PAGES}
    assert len(tags) == len(PAGES)
    assert client.get("/", headers={"if-none-match": 'W/"anders"'}).status_code == 200


def test_an_error_has_no_etag(serve: Serve) -> None:
    assert "etag" not in serve().get("/gibtesnicht").headers


def test_no_proxy_keeps_an_answer_and_a_browser_asks_whether_it_holds(serve: Serve) -> None:
    assert serve().get("/?q=Miete").headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize("address", [*PAGES, "/healthz", "/quelle/000000000000/1", "/metrics"])
def test_head_says_what_get_says_without_a_body(serve: Serve, address: str) -> None:
    client = serve()
    got, head = client.get(address), client.head(address)
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head.headers["content-type"] == got.headers["content-type"]


def test_text_travels_compressed_and_pictures_as_they_are(serve: Serve, services: Services) -> None:
    client = serve()
    assert client.get("/").headers["content-encoding"] == "gzip"
    assert client.get("/static/lotse.css").headers["content-encoding"] == "gzip"
    assert "content-encoding" not in client.get(picture(services)).headers
    assert "content-encoding" not in client.get(original(services)).headers
    plain = client.get("/", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.headers["etag"] == client.get("/").headers["etag"]


def test_a_part_of_an_original_can_be_asked_for(serve: Serve, services: Services) -> None:
    part = serve().get(original(services), headers={"range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"%PDF")
