from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory
from corpus.directory.sample import add_sample
from corpus.intake import plan, take_in
from corpus.reading.limits import Limits
from corpus.sample.examples import DOCUMENTS
from index.build import build
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


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    with TestClient(create_app(services), raise_server_exceptions=False) as client:
        yield client
