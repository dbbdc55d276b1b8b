"""Doubtful figures that people compare with their page."""

import io
import re
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from corpus.figure import Figure, Method
from corpus.figures.ledger import Ledger
from corpus.figures.reviews import Reviews, Verdict, place
from tests.web.staff import Send, SignIn, page, report
from web.services import Services


@pytest.fixture
def doubtful(own: Services) -> list[Figure]:
    """Two figures of the sample report that wait."""
    ledger, document = Ledger(own.catalogue), report(own)
    figures = ledger.figures(document)
    chosen = [one.id for one in figures if one.indicator_id == "sgb2-quote" and one.year == 2022][:2]
    low = [replace(one, confidence=0.5) if one.id in chosen else one for one in figures]
    ledger.keep(document, low)
    return [one for one in low if one.id in chosen]


def fields(one: Figure, **changes: str) -> dict[str, str]:
    return {
        "stelle": place(one),
        "urteil": "bestaetigen",
        "indicator": one.indicator,
        "group": one.group,
        "value_text": one.value_text,
        "unit": one.unit,
        "area": one.area or "",
        "year": str(one.year or ""),
        **changes,
    }


def test_the_queue_counts_and_leads_to_the_first_figure(editor: TestClient, doubtful: list[Figure]) -> None:
    shown = page(editor, "/verwaltung/zahlen")
    assert "2 Zahlen warten in 1 Dokument." in shown
    assert f'href="/verwaltung/zahlen/{doubtful[0].id}"' in shown
    assert '<span class="nummer">2</span> zweifelhafte Zahlen' in page(editor, "/verwaltung")
    one = page(editor, f"/verwaltung/zahlen/{doubtful[0].id}")
    assert doubtful[0].line in one
    picture = re.search(r'<img src="([^"]+)"', one)
    assert picture
    part = Image.open(io.BytesIO(editor.get(picture[1]).content))
    whole = Image.open(io.BytesIO(editor.get(picture[1].replace("&nearby=true", "")).content))
    assert part.width == whole.width
    assert part.height < whole.height / 2


def test_a_confirmed_figure_is_marked_as_checked_everywhere(
    own: Services, send: Send, sign_in: SignIn, doubtful: list[Figure]
) -> None:
    one, other = doubtful
    public = sign_in(None, own)
    address = f"/api/figures?id={one.id}"
    assert public.get(address).json()["figures"][0]["checked"] is False
    following = send(f"/verwaltung/zahlen/{one.id}", **fields(one))
    assert place(other) in following  # the next one comes by itself
    found = public.get(address).json()["figures"][0]
    assert (found["checked"], found["confidence"], found["value_text"]) == (True, 1.0, one.value_text)
    assert ";ja;" in public.get(f"{address}&format=csv").text
    chosen = f"/zahlen?kennzahl=sgb2-quote&gebiet={one.area_id}&jahr=2022"
    assert '<span class="zeichen">geprüft</span>' in page(public, chosen)


def test_a_corrected_figure_counts_as_corrected_and_can_be_taken_back(
    own: Services, send: Send, sign_in: SignIn, doubtful: list[Figure]
) -> None:
    one = doubtful[0]
    address = f"/api/figures?id={one.id}"
    send(f"/verwaltung/zahlen/{one.id}", **fields(one, value_text="99,9"))
    public = sign_in(None, own)
    assert public.get(address).json()["figures"][0]["value"] == 99.9
    shown = send("/verwaltung/zahlen-zurueck", nummer="1")
    assert "zurückgenommen von redaktion" in shown
    assert public.get(address).json()["figures"][0]["value_text"] == one.value_text
    assert "nicht zurücknehmen" in send("/verwaltung/zahlen-zurueck", 404, nummer="1")


