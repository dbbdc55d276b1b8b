"""What `/hsds/` serves, checked by the schemas of HSDS 3.0 (tests/data/hsds.yaml)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator, FormatChecker

from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory, Editor
from corpus.directory.hsds import services_of
from corpus.directory.imports import import_file
from corpus.directory.needs import load_needs
from corpus.places.areas import load_places

Json = dict[str, Any]
STANDARD = yaml.safe_load((Path(__file__).parents[1] / "data" / "hsds.yaml").read_text("utf-8"))
SHARED = Path(__file__).parents[3] / "shared" / "data" / "institutions"
REAL = ("chemnitz_kitas.geojson", "flensburg_kitas.csv", "koeln_osm_social_facility.geojson")
FORMATS = FormatChecker()
LISTS = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")


@FORMATS.checks("uri")
def is_uri(value: object) -> bool:
    parts = urlsplit(str(value))
    return bool(parts.scheme and parts.netloc) and " " not in str(value)


@FORMATS.checks("time")
def is_time(value: object) -> bool:
    hour, _, minute = str(value).partition(":")
    return hour.isdigit() and minute[:2].isdigit() and int(hour) <= 24 and int(minute[:2]) < 60


def schemas() -> Iterator[tuple[str, Json]]:
    """The schema of each object; a field that the standard does not know is an error."""
    for name, entry in STANDARD["objects"].items():
        properties: Json = {}
        for field in entry["fields"]:
            plain, _, kind = field.removeprefix("*").partition(":")
            allowed = entry.get("values", {}).get(plain)
            formatted = {"format": kind} if kind else {}
            properties[plain] = {"type": "string", **formatted, **({"enum": allowed} if allowed else {})}
        properties |= {field: {"type": "number"} for field in entry.get("numbers", ())}
        for field, kind in entry.get("lists", {}).items():
            properties[field] = {"type": "array", "items": _reference(kind)}
        properties |= {field: _reference(kind) for field, kind in entry.get("parts", {}).items()}
        required = [field[1:].partition(":")[0] for field in entry["fields"] if field.startswith("*")]
        yield (
            name,
            {"type": "object", "properties": properties, "required": required, "additionalProperties": False},
        )


def _reference(kind: str) -> Json:
    return {"$ref": f"#/$defs/{kind}"} if kind in STANDARD["objects"] else {"type": "object"}


SCHEMAS = dict(schemas())


def problems(kind: str, thing: Json) -> list[str]:
    validator = Draft202012Validator({**_reference(kind), "$defs": SCHEMAS}, format_checker=FORMATS)
    return [f"{kind} {'/'.join(map(str, one.path))}: {one.message}" for one in validator.iter_errors(thing)]


def kind_of(endpoint: str) -> str:
    return {"taxonomies": "taxonomy"}.get(endpoint, endpoint.removesuffix("s"))


def test_the_check_finds_what_breaks_the_standard() -> None:
    broken = {"id": "1", "name": "Rat", "status": "offen", "url": "www.example.org", "telefon": "1"}
    told = "\n".join(problems("service", broken))
    assert "'1' is not a 'uuid'" in told
    assert "'offen' is not one of" in told
    assert "'www.example.org' is not a 'uri'" in told
    assert "'telefon' was unexpected" in told
    assert "'name' is a required property" in "\n".join(problems("taxonomy", {"id": broken["id"]}))


@pytest.mark.parametrize("endpoint", LISTS)
@pytest.mark.parametrize("full", [False, True])
def test_every_list_keeps_the_standard(client: TestClient, endpoint: str, full: bool) -> None:
    page = client.get(f"/hsds/{endpoint}", params={"full": full, "per_page": 500}).json()
    assert page.keys() == STANDARD["page"].keys()
    contents = page["contents"]
    assert contents
    assert [problem for one in contents for problem in problems(kind_of(endpoint), one)] == []


@pytest.mark.parametrize("endpoint", LISTS)
def test_every_single_thing_keeps_the_standard(client: TestClient, endpoint: str) -> None:
    listed = client.get(f"/hsds/{endpoint}", params={"per_page": 5}).json()["contents"]
    singles = [client.get(f"/hsds/{endpoint}/{one['id']}").json() for one in listed]
    assert [problem for one in singles for problem in problems(kind_of(endpoint), one)] == []
    assert client.get(f"/hsds/{endpoint}/gibtesnicht").status_code == 404


def test_the_interface_describes_itself(client: TestClient) -> None:
    assert problems("about", client.get("/hsds").json()) == []
    assert client.get("/hsds/").json()["version"].startswith("3.0")


def test_real_entries_keep_the_standard_too(tmp_path: Path) -> None:
    directory = Directory(Catalogue(tmp_path).database)
    editor, places = Editor("test", "test"), load_places()
    for name in REAL:
        import_file(SHARED / name, directory, places, editor)
    found = [
        problem
        for one in directory.all()
        for service in services_of(one, load_needs(), places)
        for problem in problems("service", service)
    ]
    assert found == []


def test_copies_are_kept_up_by_the_date_of_the_last_change(client: TestClient) -> None:
    everything = client.get("/hsds/services", params={"minimal": True, "per_page": 500}).json()
    newest = max(one["modified_date"] for one in everything["contents"])
    since = client.get("/hsds/services", params={"modified_after": newest}).json()
    assert 0 < since["total_items"] <= everything["total_items"]
    assert client.get("/hsds/services", params={"modified_after": "2999-01-01"}).json()["empty"]
    assert client.get("/hsds/service_at_locations?modified_after=2999-01-01T00:00:00Z").json()["empty"]
    assert client.get("/hsds/services", params={"modified_after": "neulich"}).status_code == 422


def test_terms_and_services_are_narrowed_by_taxonomy(client: TestClient) -> None:
    taxonomy = client.get("/hsds/taxonomies").json()["contents"][0]["id"]
    assert client.get("/hsds/services", params={"taxonomy_id": taxonomy}).json()["total_items"] > 60
    for endpoint in ("services", "organizations", "service_at_locations", "taxonomy_terms"):
        assert client.get(f"/hsds/{endpoint}", params={"taxonomy_id": "andere"}).json()["empty"]
    assert client.get("/hsds/taxonomy_terms", params={"top_only": True}).json()["total_items"] == 12
    (found,) = client.get("/hsds/taxonomy_terms", params={"search": "schuldnerb"}).json()["contents"]
    assert found["code"] == "schuldnerberatung"


def test_a_term_leads_to_the_service_that_it_names_and_a_parent_to_all_below_it(client: TestClient) -> None:
    def found(**params: str) -> set[str]:
        return {
            one["name"]
            for one in client.get("/hsds/services", params={"per_page": 100, **params}).json()["contents"]
        }

    terms = client.get("/hsds/taxonomy_terms", params={"per_page": 200}).json()["contents"]
    (debts,) = [one for one in terms if one["code"] == "schuldnerberatung"]
    named = found(taxonomy_term_id=debts["id"])
    assert "Schuldnerberatung" in named
    assert "Allgemeine Sozialberatung" not in named
    assert found(taxonomy_term_id=debts["parent_id"]) > named
