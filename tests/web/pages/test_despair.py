"""What stands below the quiet line of who listens."""

from html import unescape

import pytest
from fastapi.testclient import TestClient

from tests.web.staff import HTML

LISTENS = "Am Telefon hört Ihnen jemand zu"
NEAREST = "Diese Seiten kommen der Frage am nächsten"
REFUSED = "Wie backt man einen Apfelkuchen mit Streuseln?"


def page(client: TestClient, **asked: object) -> str:
    answer = client.get("/", params=asked, headers=HTML)
    assert answer.status_code == 200
    return unescape(answer.text)


@pytest.mark.parametrize(
    ("said", "way"),
    [
        ("Ich liege nur noch im Bett und weine", "bei den Stellen, die hier genannt sind"),
        ("Ich schaffe das alles nicht mehr", "finden Sie unter »Hilfe finden«"),
    ],
)
def test_no_page_of_another_topic_stands_below_a_sentence_of_despair_but_who_counsels(
    client: TestClient, said: str, way: str
) -> None:
    shown = page(client, q=said)
    assert LISTENS in shown
    assert NEAREST not in shown
    assert "Am nächsten kommen" not in shown
    assert "Sprechen Sie bitte mit einem Menschen" in shown
    assert way in shown
    assert ("Hier finden Sie Hilfe" in shown) != ("Stellen finden, die beraten" in shown)
    told = client.post("/api/ask", json={"question": said}).json()
    assert told["abstained"]
    assert told["nearest"] == []


def test_what_is_asked_after_words_of_despair_is_refused_as_ever(client: TestClient) -> None:
    shown = page(client, q=REFUSED, frueher="Ich schaffe das alles nicht mehr")
    assert LISTENS in shown
    assert NEAREST in shown


def test_below_the_quiet_line_documents_are_folded_where_places_help(client: TestClient) -> None:
    shown = page(client, q="Mir geht es schlecht, alles ist mir zu viel")
    assert shown.index("Hier finden Sie Hilfe") < shown.index("<summary>Was dazu in den Dokumenten steht")
