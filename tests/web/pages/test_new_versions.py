"""A document that gives way to a newer version: what is found, and where its citations lead."""

import threading
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from corpus.document import Visibility
from corpus.editing import Editing
from corpus.uploads import Stage, Uploads
from tests.web.staff import HTML, Send, SignIn, page
from web.operations.taking_in import take_in_all
from web.services import Services

KEPT = "Das Hallenbad Quittenberg kostet für Kinder zwei Euro und für Erwachsene vier Euro."
BEFORE = "Das Hallenbad Quittenberg öffnet am Sonntag um 8 Uhr und schließt um 13 Uhr."
AFTER = "Das Hallenbad Quittenberg öffnet am Sonntag um 9 Uhr und schließt um 13 Uhr."
GONE = "Der Sprungturm bleibt bis Ostern wegen Bauarbeiten gesperrt, danach öffnet er wieder."
QUESTION = "/suche?q=Hallenbad+Quittenberg"


def hand_in(own: Services, send: Send, text: str, **fields: str) -> str:
    """Hand in a text and have it read; its id in the catalogue."""
    send("/verwaltung/hochladen", files=[("dateien", ("bad.txt", text.encode()))], **fields)
    take_in_all(own, threading.Event())
    newest = Uploads(own.catalogue).newest()[0]
    assert newest.stage in {Stage.DONE, Stage.KNOWN}
    return str(newest.document_id)


@pytest.fixture
def old(own: Services, send: Send) -> str:
    id_ = hand_in(own, send, f"{KEPT} {BEFORE} {GONE}", sichtbarkeit="public")
    described = {"title": "Bäderplan", "year": "2025", "kind": "bericht", "areas": "", "series": "Bäder"}
    send(f"/verwaltung/dokumente/{id_}", **described, publisher="", visibility="public", weight="0")
    return id_


def test_the_newer_version_is_found_in_its_place_and_keeps_what_was_entered(
    own: Services, send: Send, sign_in: SignIn, old: str
) -> None:
    new = hand_in(own, send, f"{KEPT} {AFTER}", sichtbarkeit="public", ersetzt=old)
    public = sign_in(None, own)
    found = page(public, QUESTION)
    assert f"/quelle/{new}/1" in found
    assert f"/quelle/{old}/1" not in found
    assert own.catalogue.document(new).title == "Bäderplan"
    assert own.catalogue.document(new).description.series == "Bäder"
    listed = page(public, "/dokumente")
    assert listed.index(f"/dokumente/{new}") < listed.index("Ersetzte Fassungen")
    assert listed.count(f'href="/dokumente/{old}"') == 1
    known = {one["id"]: one["replaced_by"] for one in public.get("/api/documents").json()["documents"]}
    assert (known[old], known[new]) == (new, None)


@pytest.mark.parametrize(
    ("quote", "said"),
    [(KEPT, "steht dort unverändert"), (BEFORE, "wurde dort geändert"), (GONE, "steht dort nicht mehr")],
)
def test_a_citation_still_leads_to_its_page_and_says_what_became_of_it(
    own: Services, send: Send, sign_in: SignIn, old: str, quote: str, said: str
) -> None:
    passage = own.catalogue.passages(old)[0].id
    address = f"/quelle/{old}/1?stelle={passage}&zitat={quote}"
    assert "Diese Fassung ist ersetzt" not in page(sign_in(None, own), address)
    new = hand_in(own, send, f"{KEPT} {AFTER}", sichtbarkeit="public", ersetzt=old)
    shown = page(sign_in(None, own), address)
    assert f"Diese Stelle {said}" in shown
    assert f"/dokumente/{new}" in shown
    assert f'<mark id="stelle">{quote}</mark>' in shown


def test_an_internal_newer_version_takes_no_place_for_the_public_and_never_shows(
    own: Services, send: Send, sign_in: SignIn, editor: TestClient, old: str
) -> None:
    public = sign_in(None, own)
    address = f"/quelle/{old}/1"
    before = page(public, address)
    new = hand_in(own, send, f"{KEPT} {AFTER}", sichtbarkeit="internal", ersetzt=old)
    assert page(public, address) == before
    assert f"/quelle/{old}/1" in page(public, QUESTION)
    assert new not in page(public, "/dokumente") + public.get("/api/documents").text
    assert f"/quelle/{new}/1" in page(editor, QUESTION)
    assert "Wer nicht angemeldet ist, findet darum weiter diese hier." in page(
        editor, f"/verwaltung/dokumente/{old}"
    )


