from pathlib import Path

import pytest

from corpus.directory.directory import Directory, Editor
from corpus.directory.imports import import_file
from corpus.directory.languages import FILE, language_code, languages_text, read_languages
from corpus.places.areas import load_places
from corpus.yaml_text import read_yaml

WRITTEN = {
    "de, tr": "de tr",
    "de tr uk": "de tr uk",
    "Deutsch, Türkisch": "de tr",
    "DEUTSCH; türkisch": "de tr",
    "dt., türk., engl.": "de tr en",
    "Farsi/Dari": "fa",
    "Englisch und Französisch": "en fr",
    "Deutsch sowie Rumänisch": "de ro",
    "English, Türkçe, українська, العربية": "en tr uk ar",
    "tur, ger, pt-BR, de_AT": "tr de pt",
    "türkischsprachig, arabischsprachige": "tr ar",
    "Kurdisch (Kurmandschi, Sorani)": "ku",
    "Serbokroatisch": "sr hr bs",
    "Deutsche Gebärdensprache (DGS)": "gsg",
    "Polnisch\nRussisch": "pl ru",
    "": "",
}


@pytest.mark.parametrize(("text", "codes"), WRITTEN.items(), ids=repr)
def test_languages_are_understood_as_people_write_them(text: str, codes: str) -> None:
    assert read_languages(text) == tuple(codes.split())


def test_what_is_no_language_stays_as_it_was_written() -> None:
    assert read_languages("Deutsch, Klingonisch, auch per Post") == ("de", "Klingonisch", "auch per Post")
    assert read_languages("m., n.") == ("m.", "n.")


def test_names_are_shown_and_read_again() -> None:
    assert languages_text(("de", "gsg", "Klingonisch")) == "Deutsch, Gebärdensprache, Klingonisch"
    assert language_code("farsi") == "fa"
    assert language_code("Klingonisch") is None


def test_only_unknown_languages_of_a_file_are_reported(
    directory: Directory, editor: Editor, tmp_path: Path
) -> None:
    path = tmp_path / "liste.csv"
    path.write_text(
        "Kennung;Name;Träger;Angebote;Bedarfe;Sprachen\n"
        "1;Eins;;A;;Deutsch, türk., Farsi/Dari\n"
        "2;Zwei;;B;;Deutsch, Klingonisch\n",
        "utf-8",
    )
    report = import_file(path, directory, load_places(), editor)
    assert sorted(one.languages for one in directory.all()) == [("de", "Klingonisch"), ("de", "tr", "fa")]
    ((line, reason),) = [(doubt.line, doubt.reason) for doubt in report.doubts]
    assert line == 3
    assert reason.startswith("Die Sprache »Klingonisch« ist nicht bekannt")


def test_no_name_stands_for_two_languages() -> None:
    entries = read_yaml(FILE.read_text("utf-8"))
    names = [name.casefold() for code, found in entries["names"].items() for name in {code, *found}]
    assert sorted(names) == sorted({*names})
    assert not {name.casefold() for name in entries["several"]} & {*names}
    assert {*entries["short"].values()} <= {*entries["names"]}
