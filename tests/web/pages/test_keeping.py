"""The pages of those who care for documents, directory and questions."""

import io
import json
import re
import threading
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from pypdf import PdfWriter

from corpus.accounts.accounts import Role
from corpus.clusters import Clusters, ClusterState
from corpus.directory.corrections import Corrections, State
from corpus.directory.directory import Directory, Editor
from corpus.document import Visibility
from corpus.editing import Editing
from corpus.feedback import Entry, Verdict
from corpus.institution import Institution, Service
from corpus.locking import writing
from corpus.sample.examples import DOCUMENTS
from corpus.uploads import Stage, Uploads
from tests.web.browser.states import all_routes, page_routes
from tests.web.staff import HTML, Send, SignIn, form_token, page, report, signing_in
from web.app import create_app
from web.operations.counting import TECHNICAL
from web.operations.taking_in import take_in_all
from web.services import Services
from web.texts import table

TEXT = "Das Hallenbad Quittenberg öffnet am Sonntag um 8 Uhr und schließt um 13 Uhr."
KEY = "Mirabelle-Schlehe-7"
READ = (
    "/verwaltung",
    "/verwaltung/themen",
    "/verwaltung/dokumente",
    "/verwaltung/dokumente/{document}",
    "/verwaltung/qualitaet",
    "/verwaltung/hochgeladen",
    "/verwaltung/korrekturen",
    "/verwaltung/einrichtungen",
    "/verwaltung/einrichtungen/{institution}",
    "/verwaltung/fragen",
)
WRITE = (
    "/verwaltung/hochladen",
    "/verwaltung/dokumente/{document}",
    "/verwaltung/dokumente/{document}/entfernen",
    "/verwaltung/korrekturen/x",
    "/verwaltung/einrichtungen/neu",
    "/verwaltung/einrichtungen/{institution}",
    "/verwaltung/einrichtungen/{institution}/entfernen",
    "/verwaltung/einrichtungen/{institution}/zurueck",
    "/verwaltung/einrichtungen/{institution}/link",
    "/verwaltung/fragen",
    "/verwaltung/fragen/erneut",
    "/verwaltung/fragen/1/loeschen",
)


def locked() -> bytes:
    """A PDF that opens with a password only."""
    sample = next(DOCUMENTS.glob("sozialbericht*.pdf"))
    writer, content = PdfWriter(clone_from=sample), io.BytesIO()
    writer.encrypt(KEY, algorithm="AES-256")
    writer.write(content)
    return content.getvalue()


def institution(services: Services) -> Institution:
    return Directory(services.catalogue.database).all()[0]


def table_rows(shown: str) -> dict[str, dict[str, str]]:
    """The values of each row of the tables by the names of their columns, as a phone shows them."""
    rows = BeautifulSoup(shown, "html.parser").select(".gestapelt tbody tr")
    return {
        row.select("th")[0].get_text(): {str(td["data-kopf"]): td.get_text() for td in row.select("td")}
        for row in rows
    }


def filled(path: str, services: Services) -> str:
    return path.format(document=report(services), institution=institution(services).id)


def test_the_overview_counts_what_waits_and_names_what_is_settled_apart(
    editor: TestClient, own: Services, clusters: Clusters
) -> None:
    hand_in(own, description="Neue Beschreibung")
    shown = page(editor, "/verwaltung")
    for count, task in (
        (1, "Korrekturen, die auf eine Entscheidung warten"),
        (len(clusters.feedback.list()), "Fragen ohne gute Antwort"),
        (3, "Dokumente"),
        (0, "interne Dokumente"),
    ):
        assert f'<span class="nummer">{count}</span> {task}' in shown
    waiting, settled = shown.split("Hier ist nichts offen")
    assert '<span class="nummer">0</span>' not in waiting
    assert ">Einrichtungen ohne Thema</a>" in settled.split("Bestand")[0]
    assert "/verwaltung/nutzung" not in shown


