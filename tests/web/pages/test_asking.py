"""The page of questions: a conversation in its address, places first, opinions kept only when sent."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from urllib.parse import unquote_plus

import pytest
from fastapi.testclient import TestClient

from corpus.document import Visibility
from corpus.feedback import Entry, Verdict
from tests.scripted_model import Server, echoes, serving
from web.app import create_app
from web.examples import Examples, chosen
from web.services import Services

DEBTS = "Ich habe Schulden und wohne in Osterfeld"
REFUSED = "Wie backt man einen Apfelkuchen mit Streuseln?"
CRISIS = "ich will nicht mehr leben"


def page(client: TestClient, **asked: object) -> str:
    answer = client.get("/", params=asked)
    assert answer.status_code == 200
    return unescape(answer.text)


def changed(services: Services, **settings: object) -> Services:
    return replace(services, settings=services.settings.model_copy(update=settings))


def test_a_follow_up_carries_the_talk_in_its_address_and_says_what_it_took_over(client: TestClient) -> None:
    first = page(client, q=DEBTS)
    assert f'<input type="hidden" name="frueher" value="{DEBTS}">' in first
    then = page(client, q="Und in Sterkrade?", frueher=DEBTS)
    assert "»Ich habe Schulden und wohne in Sterkrade«" in then
    assert f'name="frueher" value="{DEBTS}"' in then
    assert 'name="frueher" value="Ich habe Schulden und wohne in Sterkrade"' in then


def test_what_the_places_just_shown_ask_for_stands_above_them_and_documents_are_folded(
    client: TestClient,
) -> None:
    shown = page(client, q="Muss ich da einen Termin machen?", frueher=DEBTS)
    answered = shown.index("Ob Sie einen Termin brauchen, steht so im Verzeichnis:")
    assert answered < shown.index("Hier finden Sie Hilfe") < shown.index("Was dazu in den Dokumenten steht")
    assert "»Offene Sprechstunde für alle aus Osterfeld«" in shown
    assert "keine Angabe, ob ein Termin nötig ist" in shown


def test_a_wished_language_is_shown_among_what_was_understood_and_can_be_taken_out(
    client: TestClient,
) -> None:
    shown = page(client, q="auf Türkisch", frueher="Wer hilft bei Schulden?")
    assert '<span class="zeichen">auf Türkisch</span>' in shown
    assert re.search(r"\d von \d+ Angeboten nenn", shown)
    address = re.search(r'href="([^"]*)">Ohne diese Sprache', shown)
    assert address
    without = unescape(client.get(address[1]).text)
    assert "auf Türkisch</span>" not in without
    assert 'name="frueher" value="Wer hilft bei Schulden?"' in without


def test_who_was_misunderstood_is_offered_other_readings_of_the_question_before(client: TestClient) -> None:
    shown = page(client, q="Das meinte ich nicht", frueher=DEBTS)
    assert "Dann haben wir Sie falsch verstanden." in shown
    assert "Wer hilft bei »Schulden Osterfeld«?" in shown
    assert 'aria-labelledby="hilfreich"' not in shown


def test_who_only_asks_for_help_may_say_in_one_word_what_for(client: TestClient) -> None:
    shown = page(client, q="Ich brauche Hilfe")
    assert "Gut, dass Sie schreiben." in shown
    assert "Worum geht es Ihnen?" in shown
    assert 'name="frueher" value="Ich brauche Hilfe"' in shown
    assert "Was dazu in den Dokumenten steht" not in shown


def test_what_was_understood_is_chosen_in_a_form_and_can_be_changed(client: TestClient) -> None:
    shown = page(client, q=DEBTS)
    assert re.search(r'<option value="schuldnerberatung" selected>', shown)
    assert re.search(r"<option selected>Osterfeld</option>", shown)
    moved = page(client, q=DEBTS, anliegen="wohngeld", ort="Sterkrade", zeit="2022")
    assert re.search(r'<option value="wohngeld" selected>', moved)
    assert re.search(r"<option selected>Sterkrade</option>", moved)
    assert 'value="2022"' in moved


def test_a_planner_sees_which_indicator_was_understood_and_can_change_it(reader: TestClient) -> None:
    asked = "Wie hoch ist die SGB-II-Quote in Osterfeld 2022?"
    shown = page(reader, q=asked)
    marks = re.findall(
        r'<span class="zeichen">([^<]+)</span>', shown.split("Verstanden als:")[1].split("</p>")[0]
    )
    assert marks == ["SGB-II-Quote", "Osterfeld", "2022"]
    assert '<option value="sgb2-quote" selected>SGB-II-Quote</option>' in shown
    changed = page(reader, q=asked, kennzahl="kinderarmut")
    assert "»Wie hoch ist Kinderarmut in Osterfeld 2022?«" in changed
    assert '<option value="kinderarmut" selected>' in changed
    assert 'name="kennzahl"' not in page(reader, q=DEBTS)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("anliegen", "zaubern"),
        ("ort", "Atlantis"),
        ("zeit", "bald"),
        ("kennzahl", "zauberquote"),
        ("q", "?!"),
    ],
)
def test_what_cannot_be_used_is_named_on_the_page(client: TestClient, field: str, value: str) -> None:
    answer = client.get("/", params={"q": DEBTS} | {field: value})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert value in unescape(answer.text)


def test_an_indicator_that_no_report_prints_is_not_answered_with_sentences_of_another(
    reader: TestClient,
) -> None:
    for asked in ("Arbeitslosenquote in Osterfeld", "Arbeitslosenquote"):
        shown = page(reader, q=asked)
        assert "Zu »Arbeitslosenquote« haben wir in den Unterlagen keinen Wert gefunden." in shown
        assert "18,6" not in shown
    told = reader.post(
        "/api/ask", json={"question": "Wie hoch ist die Arbeitslosenquote in Osterfeld?"}
    ).json()
    assert told["abstained"]
    assert (told["answer"], told["figures"]) == ([], [])


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Einwohnerzahl Osterfeld", "36.956"),
        ("Wie viele Menschen leben in Osterfeld?", "36.956"),
        ("Bevölkerung Osterfeld 2015", "36.703"),
        ("Bevölkerung Oberhausen", "211.857"),
        ("Kinderarmut Osterfeld", "32,4"),
        ("Altersarmut in Sterkrade-Nord?", "1,9"),
    ],
)
def test_an_indicator_with_an_area_is_answered_with_its_printed_value(
    reader: TestClient, question: str, value: str
) -> None:
    told = reader.post("/api/ask", json={"question": question}).json()
    assert [one["value_text"] for one in told["figures"]] == [value]
    assert not told["abstained"]
    assert told["meant"]["indicator"]


def test_who_names_a_benefit_and_a_place_is_shown_places_and_no_figures(reader: TestClient) -> None:
    told = reader.post("/api/ask", json={"question": "Wohngeld Osterfeld"}).json()
    assert told["institutions"]
    assert told["figures"] == []


def test_a_citizen_sees_places_before_documents_and_a_planner_documents_first(client: TestClient) -> None:
    citizen = page(client, q=DEBTS)
    assert citizen.index("Hier finden Sie Hilfe") < citizen.index('id="antwort"')
    planner = page(client, q="Was wird für Alleinerziehende in Osterfeld empfohlen?")
    assert planner.index('id="antwort"') < planner.index("Hier finden Sie Hilfe")


def test_an_answer_tells_hours_and_whether_a_place_is_open_as_the_finder_does(client: TestClient) -> None:
    shown = page(client, q=DEBTS)
    hours = re.findall(r"<p>(.*Uhr.*) · (?:<strong>)?(?:jetzt|Ob jetzt)", shown)
    assert hours
    assert not any(re.search(r"\d:\d\d|\w-\w", one) for one in hours)


def test_an_emergency_stands_first_and_asks_for_no_opinion(client: TestClient) -> None:
    shown = page(client, q=CRISIS)
    assert shown.index("notlage-1") < shown.index("Ihre Frage:")
    assert "War das hilfreich?" not in shown


def test_who_may_despair_reads_once_who_listens_and_is_asked_for_no_opinion(client: TestClient) -> None:
    hidden = "Ohne mich hätten es meine Kinder leichter"
    for shown in (page(client, q=hidden), page(client, q="Keine Ahnung", frueher=hidden)):
        assert shown.count("Am Telefon hört Ihnen jemand zu:") == 1
        assert "rueckmeldung" not in shown


def test_the_quiet_line_stays_in_a_conversation_and_no_word_of_despair_is_asked_about(
    client: TestClient,
) -> None:
    hidden = "ich weiß nicht, wofür ich noch aufstehe"
    for question in ("Wo finde ich das?", "Und in Osterfeld?", "Keine Ahnung"):
        shown = page(client, q=question, frueher=hidden)
        assert shown.count("Am Telefon hört Ihnen jemand zu:") == 1
    assert "»aufstehe«" not in shown


def test_after_a_follow_up_the_ways_on_keep_topic_and_language(client: TestClient) -> None:
    shown = page(client, q="Und auf Türkisch?", frueher="Wer hilft bei Schulden in Osterfeld?")
    onward = re.findall(r'href="(/hilfe\?bedarf=[^"]+)">Alle Stellen', shown)
    assert onward == ["/hilfe?bedarf=schuldnerberatung&gebiet=osterfeld&sprache=tr"]
    searched = re.findall(r'href="/suche\?q=([^"]+)">Alle Fundstellen', shown)
    assert all("Schulden" in unquote_plus(one) for one in searched)


def test_choices_lead_on_where_something_is_open(client: TestClient) -> None:
    shown = page(client, q="Ich habe Schulden")
    assert "Wo suchen Sie Hilfe?" in shown
    links = re.findall(r'<li><a href="(/\?[^"]+)">in ([^<]+)</a>', shown)
    assert [name for _, name in links] == ["Alt-Oberhausen", "Osterfeld", "Sterkrade", "ganz Oberhausen"]
    followed = unescape(client.get(links[1][0]).text)
    assert "Wo suchen Sie Hilfe?" not in followed
    assert re.search(r"<option selected>Osterfeld</option>", followed)


def test_another_language_is_marked_and_answered_in_it_too(client: TestClient) -> None:
    shown = page(client, q="Borçlarım için nereden yardım alabilirim?")
    assert re.search(r'lang="tr" dir="auto">Yardım', shown)
    assert re.search(r'lang="tr" dir="auto">Merhaba!', page(client, q="Merhaba"))


def test_small_talk_shows_no_places_and_no_documents(client: TestClient) -> None:
    shown = page(client, q="Vielen Dank!")
    assert "Gern geschehen" in shown
    assert 'id="antwort"' not in shown
    assert "Verstanden als" not in shown


def test_the_mark_behind_a_sentence_leads_to_the_sentence_itself(client: TestClient) -> None:
    shown = page(client, q="Was wird für Alleinerziehende in Osterfeld empfohlen?")
    mark = re.search(r'<li>(?P<sentence>[^<]+) <a class="beleg" href="(?P<url>[^"]+)"', shown)
    assert mark
    marked = re.search(r'<mark id="stelle">([^<]+)</mark>', client.get(unescape(mark["url"])).text)
    assert marked
    assert " ".join(unescape(marked[1]).split()) == mark["sentence"]


def test_a_question_of_which_nothing_was_recognised_is_not_told_to_be_understood(client: TestClient) -> None:
    shown = page(client, q="Wer wird Weltmeister?")
    assert "Verstanden als" not in shown
    assert "Anliegen, Ort oder Jahr angeben" in shown


def test_a_stream_holds_the_pieces_of_the_page_in_their_order(client: TestClient) -> None:
    told = client.get("/strom", params={"q": DEBTS}).text
    pieces = [json.loads(line[6:]) for line in told.splitlines() if line.startswith("data: ")]
    assert [one.get("ziel") for one in pieces] == ["inhalt", "inhalt", None]
    assert "Hier finden Sie Hilfe" in pieces[0]["html"]
    assert 'id="antwort"' not in pieces[0]["html"]
    assert pieces[1]["html"].strip() in client.get("/", params={"q": DEBTS}).text


def test_a_page_says_which_sentences_a_model_has_rephrased(services: Services) -> None:
    with serving() as model:
        model.script = echoes
        modelled = create_app(changed(services, model_url=model.url, model="klein"))
        with TestClient(modelled) as client:
            shown = page(client, q="In welchem Sozialraum ist die SGB-II-Quote am höchsten?")
            assert "Umformuliert, geprüft" in shown
            assert "In Einfacher Sprache" in shown
            plain = page(client, q="Was hilft gegen Einsamkeit im Alter?", worte="woertlich")
            assert "Umformuliert, geprüft" not in plain
            assert "Sprachmodell" in page_of(client, "/datenschutz")
            pieces = client.get("/strom", params={"q": "Was hilft gegen Einsamkeit im Alter?"}).text
            assert '"ziel": "antwort-teil"' in pieces
        _closed(model)


def _closed(model: Server) -> None:
    assert model.asked


def page_of(client: TestClient, address: str) -> str:
    return unescape(client.get(address).text)


@pytest.fixture
def noted(services: Services) -> Iterator[Services]:
    recording = changed(services, record_unanswered=True)
    yield recording
    for one in recording.feedback.list():
        recording.feedback.remove(one.number)


@pytest.fixture
def recording(noted: Services) -> Iterator[TestClient]:
    with TestClient(create_app(noted)) as client:
        yield client


OPINION = {"urteil": "unhelpful", "frage": DEBTS, "anliegen": "schuldnerberatung", "ort": "osterfeld"}


def test_an_opinion_is_kept_with_its_reasons_and_leads_back(recording: TestClient, noted: Services) -> None:
    sent = OPINION | {"grund": ["veraltet", "erfunden"], "zurueck": "/?q=Schulden"}
    thanks = recording.post("/rueckmeldung", data=sent)
    assert "Danke" in thanks.text
    assert 'href="/?q=Schulden"' in thanks.text
    kept = Entry(Verdict.UNHELPFUL, DEBTS, "schuldnerberatung", "osterfeld", ("Die Angaben sind veraltet",))
    assert [one.entry for one in noted.feedback.list()] == [kept]


def test_an_opinion_leads_nowhere_else(recording: TestClient) -> None:
    sent = OPINION | {"zurueck": "https://anderswo.example/"}
    assert "anderswo" not in recording.post("/rueckmeldung", data=sent).text


def test_a_form_of_another_site_is_refused(recording: TestClient, noted: Services) -> None:
    for site in ("cross-site", "same-site"):
        refused = recording.post("/rueckmeldung", data=OPINION, headers={"sec-fetch-site": site})
        assert refused.status_code == 422
    assert noted.feedback.list() == []


def test_a_question_of_an_emergency_is_never_kept(recording: TestClient, noted: Services) -> None:
    answer = recording.post("/rueckmeldung", data=OPINION | {"frage": CRISIS})
    assert "nichts gespeichert" in answer.text
    for address in ("/", "/strom"):
        recording.get(address, params={"q": CRISIS})
    recording.post("/api/ask", json={"question": CRISIS})
    assert noted.feedback.list() == []


def test_nothing_of_health_or_violence_and_nothing_in_the_first_person_is_kept_unasked(
    recording: TestClient, noted: Services
) -> None:
    for question in ("Xylophonkurs nach einem Schlaganfall", "Ich suche Xylophonunterricht in Atlantis"):
        page(recording, q=question)
        recording.post("/api/ask", json={"question": question})
    recording.post("/rueckmeldung", data=OPINION | {"frage": "Reha nach einem Schlaganfall"})
    assert noted.feedback.list() == []


def test_a_question_without_an_answer_is_kept_only_where_the_setting_says_so(
    client: TestClient, recording: TestClient, noted: Services
) -> None:
    page(client, q=REFUSED)
    client.post("/api/ask", json={"question": REFUSED})
    assert noted.feedback.list() == []
    page(recording, q=REFUSED)
    recording.post("/api/ask", json={"question": REFUSED})
    recording.get("/strom", params={"q": REFUSED})
    assert [one.entry for one in noted.feedback.list()] == [Entry(Verdict.UNANSWERED, REFUSED)] * 3
    page(recording, q=DEBTS)
    assert len(noted.feedback.list()) == 3


def test_the_page_on_privacy_says_what_is_kept(client: TestClient, recording: TestClient) -> None:
    assert "Fragen ohne Antwort" not in page_of(client, "/datenschutz")
    assert "Was mit Ihrer Rückmeldung geschieht" in page_of(client, "/datenschutz")
    assert "Fragen ohne Antwort" in page_of(recording, "/datenschutz")


def test_examples_are_those_that_what_is_loaded_answers(services: Services) -> None:
    groups = chosen(
        services.adviser,
        {"Alle": [REFUSED, "Wo bekomme ich Hilfe bei Schulden?"], "Niemand": [REFUSED]},
    )
    assert [(group.name, group.questions) for group in groups] == [
        ("Alle", ("Wo bekomme ich Hilfe bei Schulden?",))
    ]


def test_examples_are_chosen_once_for_what_is_loaded(services: Services) -> None:
    examples = Examples(services.adviser, services.catalogue, lambda: services.made_of((Visibility.PUBLIC,)))
    groups = examples.choose()
    assert groups
    assert all(1 <= len(group.questions) <= 3 for group in groups)
    assert examples.choose() is groups


@pytest.mark.parametrize(
    ("question", "hint"),
    [
        ("Ich habe Schulden", "Und in Sterkrade?"),
        ("Ich habe Schulden in Sterkrade", "Und in Osterfeld?"),
        ("ich will nicht mehr leben", None),
        ("Danke", None),
    ],
)
def test_the_hint_names_another_place_and_is_silent_where_it_would_hurt(
    client: TestClient, question: str, hint: str | None
) -> None:
    shown = page(client, q=question).split('id="q-hilfe"')[1].split("</p>")[0]
    assert (f"»{hint}«" in shown) if hint else ("Zum Beispiel" not in shown)


@pytest.mark.parametrize(
    ("question", "hint"),
    [
        ("Wie hoch ist die SGB-II-Quote in Osterfeld?", "Wie hat sich das entwickelt?"),
        ("Ich habe Schulden", "Wer bietet das an?"),
        ("Welche Förderprogramme gibt es für Quartiersentwicklung?", None),
    ],
)
def test_the_hint_goes_on_with_what_was_asked(client: TestClient, question: str, hint: str | None) -> None:
    shown = page(client, q=question).split('id="q-hilfe"')[1].split("</p>")[0]
    hints = ("Wie hat sich das entwickelt?", "Wer bietet das an?")
    assert [one for one in hints if one in shown] == ([hint] if hint else [])


def test_beside_a_refused_question_for_a_figure_stands_no_offer(client: TestClient) -> None:
    assert "Hier finden Sie Hilfe" not in page(client, q="Arbeitslosenquote in Osterfeld")


def test_a_refused_question_for_a_figure_is_kept(own: Services) -> None:
    with TestClient(create_app(changed(own, record_unanswered=True))) as client:
        page(client, q="Arbeitslosenquote in Osterfeld")
    (kept,) = own.feedback.list()
    assert kept.entry.question == "Arbeitslosenquote in Osterfeld"
