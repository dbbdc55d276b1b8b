"""A gate: what was measured on a small fixed set may not fall. Raise the figures when they have risen."""

from pathlib import Path

import pytest

from index.encoder import load_encoder
from index.evaluate import BeirReport, evaluate_beir
from index.training.omos_beir import retrieval_set, write_beir

OMOSQA = Path(__file__).parents[2] / ".." / "shared" / "data" / "omosqa"
RECALL_5 = 0.80
RECALL_10 = 0.86
MRR_10 = 0.61


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> BeirReport:
    folder = tmp_path_factory.mktemp("omos")
    write_beir(retrieval_set(OMOSQA, "dev"), folder)
    return evaluate_beir(folder, load_encoder("static"))


def test_retrieval_on_county_pages_has_not_become_worse(report: BeirReport) -> None:
    assert report.queries == 90
    assert report.recall_5 >= RECALL_5
    assert report.recall_10 >= RECALL_10
    assert report.mrr_10 >= MRR_10
