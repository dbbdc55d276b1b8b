import pytest
from fastapi.testclient import TestClient

from web.services import Services

NUMBERS = [0, 2**31, 2**63, 10**30]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("address", ["/quelle/{id}/{n}", "/api/documents/{id}/pages/{n}.png"])
def test_a_page_number_beyond_every_document_is_not_found(
    client: TestClient, services: Services, address: str, number: int
) -> None:
    known = next(d.id for d in services.catalogue.documents() if d.file.endswith(".pdf"))
    answer = client.get(address.format(id=known, n=number))
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("passage", ["x", "%00", "' OR 1=1", "ä" * 500, "000000000000-1"])
def test_a_page_is_shown_unmarked_for_a_passage_that_is_not_on_it(
    client: TestClient, services: Services, passage: str
) -> None:
    known = next(d.id for d in services.catalogue.documents() if d.file.endswith(".pdf"))
    page = client.get(f"/quelle/{known}/1?stelle={passage}")
    assert page.status_code == 200
    assert 'id="stelle"' not in page.text
    assert client.get(f"/api/documents/{known}/pages/1.png?passage={passage}").status_code == 404
