import pytest
from fastapi.testclient import TestClient

from corpus.directory.hotlines import load_hotlines


def test_every_number_for_emergencies_is_listed_with_purpose_and_hours_and_can_be_dialled(
    client: TestClient,
) -> None:
    page = client.get("/notfall").text
    for hotline in load_hotlines().values():
        assert page.count(f'href="tel:{hotline.dial}"') == 1
        for said in (hotline.number, hotline.name, hotline.purpose, hotline.hours_text):
            assert said in page


@pytest.mark.parametrize("address", ["/", "/?q=Miete", "/dokumente", "/impressum", "/docs", "/gibtesnicht"])
def test_the_numbers_are_one_tap_from_the_head_of_every_page(client: TestClient, address: str) -> None:
    page = client.get(address, headers={"accept": "text/html"}).text
    head = page.split("<header")[1].split("</header")[0]
    assert 'href="/notfall"' in head
