import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.finder import Finder
from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory
from corpus.directory.sample import add_sample
from web.api import finder, hsds
from web.api.finder import corrections_of, find_shape
from web.api.problems import answer_errors
from web.cli import run_command

CONTRACT = {
    "id",
    "name",
    "organisation",
    "services",
    "address",
    "area",
    "phone",
    "email",
    "website",
    "schedule",
    "open_now",
    "languages",
    "wheelchair",
    "cost",
    "assured_date",
    "match",
    "distance_m",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data")
    add_sample(Directory(Catalogue(path).database))
    return path


@pytest.fixture(scope="module")
def catalogue(folder: Path) -> Catalogue:
    return Catalogue(folder)


@pytest.fixture(scope="module")
def client(catalogue: Catalogue) -> Iterator[TestClient]:
    app = FastAPI()
    app.state.services = SimpleNamespace(catalogue=catalogue, finder=Finder(Directory(catalogue.database)))
    app.include_router(finder.router)
    app.include_router(hsds.router)
    answer_errors(app)
    with TestClient(app) as found:
        yield found


def test_find_keeps_its_contract(client: TestClient) -> None:
    found = client.get("/api/find", params={"q": "hab schulden, wohne in ostafeld"}).json()
    assert found["needs"][0].keys() == {"id", "label", "why"}
    assert {"id", "name"} <= found["area"].keys()
    assert found["institutions"][0].keys() >= CONTRACT
    assert found["crisis"] == []


def test_crisis_numbers_come_with_text(client: TestClient) -> None:
    (notice,) = client.get("/api/find", params={"q": "Ich will nicht mehr leben"}).json()["crisis"]
    assert notice["numbers"][0]["number"] == "0800 1110111"
    assert "112" in notice["text"]


def test_an_institution_has_a_page_of_data_and_no_original_fields(client: TestClient) -> None:
    id_ = client.get("/api/find", params={"q": "Tafel"}).json()["institutions"][0]["id"]
    one = client.get(f"/api/institutions/{id_}").json()
    assert one["id"] == id_
    assert one["sample"] is True
    assert "original" not in json.dumps(one)


def test_unknown_things_are_problems_in_german(client: TestClient) -> None:
    unknown = client.get("/api/institutions/gibtesnicht")
    assert (unknown.status_code, unknown.headers["content-type"]) == (404, "application/problem+json")
    assert "gibtesnicht" in unknown.json()["detail"]
    assert client.get("/api/find", params={"q": "x", "area": "Atlantis"}).status_code == 422
    assert client.get("/hsds/services/gibtesnicht").status_code == 404


def test_needs_and_areas_can_be_listed(client: TestClient) -> None:
    assert len(client.get("/api/needs").json()) >= 80
    assert {"osterfeld", "schmachtendorf"} <= {one["id"] for one in client.get("/api/areas").json()}


def test_a_provider_corrects_by_a_link_that_works_once(client: TestClient, catalogue: Catalogue) -> None:
    id_ = Directory(catalogue.database).all()[0].id
    link = f"/api/corrections/{corrections_of(catalogue).invite(id_, 'Redaktion').token}"
    form = client.get(link).json()
    assert "Datensatz" not in form["fields"]
    handed = client.post(link, json={"fields": {"Telefon": "0208 123456"}})
    assert (handed.status_code, handed.json()["state"]) == (202, "handed_in")
    assert client.get(link).status_code == 422
    assert client.get(f"/api/institutions/{id_}").json()["phone"] == form["fields"]["Telefon"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"Telefon": "ruft uns an"}, "Telefon: »ruft uns an« ist keine Nummer"),
        ({"E-Mail": "wir@"}, "E-Mail: »wir@« ist keine E-Mail-Adresse"),
        ({"Name": "", "PLZ": "4604"}, "PLZ: »4604« ist keine Postleitzahl"),
        ({"Sprachen": "Klingonisch"}, "»Klingonisch« ist nicht als Sprache bekannt"),
        ({"Ausnahmen": "irgendwann zu"}, "Ausnahmen:"),
        ({"Kennung": "x"}, "Kennung"),
        ({"Datensatz": "x"}, "Datensatz"),
    ],
)
def test_the_interface_checks_a_correction_like_the_form(
    client: TestClient, catalogue: Catalogue, fields: dict[str, str], told: str
) -> None:
    id_ = Directory(catalogue.database).all()[0].id
    link = f"/api/corrections/{corrections_of(catalogue).invite(id_, 'Redaktion').token}"
    refused = client.post(link, json={"fields": fields})
    assert refused.status_code == 422
    assert told in refused.json()["detail"]
    assert client.post(link, json={"fields": {"Sprachen": "Deutsch, Türkisch"}}).status_code == 202


