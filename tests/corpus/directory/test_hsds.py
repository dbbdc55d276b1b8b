import json
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory, Editor
from corpus.directory.hsds import services_of, taxonomy_terms
from corpus.directory.hsds_view import Filters, HsdsView, page_of
from corpus.directory.imports import import_file
from corpus.directory.needs import load_needs
from corpus.places.areas import load_places

PLACES = load_places()


def view(directory: Directory) -> HsdsView:
    return HsdsView(directory.all(), load_needs(), PLACES)


def test_every_service_has_an_id_of_its_own(sample: Directory) -> None:
    services = [s for one in sample.all() for s in services_of(one, load_needs(), PLACES)]
    assert len({service["id"] for service in services}) == len(services)


def test_weekly_hours_become_rules_with_days_and_times(sample: Directory) -> None:
    one = next(one for one in sample.all() if one.name == "Mittagstisch Sankt Beispiel")
    (rule,) = services_of(one, load_needs(), PLACES)[0]["schedules"]
    assert (rule["freq"], rule["byday"]) == ("WEEKLY", "MO,TU,WE,TH,FR")
    assert (rule["opens_at"], rule["closes_at"]) == ("12:00", "13:30")


def test_the_public_view_carries_no_records_of_imports(sample: Directory) -> None:
    text = json.dumps(view(sample).services(Filters(), full=True), ensure_ascii=False)
    assert "Datensatz" not in text
    assert "original" not in text


def test_lists_are_filtered_by_text_need_organisation_and_postcode(sample: Directory) -> None:
    shown = view(sample)
    term = next(one["id"] for one in taxonomy_terms(load_needs()) if one["code"] == "kita")
    by_need = shown.services(Filters(taxonomy_term_id=term), full=True)
    assert {one["alternate_name"] for one in by_need} >= {"Kita Sonnenblume (Beispiel)"}
    organisation = by_need[0]["organization"]["id"]
    assert all(
        one["organization"]["id"] == organisation
        for one in shown.services(Filters(organization_id=organisation), full=False)
    )
    assert shown.services(Filters(search="kindertagesstätte"), full=False)
    assert shown.at_locations(Filters(postcode="46117"), full=False)
    assert shown.services(Filters(search="gibt es nicht"), full=False) == []


def test_lists_give_single_values_and_details_everything(sample: Directory) -> None:
    shown = view(sample)
    (short, *_) = shown.services(Filters(), full=False)
    assert not any(isinstance(value, list) for value in short.values())
    assert shown.service(short["id"])["service_at_locations"]
    organisation = shown.organisation(short["organization"]["id"])
    assert short["id"] in {one["id"] for one in organisation["services"]}


def test_pages_count_as_the_standard_says() -> None:
    page = page_of([{"id": str(n)} for n in range(5)], number=3, size=2)
    assert page == {
        "total_items": 5,
        "total_pages": 3,
        "page_number": 3,
        "size": 1,
        "first_page": False,
        "last_page": True,
        "empty": False,
        "contents": [{"id": "4"}],
    }
    assert page_of([], 1, 50)["empty"] is True


FOREIGN = {
    "id": "s1",
    "name": "Debt advice",
    "status": "active",
    "url": "https://example.org",
    "organization": {"id": "o1", "name": "Helpers", "description": "We help"},
    "schedules": [{"id": "x", "freq": "WEEKLY", "byday": "MO,WE", "opens_at": "09:00", "closes_at": "12:00"}],
    "phones": [{"id": "p", "number": "0208 123456", "description": "Empfang"}],
    "languages": [{"id": "l", "code": "en"}],
    "cost_options": [{"id": "c", "amount": 0}],
    "service_at_locations": [
        {
            "id": "a1",
            "location": {
                "id": "l1",
                "location_type": "physical",
                "name": "House",
                "latitude": 51.5,
                "longitude": 6.88,
                "addresses": [
                    {"id": "ad", "address_1": "Weg 1", "city": "Oberhausen", "postal_code": "46117"}
                ],
            },
        }
    ],
}


def test_foreign_hsds_comes_in(directory: Directory, editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "services.json"
    path.write_text(json.dumps({"contents": [FOREIGN, FOREIGN | {"id": "s2", "name": "Advice"}]}), "utf-8")
    assert import_file(path, directory, PLACES, editor).added == 1
    (one,) = directory.all()
    assert (one.name, one.organisation, one.area, one.free) == ("House", "Helpers", "osterfeld", True)
    assert [service.name for service in one.services] == ["Debt advice", "Advice"]
    assert one.schedule is not None
    assert [opening.day for opening in one.schedule.weekly] == [0, 2]
    assert (one.phones[0].number, one.phones[0].purpose) == ("+49208123456", "Empfang")


def test_the_tabular_package_comes_in(editor: Editor, tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    tables = {
        "organizations": "id,name,description\no1,Helpers,We help\n",
        "services": "id,organization_id,name,status\ns1,o1,Debt advice,active\n",
        "locations": "id,location_type,name,latitude,longitude\nl1,physical,House,51.5,6.88\n",
        "service_at_location": "id,service_id,location_id\na1,s1,l1\n",
        "phones": "id,service_id,number\np1,s1,0208 123456\n",
        "addresses": "id,location_id,address_1,city,postal_code\nx,l1,Weg 1,Oberhausen,46149\n",
    }
    for name, text in tables.items():
        (package / f"{name}.csv").write_text(text, "utf-8")
    directory = Directory(Catalogue(tmp_path / "data").database)
    import_file(package, directory, PLACES, editor)
    (one,) = directory.all()
    assert (one.name, one.organisation, one.area) == ("House", "Helpers", "sterkrade")
    assert one.phones[0].number == "+49208123456"
