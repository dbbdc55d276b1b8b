import gzip
import json
from pathlib import Path

import pytest

from index.training.errors import MissingMaterial
from index.training.examples import Parallel
from index.training.material import Material, Paths, read_material
from index.training.sources import held_back, judged

LAW = {
    "law": "s",
    "section": "§ 1 Wohngeld",
    "paragraphs": ["Wohngeld gibt es auf Antrag für die Miete der Wohnung."],
}
PARAGRAPH = "<p>Das Amt hilft allen Menschen, die wenig Geld für ihre Miete haben.</p>"


def zipped(path: Path, *lines: str) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))


def page(number: int, title: str) -> dict[str, object]:
    return {"id": number, "title": title, "content": PARAGRAPH, "available_languages": {}}


def asked(number: int, place: int) -> str:
    return json.dumps(
        {
            "id": number,
            "question": "Wer hilft?",
            "context": "Hilfe\nDas Amt.",
            "answers": [1],
            "pageId": place,
        }
    )


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    (tmp_path / "pages").mkdir()
    zipped(tmp_path / "laws.jsonl.gz", json.dumps(LAW))
    zipped(tmp_path / "tatoeba.de-en.tsv.gz", *(f"Satz {n} steht hier.\tSentence {n}." for n in range(18)))
    zipped(tmp_path / "faq.de.tsv.gz", "Wer zahlt?\tDas Amt.")
    zipped(tmp_path / "stsb_dev.de-en.tsv.gz", "Ein Kind.\tEin Junge.\t3.5\tA child.\tA boy.")
    (tmp_path / "de-en").write_text("Amt {n} :: office\n", "utf-8")
    for county, rows in {
        "lkaugsburg": [page(1, "Gefragt"), page(2, "Ungefragt")],
        "rems-murr-kreis": [],
    }.items():
        for language in ("de", "en"):
            (tmp_path / "pages" / f"{county}_{language}_pages.json").write_text(json.dumps(rows), "utf-8")
    (tmp_path / "dev_de.jsonl").write_text(asked(1, 1), "utf-8")
    (tmp_path / "train_de.jsonl").write_text(asked(2, 9), "utf-8")
    return Paths(tmp_path, tmp_path, tmp_path / "de-en")


@pytest.fixture
def material(paths: Paths) -> Material:
    return read_material(paths)


def test_pages_that_a_dev_question_asks_for_are_not_trained_on(material: Material):
    queries = {pair.query for pair in material.pairs}
    assert "Ungefragt" in queries
    assert "Gefragt" not in queries


def test_every_source_gives_its_pairs(material: Material):
    kinds = {pair.kind for pair in material.pairs}
    assert kinds == {"law title", "law topic", "page title", "page topic", "faq"}


def test_sentences_kept_back_are_not_trained_on(material: Material):
    german = {pair.german for pair in material.parallels}
    assert "Amt" in german
    assert "Satz 1 steht hier." in german
    assert not german & {"Satz 0 steht hier.", "Satz 17 steht hier."}


def test_the_tokenizer_learns_words_of_all_texts(material: Material):
    assert {"wohngeld", "amt", "satz", "miete"} <= set(material.counts)


def test_each_17th_sentence_is_kept_back():
    pairs = [Parallel(str(n), str(n), sentence=True) for n in range(40)]
    trained, kept = held_back(pairs)
    assert [pair.german for pair in kept] == ["0", "17", "34"]
    assert len(trained) == 37


def test_judged_pairs_hold_german_and_a_score(paths: Paths):
    assert [(pair.left, pair.score) for pair in judged(paths.training)] == [("Ein Kind.", 3.5)]


def test_a_missing_training_file_names_the_cure(tmp_path: Path):
    with pytest.raises(MissingMaterial, match="--data"):
        judged(tmp_path)
