"""Lines that say something stand in answers; forms, questions, addresses and scraps do not."""

from collections.abc import Callable

import pytest

from assistant.assistant import Assistant
from assistant.evidence import split_lines
from assistant.quotable import is_form, is_row, lead_in_of, leans, led_by, quotable, stands
from corpus.document import Passage, Span

AddDocument = Callable[..., str]


@pytest.mark.parametrize(
    "line",
    [
        "Miete und Nebenkosten umfassen ungefähr ______________ Euro im Monat.",
        "\uf0a3 Ganztags berufstätig \uf0a3 Rentner oder Pensionär",
        "Wie hoch sind die monatlichen Wohnkosten Ihres Haushaltes?",
        "Sehr geehrte Frau Oberbürgermeisterin, liebe Kolleginnen und Kollegen!",
        "Tabelle 4",
        "• § 7 Nicht zu berücksichtigendes Vermögen",
        "|. dass See nacht mehr als 19 vergeben.",
        "Stadt Freiburg | Amt für Bürgerservice 3",
        "Der Beirat wünscht sich einen",
        "Zufrieden sind viele mit dem Zustand und",
        "Liebe Kölnerinnen und Kölner hier im Saal!",
        "Jörg Detjen (DIE LINKE): Herr Bürgermeister Wolter!",
        "(Beifall bei der SPD und von Lisa Gerlach (GRÜNE))",
        "Absatz 1 Satz 3 gilt entsprechend.",
        "Für Kinder, die eine Tageseinrichtung besuchen, gilt Satz 1 entsprechend.",
        "Grafik 10 Außenwanderungssaldo von Kindern in Familienhaushalten 2011-2020",
        "Nähere Informationen zur Karenzzeit finden Sie in Kapitel 3.",
        "1.2 Kraftfahrzeug ............................ 9",
        "Art der Sozialwohnung\tAnzahl der Wohnungen",
        "37\t40\t31",
        "gültig ab\tRegelbedarfsstufe 1\tRegelbedarfsstufe 2",
        "Verteilung der Haushalte auf die Wohnsegmente Vorwiegend Mietwohnungen",
        "Anteile in Prozent (%)",
        "7.1 Unterrichtung des Rates über die von der Kämmerin",
        "Stadtkämmerin Prof. Dr. Dörte Diemert: Sehr geehrte Frau Oberbürgermeisterin!",
        "(6) Das Nähere regelt das Landesrecht.",
        "• Vollständige inhaltliche und strukturelle Anpassung aufgrund des Gesetzes vom 16.12.2022",
    ],
)
def test_forms_questions_addresses_and_scraps_are_not_quoted(line: str) -> None:
    assert not quotable(line)


@pytest.mark.parametrize(
    "line",
    [
        "Die Beratung kostet nichts.",
        "1. Erhalt der Brücke als Zugang zur Schule",
        "1. das Kind um Obhut bittet oder",
        "§ 7 gilt auch für Kinder, die im Haushalt leben.",
        "Wir bieten jeden Montag Beratung an",
        "Alleinerziehende\t862 Euro",
        "Schuldnerberatung\tmontags von 9 bis 12 Uhr im Rathaus",
        "Wahlbeteiligung in der ganzen Stadt 6,6",
        "Grafik 6 zeigt, wie viele Familien umgezogen sind.",
    ],
)
def test_sentences_and_list_items_are_quoted(line: str) -> None:
    assert quotable(line)


def test_a_questionnaire_is_no_evidence(assistant: Assistant, add: AddDocument) -> None:
    asked = "Wie hoch ist die Miete im Monat?\n\u2610 unter 500 Euro \u2610 mehr Miete \u2610 keine Miete"
    told = "Die Miete liegt in der Stadt bei 700 Euro im Monat. Sie steigt seit Jahren."
    add("Umfrage", [("Miete", told), ("", "Sonstiges steht hier nicht."), ("Fragebogen", asked)], year=2022)
    answer = assistant.ask("Wie hoch ist die Miete im Monat?")
    assert answer.statements
    assert {citation.page for citation in answer.citations} == {1}
    assert is_form((), "\u2610 ja \u2610 nein \u2610 weiß nicht")


def test_a_list_item_comes_with_the_line_that_leads_to_it() -> None:
    lines = ["Gefördert werden:", "1. Beratung", "2. Begleitung im Alltag", "Anträge nimmt das Amt an."]
    assert [lead_in_of(lines, place) for place in range(4)] == [None, 0, 0, None]