def test_a_rejected_figure_shows_nowhere(
    own: Services, send: Send, sign_in: SignIn, doubtful: list[Figure]
) -> None:
    one = doubtful[0]
    send(f"/verwaltung/zahlen/{one.id}", **fields(one, urteil="verwerfen"))
    assert one.id not in sign_in(None, own).get("/api/figures?q=SGB-II-Quote+2022").text
    assert "Diese Zahl gibt es nicht mehr" in send(f"/verwaltung/zahlen/{one.id}", 404, **fields(one))
    assert [r.verdict for r in Reviews(own.catalogue.database).newest(5)] == [Verdict.REJECTED]


def test_a_wrong_value_is_named_and_nothing_is_decided(
    own: Services, send: Send, doubtful: list[Figure]
) -> None:
    one = doubtful[0]
    refused = send(f"/verwaltung/zahlen/{one.id}", 422, **fields(one, value_text="viele"))
    assert "»viele« ist keine Zahl" in refused
    assert 'aria-invalid="true"' in refused
    stale = send(f"/verwaltung/zahlen/{one.id}", 422, **fields(one, stelle="1|7|anderswo"))
    assert "inzwischen neu gelesen" in stale
    assert Reviews(own.catalogue.database).newest(5) == []


def test_editors_get_from_a_source_to_the_check_and_others_do_not(
    own: Services, editor: TestClient, sign_in: SignIn, doubtful: list[Figure]
) -> None:
    one = doubtful[0]
    address = f"/quelle/{one.document_id}/{one.page}?zahl={one.id}"
    assert f"/verwaltung/zahlen/{one.id}" in page(editor, address)
    assert "/verwaltung/zahlen" not in page(sign_in(None, own), address)


def test_a_whole_table_is_confirmed_once_somebody_says_that_it_was_compared(
    own: Services, send: Send, editor: TestClient, doubtful: list[Figure]
) -> None:
    one, other = doubtful
    form = {"zahl": one.id, "anzahl": "2"}
    assert f'href="/verwaltung/zahlen/{other.id}"' in page(editor, f"/verwaltung/zahlen/{one.id}")
    assert "Bitte bestätigen Sie zuerst" in send("/verwaltung/zahlen-tabelle", 422, **form)
    stale = send("/verwaltung/zahlen-tabelle", 422, **{**form, "anzahl": "3"}, sicher="true")
    assert "inzwischen neu gelesen" in stale
    assert Reviews(own.catalogue.database).newest(5) == []
    assert "Keine Zahl wartet" in send("/verwaltung/zahlen-tabelle", **form, sicher="true")
    found = Ledger(own.catalogue).by_ids([one.id, other.id]).values()
    assert [(each.checked, each.value_text) for each in found] == [
        (True, one.value_text),
        (True, other.value_text),
    ]


def test_documents_that_need_a_look_come_first_and_others_on_demand(
    own: Services, editor: TestClient, doubtful: list[Figure]
) -> None:
    titles = [one.title for one in own.catalogue.documents()]
    striking = page(editor, "/verwaltung/qualitaet?nach=zahlen")
    assert f"1 von {len(titles)} Dokumenten hat etwas zum Nachsehen" in striking
    assert [title for title in titles if title in striking] == [own.catalogue.document(report(own)).title]
    assert re.search(r'aria-sort="descending"><a [^>]*>Zweifelhafte Zahlen', striking)
    assert f'<td class="zahl">{len(doubtful)}</td></tr>' in striking
    everything = page(editor, "/verwaltung/qualitaet?alle=true")
    assert all(title in everything for title in titles)


def test_whoever_checks_a_figure_learns_that_its_year_is_only_assumed(
    own: Services, editor: TestClient
) -> None:
    ledger, document = Ledger(own.catalogue), report(own)
    figures = ledger.figures(document)
    line = "Der Anteil stieg auf 16,2 Prozent."
    told = replace(figures[0], method=Method.PROSE, line=line, year=2023, period=None)
    assumed = replace(told, confidence=0.5, checked=False)
    ledger.keep(document, [assumed, *figures[1:]])
    shown = page(editor, f"/verwaltung/zahlen/{assumed.id}")
    assert "2023 ist das Jahr des Dokuments" in shown
