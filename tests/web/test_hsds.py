"""What `/hsds/` serves, checked by the schemas of HSDS 3.0 (tests/data/hsds.yaml)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator, FormatChecker

from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory, Editor
from corpus.directory.hsds import services_of
from corpus.directory.hsds_view import Filters, HsdsView
from corpus.directory.imports import import_file
from corpus.directory.needs import load_needs
from corpus.institution import Address, Institution, Service, Source
from corpus.places.areas import load_places
from corpus.yaml_text import read_yaml

Json = dict[str, Any]
STANDARD = read_yaml((Path(__file__).parents[1] / "data" / "hsds.yaml").read_text("utf-8"))
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
    types = {name: {"type": kind} for name, kind in STANDARD["page"].items()}
    envelope = {"properties": types, "required": list(types), "additionalProperties": False}
    assert list(Draft202012Validator(envelope).iter_errors(page)) == []
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


@pytest.mark.parametrize("endpoint", LISTS)
def test_a_list_in_short_holds_single_values_only_and_lines_hold_all_of_it(
    client: TestClient, endpoint: str
) -> None:
    short = client.get(f"/hsds/{endpoint}", params={"per_page": 500}).json()
    assert [path for one in short["contents"] for path in lists_in(one)] == []
    lines = client.get(f"/hsds/{endpoint}", params={"format": "ndjson", "per_page": 1})
    assert lines.headers["content-type"].startswith("application/x-ndjson")
    assert [json.loads(line) for line in lines.text.splitlines()] == short["contents"]
    assert client.get(f"/hsds/{endpoint}", params={"format": "xml"}).status_code == 422


def lists_in(thing: Json) -> list[str]:
    """The names of the lists in a thing, at any depth."""
    inner = [name for value in thing.values() if isinstance(value, dict) for name in lists_in(value)]
    return inner + [name for name, value in thing.items() if isinstance(value, list)]


@pytest.mark.parametrize("endpoint", LISTS)
def test_every_list_knows_the_parameters_of_the_standard(client: TestClient, endpoint: str) -> None:
    described = client.get("/openapi.json").json()["paths"][f"/hsds/{endpoint}"]["get"]["parameters"]
    wanted = set(STANDARD["parameters"][endpoint]) - set(STANDARD["missing"])
    assert {one["name"] for one in described} == wanted


def test_copies_learn_of_all_services_at_once(client: TestClient) -> None:
    dates = client.get("/hsds/services", params={"minimal": True}).json()
    assert dates["size"] == dates["total_items"] > 60
    assert dates["last_page"]


def test_an_organisation_brings_its_services_in_full_where_asked(client: TestClient) -> None:
    id_ = client.get("/hsds/organizations").json()["contents"][0]["id"]
    short, full = (
        client.get(f"/hsds/organizations/{id_}", params={"full_service": wanted}).json()["services"]
        for wanted in (False, True)
    )
    assert [one["id"] for one in short] == [one["id"] for one in full]
    assert "service_at_locations" not in short[0]
    assert full[0]["service_at_locations"]


def test_a_language_has_a_name_and_a_code_only_where_it_is_known() -> None:
    one = Institution(
        "x", "Treff", Source("test", "1"), services=(Service("Rat"),), languages=("tr", "Klingonisch")
    )
    (service,) = services_of(one, load_needs(), load_places())
    assert problems("service", service) == []
    assert [(said["name"], said.get("code")) for said in service["languages"]] == [
        ("Türkisch", "tr"),
        ("Klingonisch", None),
    ]


def test_a_postcode_finds_what_serves_it_and_not_only_what_lies_in_it() -> None:
    def named(name: str, postcode: str, *areas: str) -> Institution:
        address = Address("Weg 1", postcode, "Oberhausen")
        offered = (Service(name),)
        return Institution(
            name, name, Source("test", name), services=offered, address=address, service_areas=areas
        )

    entries = [
        named("ganze Stadt", "46045", "oberhausen"),
        named("nur Osterfeld", "46045", "osterfeld"),
        named("ohne Angabe", "46117"),
        named("nur Sterkrade", "46117", "sterkrade"),
    ]
    view = HsdsView(entries, load_needs(), load_places())
    found = {one["service"]["name"] for one in view.at_locations(Filters(postcode="46117"), full=False)}
    assert found == {"ganze Stadt", "nur Osterfeld", "ohne Angabe"}
    assert view.at_locations(Filters(postcode="10115"), full=False) == []
