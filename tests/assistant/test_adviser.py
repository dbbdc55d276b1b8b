"""Advice in a conversation: places and figures inherit too, and what is unclear is asked back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pytest

from assistant.adviser import Advice, Adviser, Understood
from assistant.answer import Statement, Written
from assistant.finder import Finder
from assistant.inquiry import Inquiry, Wording
from assistant.writer import small_talk
from corpus.database import Database
from corpus.directory.directory import Directory
from corpus.directory.sample import add_sample
from corpus.errors import InvalidData
from index.encoder import load_encoder
from index.hit import Filters
from tests.assistant.noting import Noting, understood

DEBTS = "Ich habe Schulden und wohne in Osterfeld, wer hilft mir?"
RATE = "Wie hoch ist die SGB-II-Quote in Osterfeld?"
NO_FILTERS = Filters()


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finder]:
    database = Database(tmp_path_factory.mktemp("directory") / "catalogue.sqlite")
    add_sample(Directory(database))
    yield Finder(Directory(database), load_encoder("static"))
    database.close()


@pytest.fixture
def asked() -> Noting:
    return Noting()


@pytest.fixture
def adviser(finder: Finder, asked: Noting) -> Adviser:
    return Adviser(asked, finder, lambda _visible: asked)


def needs(one: Understood) -> list[str]:
    return [need.need.id for need in one.found.needs]


def area(one: Understood) -> str | None:
    return one.found.area.area.name if one.found.area else None


def choices(one: Understood) -> list[str]:
    assert one.asks_back
    assert 2 <= len(one.asks_back.choices) <= 4
    return [choice.label for choice in one.asks_back.choices]


def test_places_inherit_need_and_area_of_the_question_before(adviser: Adviser) -> None:
    moved = understood(adviser, "Und in Sterkrade?", DEBTS)
    assert (needs(moved), area(moved)) == (["schuldnerberatung"], "Sterkrade")
    spoken = understood(adviser, "Gibt es das auch auf Türkisch?", DEBTS, "Und in Sterkrade?")
    assert (needs(spoken), area(spoken)) == (["schuldnerberatung"], "Sterkrade")
    assert spoken.found.wishes.language == "tr"


def test_figures_inherit_indicator_area_and_year(adviser: Adviser, asked: Noting) -> None:
    adviser.advise(Inquiry("Und 2017?", (RATE,)))
    assert asked.figures == ["Wie hoch ist die SGB-II-Quote in Osterfeld im Jahr 2017?"]
    assert understood(adviser, "Und 2017?", RATE).year == "2017"


def test_chosen_values_win_and_stay_for_the_next_question(adviser: Adviser) -> None:
    first = understood(adviser, "Ich brauche Hilfe", need="schuldnerberatung", area="Osterfeld")
    assert (needs(first), area(first)) == (["schuldnerberatung"], "Osterfeld")
    then = understood(adviser, "Und in Sterkrade?", first.said.text)
    assert (needs(then), area(then)) == (["schuldnerberatung"], "Sterkrade")


def test_an_unknown_choice_is_refused(adviser: Adviser) -> None:
    with pytest.raises(InvalidData, match="zaubern"):
        understood(adviser, "Ich brauche Hilfe", need="zaubern")
    with pytest.raises(InvalidData, match="Atlantis"):
        understood(adviser, "Ich brauche Hilfe", area="Atlantis")


class Repeating:
    """Writes what it is given."""

    def written(
        self, question: str, statements: Sequence[Statement], quotes: Mapping[int, str], plain: bool = False
    ) -> Iterator[Written]:
        return (Written(one, rephrased=plain) for one in statements)


def test_plainer_words_are_the_models_where_there_is_one(
    adviser: Adviser, finder: Finder, asked: Noting
) -> None:
    inquiry = Inquiry("Das ist mir zu kompliziert", (DEBTS,))
    alone = adviser.understand(inquiry)
    assert any("Einfacher erklären" in note for note in alone.said.notes)
    with_model = Adviser(asked, finder, lambda _visible: asked, Repeating())
    one = with_model.understand(inquiry)
    assert one.said.text == DEBTS
    assert not any("Einfacher erklären" in note for note in one.said.notes)
    answer = replace(small_talk(one.said), statements=(Statement("Es hilft die Schuldnerberatung.", (1,)),))
    assert with_model.wording(inquiry, Advice(one, answer, None)) is Wording.PLAIN


def test_an_unclear_need_is_asked_back(adviser: Adviser) -> None:
    assert "Geld oder Schulden" in choices(understood(adviser, "Ich brauche Hilfe"))
    assert "Geld oder Schulden" in choices(understood(adviser, "Hilfe"))


@pytest.mark.parametrize("question", ["An wen kann ich mich wenden?", "Gibt es in Sterkrade Hilfe?"])
def test_who_names_no_matter_is_asked_for_it(adviser: Adviser, question: str) -> None:
    assert "Geld oder Schulden" in choices(understood(adviser, question))


@pytest.mark.parametrize(
    "question",
    [
        "Wann endet die Hilfe für junge Volljährige?",
        "Welche Hilfe bekommen pflegebedürftige Menschen nach dem SGB XII?",
        "Guckt das Jobcenter auch auf mein Paypal-Guthaben?",
        "Was kostet ein Kitaplatz im Monat?",
        "kita viel zu teuer, wir bekommen wohngeld. geht das auch umsonst",
        "schulden bis zum hals, bezahlt mir das sozialamt jemanden",
        "Muß mein Sohn für mich zahlen, wenn ich ins Pflegeheim komme? Der verdient ganz ordentlich",
        "Ist der Markt ein Brennpunkt? Anwohner sagen, sie haben Angst",
        "müssen freiwillige helfer der jugendgruppe etwas nachweisen, wo steht das",
        "Wie hoch ist der Unterhaltsvorschuss? Mein Ex zahlt nicht und ich weiß nicht mehr weiter",
    ],
)
def test_a_question_about_documents_is_not_asked_back(adviser: Adviser, question: str) -> None:
    assert understood(adviser, question).asks_back is None


@pytest.mark.parametrize(
    "question",
    [
        "Bekomme ich Hilfe bei Schulden?",
        "Seit mein Mann tot ist, kann ich nicht mehr schlafen",
        "Ich habe Schulden, kann die Miete nicht zahlen",
    ],
)
def test_who_needs_help_is_asked_where_also_after_a_comma(adviser: Adviser, question: str) -> None:
    assert understood(adviser, question).asks_back is not None


def test_another_town_is_not_taken_for_a_part_of_ours(adviser: Adviser) -> None:
    one = understood(adviser, "Und in Köln?", DEBTS)
    assert (needs(one), area(one), one.found.elsewhere) == (["schuldnerberatung"], None, "Köln")
    assert "Köln gehört nicht zu Oberhausen" in one.said.notes[-1]
    assert one.asks_back is None


def test_one_of_several_needs_is_asked_back(adviser: Adviser) -> None:
    offered = choices(understood(adviser, "Probleme mit dem Kind in der Schule"))
    assert "Erziehungs- und Familienberatung" in offered


def test_circumstances_are_no_second_need_to_choose_from(adviser: Adviser) -> None:
    one = understood(adviser, "Ich bin alleinerziehend", DEBTS)
    assert needs(one)[0] == "schuldnerberatung"
    assert "alleinerziehende" in needs(one)
    assert one.asks_back is None


def test_an_unclear_place_is_asked_back_until_it_is_chosen(adviser: Adviser) -> None:
    assert choices(understood(adviser, "Ich habe Schulden"))[-1] == "in ganz Oberhausen"
    for place in ("Osterfeld", "Oberhausen"):
        assert understood(adviser, "Ich habe Schulden", area=place).asks_back is None


def test_nothing_is_asked_back_in_an_emergency(adviser: Adviser) -> None:
    assert understood(adviser, "Mein Mann schlägt mich").asks_back is None


def test_an_emergency_is_kept_in_a_follow_up(adviser: Adviser) -> None:
    assert understood(adviser, "Und wohin kann ich gehen?", "Mein Mann schlägt mich").crisis


def test_an_emergency_in_a_follow_up_stands_by_itself(adviser: Adviser) -> None:
    one = understood(adviser, "Und ich will nicht mehr leben", DEBTS)
    assert one.crisis
    assert one.said.text == "Und ich will nicht mehr leben"


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (DEBTS, True),
        ("hab schulden", True),
        ("Wer bietet das an: Schulden?", True),
        ("Gibt es das auch auf Türkisch: Schulden?", True),
        ("Borçlarım için nereden yardım alabilirim?", True),
        ("Mein Mann schlägt mich", True),
        ("Was wird für Alleinerziehende in Osterfeld empfohlen?", False),
        ("Wie viele Alleinerziehende leben in Osterfeld?", False),
        (RATE, False),
        ("Kinderarmut", False),
    ],
)
def test_who_needs_a_place_sees_places_before_documents(adviser: Adviser, question: str, first: bool) -> None:
    assert understood(adviser, question).places_first is first


def test_documents_are_searched_in_german_whatever_the_question_is_put_in(
    adviser: Adviser, asked: Noting
) -> None:
    advice = adviser.advise(Inquiry("Де я можу отримати допомогу з боргами в Osterfeld?"))
    assert asked.documents == ["Schuldnerberatung Osterfeld"]
    assert advice.answer.question.startswith("Де")


def test_small_talk_asks_nobody(adviser: Adviser, asked: Noting) -> None:
    advice = adviser.advise(Inquiry("Vielen Dank!"))
    assert advice.answer.message
    assert not advice.helps
    assert (asked.documents, asked.figures) == ([], [])


def test_a_question_for_figures_tells_its_indicator_area_and_year_and_each_can_be_changed(
    adviser: Adviser,
) -> None:
    def told(one: Understood) -> tuple[str | None, str | None, str | None]:
        return one.indicator.id if one.indicator else None, area(one), one.year

    asked = "Wie hoch ist die SGB-II-Quote in Osterfeld 2022?"
    assert told(understood(adviser, asked)) == ("sgb2-quote", "Osterfeld", "2022")
    changed = understood(adviser, asked, indicator="kinderarmut", area="Sterkrade", year="2021")
    assert told(changed) == ("kinderarmut", "Sterkrade", "2021")
    assert told(understood(adviser, "Und 2020?", changed.said.text)) == ("kinderarmut", "Sterkrade", "2020")
    assert told(understood(adviser, "Was hilft gegen Kinderarmut in Osterfeld?"))[0] is None
