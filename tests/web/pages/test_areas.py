"""The pages on areas say what is there, where it stands, and what is missing."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader

from corpus.places.areas import load_places
from corpus.places.geometry import read_borders, store_borders
from tests.web.pages.reading import page, row
from web.cli import run_command
from web.services import Services


@pytest.fixture
def bordered(reader: TestClient, public_services: Services, tmp_path: Path) -> Iterator[TestClient]:
    """The same with borders of the Sozialräume."""
    features = []
    for n, area in enumerate(load_places().of_level("sozialraum")):
        west, south = 6.80 + 0.06 * (n % 2), 51.46 + 0.03 * (n // 2)
        corners = [(0, 0), (0.06, 0), (0.06, 0.03), (0, 0.03), (0, 0)]
        ring = [[west + x, south + y] for x, y in corners]
        border = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"id": area.id}, "geometry": border})
    file = tmp_path / "sozialraeume.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    database = public_services.catalogue.database
    store_borders(database, read_borders(file, load_places()))
    yield reader
    with database.transaction():
        database.execute("DELETE FROM area_borders")


def test_all_six_sozialraeume_lead_to_a_page_of_their_own(reader: TestClient) -> None:
    listed = page(reader, "/sozialraeume").select("table.matrix tbody th a")
    assert len(listed) == 6
    for link in listed:
        assert page(reader, str(link["href"])).h1.get_text() == link.get_text()


def test_the_sozialraeume_stand_by_their_index_and_without_borders_there_is_no_map(
    reader: TestClient,
) -> None:
    soup = page(reader, "/sozialraeume")
    assert [one.get_text(strip=True)[:2] for one in soup.select("table.matrix tbody th")] == [
        f"{n}." for n in range(1, 7)
    ]
    status, dynamics = row(soup, "3.Osterfeld")
    assert " ".join(status.get_text().split()) == "0,35● mittel"
    assert " ".join(dynamics.get_text().split()) == "1,81▲▲ sehr hoch"
    assert soup.select(".karte") == []


def test_with_imported_borders_a_map_shows_classes_and_numbers_of_the_table(bordered: TestClient) -> None:
    (picture,) = page(bordered, "/sozialraeume").select(".karte")
    classes = {path["class"][0] for path in picture.select("path")}
    assert classes == {"stufe-0", "stufe-1", "stufe-2", "stufe-3"}  # no area is very high
    assert sorted(one.get_text() for one in picture.select(".punkt")) == [str(n) for n in range(1, 7)]
    assert "Osterfeld" in {one.get_text() for one in picture.select("text")}


def test_the_map_of_an_area_numbers_its_institutions_as_they_are_listed(bordered: TestClient) -> None:
    soup = page(bordered, "/sozialraeume/sr-osterfeld")
    (picture,) = soup.select(".karte")
    numbers = {int(one.get_text()) for one in picture.select(".punkt")}
    listed = soup.select("main ol > li")
    absent = {n for n, one in enumerate(listed, start=1) if "nicht auf der Karte" in one.get_text()}
    assert numbers | absent == set(range(1, len(listed) + 1))
    assert numbers & absent == set()
    assert len(picture.select("path")) == 1


def test_what_reports_say_of_an_area_stands_with_the_printed_number_of_its_page(reader: TestClient) -> None:
    sources = [
        one.get_text() for one in page(reader, "/sozialraeume/sr-osterfeld").select("main ul.lesen li a")
    ]
    assert any("Sozialbericht 2023 (Beispieldaten), S. 3 (Blatt 4): Das Wichtigste" in one for one in sources)
    assert all(", S. " in one for one in sources)
    told = reader.get("/api/areas/sr-osterfeld/profile").json()
    assert any(one["source"].endswith("Das Wichtigste in Kürze, S. 3") for one in told["findings"])


def test_an_area_says_of_which_kind_those_are_that_it_belongs_to(reader: TestClient) -> None:
    said = page(reader, "/sozialraeume/sr-osterfeld").select_one(".vorspann")
    assert said is not None
    assert "Sozialraum, gehört zu: Osterfeld (Stadtbezirk)." in said.get_text()


def test_the_newest_value_stands_beside_the_city_s_of_the_same_year_each_with_its_cell(
    reader: TestClient,
) -> None:
    own, city, distance = row(page(reader, "/sozialraeume/sr-osterfeld"), "SGB-II-Quote")
    texts = [" ".join(one.get_text().split()) for one in (own, city, distance)]
    assert texts == ["18,6 %2022", "17,3 %", "+1,3"]
    source = page(reader, str(own.a["href"]))
    assert "18,6" in source.get_text()


def test_what_is_recommended_is_quoted_with_its_page(reader: TestClient) -> None:
    soup = page(reader, "/sozialraeume/sr-osterfeld")
    heading = next(one for one in soup.select("h2") if one.get_text() == "Was empfohlen wird")
    first = heading.find_next("li")
    text = first.get_text(" ", strip=True).split(" Strategiepapier")[0][:60]
    source = page(reader, str(first.a["href"])).get_text(" ", strip=True)
    assert " ".join(text.split()) in " ".join(source.split())


def test_what_is_missing_is_called_a_gap(reader: TestClient) -> None:
    gaps = page(reader, "/sozialraeume/sr-osterfeld").select_one(".fehlt")
    assert "Jugendarbeitslosigkeit" in gaps.get_text()


def test_an_area_without_figures_leads_to_those_of_another_level_and_takes_none_of_theirs(
    reader: TestClient,
) -> None:
    soup = page(reader, "/sozialraeume/osterfeld")
    (said,) = [one for one in soup.select("p.hinweis") if "gedruckt für" in one.get_text()]
    assert " ".join(said.get_text().split()) == (
        "Zahlen sind gedruckt für: Sozialraum Osterfeld. "
        "Sie gelten nur dort, nicht für Stadtbezirk Osterfeld."
    )
    assert [link["href"] for link in said.select("a")] == ["/sozialraeume/sr-osterfeld"]
    assert soup.select("table.matrix") == []
    two = reader.get("/api/areas/sterkrade/profile").json()
    assert two["lines"] == []
    assert [one["name"] for one in two["others"]] == ["Sterkrade-Mitte", "Sterkrade-Nord"]


def test_a_gap_that_no_area_fills_leads_to_no_other(reader: TestClient) -> None:
    assert reader.get("/api/areas/sr-osterfeld/profile").json()["others"] == []
    assert "gedruckt für" not in page(reader, "/sozialraeume/sr-osterfeld").get_text()


def test_an_area_that_does_not_exist_is_not_found(reader: TestClient) -> None:
    page(reader, "/sozialraeume/gibtesnicht", 404)
    assert reader.get("/sozialraeume/gibtesnicht.pdf").status_code == 404
    assert reader.get("/api/areas/gibtesnicht/profile").status_code == 404


def test_the_profile_goes_along_as_pdf(reader: TestClient) -> None:
    link = page(reader, "/sozialraeume/sr-osterfeld").select_one("a.knopf")
    answer = reader.get(str(link["href"]))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith('attachment; filename="profil-sr-osterfeld-')
    text = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(answer.content)).pages)
    assert "18,6 %" in text
    assert "Jugendzentrum Zeche Zwo" in text
    assert "Jugendarbeitslosigkeit" in text


def test_the_interface_gives_the_profile_with_a_source_for_each_statement(reader: TestClient) -> None:
    body = reader.get("/api/areas/sr-osterfeld/profile").json()
    assert body["area"] == {"id": "sr-osterfeld", "name": "Osterfeld"}
    assert len(body["lines"]) > 5
    statements = [
        *body["findings"],
        *body["recommendations"],
        *(f for x in body["lines"] for f in x["figures"]),
    ]
    assert all(one["source"] and one["sha256"] for one in statements)
    assert reader.get(body["findings"][0]["url"], headers={"accept": "text/html"}).status_code == 200


def test_the_command_knows_areas_by_name_and_writes_the_pdf(
    sample_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "osterfeld.pdf"
    assert run_command(["profile", "osterfeld", "--pdf", str(out), "--data", str(sample_data)]) == 0
    assert "Denselben Namen haben: Stadtbezirk Osterfeld" in " ".join(capsys.readouterr().err.split())
    assert out.read_bytes().startswith(b"%PDF")
    assert run_command(["profile", "Stadtbezirk Osterfeld", "--json", "--data", str(sample_data)]) == 0
    assert json.loads(capsys.readouterr().out)["area"]["id"] == "osterfeld"
    assert run_command(["profile", "sr-osterfeld", "--data", str(sample_data)]) == 0
    assert "18,6 %" in capsys.readouterr().out
    assert run_command(["profile", "Essen", "--data", str(sample_data)]) == 1
    assert "»Essen« ist nicht bekannt. Zum Beispiel: Alstaden/Lirich" in capsys.readouterr().err
