from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.figure_choice import NamedFirst
from assistant.figure_grid import grid_of
from assistant.figures import Figures
from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.document import Visibility
from corpus.figure import Method
from corpus.intake import plan, take_in
from corpus.reading.limits import Limits
from tests.assistant.test_figures import catalogue, figure
from web.api.figures import router
from web.cli import run_command
from web.settings import Settings

SHARED = Path(__file__).parents[3] / "shared" / "data" / "figures"
QUESTION = "Wie hoch war der GISD-Score in Oberhausen 2021?"


@dataclass
class Index:
    """An index that never changes."""

    def refresh(self) -> None:
        """Nothing to take over."""


@dataclass
class Services:
    """What the figures need of the services."""

    catalogue: Catalogue
    index: Index
    settings: Settings

    def figures(self, visibilities: tuple[Visibility, ...]) -> Figures:
        return Figures(self.catalogue, visibilities)

    def counting(self, visibilities: tuple[Visibility, ...]) -> NamedFirst:
        figures = self.figures(visibilities)
        figures.shelf.refresh()
        return NamedFirst(figures, lambda: grid_of(list(figures.shelf.all()), figures.shelf.names))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures")
    catalogue = Catalogue(folder)
    todo = plan(catalogue, [SHARED / "gisd_nrw_kreise.csv"]).todo
    assert all(one.document for one in take_in(catalogue, Archive(folder), todo, Limits()))
    return folder


@pytest.fixture
def client(data: Path) -> Iterator[TestClient]:
    app = FastAPI()
    app.state.services = Services(Catalogue(data), Index(), Settings())
    app.include_router(router)
    with TestClient(app) as client:
        yield client


def test_figures_come_with_document_page_and_line(client: TestClient) -> None:
    body = client.get("/api/figures", params={"q": QUESTION}).json()
    (figure,) = body["figures"]
    assert (figure["value"], figure["value_text"], figure["year"]) == (0.66293, "0,66293", 2021)
    assert figure["method"] == "import"
    assert figure["document"]["title"].startswith("German Index")
    assert "05119" in figure["line"]


@pytest.mark.parametrize(("kind", "begins"), [("csv", b"\xef\xbb\xbfKennzahl;"), ("xlsx", b"PK")])
def test_figures_can_be_taken_along(client: TestClient, kind: str, begins: bytes) -> None:
    response = client.get("/api/figures", params={"q": QUESTION, "format": kind})
    assert response.content.startswith(begins)
    assert f'.{kind}"' in response.headers["content-disposition"]


def test_a_year_that_is_not_there_gives_nearest_figures(client: TestClient) -> None:
    body = client.get(
        "/api/figures", params={"indicator": "GISD-Score", "area": "Oberhausen", "year": "2023"}
    ).json()
    assert body["abstained"]
    assert body["figures"] == []
    assert "2023" in body["message"]


def test_the_command_answers_with_json_alone(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["figures", QUESTION, "--data", str(data), "--json"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("{")
    assert '"value": 0.66293' in printed


def test_a_dossier_is_written_and_checked(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_command(["figures", QUESTION, "--data", str(data), "--json"])
    figure = capsys.readouterr().out.split('"id": "', 1)[1].split('"', 1)[0]
    out = tmp_path / "antrag.docx"
    assert run_command(["dossier", "create", str(out), "--figure", figure, "--data", str(data)]) == 0
    assert run_command(["dossier", "verify", str(out), "--data", str(data)]) == 0
    assert "unverändert" in capsys.readouterr().out
    assert run_command(["dossier", "verify", str(out), "--data", str(data), "--json"]) == 0
    assert '"unchanged": true' in capsys.readouterr().out
    assert (
        run_command(["dossier", "create", str(tmp_path / "a.txt"), "--figure", figure, "--data", str(data)])
        == 1
    )


def test_a_cell_without_a_number_says_by_its_mark_what_is_printed_there(tmp_path: Path) -> None:
    rows = [
        replace(figure("d" * 12, 0, "0", 2022, "Osterfeld", "osterfeld"), value=None, value_text="."),
        replace(figure("d" * 12, 1, "3", 2022, "Mülheim", ""), unit="Anzahl", method=Method.IMPORT),
        figure("d" * 12, 2, "21,3", 2022, "Gesamtstadt", "oberhausen"),
    ]
    app = FastAPI()
    app.state.services = Services(catalogue(tmp_path, rows), Index(), Settings())
    app.include_router(router)
    with TestClient(app) as client:
        asked = [("id", row.id) for row in rows]
        told = client.get("/api/figures", params=asked).json()["figures"]
    assert [(one["value"], one["mark"]) for one in told] == [
        (None, "unbekannt oder geheim"),
        (None, "zu klein, nicht gezeigt"),
        (21.3, None),
    ]
