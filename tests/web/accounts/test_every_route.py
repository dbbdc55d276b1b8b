"""An internal report never shows to the public: each route answers as if it did not exist."""

import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response
from pypdf import PdfReader

from corpus.accounts.accounts import Role
from corpus.document import Visibility
from tests.web.accounts import routes
from tests.web.accounts.routes import Call
from tests.web.browser.states import all_routes
from tests.web.staff import HTML, ONLY_INTERNAL, SECRET, signing_in
from web.app import create_app
from web.services import Services

TIMED = re.compile(rb'"took_ms":[0-9.]+')
ClientOf = Callable[[Role | None], TestClient]
UNPROCESSABLE = 422  # a request that names what the route does not know: nothing is walked by it
CITED = tuple(
    one for path in ("/api/citations", "/zitate") for one in routes.READ[path] if "{open" not in one
)
TITLE = f"Geheimplan {SECRET}"
SEEN = (
    "/dokumente",
    "/dokumente/{secret}",
    "/quelle/{secret}/1",
    f"/suche?q={SECRET}",
    f"/api/search?q={SECRET}",
    "/api/documents",
    "/api/citations?passage={passage}",
    "/api/citations?page={secret}/1",
    "/zitate?passage={passage}",
    "/zitate?page={secret}/1",
    f"/?q=Wie+hoch+ist+die+{SECRET}-Quote+in+Osterfeld",
)
SHOWN_FIGURE = (
    "/zahlen/matrix?jahr=2022",
    "/api/matrix?year=2022",
    "/api/matrix?year=2022&format=csv",
    "/zahlen/sozialindex?jahr=2022",
    "/api/social-index?year=2022",
    "/sozialraeume/sr-osterfeld",
    "/sozialraeume/sr-osterfeld.pdf",
    "/api/areas/sr-osterfeld/profile",
    "/zahlen?kennzahl=jugendarbeitslosigkeit&jahr=2022",
    "/dossier?zahl={figure}",
)

TOLD = (
    "/dokumente",
    "/dokumente/{secret}",
    "/quelle/{secret}/1",
    "/aehnlich/{passage}",
    f"/suche?q={SECRET}",
    f"/?q=Wie+hoch+ist+die+{SECRET}-Quote+in+Osterfeld",
    "/zahlen?kennzahl=jugendarbeitslosigkeit&jahr=2022",
    "/dossier?zahl={figure}",
    "/dossier?zitat={passage}",
)


@pytest.fixture(scope="session")
def filled(staffed: Services) -> Callable[[str], str]:
    """Puts the ids of the internal report, and of an open one, into an address."""
    catalogue = staffed.catalogue
    documents = catalogue.documents()
    secret = next(one.id for one in documents if one.title == TITLE)
    open_ = next(one.id for one in documents if one.title.startswith("Sozialbericht"))
    figures = staffed.figures(tuple(Visibility)).shelf.all()
    names = {
        "secret": secret,
        "open": open_,
        "passage": catalogue.passages(secret)[0].id,
        "open_passage": catalogue.passages(open_)[3].id,
        "figure": next(one.figure.id for one in figures if one.figure.value_text.startswith(ONLY_INTERNAL)),
        "institution": staffed.finder.institutions()[0].id,
    }
    return lambda address: address.format(**names)


@pytest.fixture(scope="module")
def outside(staffed: Services, public_services: Services) -> tuple[TestClient, TestClient]:
    """The public before the service with the internal report, and before the one without it."""
    one, other = (
        TestClient(create_app(s), raise_server_exceptions=False) for s in (staffed, public_services)
    )
    one.__enter__()
    other.__enter__()
    return one, other


@pytest.fixture(scope="module")
def client_of(staffed: Services, staffed_app: FastAPI) -> Iterator[ClientOf]:
    """One client for each role, None for the public; whatever is asked here changes nothing."""
    with signing_in(staffed, staffed_app) as opened:
        yield cache(opened)


@pytest.fixture(scope="module")
def methods() -> dict[str, set[str]]:
    """How each path of the service can be asked."""
    found = defaultdict[str, set[str]](set)
    for one in all_routes(create_app()):
        found[one.path] |= one.methods
    return found


def test_every_route_is_walked() -> None:
    known = {("GET", path) for path in (*routes.READ, *routes.COUNTED)}
    known |= {("POST", path) for path in (*routes.SENT, *routes.FORMS)}
    there = {(method, one.path) for one in all_routes(create_app()) for method in one.methods}
    assert {one for one in there if one[1] not in routes.STAFF} == known
    assert {one[1] for one in there} >= set(routes.STAFF)