def test_usage_is_shown_to_the_administration_without_persons(
    own: Services, sign_in: SignIn, clusters: Clusters
) -> None:
    assert sign_in(Role.EDITOR, own).get("/verwaltung/nutzung").status_code == 403
    client = sign_in(Role.ADMINISTRATOR, own)
    for _ in range(3):
        client.get("/notfall")
    client.get("/suche?jahr=neulich&q=x")
    shown = page(client, "/verwaltung/nutzung")
    rows = table_rows(shown)
    assert rows["Nummern im Notfall"] == {"Heute": "3", "7 Tage": "3", "30 Tage": "3", "365 Tage": "3"}
    assert "Suchen" not in rows
    assert "/anmelden</th>" not in shown
    month = f"{clusters.feedback.list()[0].day:%m/%Y}".lstrip("0")
    assert rows[month] == {"hat geholfen": "0", "hat nicht geholfen": "1", "ohne Antwort": "1"}
    assert "Hallenbad" not in shown


def test_usage_names_each_kind_of_page_in_words(own: Services, sign_in: SignIn) -> None:
    named = table("verwaltung.usage")
    pages = {path for path in page_routes(create_app(own)) if not path.startswith(TECHNICAL)}
    assert pages - set(named) == set()
    assert set(named) <= {one.path for one in all_routes(create_app(own))}
    client = sign_in(Role.ADMINISTRATOR, own)
    client.get("/sozialraeume/sr-osterfeld")
    client.get("/hsds/services")
    client.get("/api/needs")
    shown = page(client, "/verwaltung/nutzung")
    rows = table_rows(shown)
    assert rows["Seite eines Gebiets"]["Heute"] == "1"
    assert rows["Programme: alles andere"]["Heute"] == "2"
    assert "{" not in shown.split("<main")[1].split("</main")[0]


def test_words_of_a_topic_can_be_tried_out_not_the_first_alone(editor: TestClient) -> None:
    shown = page(editor, "/verwaltung/listen/themen/schuldnerberatung?gespeichert=true")
    tried = [one.get_text() for one in BeautifulSoup(shown, "html.parser").select(".worte a")]
    assert len(tried) > 10
    assert len(set(tried)) == len(tried)


def test_needs_and_areas_are_shown_with_how_many_institutions_each_has(editor: TestClient) -> None:
    shown = page(editor, "/verwaltung/themen")
    assert re.search(r'Schuldnerberatung</a></th><td>schuldnerberatung</td><td class="zahl">\d', shown)
    assert '<a href="/verwaltung/listen/gebiete/osterfeld">Osterfeld</a>' in shown


@pytest.mark.parametrize("role", [None, Role.PROFESSIONAL])
def test_whoever_does_not_edit_sees_and_changes_nothing(
    sign_in: SignIn, own: Services, role: Role | None
) -> None:
    client = sign_in(role, own)
    token = form_token(client) if role else "x"
    expected = 403 if role else 401
    for path in READ:
        assert client.get(filled(path, own)).status_code == expected
    for path in WRITE:
        data = {"formular": token, "urteil": "ablehnen", "zustand": "done", "fassung": "1"}
        files = {"dateien": ("a.txt", b"x")} if path.endswith("hochladen") else None
        assert client.post(filled(path, own), data=data, files=files).status_code in {expected, 403}
    assert Uploads(own.catalogue).newest() == []
    assert Editing(own.catalogue).history() == []


def test_no_form_of_an_editor_works_without_the_token_of_the_session(
    editor: TestClient, own: Services
) -> None:
    for path in WRITE:
        data = {"urteil": "ablehnen", "zustand": "done", "fassung": "1"}
        files = {"dateien": ("a.txt", b"x")} if path.endswith("hochladen") else None
        assert editor.post(filled(path, own), data=data, files=files).status_code == 403
    assert Uploads(own.catalogue).newest() == []


