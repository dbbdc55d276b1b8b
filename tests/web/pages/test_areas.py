"""The pages on areas say what is there, where it stands, and what is missing."""

from fastapi.testclient import TestClient

from tests.web.pages.reading import page, row


def test_all_six_sozialraeume_lead_to_a_page_of_their_own(reader: TestClient) -> None:
    listed = page(reader, "/sozialraeume").select("main ul")[0].select("a")
    assert len(listed) == 6
    for link in listed:
        assert page(reader, str(link["href"])).h1.get_text() == link.get_text()


def test_the_newest_value_stands_beside_the_city_s_of_the_same_year_each_with_its_cell(
    reader: TestClient,
) -> None:
    year, own, city, distance = row(page(reader, "/sozialraeume/sr-osterfeld"), "SGB-II-Quote")
    texts = [" ".join(one.get_text().split()) for one in (year, own, city, distance)]
    assert texts == ["2022", "18,6 %", "17,3 %", "+1,3"]
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


def test_an_area_that_does_not_exist_is_not_found(reader: TestClient) -> None:
    page(reader, "/sozialraeume/gibtesnicht", 404)