def test_a_row_of_numbers_comes_with_the_title_of_its_chart_and_a_title_with_the_total() -> None:
    lines = ["- Theaterangebote der Stadt -", "sehr zufrieden\tunzufrieden", "insgesamt\t12\t40"]
    assert lead_in_of(lines, 2) == 0
    assert led_by(lines, 0) == (2,)
    assert led_by(["Einkommen", "1. Quartil\t9\t34"], 0) == ()


def test_a_line_that_leads_to_a_list_stands_only_with_its_list() -> None:
    lines = [
        "Das Jugendamt hilft, wenn",
        "1. das Kind darum bittet,",
        "2. Gefahr droht.",
        "Gefördert werden:",
    ]
    assert led_by(lines, 0) == (1, 2)
    assert lead_in_of(lines, 2) == 0
    assert [stands(lines, place) for place in (0, 3)] == [True, False]


@pytest.mark.parametrize(
    "lines",
    [
        ["Das Amt hilft.", "der Wohnungsgröße lässt sich feststellen, dass viele zufrieden sind."],
        [
            "Ja.",
            "Das Amt hilft allen, die ihre Miete nicht mehr zahlen können, und nennt auf Wunsch weitere",
        ],
    ],
)
def test_half_a_sentence_does_not_stand(lines: list[str]) -> None:
    assert not stands(lines, 1)


def test_a_row_of_numbers_is_told_from_a_sentence_and_what_points_back_is_known() -> None:
    assert is_row("Alleinerziehende\t37\t40 %")
    assert not is_row("2022 lebten hier 1.200 Menschen in 430 Wohnungen.")
    assert leans("Dies gilt auch für Kinder.")
    assert leans("3 In diesem Fall zahlt das Amt.")
    assert not leans("Die Beratung kostet nichts.")


def test_a_sentence_that_goes_on_in_the_next_line_stays_one() -> None:
    text = "Das Amt hilft bei Schulden und\nbei Mietrückstand.\n1. Erstens\n2. Zweitens"
    passage = Passage("", "", 0, text, (), (Span(1, 0, len(text)),))
    lines = [line.text for line in split_lines(passage)]
    assert lines == ["Das Amt hilft bei Schulden und bei Mietrückstand.", "1. Erstens", "2. Zweitens"]


def test_an_item_of_the_agenda_is_not_taken_for_a_speaker(assistant: Assistant, add: AddDocument) -> None:
    said = "Die Zentralbibliothek wird ab dem Herbst saniert. Das kostet die Stadt viel Geld."
    add("Rat", [("3.2 Zentralbibliothek erhalten", said)], kind="wortprotokoll", year=2023)
    told = assistant.ask("Wird die Zentralbibliothek saniert?").statements[0].text
    assert told.startswith("Wortbeitrag in der Sitzung, keine Feststellung der Stadt: ")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "Mit einem Volumen von\n5,5 Milliarden Euro im Jahr.",
            ["Mit einem Volumen von 5,5 Milliarden Euro im Jahr."],
        ),
        ("Gebaut wurden bis zum\n31.12.2020 10 Häuser.", ["Gebaut wurden bis zum 31.12.2020 10 Häuser."]),
        ("Die Sitzung ist am\n12. Mai im Rathaus.", ["Die Sitzung ist am 12. Mai im Rathaus."]),
        (
            "Gut sind Zustand und\n1 Die Werte sind Punkte.",
            ["Gut sind Zustand und", "1 Die Werte sind Punkte."],
        ),
        ("Hilfe gibt es für Kinder und\nJugendliche.", ["Hilfe gibt es für Kinder und Jugendliche."]),
        ("Das sind fast 8\nMillionen Euro mehr.", ["Das sind fast 8 Millionen Euro mehr."]),
        ("1. das Kind bittet oder\n2. Gefahr droht.", ["1. das Kind bittet oder", "2. Gefahr droht."]),
        ("Wir bieten Beratung an\nMontags von 9 bis 12", ["Wir bieten Beratung an", "Montags von 9 bis 12"]),
    ],
)
def test_a_sentence_that_breaks_off_goes_on_in_the_next_line(text: str, lines: list[str]) -> None:
    passage = Passage("a-1", "a", 1, text, (), (Span(1, 0, len(text), ()),))
    assert [line.text for line in split_lines(passage)] == lines
