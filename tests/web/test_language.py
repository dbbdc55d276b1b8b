"""The words of the interface: plain to read, and formal throughout."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.yaml_text import read_yaml
from tests.web.readability import page_text, school_year, syllables, template_text, words

WEB = Path(__file__).parents[2] / "web"
TEXTS = WEB / "data" / "texts.yaml"
PHRASES = WEB.parent / "assistant" / "data" / "phrases.yaml"
WORDED = [*sorted((WEB / "templates").glob("*.html")), *sorted((WEB / "data").glob("*.yaml")), PHRASES]
DIALOGUE = PHRASES.with_name("dialogue.yaml")
OTHER_MARKS = re.compile("[„“”]")
INFORMAL = re.compile(r"\b(du|dir|dich|dein\w*|euch|euer|eure\w*)\b", re.IGNORECASE)
FEWEST_WORDS = 60  # fewer say nothing about a style
HARDEST_FILE = 9.0  # school years
HARDEST = {  # school years
    "/": 8.0,
    "/?q=Miete&jahr=neulich": 8.0,
    "/hilfe": 8.0,
    "/korrektur/eingegangen": 7.0,
    "/anleitung": 7.0,
    "/leichte-sprache": 4.0,
    "/datenschutz": 8.0,
    "/barrierefreiheit": 8.0,
    "/impressum": 10.0,
    "/notfall": 10.0,
    "/gibtesnicht": 8.0,
}


@pytest.mark.parametrize(
    ("word", "count"), [("Haus", 1), ("Miete", 2), ("Osterfeld", 3), ("Barrierefreiheit", 5), ("Sie", 1)]
)
def test_syllables_are_counted_by_their_vowels(word: str, count: int) -> None:
    assert syllables(word) == count


def test_long_sentences_of_long_words_are_harder_than_short_ones_of_short_words() -> None:
    easy = "Das Haus ist rot. Der Hund ist alt. Wir gehen nun ins Bett."
    hard = (
        "Die Verordnung über die Gewährleistung barrierefreier Informationstechnik verpflichtet öffentliche "
        "Einrichtungen zur Veröffentlichung umfangreicher Erklärungen über Verwaltungsdienstleistungen."
    )
    assert school_year(easy) < 4
    assert school_year(hard) > 12


@pytest.mark.parametrize(("address", "hardest"), HARDEST.items())
def test_a_page_reads_easily(client: TestClient, address: str, hardest: float) -> None:
    page = client.get(address, headers={"accept": "text/html"}).text
    assert school_year(page_text(page)) <= hardest


@pytest.mark.parametrize("section", ["http", "error", "add", "check", "restore", "command"])
def test_messages_read_easily(section: str) -> None:
    said = strings(read_yaml(TEXTS.read_text("utf-8"))[section])
    assert school_year("\n".join(said)) <= 8.0


def test_what_the_service_says_by_itself_reads_easily() -> None:
    assert school_year("\n".join(strings(read_yaml(PHRASES.read_text("utf-8"))))) <= 7.0


@pytest.mark.parametrize("path", WORDED, ids=lambda path: path.name)
def test_all_that_the_interface_says_reads_easily(path: Path) -> None:
    written = path.read_text("utf-8")
    said = template_text(written) if path.suffix == ".html" else "\n".join(strings(read_yaml(written)))
    if words(said) >= FEWEST_WORDS:
        assert school_year(said) <= HARDEST_FILE


def test_everything_together_reads_as_easily_as_a_newspaper_for_children() -> None:
    pages = [template_text(path.read_text("utf-8")) for path in WORDED if path.suffix == ".html"]
    assert school_year("\n".join(pages)) <= 6.0


def strings(said: object) -> Iterator[str]:
    if isinstance(said, str):
        yield re.sub(r"\{.*?\}", "Wert", said)
    elif isinstance(said, dict):
        for one in said.values():
            yield from strings(one)
    elif isinstance(said, list):
        for one in said:
            yield from strings(one)


@pytest.mark.parametrize("path", WORDED, ids=lambda path: path.name)
def test_nobody_is_addressed_informally(path: Path) -> None:
    words = re.sub(r"\{[{%].*?[}%]\}|<[^>]*>", " ", path.read_text("utf-8"), flags=re.DOTALL)
    assert INFORMAL.findall(words) == []


def test_the_service_never_says_ich_of_itself() -> None:
    dialogue = read_yaml(DIALOGUE.read_text("utf-8"))
    said = [
        *read_yaml(PHRASES.read_text("utf-8")).values(),
        dialogue["understood"],
        dialogue["other_language"],
    ]
    said += [talk["reply"] for talk in dialogue["smalltalk"].values()]
    own = [re.sub("»[^«]*«", "", one) for one in said if isinstance(one, str)]
    assert [one for one in own if re.search(r"\b(ich|mich|mir)\b", one, re.IGNORECASE)] == []


@pytest.mark.parametrize("path", WORDED, ids=lambda path: path.name)
def test_quotation_marks_are_of_one_kind(path: Path) -> None:
    assert OTHER_MARKS.findall(path.read_text("utf-8")) == []
