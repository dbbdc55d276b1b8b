import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.crisis import crisis, crisis_notices
from assistant.crisis_table import FILE, plain_text, written_out
from corpus.directory.needs import load_needs
from corpus.yaml_text import read_yaml

SENTENCES = Path(__file__).parents[1] / "data" / "crisis.jsonl"
INDIRECT = SENTENCES.with_name("crisis_indirect.jsonl")
NEAR = SENTENCES.with_name("crisis_near.jsonl")
OMOSQA = Path(__file__).parents[3] / "shared" / "data" / "omosqa"
MOST_FALSE = 0.03


NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)  # a Wednesday
NIGHT = datetime(2026, 11, 27, 22, 0, tzinfo=UTC)  # a Friday


def situations(sentence: str) -> list[str]:
    return [notice.situation for notice in crisis_notices(sentence)]


def cases() -> list[tuple[str, str | None]]:
    lines = SENTENCES.read_text("utf-8").splitlines()
    return [(entry["sentence"], entry["crisis"]) for entry in map(json.loads, lines)]


def tuned_on(file: Path, kind: str | None = None) -> list[tuple[str, str | None]]:
    """The sentences that the rules were tuned on."""
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    chosen = [one for one in lines if one["split"] == "dev" and one.get("kind") == kind]
    return [(one["sentence"], one["crisis"]) for one in chosen]


def test_every_emergency_of_the_collection_is_recognised() -> None:
    missed = [(wanted, text) for text, wanted in cases() if wanted and wanted not in situations(text)]
    assert missed == []


def test_everyday_sentences_raise_no_alarm() -> None:
    calm = [text for text, wanted in cases() if wanted is None]
    alarmed = [text for text in calm if situations(text)]
    assert len(alarmed) <= MOST_FALSE * len(calm), alarmed


def test_emergencies_worded_indirectly_are_recognised_and_look_alikes_are_not() -> None:
    """The half that the rules were tuned on; the other half is measured by the benchmark of the finder."""
    tuned = tuned_on(INDIRECT)
    assert [text for text, wanted in tuned if wanted and wanted not in situations(text)] == []
    assert [text for text, wanted in tuned if not wanted and situations(text)] == []


@pytest.mark.parametrize("kind", ["hidden", "past"])
def test_hidden_emergencies_are_recognised_and_accidents_of_long_ago_are_none_any_more(kind: str) -> None:
    tuned = tuned_on(NEAR, kind)
    assert [text for text, wanted in tuned if wanted and wanted not in situations(text)] == []
    assert [text for text, wanted in tuned if not wanted and situations(text)] == []


@pytest.mark.parametrize(
    ("over", "urgent"),
    [
        (
            "Mein Vater ist letztes Jahr gestürzt und sucht eine Wohnung",
            "Mein Vater ist letztes Jahr gestürzt und atmet jetzt nicht",
        ),
        ("Seit dem Autounfall suche ich Arbeit", "Seit dem Autounfall eben ist er bewusstlos"),
        (
            "Ich hatte 2021 einen Herzinfarkt",
            "Ich hatte 2021 einen Herzinfarkt, und jetzt Schmerzen in der Brust",
        ),
        (
            "Mein Opa war bewusstlos, das ist drei Wochen her",
            "Mein Opa ist seit drei Wochen krank, jetzt bewusstlos",
        ),
        (
            "Er ist im Krankenhaus, er hatte einen Schlaganfall",
            "Er war im Krankenhaus, jetzt hat er einen Schlaganfall",
        ),
        ("Als ich klein war, ist mein Bruder ertrunken", "Mein Bruder ist klein und fast ertrunken"),
    ],
)
def test_what_is_long_over_is_no_emergency_unless_something_happens_now(over: str, urgent: str) -> None:
    assert situations(over) == []
    assert "medical" in situations(urgent)


def test_violence_of_long_ago_still_shows_where_to_find_help() -> None:
    assert situations("Mein Mann hat mich vor Jahren geschlagen") == ["violence"]


def test_questions_of_an_advice_app_raise_hardly_any_alarm() -> None:
    files = [OMOSQA / f"{name}.jsonl" for name in ("train_de", "train_en")]
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    questions = [json.loads(line)["question"] for line in lines]
    assert sum(bool(situations(question)) for question in questions) <= MOST_FALSE * len(questions)


