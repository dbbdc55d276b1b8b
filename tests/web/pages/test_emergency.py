import pytest
from fastapi.testclient import TestClient

from assistant.crisis import number_now
from corpus.directory.hotlines import load_hotlines
from web.pages.hyphenation import SHY


def test_every_number_for_emergencies_is_listed_with_purpose_and_hours_and_can_be_dialled(
    client: TestClient,
) -> None:
    page = client.get("/notfall").text.replace(SHY, "")
    for hotline in load_hotlines().values():
        assert page.count(f'href="tel:{hotline.dial}"') == 1
        german = hotline.german
        for said in (hotline.number, german.name, german.purpose, german.hours_text):
            assert said in page


def test_a_number_that_nobody_answers_now_is_marked_on_the_list_too(client: TestClient) -> None:
    now = [number_now(hotline) for hotline in load_hotlines().values()]
    closed = [one for one in now if one.open_now is False]
    page = client.get("/notfall").text
    assert page.count("Jetzt nicht erreichbar.") == len(closed)
    assert all(f"Wieder erreichbar: {one.opens}." in page for one in closed)


@pytest.mark.parametrize("address", ["/", "/?q=Miete", "/dokumente", "/impressum", "/docs", "/gibtesnicht"])
def test_the_numbers_are_one_tap_from_the_head_of_every_page(client: TestClient, address: str) -> None:
    page = client.get(address, headers={"accept": "text/html"}).text
    head = page.split("<header")[1].split("</header")[0]
    assert 'href="/notfall"' in head


DANGER = "ich will nicht mehr leben"


@pytest.mark.parametrize(
    "address",
    [
        f"/hilfe?q={DANGER}{'. Und noch viel mehr' * 70}",
        f"/hilfe?q={'Es ist alles so schwer. ' * 150}{DANGER}",
        f"/hilfe?q={DANGER}&seite=0",
        f"/hilfe?q={DANGER}&offen=vielleicht",
        f"/hilfe?q={DANGER}&gebiet=Atlantis",
        f"/?q={DANGER}&jahr=neulich",
        f"/suche?q={DANGER}&jahr=neulich",
        f"/api/find?q={DANGER}&area=Atlantis",
        f"/api/find?q={DANGER}{'!' * 1200}",
    ],
)
def test_whatever_else_is_wrong_with_a_request_the_numbers_for_an_emergency_come(
    client: TestClient, address: str
) -> None:
    answer = client.get(address, headers={"accept": "text/html"})
    assert answer.status_code == 422
    assert "08001110111" in answer.text.replace(" ", "").replace("\u00a0", "")
    assert (
        "08001110111"
        not in client.get(address.replace("leben", "wohnen"), headers={"accept": "text/html"}).text
    )


def test_a_question_in_a_body_that_cannot_be_used_brings_the_numbers_too(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": DANGER, "years": "neulich", "earlier": 7})
    assert answer.status_code == 422
    assert answer.json()["crisis"][0]["situation"] == "suicide"


@pytest.mark.parametrize("page", ["/", "/suche", "/hilfe", "/zahlen", "/angebote"])
def test_wherever_an_emergency_is_typed_it_is_answered_once_and_first(client: TestClient, page: str) -> None:
    shown = client.get(f"{page}?q={DANGER}", headers={"accept": "text/html"}).text
    assert shown.count('href="tel:08001110111"') == 1
    content = shown.split("<main", 1)[1]
    assert 'class="notfall"' in content.split('<a href="/', 1)[0]


HIDDEN = "ich weiß nicht, wofür ich noch aufstehe, die Schulden erdrücken mich"


@pytest.mark.parametrize("page", ["/", "/suche", "/hilfe", "/zahlen", "/angebote"])
def test_where_despair_may_be_hidden_one_quiet_line_names_who_listens(client: TestClient, page: str) -> None:
    answer = client.get(page, params={"q": HIDDEN}, headers={"accept": "text/html"})
    shown = answer.text.replace(SHY, "")
    assert shown.count("damit nicht allein bleiben.") == 1
    line = shown.split("damit nicht allein bleiben.")[1].split("</p>")[0]
    assert "0800 1110111" in line
    assert "Kinder und Jugendliche" not in line
    assert 'class="notfall"' not in shown
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "address",
    [
        "/hilfe?q={question}",
        "/?q={question}",
        "/suche?q={question}",
        "/angebote?q={question}",
        "/strom?q={question}",
        "/api/find?q={question}",
        "/hilfe?q={question}&gebiet=Atlantis",
    ],
)
def test_no_browser_keeps_what_shows_an_emergency(client: TestClient, address: str) -> None:
    shown = client.get(address.format(question=DANGER), headers={"accept": "text/html"})
    assert shown.headers["cache-control"] == "no-store"


def test_pages_without_an_emergency_may_be_kept_and_asked_for_anew(client: TestClient) -> None:
    assert client.get("/hilfe?q=Schulden").headers["cache-control"] == "private, no-cache"
    assert client.get("/api/find?q=Schulden").headers["cache-control"] == "private, no-cache"