def test_hsds_lists_have_pages_and_details_everything(client: TestClient) -> None:
    assert client.get("/hsds").json()["version"] == "3.0"
    page = client.get("/hsds/services", params={"per_page": 5, "page": 2}).json()
    assert (page["page_number"], page["size"], page["first_page"], page["empty"]) == (2, 5, False, False)
    service = client.get(f"/hsds/services/{page['contents'][0]['id']}").json()
    assert service["status"] == "active"
    at = service["service_at_locations"][0]["id"]
    assert client.get(f"/hsds/service_at_locations/{at}").json()["service"]["id"] == service["id"]
    organisation = client.get(f"/hsds/organizations/{service['organization']['id']}").json()
    assert service["id"] in {one["id"] for one in organisation["services"]}
    brief = client.get("/hsds/services", params={"minimal": True}).json()["contents"][0]
    assert brief.keys() == {"id", "modified_date"}
    taxonomy = client.get("/hsds/taxonomies").json()["contents"][0]["id"]
    assert client.get(f"/hsds/taxonomies/{taxonomy}").json()["id"] == taxonomy


def test_hsds_terms_are_our_needs(client: TestClient) -> None:
    terms = client.get("/hsds/taxonomy_terms", params={"per_page": 500}).json()["contents"]
    parent = next(one["id"] for one in terms if one["code"] == "geld")
    below = client.get("/hsds/taxonomy_terms", params={"parent_id": parent}).json()["contents"]
    assert "schuldnerberatung" in {one["code"] for one in below}
    term = next(one["id"] for one in below if one["code"] == "schuldnerberatung")
    services = client.get("/hsds/services", params={"taxonomy_term_id": term}).json()
    assert services["total_items"] >= 3


