"""A page of an answer begins before the answer is there, and tells on itself what goes wrong later."""

import threading
from collections.abc import Callable
from dataclasses import replace

import httpx
import pytest
from fastapi import Request, Response
from fastapi.testclient import TestClient

from corpus.document import Visibility
from tests.scripted_model import Talk, echoes
from tests.scripted_model import serving as model_serving
from tests.web.serving import serving
from web.app import create_app
from web.errors import InvalidRequest
from web.pages.streamed import streamed
from web.services import Services

QUESTION = "In welchem Sozialraum ist die SGB-II-Quote am höchsten?"
HTML = {"accept": "text/html"}
SECRET = "Quittengelee"


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_what_was_understood_is_sent_while_the_answer_is_still_being_made(
    services: Services, encoding: str
) -> None:
    begun = threading.Event()

    def waits(talk: Talk) -> None:
        begun.wait(timeout=60)
        echoes(talk)

    with model_serving() as model:
        model.script = waits
        chosen = services.settings.model_copy(update={"model_url": model.url, "model": "klein"})
        app = create_app(replace(services, settings=chosen))
        with serving(app) as address, httpx.Client(base_url=address, timeout=60) as client:
            sent = {"accept-encoding": encoding}
            with client.stream("GET", "/", params={"q": QUESTION}, headers=sent) as answer:
                told, parts = "", answer.iter_text()
                while 'class="verstanden"' not in told:
                    told += next(parts)
                assert 'href="/static/lotse.css"' in told
                assert "Das steht in den Dokumenten" not in told
                assert answer.headers["cache-control"] == "private, no-cache"
                assert "content-security-policy" in answer.headers
                begun.set()
                told += "".join(parts)
    assert "Das steht in den Dokumenten" in told
    assert told.rstrip().endswith("</html>")


def breaking(error: Exception) -> Callable[[Request], Response]:
    def page(request: Request) -> Response:
        def rest() -> str:
            raise error

        values = {"asked": {"q": "<!-- rest -->"}, "crisis": [], "talk": True, "meant": {"intent": "thanks"}}
        return streamed(request, "antwort.html", values, 0, rest)

    return page


@pytest.mark.parametrize(
    ("error", "told", "status"),
    [
        (RuntimeError(SECRET), "Es ist ein Fehler aufgetreten", 500),
        (InvalidRequest("So geht es nicht."), "So geht es", 422),
    ],
)
def test_what_goes_wrong_after_the_beginning_is_told_on_the_page_and_counted(
    services: Services, error: Exception, told: str, status: int
) -> None:
    app = create_app(replace(services))
    app.get("/halb")(breaking(error))
    with TestClient(app) as client:
        page = client.get("/halb").text
        counted = client.get("/metrics").text
    assert page.index("&lt;!-- rest --&gt;") < page.index('role="alert"') < page.index("</main>")
    assert told in page
    assert f'route="/halb",status="{status}"}} 1.0' in counted
    assert 'href="/halb?"' in page
    assert SECRET not in page


def test_whoever_holds_an_answer_gets_it_again_only_when_what_may_be_seen_has_changed(own: Services) -> None:
    asked = {"q": "Was hilft gegen Einsamkeit im Alter?"}
    one, other, *_ = own.catalogue.documents()
    internal = replace(one.description, visibility=Visibility.INTERNAL)
    own.catalogue.describe(one.id, internal)
    with TestClient(create_app(own)) as client:
        held = {"if-none-match": client.get("/", params=asked).headers["etag"]}

        def status(question: dict[str, str] = asked) -> int:
            return client.get("/", params=question, headers=held).status_code

        assert (status(), status({"q": "Was hilft gegen Einsamkeit?"})) == (304, 200)
        own.catalogue.describe(one.id, replace(internal, weight=1))
        assert status() == 304
        own.catalogue.describe(other.id, replace(other.description, weight=1))
        assert status() == 200


def test_an_emergency_is_told_before_the_answer_and_kept_nowhere(client: TestClient) -> None:
    answer = client.get("/", params={"q": "ich will nicht mehr leben"}, headers=HTML)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.text.index("notlage-1") < answer.text.index("Ihre Frage:")
