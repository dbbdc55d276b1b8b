"""A service with an account of each role and an internal report, and the same service without the report."""

import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from decimal import Decimal
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import FastAPI
from fastapi.testclient import TestClient

from corpus.accounts.accounts import Accounts, Role
from corpus.accounts.sessions import Sessions
from corpus.archive import Archive
from corpus.catalogue import FILE, Catalogue
from corpus.clusters import Clusters
from corpus.directory.corrections import Corrections
from corpus.directory.directory import Directory, Editor
from corpus.document import Visibility
from corpus.editing import Editing
from corpus.feedback import Entry, Verdict
from corpus.figure import Method
from corpus.figures.indicators import indicators
from corpus.figures.ledger import Ledger
from corpus.places.areas import load_places
from corpus.uploads import HandedIn, Stage, Uploads
from index.search import Index
from web.accounts.cookies import SECURE
from web.accounts.passwords import hashed
from web.app import create_app
from web.services import INDEX, Services

PASSWORD = "Apfel Birne Zwetschge"
SECRET = "Quittengelee"
ONLY_INTERNAL = "17,71"  # a value of Osterfeld that only the internal report prints
OUTSIDE = "https://lotse.example"
HTML = {"accept": "text/html"}
SignIn = Callable[..., TestClient]
Send = Callable[..., str]


def add_accounts(catalogue: Catalogue) -> None:
    """An account for each role, named like it."""
    kept = hashed(PASSWORD)
    for role in Role:
        Accounts(catalogue.database).add(role, role, kept)


def add_work(catalogue: Catalogue) -> None:
    """What waits for those who work here: files, a correction, a question, an entry to be assured."""
    database, uploads = catalogue.database, Uploads(catalogue)
    document = catalogue.documents()[0]
    described = replace(document.description, weight=1, publisher="Stadt Oberhausen")
    Editing(catalogue).change(document.id, described, Role.EDITOR)
    files = [HandedIn(name, io.BytesIO(b"x")) for name in ("liest.pdf", "kaputt.pdf", "fertig.pdf")]
    reading, broken, done = uploads.receive(files, Visibility.INTERNAL, Role.EDITOR)
    uploads.begin(reading)
    uploads.count(reading, 3, 13)
    uploads.end(broken, Stage.FAILED, "Die Datei ist leer (0 Bytes). Bitte erneut herunterladen.")
    uploads.end(done, Stage.DONE, document_id=document.id)
    directory = Directory(database)
    one = replace(directory.all()[0], assured_date=None)
    directory.put([one], Editor(Role.EDITOR, "nachgefragt"))
    corrections = Corrections(database, directory)
    token = corrections.invite(one.id, Role.EDITOR).token
    corrections.hand_in(token, replace(one, description="Neue Beschreibung " * 9), "Wir sind umgezogen.")
    asked = Entry(Verdict.UNHELPFUL, "Wer hilft?", "schuldnerberatung", reasons=("alt",))
    Clusters(database).feedback.add(asked)


def add_internal_figures(catalogue: Catalogue, document_id: str) -> None:
    """A table of an indicator that stands nowhere else, so that matrix, index and profiles would show it."""
    ledger = Ledger(catalogue)
    read = ledger.figures(document_id)
    entry = indicators().by_id["jugendarbeitslosigkeit"]
    values = (ONLY_INTERNAL, "14,41", "13,31", "12,21", "11,11", "10,01")
    areas = sorted(load_places().of_level("sozialraum"), key=lambda area: area.id != "sr-osterfeld")
    rows = [
        replace(
            read[0],
            id=f"{document_id}-f{900 + n}",
            indicator=entry.name,
            indicator_id=entry.id,
            value=Decimal(value.replace(",", ".")),
            value_text=value,
            unit=entry.unit,
            year=2022,
            area=area.name,
            area_id=area.id,
            method=Method.TABLE,
            line=f"{area.name} | {value}",
        )
        for n, (area, value) in enumerate(zip(areas, values, strict=True))
    ]
    ledger.keep(document_id, [*read, *rows])


def unlimited(services: Services) -> Services:
    chosen = {"asks_per_minute": 0, "requests_per_minute": 0}
    return replace(services, settings=services.settings.model_copy(update=chosen))


def reopened(services: Services, folder: Path) -> Services:
    """Services over another data folder, with the encoder that is loaded already."""
    catalogue = Catalogue(folder)
    index = Index.open(folder / INDEX, catalogue, services.encoder)
    return Services(services.settings, folder, catalogue, Archive(folder), services.encoder, index)


@contextmanager
def signing_in(staffed: Services, staffed_app: FastAPI) -> Iterator[SignIn]:
    """Lends what opens a client with the session of a role; without one it is the public.

    The session is begun without the password, whose check is slow by design and has tests of its own.
    """
    with ExitStack() as clients:

        def signed_in(role: Role | None = None, services: Services = staffed) -> TestClient:
            app = staffed_app if services is staffed else create_app(services)
            client = clients.enter_context(TestClient(app, OUTSIDE, raise_server_exceptions=False))
            if role:
                token = Sessions(services.catalogue.database).begin(role)
                client.cookies.set(SECURE, token, domain=urlsplit(OUTSIDE).hostname or "")
            return client

        yield signed_in


def form_token(client: TestClient) -> str:
    """What the forms of a signed-in client carry."""
    page = client.get("/impressum", headers={"accept": "text/html"}).text
    return page.split('name="formular" value="')[1].split('"')[0]


def page(client: TestClient, path: str) -> str:
    """A page as a browser gets it, its marks resolved."""
    answer = client.get(path, headers=HTML)
    assert answer.status_code == 200
    return unescape(answer.text)


def report(services: Services) -> str:
    """The id of the sample report."""
    return next(one.id for one in services.catalogue.documents() if one.title.startswith("Sozialbericht"))


def copied(source: Path, target: Path) -> None:
    catalogue = Catalogue(source)
    catalogue.database.copy_to(target / FILE)
    catalogue.close()
    shutil.copytree(source / "documents", target / "documents")
    shutil.copytree(source / INDEX, target / INDEX, symlinks=True)
