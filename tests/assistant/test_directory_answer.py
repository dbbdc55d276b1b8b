"""Questions about places that were just shown are answered from their entries, and silence is told."""

import pytest

from assistant.adviser import Adviser
from assistant.directory_answer import DirectoryAnswer, directory_answers
from assistant.finding.ranking import Match, Suggestion
from corpus.institution import Institution, Schedule, Service, Source, Wheelchair
from tests.assistant.noting import understood

DEBTS = "Wo bekomme ich Hilfe bei Schulden in Osterfeld?"

BUILT_WITH = [
    ("In welchen Sprachen beraten die?", "languages"),
    ("Haben die heute auf?", "hours"),
    ("Kostet das was?", "cost"),
    ("Ist das barrierefrei?", "wheelchair"),
    ("Brauche ich einen Termin?", "appointment"),
    ("Beraten die auch auf Arabisch?", "languages"),
    ("Ist die Stelle morgen offen?", "hours"),
    ("Kann ich da ohne Termin hin?", "appointment"),
    ("Muss ich was bezahlen?", "cost"),
    ("Kommt man da mit dem Rollator rein?", "wheelchair"),
    ("Welche Sprachen können die Mitarbeiter?", "languages"),
    ("Wie lange haben die offen?", "hours"),
    ("Muss ich mich ausweisen?", "documents"),
    ("haben die heute auf", "hours"),
    ("Kommt da jemand zu mir nach Hause?", "home_visits"),
    ("Kann man da parken?", "journey"),
    ("Wie lange muss ich da warten?", "waiting"),
    ("Geht das auch telefonisch?", "from_home"),
]
CHECKED_WITH = [
    ("Kann da jemand Russisch?", "languages"),
    ("Ist das umsonst?", "cost"),
    ("Wann kann ich da hingehen?", "hours"),
    ("Gibt es einen Aufzug?", "wheelchair"),
    ("Soll ich vorher anrufen?", "appointment"),
    ("Sind die samstags da?", "hours"),
    ("Bis wann haben die auf?", "hours"),
    ("Kostet die Beratung Geld?", "cost"),
    ("Verstehen die da auch Polnisch?", "languages"),
    ("Muss ich meinen Namen sagen?", "anonymous"),
    ("Was brauche ich für Unterlagen?", "documents"),
    ("Gibt's da eine Dolmetscherin?", "languages"),
    ("Ist da am Wochenende jemand?", "hours"),
    ("Um wie viel Uhr machen die zu?", "hours"),
    ("Muss man dafür zahlen?", "cost"),
    ("Spricht dort wer Ukrainisch?", "languages"),
    ("Brauche ich einen Nachweis?", "documents"),
    ("Kann ich einfach vorbeigehen?", "appointment"),
    ("Komm ich da mit Kinderwagen rein?", "wheelchair"),
    ("Sind die behindertengerecht?", "wheelchair"),
    ("Wie teuer ist das?", "cost"),
    ("Erfährt das Jobcenter davon?", "anonymous"),
    ("Haben die auch freitags geöffnet?", "hours"),
    ("Was muss ich dabei haben?", "documents"),
]


def told(answers: tuple[DirectoryAnswer, ...]) -> dict[str, str]:
    return {line.institution.name: line.text for answer in answers for line in answer.lines}


def entry(**values: object) -> Suggestion:
    one = Institution("x", "Rat und Tat", Source("test", "1"), **values)  # type: ignore[arg-type]
    return Suggestion(one, "schuldnerberatung", Match.CITY, None, None, False, 0)


def says(question: str, **values: object) -> str:
    (answer,) = directory_answers(f"{question}: Schulden?", [entry(**values)])
    return answer.lines[0].text


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("Was kostet das?", "cost"),
        ("Ist die Beratung kostenlos?", "cost"),
        ("Is it free?", "cost"),
        ("Muss ich da einen Termin machen?", "appointment"),
        ("Kann ich da einfach so vorbeikommen?", "appointment"),
        ("Sprechen die Türkisch?", "languages"),
        ("Gibt es das auf Türkisch?", "languages"),
        ("Gibt es jemanden, der Polnisch spricht?", "languages"),
        ("Wann haben die auf?", "hours"),
        ("Wann sind die Sprechzeiten?", "hours"),
        ("Was muss ich mitbringen?", "documents"),
        ("Komme ich da mit dem Rollstuhl rein?", "wheelchair"),
        ("Geht das auch anonym?", "anonymous"),
        *BUILT_WITH,
        *CHECKED_WITH,
    ],
)
def test_what_is_asked_of_places_just_shown_is_answered_for_each_of_them(
    adviser: Adviser, question: str, matter: str
) -> None:
    one = understood(adviser, question, DEBTS)
    assert [answer.matter for answer in one.directory] == [matter]
    shown = [suggestion.institution for suggestion in one.found.suggestions]
    assert [line.institution for line in one.directory[0].lines] == shown
    assert one.places_first
    assert not one.counts


def test_who_asks_for_a_language_learns_who_speaks_it_and_who_names_others(adviser: Adviser) -> None:
    lines = told(understood(adviser, "Sprechen die Türkisch?", DEBTS).directory)
    assert lines["Schuldnerberatung Lichtblick"] == "Türkisch: ja (Deutsch, Türkisch)"
    osterfeld = lines["Schulden- und Haushaltshilfe Osterfeld"]
    assert osterfeld == "Türkisch ist nicht genannt, nur: Deutsch, Arabisch"