@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        ("Ich will nicht mehr leben", "08001110111"),
        ("Mein Mann schlägt mich", "110"),
        ("Mein Vater atmet nicht mehr", "112"),
        ("Kind hat Spülmittel getrunken", "112"),
        ("Die Nachbarn schlagen ihr Kind", "110"),
        ("Ich weiß nicht, wo ich heute Nacht schlafen soll", "115"),
        ("Ich bin schwanger und keiner weiß es", "08004040020"),
        ("he is going to kill me", "110"),
        ("i am going to kill myself", "08001110111"),
        ("er steht vor der tür und will mich umbringen", "110"),
    ],
)
def test_the_number_for_the_situation_stands_first(sentence: str, first: str) -> None:
    assert crisis(sentence, NOON)[0].dial == first


def test_a_number_that_nobody_answers_now_comes_last_and_says_when_it_is_answered() -> None:
    numbers = crisis("Ich weiß nicht, wo ich heute Nacht schlafen soll", NIGHT)
    assert [one.dial for one in numbers] == ["110", "112", "115"]
    assert [one.open_now for one in numbers] == [True, True, False]
    assert numbers[-1].opens == "Mo 8 Uhr"
    assert numbers[0].opens == ""


def test_a_number_is_named_once_even_in_two_emergencies() -> None:
    numbers = crisis("Mein Mann schlägt mich und die Kinder, ich will nicht mehr leben")
    dialled = [number.dial for number in numbers]
    assert len(dialled) == len(set(dialled))
    assert {"110", "112", "08001110111", "116016"} <= set(dialled)


@pytest.mark.parametrize(
    "sentence",
    [
        "ich möchte mich umbrigen",
        "ICH WILL NICHT MEHR LEBEN!!!",
        "ich will nich mehr leben",
        "hab suizit gedanken",
        "Selbstmordgedanken",
    ],
)
def test_spelling_does_not_matter(sentence: str) -> None:
    assert situations(sentence) == ["suicide"]


def test_the_text_comes_in_german_and_in_the_language_of_the_question() -> None:
    (notice,) = crisis_notices("Kocam beni dövüyor")
    assert notice.language == "tr"
    assert "110" in notice.text
    assert notice.text_in_language != notice.text
    assert notice.title_in_language != notice.title
    assert notice.numbers[0].own.name == "Polis"
    assert notice.numbers[0].german.name == "Polizei-Notruf"


def test_every_emergency_has_title_and_text_in_every_language_of_its_phrases() -> None:
    entries = read_yaml(FILE.read_text("utf-8"))["situations"]
    for entry in entries:
        assert set(entry["phrases"]) <= set(entry["title"]) == set(entry["text"])


def test_numbers_in_a_text_are_never_turned_around_or_broken() -> None:
    (notice,) = crisis_notices("زوجي يضربني")
    assert "116\u00a0016" in notice.text_in_language
    assert "116 016" not in notice.text_in_language


@pytest.mark.parametrize(
    ("dangerous", "harmless"),
    [
        ("Ich kann nicht mehr", "Ich kann nicht mehr arbeiten"),
        ("Ich will nicht mehr leben", "Von der Rente kann man nicht mehr leben"),
        ("Mein Vater hat einen Schlaganfall", "Reha nach einem Schlaganfall"),
        ("Er bringt mich um", "Die Miete bringt mich noch um"),
        ("Meine Mutter schlägt mein Kind", "Mein Kind schlägt andere Kinder"),
        ("Mein Mann droht mir", "Der Vermieter droht mit Kündigung"),
    ],
)
def test_the_same_words_may_be_harmless(dangerous: str, harmless: str) -> None:
    assert situations(dangerous) != []
    assert situations(harmless) == []


