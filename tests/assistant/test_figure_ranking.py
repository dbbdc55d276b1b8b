from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.figure_answer import FigureQuestion
from assistant.figure_columns import COLUMNS, columns
from assistant.figure_letters import letters_of
from assistant.figure_question import understood
from assistant.figure_ranking import FILE
from assistant.figure_sentences import near_words
from assistant.figure_shelf import Shelf
from assistant.figures import Figures
from assistant.training.ranking import Asked, fitted
from corpus.figure import Figure, Method
from corpus.yaml_text import read_yaml
from tests.assistant.test_figures import catalogue, figure

ID = "d" * 12


def answered(number: int, answer: str, value: str) -> Figure:
    """A count of a table of answers."""
    made = figure(ID, number, value, 2022, "", "")
    return replace(
        made,
        title="Wurde Ihre Kaltmiete erhöht?",
        indicator=answer,
        unit="Anzahl",
        area=None,
        area_id=None,
        indicator_id=None,
    )


def said(number: int, value: str, line: str) -> Figure:
    """A value of a sentence."""
    made = answered(number, line, value)
    return replace(made, title="", line=line, value_text=value, method=Method.PROSE)


def rows_of(folder: Path, figures: list[Figure], question: str) -> dict[str, dict[str, float]]:
    """The columns of every figure, by its printed value."""
    shelf = Shelf(catalogue(folder, figures))
    shelf.refresh()
    weighed = shelf.weighed(asked(shelf, question))
    candidates = shelf.candidates(weighed)
    printed = [one.entry.figure.value_text for one in candidates]
    made = columns(candidates, weighed).tolist()
    return {value: dict(zip(COLUMNS, row, strict=True)) for value, row in zip(printed, made, strict=True)}


def asked(shelf: Shelf, question: str) -> FigureQuestion:
    return understood(question, shelf.areas, shelf.names)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Bei wie vielen wurde die Kaltmiete erhöht?", "782"),
        ("Bei wie vielen wurde die Kaltmiete nicht erhöht?", "810"),
    ],
)
def test_a_denying_question_is_answered_from_the_row_of_those_who_deny(
    tmp_path: Path, question: str, value: str
) -> None:
    rows = [answered(0, "Ja", "782"), answered(1, "Nein", "810"), answered(2, "keine Angabe", "110")]
    answer = Figures(catalogue(tmp_path, rows)).ask(question)
    assert answer.rows[0].figure.value_text == value


def test_a_word_that_stands_beside_another_value_of_the_sentence_speaks_against_this_one(
    tmp_path: Path,
) -> None:
    line = "Die Lebenserwartung beträgt bei Männern 79 und bei Frauen 83 Jahre."
    figures = [said(0, "79", line), said(1, "83", line)]
    rows = rows_of(tmp_path, figures, "Wie hoch ist die Lebenserwartung bei Frauen?")
    assert rows["79"]["elsewhere"] > 0
    assert rows["83"]["elsewhere"] == 0
    assert rows["83"]["order"] > rows["79"]["order"] == 0


def test_the_nearest_value_of_a_sentence_has_the_word(tmp_path: Path) -> None:
    line = "Im Zentrum leben 400 Familien, am Rand der Stadt und in den Dörfern 900 Rentner."
    figures = [said(0, "400", line), said(1, "900", line)]
    rows = rows_of(tmp_path, figures, "Wie viele Rentner und Dörfer?")
    assert rows["900"]["nearest"] == 1
    assert rows["400"]["nearest"] == 0
    assert rows["400"]["parted"] > 0


def test_runs_of_letters_find_an_inflected_word_inside_a_compound(tmp_path: Path) -> None:
    figures = [answered(0, "Wohnungssuchende", "12"), answered(1, "Umzüge", "30")]
    shelf = Shelf(catalogue(tmp_path, figures))
    question = "Wie viele suchen eine Wohnung?"
    candidates = shelf.candidates(shelf.weighed(replace(asked(shelf, question), terms=(), areas=("",))))
    entries = [one.entry for one in candidates]
    found = {
        entry.figure.indicator: near
        for entry, (_, _, near) in zip(entries, letters_of(entries, question), strict=True)
    }
    assert found["Wohnungssuchende"] > found["Umzüge"]


def test_a_relative_clause_belongs_to_the_value_before_it() -> None:
    line = "Darunter sind 16 Prozent, die im eigenen Haus und 17 Prozent, die in einer Wohnung leben."
    assert "Haus" not in near_words(said(1, "17", line))


def test_a_head_counts_as_printed_but_for_its_ending(tmp_path: Path) -> None:
    figures = [answered(0, "mehr ausgeben", "4"), answered(1, "unverändert", "34")]
    rows = rows_of(tmp_path, figures, "Wie viele wollen die Ausgaben unverändert lassen?")
    assert [rows[value]["label_verbatim"] for value in ("4", "34")] == [0, 1]


def test_a_number_of_the_question_that_does_not_stand_beside_a_value_is_missed(tmp_path: Path) -> None:
    figures = [answered(0, "Suchende ab 75 Jahren", "18"), answered(1, "Suchende", "22")]
    rows = rows_of(tmp_path, figures, "Wie viele Suchende ab 75 Jahren?")
    assert [rows[value]["numbers_missed"] for value in ("18", "22")] == [0, 1]


def test_words_that_follow_each_other_as_asked_tell_more_than_words_alone(tmp_path: Path) -> None:
    figures = [answered(0, "eher nicht zufrieden", "5"), answered(1, "zufrieden, nicht eher so", "7")]
    rows = rows_of(tmp_path, figures, "Wie viele sind eher nicht zufrieden?")
    assert rows["5"]["pairs_near"] > rows["7"]["pairs_near"]
    assert rows["5"]["pairs_behind"] == 0 > rows["7"]["pairs_behind"]


def test_every_column_has_a_weight_in_the_model_that_ships() -> None:
    assert list(read_yaml(FILE.read_text("utf-8"))["weights"]) == list(COLUMNS)


def test_training_finds_the_column_that_tells_right_from_wrong() -> None:
    rng = np.random.default_rng(1)
    examples = []
    for page in range(40):
        rows = rng.normal(size=(5, len(COLUMNS))).astype(np.float32)
        right = rows[:, COLUMNS.index("nouns")] == rows[:, COLUMNS.index("nouns")].max()
        examples.append(Asked(str(page), rows, right))
    weights = fitted(examples)
    assert int(np.argmax(weights)) == COLUMNS.index("nouns")
    assert weights[COLUMNS.index("nouns")] > 3 * np.abs(np.delete(weights, COLUMNS.index("nouns"))).max()


def test_a_question_of_which_no_candidate_is_right_changes_nothing() -> None:
    rows = np.eye(3, len(COLUMNS), dtype=np.float32)
    known = Asked("1", rows, np.array([True, False, False]))
    lost = Asked("2", rows, np.array([False, False, False]))
    assert np.allclose(fitted([known, lost]), fitted([known]))
