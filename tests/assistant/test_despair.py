import json
from pathlib import Path

import pytest

from assistant.crisis import crisis_notices, read_crisis
from assistant.despair import LISTENING, gentle_line, sounds_desperate
from assistant.despair_marks import marks
from assistant.discretion import may_be_noted, speaks_of_harm
from assistant.training.despair import Example, fit
from corpus.directory.hotlines import load_hotlines

DATA = Path(__file__).parents[1] / "data"
HINT = "ich hoffe jeden abend dass ich morgen früh nicht mehr die augen aufmache"
LEAST_HEARD = 0.9
MOST_ORDINARY = 0.02


def entries(name: str) -> list[dict[str, object]]:
    lines = (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [one for one in map(json.loads, lines) if one.get("split") != "check"]


def dialled(sentence: str) -> list[str]:
    line = gentle_line(sentence, read_crisis(sentence))
    return [number.dial for number in line.numbers] if line else []


def test_hidden_despair_is_heard_as_an_emergency_or_gently() -> None:
    """The part that was fitted; what was held out is told by the recipe and the README."""
    hidden = [str(one["sentence"]) for one in entries("despair") if one["despair"]]
    heard = [one for one in hidden if crisis_notices(one) or dialled(one)]
    assert len(heard) >= LEAST_HEARD * len(hidden)


@pytest.mark.parametrize("name", ["needs", "needs_more", "questions", "questions_more", "unanswerable"])
def test_ordinary_questions_get_no_gentle_line(name: str) -> None:
    asked = [str(one.get("sentence") or one["question"]) for one in entries(name) if not one.get("crisis")]
    assert sum(bool(dialled(one)) for one in asked) <= MOST_ORDINARY * len(asked)


def test_the_line_names_who_listens_and_for_the_young_their_own_number_too() -> None:
    adult, young = HINT, f"bin 13, {HINT}"
    assert dialled(adult) == [load_hotlines()[LISTENING].dial]
    assert set(dialled(young)) == {*dialled(adult), "116111"}


def test_beside_the_numbers_of_an_emergency_there_is_no_gentle_line() -> None:
    assert read_crisis("Ich will nicht mehr leben").notices
    assert dialled("Ich will nicht mehr leben") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Das hat alles keinen Zweck mit dem Jobcenter",
        "Die Heizung ist kaputt, ich kann nicht mehr",
        "Insolvenz, ich sehe keinen Ausweg",
    ],
)
def test_words_of_despair_about_some_matter_are_no_alarm_but_heard(sentence: str) -> None:
    assert crisis_notices(sentence) == ()
    assert dialled(sentence) != []


@pytest.mark.parametrize(
    ("harmless", "dangerous"),
    [
        ("Wie viele Tabletten reichen für eine Woche?", "Wie viele Tabletten reichen?"),
        ("das zimmer meiner toten tochter ist leer", "ich töte meine tochter"),
        ("ich will nicht mehr bei meinen eltern leben", "wegen meinen eltern will ich nicht mehr leben"),
        ("ich will nicht mehr mit ihm leben", "ich will nicht mehr leben"),
        ("Ich mache Schluss für heute", "heute mache ich Schluss"),
        ("Wie viele Tabletten reichen für einen Tag?", "Wie viele Tabletten reichen zum Sterben?"),
        ("Was tun, wenn Oma nicht mehr laufen kann?", "Was tun, wenn ich nicht mehr kann?"),
        ("Wenn man die Miete nicht mehr zahlen kann", "Ich kann die Miete nicht zahlen und kann nicht mehr"),
        ("Wie hoch ist die Suizidrate in Oberhausen?", "Ich denke an Suizid, wie hoch ist die Suizidrate?"),
        ("Seit mein Mann tot ist, will ich nicht allein wohnen", "Ich will meinen Mann tot sehen"),
    ],
)
def test_a_harmless_wording_excuses_itself_alone(harmless: str, dangerous: str) -> None:
    assert crisis_notices(harmless) == ()
    assert crisis_notices(dangerous) != ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Mir geht es sehr schlecht",
        "Ja, mir geht's schlecht",
        "geht mir grad echt mies",
        "Ich bin so verzweifelt",
    ],
)
def test_who_says_plainly_how_bad_it_is_reads_who_listens(sentence: str) -> None:
    assert dialled(sentence) or crisis_notices(sentence)