def test_a_file_is_handed_in_followed_and_described(editor: TestClient, own: Services, send: Send) -> None:
    followed = send("/verwaltung/hochladen", files=[("dateien", ("bad.txt", TEXT.encode()))])
    assert "1 Datei ist noch nicht fertig" in followed
    assert "Wartet" in followed
    assert 'src="/static/fortschritt.js"' in followed
    take_in_all(own, threading.Event())
    done = page(editor, "/verwaltung/hochgeladen")
    assert "Fertig, wird gefunden." in done
    assert "Alle Seiten haben Text." in done
    assert "fortschritt.js" not in done
    (upload,) = Uploads(own.catalogue).newest()
    assert upload.visibility is Visibility.INTERNAL
    assert "Herkunft: Dateiname" in page(editor, f"/verwaltung/dokumente/{upload.document_id}")


def test_of_a_document_that_was_removed_nobody_says_that_it_is_found(
    editor: TestClient, own: Services, send: Send
) -> None:
    send("/verwaltung/hochladen", files=[("dateien", ("bad.txt", TEXT.encode()))])
    take_in_all(own, threading.Event())
    (upload,) = Uploads(own.catalogue).newest()
    send(f"/verwaltung/dokumente/{upload.document_id}/entfernen", sicher="true")
    told = page(editor, "/verwaltung/hochgeladen")
    assert "wurde inzwischen entfernt und wird nicht mehr gefunden" in told
    assert "Fertig" not in told


def test_a_broken_file_says_what_is_wrong_and_what_to_do(
    editor: TestClient, own: Services, send: Send
) -> None:
    files = [("dateien", ("leer.pdf", b"")), ("dateien", ("../programm.exe", b"MZ"))]
    send("/verwaltung/hochladen", files=files, sichtbarkeit="public")
    take_in_all(own, threading.Event())
    shown = page(editor, "/verwaltung/hochgeladen")
    assert "Die Datei ist leer (0 Bytes)" in shown
    assert "Dateien mit der Endung ».exe« werden nicht gelesen" in shown
    assert shown.count("Nicht aufgenommen") == 2
    assert {one.stage for one in Uploads(own.catalogue).newest()} == {Stage.FAILED}


def test_only_a_companion_is_refused_on_the_page(send: Send) -> None:
    refused = send("/verwaltung/hochladen", 422, files=[("dateien", ("a.yaml", b"title: A"))])
    assert 'role="alert"' in refused
    assert "Eine Begleitdatei (.yaml) allein reicht nicht." in refused


def test_a_locked_file_is_read_with_its_password_which_is_kept_nowhere(
    editor: TestClient, own: Services, send: Send
) -> None:
    content = locked()
    for _ in range(2):
        send("/verwaltung/hochladen", files=[("dateien", ("zu.pdf", content))], kennwort=KEY)
        take_in_all(own, threading.Event())
    again, first = Uploads(own.catalogue).newest()
    assert (first.stage, again.stage) == (Stage.DONE, Stage.KNOWN)
    picture = editor.get(f"/api/documents/{first.document_id}/pages/1.png")
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/png")
    assert not any(KEY.encode() in path.read_bytes() for path in own.data.rglob("*") if path.is_file())


def test_a_wrong_password_is_named_with_the_file_and_nothing_is_kept(own: Services, send: Send) -> None:
    files = [("dateien", ("a.txt", TEXT.encode())), ("dateien", ("zu.pdf", locked()))]
    refused = send("/verwaltung/hochladen", 422, files=files, kennwort="falscher Schlüssel")
    assert "zu.pdf: Das Kennwort der PDF-Datei stimmt nicht." in refused
    assert "falscher Schlüssel" not in refused
    assert Uploads(own.catalogue).newest() == []
    send("/verwaltung/hochladen", files=files)
    take_in_all(own, threading.Event())
    said = Uploads(own.catalogue).newest()[0].message
    assert "durch ein Kennwort geschützt" in said
    assert "lotse" not in said