def test_an_entry_that_tells_of_appointments_is_quoted_and_a_silent_one_is_named_as_silent(
    adviser: Adviser,
) -> None:
    (answer,) = understood(adviser, "Muss ich da einen Termin machen?", DEBTS).directory
    lines = {line.institution.name: line for line in answer.lines}
    quoted, silent = lines["Schulden- und Haushaltshilfe Osterfeld"], lines["Schuldnerberatung Lichtblick"]
    assert quoted.text == "im Eintrag steht: »Offene Sprechstunde für alle aus Osterfeld«"
    assert (silent.text, silent.known) == ("keine Angabe, ob ein Termin nötig ist", False)
    assert answer.silence == "Wo eine Angabe fehlt, fragen Sie bitte dort nach."


@pytest.mark.parametrize(
    ("written", "quoted"),
    [
        ("Termine nach Vereinbarung, Tel. 0208 12345.", "Termine nach Vereinbarung, Tel. 0208 12345"),
        ("Nach telefonischer Vereinbarung, z. B. abends.", "Nach telefonischer Vereinbarung, z. B. abends"),
        ("Wir begleiten Sie zu Terminen beim Jobcenter.", ""),
        ("Hilfe bei der Anmeldung in der Kita.", ""),
        ("Eine Vereinbarung mit Ihren Gläubigern hilft.", ""),
    ],
)
def test_what_an_entry_tells_of_appointments_is_quoted_whole_and_nothing_else(
    written: str, quoted: str
) -> None:
    said = says("Brauche ich einen Termin", description=written)
    assert said == (f"im Eintrag steht: »{quoted}«" if quoted else "keine Angabe, ob ein Termin nötig ist")


def test_nothing_is_told_that_no_entry_holds() -> None:
    (answer,) = directory_answers("Was kostet das: Schulden?", [entry()])
    assert (answer.lines[0].text, answer.lines[0].known) == ("keine Angabe zu Kosten", False)
    assert answer.silence.startswith("Dazu steht bei keiner dieser Stellen etwas im Verzeichnis.")


def test_each_field_is_told_in_its_own_words() -> None:
    assert says("Was kostet das", cost="5 Euro im Monat") == "5 Euro im Monat"
    assert says("Was kostet das", free=True) == "kostenlos"
    assert says("Was kostet das", free=False) == "nicht kostenlos"
    by_appointment = Schedule(by_appointment=True, text="nach Vereinbarung")
    assert says("Brauche ich einen Termin", schedule=by_appointment).startswith("nach Vereinbarung")
    offered = (Service("Rat", "Bitte mit Anmeldung. Kommen Sie gern."),)
    assert says("Brauche ich einen Termin", services=offered) == "im Eintrag steht: »Bitte mit Anmeldung«"
    assert says("Wann haben die auf", schedule=Schedule(text="Mo 9-12")) == "Mo 9-12"
    assert says("Geht das mit Rollstuhl", wheelchair=Wheelchair.LIMITED) == "mit Rollstuhl: teilweise"
    assert says("Geht das anonym", anonymous=False) == "anonym: nein"
    assert says("Geht das auf Türkisch", languages=("de",)) == "Türkisch ist nicht genannt, nur: Deutsch"


@pytest.mark.parametrize(
    ("question", "before"),
    [
        ("Was kostet ein Kitaplatz?", None),
        ("Was kostet das?", "Wie hoch ist die Kinderarmut in Osterfeld?"),
        ("Wer zahlt das?", "Wer bekommt Wohngeld?"),
        ("Und in Sterkrade?", DEBTS),
        ("Was kostet das?", "Mein Mann schlägt mich"),
        ("Hat das was mit Insolvenz zu tun?", DEBTS),
        ("Hilft das auch gegen hohe Kosten?", DEBTS),
        ("Was spricht dagegen?", DEBTS),
        ("Was kostet das die Stadt?", DEBTS),
        ("Was hat das mit Armut zu tun?", DEBTS),
        ("Hat das Sozialamt heute auf?", DEBTS),
        ("Haben die Grünen heute einen Antrag gestellt?", DEBTS),
        ("Haben die Kinder heute bessere Chancen?", DEBTS),
        ("Ist die Insolvenz sofort wirksam?", DEBTS),
    ],
)
def test_the_directory_is_silent_where_nothing_was_asked_of_places(
    adviser: Adviser, question: str, before: str | None
) -> None:
    assert understood(adviser, question, *filter(None, [before])).directory == ()


def test_what_is_asked_of_places_looks_for_no_others(adviser: Adviser) -> None:
    before = understood(adviser, DEBTS).found.suggestions
    for question in ("Ist die Stelle morgen offen?", "Kostet die Beratung Geld?"):
        asked = understood(adviser, question, DEBTS)
        assert {one.institution.id for one in asked.found.suggestions} == {o.institution.id for o in before}


def test_a_matter_without_a_field_is_quoted_from_the_entry() -> None:
    told = "Wir beraten. Hausbesuche sind möglich."
    assert says("Machen die Hausbesuche", description=told) == "im Eintrag steht: »Hausbesuche sind möglich«"
    assert says("Machen die Hausbesuche", description="Wir beraten.") == "keine Angabe zu Hausbesuchen"


def test_a_language_that_was_wished_for_before_is_no_question_for_languages() -> None:
    (answer,) = directory_answers("Was kostet das: Schulden auf Türkisch?", [entry(free=True)])
    assert answer.matter == "cost"