def test_the_commands_speak_german_and_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["find", "Tafel in Osterfeld", "--data", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["area"]["id"] == "osterfeld"
    assert run_command(["find", "Ich will nicht mehr leben", "--data", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("Wenn Sie nicht mehr leben möchten")
    assert run_command(["find", "Tafel", "--language", "zh", "--data", str(folder)]) == 0
    assert "zum Beispiel --open-now oder --language" in capsys.readouterr().out
    assert run_command(["find", "--need", "arzt", "--wheelchair", "--json", "--data", str(folder)]) == 0
    found = json.loads(capsys.readouterr().out)["institutions"]
    assert found
    assert all(one["wheelchair"] != "no" for one in found)
    assert run_command(["find", "x", "--area", "Atlantis", "--data", str(folder)]) == 1
    assert "Atlantis" in capsys.readouterr().err


def test_a_template_filled_in_comes_back_through_import_and_export(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template, data = tmp_path / "vorlage.csv", str(tmp_path / "data")
    assert run_command(["institutions", "template", str(template)]) == 0
    with template.open("a", encoding="utf-8") as file:
        file.write("1;Treff;Verein;Beratung;schuldnerberatung\n;;;;\n")
    capsys.readouterr()
    assert run_command(["institutions", "import", str(template), "--data", data, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["added"], [one["line"] for one in report["problems"]]) == (1, [3])
    exported = tmp_path / "aus.csv"
    assert run_command(["institutions", "export", "--output", str(exported), "--data", data]) == 0
    assert "Treff" in exported.read_text("utf-8")
    assert run_command(["institutions", "export", "--format", "pdf", "--data", data]) == 1


@pytest.mark.parametrize("ending", [".csv", ".json", ".geojson"])
def test_an_export_takes_its_format_from_the_file_s_ending_and_comes_back_in(
    tmp_path: Path, ending: str
) -> None:
    first, second = str(tmp_path / "eins"), str(tmp_path / "zwei")
    out, again = tmp_path / f"aus{ending}", tmp_path / f"wieder{ending}"
    assert run_command(["institutions", "sample", "--data", first]) == 0
    assert run_command(["institutions", "export", "--output", str(out), "--data", first]) == 0
    assert run_command(["institutions", "import", str(out), "--data", second]) == 0
    assert run_command(["institutions", "export", "--output", str(again), "--data", second]) == 0
    assert out.read_bytes() == again.read_bytes()


def test_an_export_that_no_import_would_read_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, data = tmp_path / "aus.zip", str(tmp_path / "data")
    assert run_command(["institutions", "export", "--format", "hsds", "--output", str(out), "--data", data])
    assert ".json" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("command", ["import", "areas"])
def test_a_file_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert run_command(["institutions", command, str(tmp_path / "nix.geojson"), "--data", str(tmp_path)])
    assert "nix.geojson« gibt es nicht" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["needs"],
        ["followup"],
        ["duplicates"],
        ["queue"],
    ],
)
def test_the_upkeep_commands_run(
    arguments: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["institutions", *arguments, "--data", str(folder)]) == 0
    assert capsys.readouterr().out
    assert run_command(["institutions", *arguments, "--data", str(folder), "--json"]) == 0
    assert isinstance(json.loads(capsys.readouterr().out), dict)


def test_a_closed_place_names_its_next_opening_and_an_open_one_none(folder: Path) -> None:
    sunday = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
    found = find_shape(Finder(Directory(Catalogue(folder).database)), "Schuldnerberatung", now=sunday)
    closed = [one for one in found.institutions if one.open_now is False]
    assert closed
    for one in closed:
        assert one.next_opening is not None
        assert datetime.fromisoformat(one.next_opening) > sunday
        assert one.next_opening_text.startswith("öffnet ")
    assert {one.next_opening for one in found.institutions if one.open_now is not False} <= {None}


def test_find_answers_a_wish_for_a_time(client: TestClient) -> None:
    found = client.get("/api/find", params={"q": "Tafel samstags"}).json()
    assert found["wishes"] == ["geöffnet am Samstag"]
    assert found["institutions"][0]["open_then"] is True
    assert "geöffnet am Samstag: ja" in found["institutions"][0]["notes"]


def test_new_borders_and_new_needs_say_what_they_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, borders = str(tmp_path / "data"), tmp_path / "grenzen.geojson"
    ring = [[6.8, 51.4], [6.9, 51.4], [6.9, 51.6], [6.8, 51.6], [6.8, 51.4]]
    area = {
        "type": "Feature",
        "properties": {"name": "Osterfeld"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    borders.write_text(json.dumps({"type": "FeatureCollection", "features": [area]}), "utf-8")
    (tmp_path / "liste.csv").write_text(
        "Kennung;Name;Träger;Angebote;Bedarfe;Breite;Länge\n1;Treff;;Rat;;51.5;6.85\n2;Ort;;Tat;;51.5;6.95\n",
        "utf-8",
    )
    assert run_command(["institutions", "import", str(tmp_path / "liste.csv"), "--data", data]) == 0
    capsys.readouterr()
    assert run_command(["institutions", "areas", str(borders), "--by", "ute", "--data", data]) == 0
    told = capsys.readouterr().err
    assert "1 Grenzen sind eingespielt: Osterfeld" in told
    assert "Koordinaten: 2. Jetzt in einem anderen Gebiet: 1. In keinem bekannten Gebiet: 1." in told
    assert run_command(["institutions", "tag", "--data", data]) == 0
    assert "Einrichtungen mit neu vermuteten Bedarfen: 0." in capsys.readouterr().err