def test_documents_are_found_by_title_year_or_file(editor: TestClient) -> None:
    assert page(editor, "/verwaltung/dokumente").count("<h2>") == 3
    assert page(editor, "/verwaltung/dokumente?q=SOZIALBERICHT+2023").count("<h2>") == 1
    assert "0 von 3 Dokumenten" in page(editor, "/verwaltung/dokumente?q=gibtesnicht")


FORM = {
    "title": "Neuer Titel",
    "year": "2021",
    "kind": "bericht",
    "areas": "Osterfeld",
    "publisher": "",
    "series": "",
    "visibility": "public",
    "weight": "1",
}


def test_what_is_changed_shows_at_once_with_its_history(
    editor: TestClient, own: Services, sign_in: SignIn, send: Send
) -> None:
    document = report(own)
    changed = send(f"/verwaltung/dokumente/{document}", **FORM)
    assert "Gespeichert" in changed
    assert re.search(r"<td>redaktion</td><th scope=\"row\">Titel</th><td>Sozialbericht[^<]*</td>", changed)
    assert "<td>Wie gefunden</td><td>Weiter vorn</td>" in changed
    assert "Neuer Titel (2021)" in sign_in(None, own).get("/dokumente").text


def test_an_old_page_takes_back_nothing_that_somebody_else_has_changed(
    own: Services, editor: TestClient, send: Send
) -> None:
    document = report(own)
    address = f"/verwaltung/dokumente/{document}"
    shown = BeautifulSoup(editor.get(address, headers=HTML).text, "html.parser").select_one(
        '[name="gezeigt"]'
    )
    assert shown
    before = str(shown["value"])
    described = own.catalogue.document(document).description
    Editing(own.catalogue).change(document, replace(described, visibility=Visibility.INTERNAL), "anna")
    values = {**json.loads(before), "gezeigt": before}
    send(address, **{**values, "title": "Neuer Titel"})
    now = own.catalogue.document(document).description
    assert (now.title, now.visibility) == ("Neuer Titel", Visibility.INTERNAL)
    sent = {**values, "title": "Dritter Titel", "formular": form_token(editor)}
    again = editor.post(address, data=sent, headers=HTML)
    assert again.status_code == 422
    assert "Inzwischen hat jemand hier »Neuer Titel« eingetragen" in again.text
    assert own.catalogue.document(document).title == "Neuer Titel"


def test_a_hidden_document_is_gone_for_everybody_and_still_there_for_editors(
    editor: TestClient, own: Services, sign_in: SignIn, send: Send
) -> None:
    document = report(own)
    send(f"/verwaltung/dokumente/{document}", **FORM, hidden="ja")
    for client in (sign_in(None, own), editor):
        assert client.get(f"/dokumente/{document}").status_code == 404
        assert "Neuer Titel" not in client.get("/dokumente").text
    assert page(editor, "/verwaltung/dokumente?q=versteckt").count("<h2>") == 1
    assert page(editor, "/verwaltung/dokumente?q=intern").count("<h2>") == 0
    assert f"/quelle/{document}" not in page(editor, f"/verwaltung/dokumente/{document}")


def test_what_is_wrong_stands_at_its_field_and_nothing_is_stored(
    editor: TestClient, own: Services, send: Send
) -> None:
    refused = send(f"/verwaltung/dokumente/{report(own)}", 422, **FORM | {"year": "neulich"})
    assert 'href="#year"' in refused
    assert 'value="neulich"' in refused
    assert 'value="Neuer Titel"' in refused
    assert Editing(own.catalogue).history() == []


