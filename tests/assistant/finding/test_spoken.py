"""The language that somebody wishes to be advised in: read, counted among places, taken out again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.adviser import Adviser, Understood
from assistant.finder import Finder
from assistant.finding.languages import GERMAN, languages_of
from assistant.finding.ranking import Speaking
from assistant.finding.spoken import ANY, in_language, wished_language, without_language
from assistant.finding.wording import notes_text, speaking_text
from assistant.inquiry import Inquiry
from corpus.database import Database
from corpus.directory.directory import Directory, Editor
from corpus.errors import InvalidData
from corpus.institution import Institution, Service, Source, Tag
from index.encoder import load_encoder
from tests.assistant.noting import Noting

DEBTS = "Wer hilft bei Schulden?"
SPOKEN = (("de", "tr"), ("de",), (), ("tr",))


@pytest.fixture
def adviser(tmp_path: Path) -> Iterator[Adviser]:
    database = Database(tmp_path / "catalogue.sqlite")
    offered = (Service("Schuldnerberatung", tags=(Tag("schuldnerberatung"),)),)
    several = [
        Institution(f"i{n}", f"Rat {n}", Source("test", str(n)), services=offered, languages=languages)
        for n, languages in enumerate(SPOKEN)
    ]
    Directory(database).put(several, Editor("test", "test"))
    noting = Noting()
    yield Adviser(noting, Finder(Directory(database), load_encoder("hashing")), lambda _visible: noting)
    database.close()


def understood(adviser: Adviser, question: str, *earlier: str, language: str | None = None) -> Understood:
    return adviser.understand(Inquiry(question, earlier, language=language))


def test_each_entry_that_names_the_wished_language_says_so(adviser: Adviser) -> None:
    found = understood(adviser, "auf Türkisch", DEBTS).found
    told = {
        one.institution.id: "laut Verzeichnis auch auf Türkisch" in notes_text(one, found.wishes)
        for one in found.suggestions
    }
    assert told == {"i0": True, "i1": False, "i2": False, "i3": True}


def test_it_is_told_how_many_entries_name_a_language_and_how_many_are_silent(adviser: Adviser) -> None:
    asked = understood(adviser, "auf Türkisch", DEBTS)
    assert asked.found.speaking == Speaking("tr", 2, 1, 4)
    assert asked.said.notes[-1] == (
        "2 von 4 Angeboten nennen Türkisch. 1 macht keine Angabe zu Sprachen; bitte fragen Sie dort nach."
    )


def test_a_language_stays_wished_for_and_can_be_taken_out(adviser: Adviser) -> None:
    costs = understood(adviser, "Was kostet das?", f"{DEBTS[:-1]} auf Türkisch?")
    assert costs.said.text == "Was kostet das: Schulden auf Türkisch?"
    assert costs.found.wishes.language == "tr"
    without = understood(adviser, "auf Türkisch", DEBTS, language=ANY)
    assert without.said.text == DEBTS
    assert without.found.wishes.language is None
    assert without.found.speaking is None
    other = understood(adviser, "Wer spricht Türkisch und hilft bei Schulden?", language=ANY)
    assert other.found.wishes.language is None


def test_another_language_can_be_chosen_and_an_unknown_one_is_refused(adviser: Adviser) -> None:
    chosen = understood(adviser, f"{DEBTS[:-1]} auf Türkisch?", language="ar")
    assert (chosen.said.text, chosen.found.wishes.language) == (f"{DEBTS[:-1]} auf Arabisch?", "ar")
    assert "Keines der 4 Angebote nennt Arabisch." in chosen.said.notes[-1]
    with pytest.raises(InvalidData, match="Klingonisch"):
        understood(adviser, DEBTS, language="Klingonisch")


@pytest.mark.parametrize(
    ("text", "language", "rest"),
    [
        ("Wer hilft bei Schulden auf Türkisch in Sterkrade?", "tr", "Wer hilft bei Schulden in Sterkrade?"),
        ("auf Türkisch", "tr", "auf Türkisch"),
        ("Wer hilft in Sterkrade?", None, "Wer hilft in Sterkrade?"),
        ("Türkischsprachige Beratung bei Schulden", "tr", "Türkischsprachige Beratung bei Schulden"),
    ],
)
def test_a_language_is_read_and_taken_out_of_a_text(text: str, language: str | None, rest: str) -> None:
    assert wished_language(text) == language
    assert without_language(text) == rest


def test_a_language_that_no_question_can_name_is_not_written_into_one() -> None:
    assert in_language(DEBTS, "nl") == DEBTS


@pytest.mark.parametrize(
    ("naming", "silent", "total", "said"),
    [
        (1, 0, 1, "Das eine Angebot nennt Türkisch."),
        (0, 1, 1, "Das eine Angebot nennt Türkisch nicht. 1 macht"),
        (0, 0, 3, "Keines der 3 Angebote nennt Türkisch."),
        (1, 2, 3, "1 von 3 Angeboten nennt Türkisch. 2 machen"),
    ],
)
def test_one_place_and_none_are_told_in_their_own_words(
    naming: int, silent: int, total: int, said: str
) -> None:
    assert speaking_text(Speaking("tr", naming, silent, total)).startswith(said)


def test_a_language_asked_for_takes_the_place_of_the_one_before(adviser: Adviser) -> None:
    said = adviser.understand(Inquiry("Gibt es das auch auf Arabisch?", (f"{DEBTS[:-1]} auf Türkisch?",)))
    assert "Türkisch" not in said.said.text
    assert said.spoken == "ar"
    assert said.directory


def test_who_counts_speakers_wishes_to_be_advised_in_no_language(adviser: Adviser) -> None:
    assert understood(adviser, "Wie viele Menschen sprechen Türkisch?").spoken is None
    assert understood(adviser, f"{DEBTS[:-1]} auf Türkisch?").spoken == "tr"


@pytest.mark.parametrize("asked", ["Spricht da jemand Russisch?", "Sprechen die da Polnisch?"])
def test_a_german_question_for_a_language_is_german(asked: str) -> None:
    assert languages_of(asked)[0] == GERMAN


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("und in englisch", "en"),
        ("lieber auf Arabisch", "ar"),
        ("Ohne Türkisch", None),
        ("nicht auf Türkisch", None),
    ],
)
def test_a_language_said_alone_replaces_or_ends_the_wish_of_before(
    adviser: Adviser, said: str, language: str | None
) -> None:
    after = understood(adviser, said, "Wer hilft auf Türkisch bei Schulden?")
    assert after.spoken == language
    assert "rkisch" not in after.said.text
    assert after.found.needs[0].need.id == "schuldnerberatung"
