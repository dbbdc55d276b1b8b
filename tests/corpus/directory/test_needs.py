from pathlib import Path

import pytest

from corpus.directory.directory import Directory
from corpus.directory.needs import LANGUAGES, load_needs
from corpus.errors import InvalidData
from corpus.places.areas import load_places


def test_every_need_has_words_in_eight_languages() -> None:
    taxonomy = load_needs()
    assert len(taxonomy.situations) == 12
    assert len(taxonomy.needs) >= 80
    for need in taxonomy.needs.values():
        assert need.words["official"], need.id
        assert need.words["everyday"], need.id
        assert set(LANGUAGES) <= set(need.words), need.id


def test_the_sample_meets_every_need_and_lies_in_every_sozialraum(sample: Directory) -> None:
    places = load_places()
    institutions = sample.all()
    assert {need for one in institutions for need in one.needs} == set(load_needs().needs)
    for sozialraum in places.of_level("sozialraum"):
        assert any(one.area and places.inside(one.area, sozialraum.id) for one in institutions), (
            sozialraum.name
        )


def test_an_unknown_need_is_refused_by_name() -> None:
    with pytest.raises(InvalidData, match="zaubern"):
        load_needs().need("zaubern")


def test_a_need_with_an_unknown_field_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "needs.yaml"
    path.write_text("situations: [{id: a, label: A, needs: [{id: b, label: B, ofical: [x]}]}]", "utf-8")
    with pytest.raises(InvalidData, match="ofical"):
        load_needs(path)