@pytest.mark.parametrize(("chosen", "expected"), [("public", "internal"), ("internal", "internal")])
def test_an_old_page_makes_no_new_version_public_of_what_has_become_internal(
    own: Services, send: Send, old: str, chosen: str, expected: str
) -> None:
    described = own.catalogue.document(old).description
    Editing(own.catalogue).change(old, replace(described, visibility=Visibility.INTERNAL), "anna")
    new = hand_in(own, send, f"{KEPT} {AFTER}", gezeigt="public", sichtbarkeit=chosen, ersetzt=old)
    assert own.catalogue.document(new).description.visibility == expected


def test_whoever_chooses_otherwise_for_a_new_version_gets_what_they_chose(
    own: Services, send: Send, old: str
) -> None:
    new = hand_in(own, send, f"{KEPT} {AFTER}", gezeigt="public", sichtbarkeit="internal", ersetzt=old)
    assert own.catalogue.document(new).description.visibility == Visibility.INTERNAL


def test_replacing_is_taken_back_on_the_page_of_the_old_version(
    own: Services, send: Send, sign_in: SignIn, old: str
) -> None:
    new = hand_in(own, send, f"{KEPT} {AFTER}", sichtbarkeit="public", ersetzt=old)
    shown = send(f"/verwaltung/dokumente/{old}/wieder")
    assert "Ersetzt durch" in shown  # in the history
    assert "Neue Fassung hochladen" in shown
    assert f"/quelle/{old}/1" in page(sign_in(None, own), QUESTION)
    assert [one.field for one in Editing(own.catalogue).history(old)][:2] == ["replaced_by", "replaced_by"]
    assert own.catalogue.document(new).title == "Bäderplan"


def test_the_old_version_takes_its_place_back_where_that_is_meant(
    own: Services, send: Send, sign_in: SignIn, old: str
) -> None:
    new = hand_in(own, send, f"{KEPT} {AFTER}", sichtbarkeit="public", ersetzt=old)
    send(f"/verwaltung/dokumente/{old}/wieder", statt="true")
    answered = page(sign_in(None, own), QUESTION)
    assert f"/quelle/{old}/1" in answered
    assert f"/quelle/{new}/1" not in answered
    assert "Diese Fassung ist ersetzt" in page(sign_in(None, own), f"/dokumente/{new}")


def test_a_newer_version_comes_alone_and_of_a_document_that_is_there(
    own: Services, send: Send, old: str, editor: TestClient
) -> None:
    two = [("dateien", (name, b"Text.")) for name in ("a.txt", "b.txt")]
    assert "nur eine Datei" in send("/verwaltung/hochladen", 422, files=two, ersetzt=old)
    assert "Es gibt kein Dokument" in send("/verwaltung/hochladen", 422, files=two[:1], ersetzt="gibtesnicht")
    shown = send("/verwaltung/hochladen", files=two[:1], ersetzt=old)
    assert f'neue Fassung von <a href="/verwaltung/dokumente/{old}">Bäderplan</a>' in shown
    send(f"/verwaltung/dokumente/{old}/entfernen", sicher="true")
    take_in_all(own, threading.Event())
    assert Uploads(own.catalogue).newest()[0].stage is Stage.DONE
    assert editor.get(f"/dokumente/{old}", headers=HTML).status_code == 404


def test_the_old_file_again_does_not_turn_back_the_clock(own: Services, send: Send, old: str) -> None:
    content = f"{KEPT} {AFTER}"
    new = hand_in(own, send, content, sichtbarkeit="public", ersetzt=old)
    assert hand_in(own, send, content, ersetzt=old) == new  # the same once more changes nothing
    files = [("dateien", ("bad.txt", f"{KEPT} {BEFORE} {GONE}".encode()))]
    send("/verwaltung/hochladen", files=files, ersetzt=new)
    take_in_all(own, threading.Event())
    failed = Uploads(own.catalogue).newest()[0]
    assert (failed.stage, "nehmen Sie das Ersetzen" in failed.message) == (Stage.FAILED, True)
    assert own.catalogue.document(old).replaced_by == new