def test_a_document_is_removed_without_a_trace_once_that_is_confirmed(
    editor: TestClient, own: Services, send: Send
) -> None:
    document = own.catalogue.document(report(own))
    path = f"/verwaltung/dokumente/{document.id}/entfernen"
    assert "Bitte bestätigen Sie" in send(path, 422)
    with writing(own.data):
        assert "Gerade werden Dokumente gelesen" in send(path, 422, sicher="true")
    assert own.archive.original(document).exists()
    left = send(path, sicher="true")
    assert f"/verwaltung/dokumente/{document.id}" not in left
    assert f'<td>redaktion</td><td>{document.title}</td><th scope="row">Entfernt</th>' in left
    assert not own.archive.original(document).exists()
    assert own.catalogue.totals().documents == 2
    own.index.refresh()
    assert document.id not in {hit.document.id for hit in own.index.search("Alleinerziehende")}
    assert [one.field for one in Editing(own.catalogue).history()] == ["removed"]
    assert editor.get(f"/verwaltung/dokumente/{document.id}").status_code == 404


def test_an_unknown_document_is_not_found(editor: TestClient) -> None:
    assert editor.get("/verwaltung/dokumente/gibtesnicht").status_code == 404


def hand_in(services: Services, **changes: str) -> tuple[Corrections, str]:
    """A correction that waits, and its id."""
    corrections = Corrections(services.catalogue.database, Directory(services.catalogue.database))
    one = institution(services)
    invitation = corrections.invite(one.id, "ute")
    corrections.hand_in(invitation.token, replace(one, **changes), "Wir sind umgezogen.")
    return corrections, invitation.correction_id


def test_a_correction_is_shown_with_what_it_changes_and_taken_over(
    editor: TestClient, own: Services, send: Send
) -> None:
    before = institution(own).description
    corrections, id_ = hand_in(own, description="Neue Beschreibung")
    shown = page(editor, "/verwaltung/korrekturen")
    assert f'<th scope="row">Beschreibung</th><td>{before or "–"}</td><td>Neue Beschreibung</td>' in shown
    assert "Wir sind umgezogen." in shown
    told = send(f"/verwaltung/korrekturen/{id_}", urteil="annehmen")
    assert "Keine Korrektur wartet" in told
    assert "Die Korrektur ist übernommen." in told
    assert institution(own).description == "Neue Beschreibung"
    assert corrections.queue(State.ACCEPTED)[0].reviewed_by == "redaktion"
    assert "wartet nicht auf eine Entscheidung" in send(
        f"/verwaltung/korrekturen/{id_}", 422, urteil="ablehnen"
    )


def test_what_an_accepted_correction_offers_is_suspected_at_once(own: Services, send: Send) -> None:
    directory = Directory(own.catalogue.database)
    bare = replace(institution(own), name="Treff", description="", services=(Service("Treff"),))
    directory.put([bare], Editor("ute", "nachgefragt"))
    corrections = Corrections(own.catalogue.database, directory)
    invitation = corrections.invite(bare.id, "ute")
    corrections.hand_in(invitation.token, replace(bare, services=(Service("Schuldnerberatung"),)))
    send(f"/verwaltung/korrekturen/{invitation.correction_id}", urteil="annehmen")
    assert directory.get(bare.id).needs == ("schuldnerberatung",)
    assert directory.get(bare.id).given_needs == ()


def test_a_declined_correction_changes_nothing(own: Services, send: Send) -> None:
    before = institution(own)
    corrections, id_ = hand_in(own, description="Neue Beschreibung")
    told = send(f"/verwaltung/korrekturen/{id_}", urteil="ablehnen")
    assert "Der Eintrag bleibt, wie er war." in told
    assert institution(own) == before
    assert id_ in {one.id for one in corrections.queue(State.DECLINED)}


def test_an_overdue_entry_gets_a_link_that_works_once(
    editor: TestClient, own: Services, sign_in: SignIn, send: Send
) -> None:
    one = replace(institution(own), assured_date=None)
    Directory(own.catalogue.database).put([one], Editor("ute", "nachgefragt"))
    assert "Noch nie geprüft" in page(editor, "/verwaltung/korrekturen")
    shown = send(f"/verwaltung/einrichtungen/{one.id}/link")
    link = re.search(r'value="https://lotse.example(/korrektur/[\w-]+)"', shown)
    assert link
    assert one.name in sign_in(None, own).get(link[1], headers=HTML).text
    assert "ein Link ist offen" in page(editor, "/verwaltung/korrekturen")


