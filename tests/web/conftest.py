from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory
from corpus.directory.sample import add_sample
from corpus.figures.reading import read_pending
from corpus.intake import plan, take_in
from corpus.reading.limits import Limits
from corpus.sample.examples import DOCUMENTS
from index.build import build
from tests.web.staff import (
    SECRET,
    SignIn,
    add_accounts,
    add_internal_figures,
    add_work,
    copied,
    reopened,
    signing_in,
    unlimited,
)
from web.app import create_app
from web.services import INDEX, Services, encoder_of, open_services
from web.settings import settings

INTERNAL_TEXT = "Der interne Vermerk nennt das Kennwort Quittengelee für die nächste Sitzung."


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample corpus, the sample directory and one internal note."""
    folder = tmp_path_factory.mktemp("data")
    notes = tmp_path_factory.mktemp("intern")
    (notes / "vermerk.txt").write_text(INTERNAL_TEXT, "utf-8")
    (notes / "vermerk.yaml").write_text("title: Vermerk\nvisibility: internal\n", "utf-8")
    catalogue = Catalogue(folder)
    taken = list(take_in(catalogue, Archive(folder), plan(catalogue, [DOCUMENTS, notes]).todo, Limits()))
    assert [one.problem for one in taken if one.problem] == []
    add_sample(Directory(catalogue.database))
    build(catalogue, folder / INDEX, encoder_of(settings()))
    catalogue.close()
    return folder


@pytest.fixture(scope="session")
def services(data: Path) -> Services:
    return open_services(settings(), data)


@pytest.fixture(scope="session")
def client(services: Services) -> Iterator[TestClient]:
    """The public, without limits; one for all tests, since the first request to a service takes longest."""
    with TestClient(create_app(unlimited(services)), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def secret_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An internal PDF with a table of figures."""
    folder = tmp_path_factory.mktemp("geheim")
    styles = getSampleStyleSheet()
    rows = [["Sozialraum", "SGB-II-Quote 2022"], ["Osterfeld", "47,11 %"], ["Mitte/Styrum", "48,12 %"]]
    story = [
        Paragraph(f"Geheimplan {SECRET}", styles["Title"]),
        Paragraph(
            f"Die {SECRET}-Quote steigt in Osterfeld auf 47,11 Prozent. Das bleibt intern.", styles["Normal"]
        ),
        Table(rows),
    ]
    SimpleDocTemplate(str(folder / "geheimplan.pdf"), pagesize=A4, invariant=1).build(story)
    described = f"title: Geheimplan {SECRET}\nyear: 2022\nkind: bericht\nareas: [Geheimhausen]\n"
    (folder / "geheimplan.yaml").write_text(
        described + "visibility: internal\nseries: Geheimreihe\n", "utf-8"
    )
    return folder


@pytest.fixture(scope="session")
def sample_data(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample corpus alone, its figures read, with an account of each role."""
    folder = tmp_path_factory.mktemp("sample")
    copied(data, folder)
    catalogue = Catalogue(folder)
    for document in catalogue.documents():
        if document.title == "Vermerk":
            catalogue.remove(document.id)
    add_accounts(catalogue)
    read_pending(catalogue, Archive(folder), Limits())
    build(catalogue, folder / INDEX, encoder_of(settings()))
    catalogue.close()
    return folder


@pytest.fixture(scope="session")
def public_data(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with work that waits."""
    folder = tmp_path_factory.mktemp("public")
    copied(sample_data, folder)
    catalogue = Catalogue(folder)
    add_work(catalogue)
    build(catalogue, folder / INDEX, encoder_of(settings()))
    catalogue.close()
    return folder


@pytest.fixture(scope="session")
def staffed_data(public_data: Path, secret_report: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with an internal report, its figures read as well."""
    folder = tmp_path_factory.mktemp("staffed")
    copied(public_data, folder)
    catalogue = Catalogue(folder)
    taken = list(take_in(catalogue, Archive(folder), plan(catalogue, [secret_report]).todo, Limits()))
    assert [one.problem for one in taken if one.problem] == []
    read_pending(catalogue, Archive(folder), Limits())
    add_internal_figures(catalogue, next(one.document.id for one in taken if one.document))
    build(catalogue, folder / INDEX, encoder_of(settings()))
    catalogue.close()
    return folder


@pytest.fixture(scope="session")
def public_services(public_data: Path) -> Services:
    return unlimited(open_services(settings(), public_data))


@pytest.fixture(scope="session")
def staffed(staffed_data: Path) -> Services:
    return unlimited(open_services(settings(), staffed_data))


@pytest.fixture
def own(public_services: Services, sample_data: Path, tmp_path: Path) -> Iterator[Services]:
    """Services with accounts over a copy of the sample data, to be changed at will."""
    copied(sample_data, tmp_path)  # with the accounts of the public services
    services = reopened(public_services, tmp_path)
    yield services
    services.catalogue.close()


@pytest.fixture(scope="session")
def staffed_app(staffed: Services) -> FastAPI:
    """The service with accounts and an internal report, for all who sign in to it."""
    return create_app(staffed)


@pytest.fixture
def sign_in(staffed: Services, staffed_app: FastAPI) -> Iterator[SignIn]:
    """Opens a client with the session of a role; without one it is the public."""
    with signing_in(staffed, staffed_app) as signed_in:
        yield signed_in