@pytest.mark.parametrize(
    "call", list(routes.shown_to_all()), ids=lambda call: f"{call.method} {call.address}"
)
def test_the_public_is_answered_as_if_there_were_no_internal_report(
    outside: tuple[TestClient, TestClient], filled: Callable[[str], str], call: Call
) -> None:
    with_report, without = (_answer(client, filled, call) for client in outside)
    assert with_report.status_code == without.status_code
    assert (without.status_code == UNPROCESSABLE) == (call.address in routes.REFUSED)
    assert TIMED.sub(b"", with_report.content) == TIMED.sub(b"", without.content)
    assert TITLE.encode() not in with_report.content
    if with_report.content == without.content:
        assert with_report.headers.get("etag") == without.headers.get("etag")


@pytest.mark.parametrize("address", CITED)
def test_the_public_cites_nothing_of_the_internal_report(
    outside: tuple[TestClient, TestClient], filled: Callable[[str], str], address: str
) -> None:
    assert outside[0].get(filled(address)).status_code == 404


def test_the_measures_count_no_internal_passage(outside: tuple[TestClient, TestClient]) -> None:
    counted = [
        [line for line in client.get("/metrics").text.splitlines() if line.startswith("lotse_passages")]
        for client in outside
    ]
    assert counted[0] == counted[1] != []


@pytest.mark.parametrize("address", SEEN)
@pytest.mark.parametrize("role", Role)
def test_whoever_has_signed_in_sees_the_internal_report(
    client_of: ClientOf, filled: Callable[[str], str], role: Role, address: str
) -> None:
    assert TITLE in client_of(role).get(filled(address), headers={"accept": "text/html"}).text


@pytest.mark.parametrize("address", SHOWN_FIGURE)
@pytest.mark.parametrize("role", Role)
def test_whoever_has_signed_in_sees_figures_of_the_internal_report_where_figures_are_laid_out(
    client_of: ClientOf, filled: Callable[[str], str], role: Role, address: str
) -> None:
    assert ONLY_INTERNAL in _text(client_of(role).get(filled(address), headers=HTML))


@pytest.mark.parametrize("address", SHOWN_FIGURE)
def test_the_public_sees_no_figure_of_the_internal_report_there(
    outside: tuple[TestClient, TestClient], filled: Callable[[str], str], address: str
) -> None:
    assert ONLY_INTERNAL not in _text(outside[0].get(filled(address), headers=HTML))


@pytest.mark.parametrize("address", TOLD)
def test_whoever_sees_the_internal_report_is_told_that_it_is_internal(
    client_of: ClientOf, filled: Callable[[str], str], address: str
) -> None:
    shown = client_of(Role.PROFESSIONAL).get(filled(address), headers=HTML).text
    assert re.search(r'class="zeichen">Intern<|Dieses Dokument ist intern', shown)


@pytest.mark.parametrize("path", routes.STAFF)
@pytest.mark.parametrize("role", [None, *Role])
def test_a_route_for_staff_lets_in_only_those_whose_role_may(
    client_of: ClientOf,
    filled: Callable[[str], str],
    methods: dict[str, set[str]],
    path: str,
    role: Role | None,
) -> None:
    client, least = client_of(role), routes.STAFF[path]
    names = {
        "document_id": "{secret}",
        "figure_id": "{figure}",
        "liste": "themen",
        "name": Role.EDITOR,
        "number": 1,
    }
    address = filled(path.format(**names, id_="neu" if "{liste}" in path else "{institution}"))
    for method in methods[path]:
        status = client.request(method, address, follow_redirects=False).status_code
        if role is None:
            assert status in {401, 403}
        elif not role.includes(least) or method != "GET":  # a form without its token
            assert status == 403
        else:
            assert status == 200


def _text(answer: Response) -> str:
    """What a person reads, of a PDF as of a page."""
    if answer.headers["content-type"] != "application/pdf":
        return answer.text
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


def _answer(client: TestClient, filled: Callable[[str], str], call: Call) -> Response:
    accept = "application/json" if call.address.startswith(("/api/", "/hsds")) else "text/html"
    return client.request(
        call.method,
        filled(call.address),
        json=call.sent,
        headers={"accept": accept, "x-request-id": "a"},
        follow_redirects=False,
    )
