from pathlib import Path

import pytest

from index.training.dictionary import parallels, read_dictionary, synonyms, translations
from index.training.errors import MissingMaterial
from index.training.examples import Parallel, Translation

LINE = (
    "Amt {n}; Behörde {f} [adm.] | Ämter {pl} | ein Amt haben :: office; authority | offices | to hold office"
)


def test_an_entry_is_cut_at_its_bars_and_semicolons_and_loses_its_labels():
    assert list(translations([LINE])) == [
        Translation(("Amt", "Behörde"), ("office", "authority")),
        Translation(("Ämter",), ("offices",)),
        Translation(("ein Amt haben",), ("to hold office",)),
    ]


def test_comments_and_lines_without_a_translation_are_no_entries():
    assert list(translations(["# Version :: 1.9", "Amt {n}", "{n} :: [adm.]"])) == []


def test_each_german_spelling_is_paired_with_the_english_ones():
    found = parallels(translations([LINE]))
    assert found[1] == Parallel("Behörde", "office, authority", sentence=False)
    assert found[3].english == "hold office"


def test_synonyms_are_common_single_words_of_one_entry():
    entries = [Translation(("Behörde", "Dienststelle", "Pläsierchen", "das Amt"), ("authority",))]
    found = synonyms(entries, {"behoerde": 9, "dienststelle": 9, "plaesierchen": 1})
    assert found["behoerde"] == ("Dienststelle",)
    assert found["plaesierchen"] == ("Behörde", "Dienststelle")


def test_a_missing_dictionary_names_the_cure(tmp_path: Path):
    with pytest.raises(MissingMaterial, match="apt-get install trans-de-en"):
        read_dictionary(tmp_path / "de-en")
