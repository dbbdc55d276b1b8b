import doctest
import json
from pathlib import Path

import pytest

from index import evaluate, folding, fusion, metrics
from index.errors import NoCollection
from index.evaluate import evaluate_beir
from index.hashing import HashingEncoder

CORPUS = {
    "miete": ("Wohngeld", "Wohngeld ist ein Zuschuss zur Miete. Es wird auf Antrag gezahlt."),
    "pflege": ("Pflege", "Pflegebedürftige erhalten Leistungen der Pflegeversicherung."),
    "lang": ("Lang", " ".join(f"Dies ist Satz {n} über das Wetter." for n in range(60)) + " Ein Zebra."),
}
QUERIES = {"1": "Wer zahlt Zuschuss zur Miete?", "2": "Pflegeversicherung", "3": "Zebra", "4": "Ohne Urteil"}
JUDGED = "query-id\tcorpus-id\tscore\n1\tmiete\t1\n2\tpflege\t1\n3\tlang\t1\n3\tmiete\t0\n"


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    rows = [{"_id": name, "title": title, "text": text} for name, (title, text) in CORPUS.items()]
    (tmp_path / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    asked = [{"_id": name, "text": text} for name, text in QUERIES.items()]
    (tmp_path / "queries.jsonl").write_text("".join(json.dumps(row) + "\n" for row in asked), "utf-8")
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text(JUDGED, "utf-8")
    return tmp_path


@pytest.mark.parametrize("module", [metrics, fusion, folding, evaluate])
def test_the_worked_examples_are_right(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_a_collection_is_measured_through_the_whole_product(collection: Path) -> None:
    report = evaluate_beir(collection, HashingEncoder())
    assert report.queries == 3
    assert report.recall_1 == report.mrr_10 == report.ndcg_10 == 1


def test_a_long_document_is_cut_and_counts_by_its_best_passage(collection: Path) -> None:
    rows = [row for row in evaluate._rows(collection / "corpus.jsonl") if row["_id"] == "lang"]
    passages = evaluate._reading(rows[0]["title"], rows[0]["text"]).passages
    assert len(passages) > 3
    assert all(len(passage.text.split()) <= 120 for passage in passages)
    assert passages[-1].text.endswith("Ein Zebra.")


def test_a_folder_without_a_collection_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoCollection, match="BEIR"):
        evaluate_beir(tmp_path, HashingEncoder())