@pytest.fixture
def clusters(own: Services) -> Clusters:
    clusters = Clusters(own.catalogue.database)
    entry = Entry(
        Verdict.UNHELPFUL, "Wer hilft bei Schulden?", "schuldnerberatung", "osterfeld", ("Veraltet",)
    )
    clusters.feedback.add(entry)
    clusters.feedback.add(Entry(Verdict.UNANSWERED, "Wann öffnet das Hallenbad Quittenberg?"))
    return clusters


def test_open_questions_stand_by_need_and_area_with_reasons(editor: TestClient, clusters: Clusters) -> None:
    shown = page(editor, "/verwaltung/fragen")
    assert "Schuldnerberatung · Osterfeld" in shown
    assert "Anliegen nicht erkannt · kein Ort genannt" in shown
    assert "1 Frage ohne Antwort. <span" in shown
    assert "1 Frage mit einer Antwort, die nicht geholfen hat. <span" in shown
    assert "<li>Veraltet: 1</li>" in shown


def test_somebody_cares_for_a_cluster(clusters: Clusters, send: Send) -> None:
    shown = send(
        "/verwaltung/fragen", anliegen="schuldnerberatung", ort="osterfeld", wer="Fachstelle", zustand="done"
    )
    assert 'value="Fachstelle"' in shown
    assert [(one.owner, one.state) for one in clusters.all()][-1] == ("Fachstelle", ClusterState.DONE)


def test_questions_are_asked_again_on_demand_and_show_what_is_answered(
    editor: TestClient, own: Services, clusters: Clusters, send: Send
) -> None:
    clusters.feedback.add(Entry(Verdict.UNANSWERED, "Wer berät bei Schulden?", "schuldnerberatung"))
    take_in_all(own, threading.Event())
    shown = page(editor, "/verwaltung/fragen")
    assert "1 Frage ohne Antwort. 1 davon bekommt heute eine. <span" in shown
    assert shown.count("ohne Antwort · bekommt heute eine Antwort") == 1
    assert shown.count("ohne Antwort · bekommt auch heute keine") == 1
    assert "bekommt heute eine Antwort" not in send("/verwaltung/fragen/erneut")
    assert len(clusters.to_ask(own.catalogue.revision)) == 3


def test_a_question_whose_answer_did_not_help_is_not_counted_as_answered_when_it_finds_one_again(
    editor: TestClient, own: Services, clusters: Clusters
) -> None:
    take_in_all(own, threading.Event())
    shown = page(editor, "/verwaltung/fragen")
    assert "hat nicht geholfen · bekommt auch heute eine Antwort; ob sie hilft, sehen Sie dort" in shown
    assert "die heute eine bekommen" not in page(editor, "/verwaltung")


def test_a_service_that_keeps_no_unanswered_questions_does_not_count_none(
    own: Services, sign_in: SignIn
) -> None:
    told = page(sign_in(Role.EDITOR, own), "/verwaltung/fragen")
    assert "<dt>ohne Antwort</dt><dd>wird nicht aufgehoben</dd>" in told
    assert "LOTSE_RECORD_UNANSWERED=true" in told
    assert "die heute eine bekommen" not in page(sign_in(Role.EDITOR, own), "/verwaltung")
    keeping = replace(own, settings=own.settings.model_copy(update={"record_unanswered": True}))
    with signing_in(keeping, create_app(keeping)) as opened:
        assert "<dt>ohne Antwort</dt><dd>0</dd>" in page(opened(Role.EDITOR), "/verwaltung/fragen")
        assert "die heute eine bekommen" in page(opened(Role.EDITOR), "/verwaltung")


def test_a_question_is_deleted(clusters: Clusters, send: Send) -> None:
    number = clusters.feedback.list()[0].number
    assert "Quittenberg" not in send(f"/verwaltung/fragen/{number}/loeschen")