@pytest.mark.parametrize(
    "sentence",
    ["Mein Kind ist tot", "Seit mein Mann tot ist, will ich umziehen", "meine tote Tochter fehlt mir"],
)
def test_a_death_is_no_threat(sentence: str) -> None:
    assert not crisis_notices(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Mein Mann will mich tot sehen",
        "Mein Ex hat gesagt, ich bin tot, wenn ich gehen will",
        "er will mich toten",
        "Er macht mich tot",
    ],
)
def test_a_threat_is_one_in_other_words_and_without_umlauts(sentence: str) -> None:
    assert [notice.situation for notice in crisis_notices(sentence)] == ["violence"]


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Ich kann nicht mehr", "i kann nimma"),
        ("Ich packe das Leben nicht mehr", "ich pack das leben nimmer"),
        ("Ich mag nicht mehr", "i mog nimmer"),
        ("Er atmet nicht mehr", "er atmet nimmer"),
        ("Ich kann nicht mehr arbeiten", "ich kann nimmer arbeiten"),
    ],
)
def test_nimmer_means_the_same_as_nicht_mehr(written: str, spoken: str) -> None:
    assert situations(spoken) == situations(written)


def test_an_empty_question_is_no_emergency() -> None:
    assert crisis("") == ()
    assert crisis("?!") == ()


@pytest.mark.parametrize(
    "sentence",
    ["notfall", "HILFE!!!", "ich brauche sofort Hilfe", "help", "yardım", "النجدة", "ratunku", "SOS"],
)
def test_who_only_calls_for_help_gets_the_numbers(sentence: str) -> None:
    assert [(notice.situation, notice.vague) for notice in crisis_notices(sentence)] == [("urgent", True)]
    assert [number.dial for number in crisis(sentence)][:2] == ["112", "110"]


@pytest.mark.parametrize(
    "sentence", ["Hilfe bei Schulden", "Notfallbetreuung für Kinder", "Hilfe im Haushalt"]
)
def test_help_with_something_is_no_emergency(sentence: str) -> None:
    assert situations(sentence) == []


def test_needs_after_an_emergency_fit_who_writes() -> None:
    def called_for(sentence: str) -> set[str]:
        return {need for notice in crisis_notices(sentence) for need in notice.needs}

    assert "frauenhaus" in called_for("Mein Mann schlägt mich")
    assert called_for("Mein Papa haut mich") == {"haeusliche_gewalt", "kinderschutz", "jugendamt"}
    assert called_for("Mein Kind hat Putzmittel getrunken") == set()


PLAIN = {
    "suicide": "Ich will nicht mehr leben",
    "violence": "Mein Mann hat mich verprügelt",
    "sexual_violence": "Ich wurde vergewaltigt",
    "child": "Mein Nachbar schlägt sein Kind",
    "overdose": "Er hat eine Überdosis",
    "medical": "Mein Vater ist bewusstlos",
    "medicine": "Mein Asthmaspray ist leer",
    "homeless_now": "Ich habe keinen Schlafplatz",
    "pregnancy": "Ich bin heimlich schwanger",
}


def excuses() -> list[tuple[str, str]]:
    """Each harmless wording of the table with its situation, as somebody would write it."""
    content = read_yaml(FILE.read_text("utf-8"))
    groups = content["groups"]
    return [
        (entry["id"], plain_text(text))
        for entry in content["situations"]
        for language, texts in entry["unless"].items()
        for template in texts
        for text in written_out(template, groups.get(language, {}))
    ]


def test_a_danger_is_seen_beside_every_harmless_wording() -> None:
    hidden = [
        (sentence, situation)
        for situation, harmless in excuses()
        for sentence in (f"{PLAIN[situation]}. {harmless}", f"{harmless}, {PLAIN[situation]}")
        if situation not in situations(sentence)
    ]
    assert hidden == []


def test_no_word_of_the_city_s_needs_alone_is_an_emergency_of_another_kind() -> None:
    """»Strom« is no »stroke«, and »ambulant« no »ambulance«."""
    calm = [need for need in load_needs().needs.values() if need.situation in ("geld", "wohnen", "arbeit")]
    words = [word for need in calm for word in need.words.get("official", ())]
    assert [word for word in words if situations(word)] == []
    assert situations("Strom abgestellt") == situations("ambulante Pflege") == []


@pytest.mark.parametrize("sentence", ["ich will mich umbriiiiingen", "u m b r i n g e n", "umbring\u0435n"])
def test_odd_spelling_hides_no_emergency(sentence: str) -> None:
    assert "suicide" in situations(sentence)