@pytest.mark.parametrize("sentence", ["Ich bin am Ende des Monats pleite", "Mein Hund hört schlecht"])
def test_other_bad_things_are_no_hint(sentence: str) -> None:
    assert dialled(sentence) == []


def test_a_hint_is_heard_within_a_long_text() -> None:
    around = "Ich habe einen Antrag auf Wohngeld gestellt und alle Unterlagen zur Stadt gebracht. " * 20
    assert not sounds_desperate(around)
    assert sounds_desperate(f"{around}Ich möchte einfach nicht mehr aufwachen. {around}")


def test_what_may_be_despair_is_never_kept() -> None:
    assert crisis_notices(HINT) == ()
    assert speaks_of_harm(HINT)
    assert not may_be_noted(HINT)


def test_the_shares_of_the_marks_of_a_text_add_up() -> None:
    assert sum(share * share for share in marks("Wozu noch?").values()) == pytest.approx(1.0)
    assert marks("Möchte nich mehr") == marks("moechte nicht mehr")


def test_a_model_learns_what_only_despair_has_in_common() -> None:
    said = [("ich will nicht mehr sein", True), ("ich mag nicht mehr sein", True)]
    said += [("wo ist das amt", False), ("wann hat das amt offen", False)]
    model = fit([Example(text, text, "hidden", despair, check=False) for text, despair in said])
    assert model.of("ich kann nicht mehr sein") > model.of("wie heißt das amt")


def test_of_fresh_sentences_nearly_all_hints_are_heard_and_no_ordinary_one() -> None:
    rows = entries("despair_fresh")
    heard = {row["id"] for row in rows if read_crisis(said := str(row["sentence"])).notices or dialled(said)}
    hints = {row["id"] for row in rows if row["despair"]}
    assert len(heard & hints) >= 23  # of 25, as at first sight
    assert heard <= hints


@pytest.mark.parametrize(
    "said",
    [
        "Ich finde einfach keinen Hausarzt mehr",
        "Es gibt hier keinen Kinderarzt mehr",
        "Wir finden keine Hebamme",
        "Ich finde keinen Kitaplatz mehr",
        "Mein Hausarzt nimmt keine Patienten mehr",
        "Ich bekomme nirgends einen Termin beim Facharzt",
        "Kein Arzt nimmt mich mehr",
        "Ich finde einfach keine Putzhilfe mehr",
        "Ich bekomme einfach keinen Handwerker",
        "Ich finde keine Schule mehr für meinen Sohn",
        "Nirgends gibt es noch einen Zahnarzt",
        "Ich finde keinen Kinderarzt mehr in der Nähe, wer nimmt noch Patienten?",
        "Für meine Tochter finde ich einfach keine Ausbildung",
        "Ich will die Ausbildung nicht mehr weitermachen",
        "Ich kann nicht mehr weitermachen mit dem Kurs",
    ],
)
def test_who_only_looks_for_something_in_vain_is_shown_no_line(said: str) -> None:
    assert not sounds_desperate(said)


@pytest.mark.parametrize(
    "said",
    [
        "Ich finde keine Kraft mehr",
        "Ich finde keinen Halt mehr",
        "Ich finde keinen Platz mehr auf dieser Welt",
        "Ich finde keinen Grund mehr aufzustehen",
        "Kein Arzt kann mir mehr helfen, ich gebe auf",
        "Ich finde keinen mehr, der mich mag",
        "Ich finde keinen Hausarzt mehr und will auch nicht mehr leben",
        "Ich brauche keinen Arzt mehr",
        "Ich kann nicht mehr weitermachen",
        "ich will einfach nicht mehr weitermachen",
        "Ich mag das alles nicht mehr weitermachen",
    ],
)
def test_despair_is_heard_in_the_same_words(said: str) -> None:
    assert sounds_desperate(said)


@pytest.mark.parametrize("verb", ["kann", "will", "mag"])
def test_who_says_nothing_but_that_they_do_not_go_on_is_told_whom_to_call_at_once(verb: str) -> None:
    (notice,) = read_crisis(f"Ich {verb} nicht mehr weitermachen").notices
    assert notice.situation == "suicide"
    assert not read_crisis(f"Ich {verb} den Kurs nicht mehr weitermachen").notices
