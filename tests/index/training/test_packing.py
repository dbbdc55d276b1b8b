from pathlib import Path

import numpy as np
import pytest
import torch
from model2vec import StaticModel
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer

from index.encoder import GRAPH
from index.graph import Graph
from index.training.batches import Batches
from index.training.material import Material
from index.training.packing import pack_static, pack_transformer, piece_counts, reduced
from index.training.static_student import StaticStudent, distillation
from index.training.tokenizer import UNKNOWN
from index.training.transformer_student import TransformerStudent, chunks

TEXTS = ["Wohngeld", "Kinderarmut im Bericht der Stadt", "Pflegeberatung und Elternhilfe beim Amt"]


@pytest.fixture
def static(tokenizer: Tokenizer) -> StaticStudent:
    return StaticStudent(tokenizer, seed=1)


@pytest.fixture
def transformer(tokenizer: Tokenizer, teacher: Path) -> TransformerStudent:
    torch.manual_seed(2)
    return TransformerStudent(tokenizer, teacher, torch.randn(tokenizer.get_vocab_size(), 384))


def test_pieces_are_counted_by_the_words_that_hold_them(tokenizer: Tokenizer):
    counts = piece_counts(tokenizer, {"wohngeld": 3, "wohnhilfe": 4})
    assert counts[tokenizer.token_to_id("wohn")] == 7


def test_reducing_keeps_what_frequent_rows_say():
    rows = np.array([[3, 0, 0], [0, 2, 0], [0, 0, 1]], np.float32)
    kept = reduced(rows, np.array([1.0, 1.0, 0.001]), 2)
    assert np.allclose(kept[:2] @ kept[:2].T, rows[:2] @ rows[:2].T, atol=1e-5)


def test_a_packed_static_model_loads_alike_in_both_libraries(
    static: StaticStudent, material: Material, tmp_path: Path
):
    pack_static(static, material.counts, tmp_path)
    fast = StaticModel.from_pretrained(tmp_path).encode(TEXTS)
    slow = SentenceTransformer(str(tmp_path), device="cpu").encode(TEXTS)
    assert fast.shape == (3, 256)
    assert np.allclose((fast * slow).sum(1), 1, atol=1e-3)


def test_rows_of_marks_are_zero(static: StaticStudent, material: Material, tmp_path: Path):
    pack_static(static, material.counts, tmp_path)
    model = StaticModel.from_pretrained(tmp_path)
    assert not model.embedding[model.tokenizer.token_to_id(UNKNOWN)].any()


def test_a_packed_transformer_gives_the_student_s_vectors(transformer: TransformerStudent, tmp_path: Path):
    pack_transformer(transformer, tmp_path)
    model = SentenceTransformer(str(tmp_path), device="cpu", local_files_only=True)
    vectors = model.encode(TEXTS)
    with torch.no_grad():
        expected = transformer(TEXTS, 64).numpy()
    assert vectors.dtype == np.float32
    assert np.allclose((vectors * expected).sum(1), 1, atol=5e-3)
    assert {path.name for path in tmp_path.iterdir()} >= {
        "model.safetensors",
        "tokenizer.json",
        "modules.json",
    }


def test_the_graph_of_a_packed_transformer_comes_near_to_its_vectors_and_holds_no_words_of_its_own(
    transformer: TransformerStudent, tmp_path: Path
):
    pack_transformer(transformer, tmp_path)
    expected = SentenceTransformer(str(tmp_path), device="cpu", local_files_only=True).encode(TEXTS)
    graph = Graph(tmp_path)
    assert (graph.encode(TEXTS) * expected).sum(1).min() > 0.98
    assert graph.dimensions == expected.shape[1]
    products = sum(each.numel() for each in transformer.body.encoder.parameters() if each.ndim == 2)
    assert (tmp_path / GRAPH).stat().st_size < products + 400_000


def test_a_text_s_vector_does_not_depend_on_its_neighbours(transformer: TransformerStudent):
    with torch.no_grad():
        together, alone = transformer(TEXTS, 64), transformer(TEXTS[2:], 64)
    assert torch.allclose(together[2], alone[0], atol=2e-2)


def test_texts_are_cut_to_the_longest_length(transformer: TransformerStudent):
    with torch.no_grad():
        assert torch.allclose(
            transformer(["Wohngeld " * 50], 12), transformer(["Wohngeld " * 90], 12), atol=1e-6
        )


def test_runs_hold_few_padded_tokens():
    assert chunks([0, 1, 2], [2000, 2000, 2100], 4096) == [[0, 1], [2]]


def test_a_step_of_distillation_comes_nearer_to_the_teacher(static: StaticStudent, batches: Batches):
    optimizer = torch.optim.Adam(static.parameters(), lr=0.01)
    before = distillation(static, batches, batches.parallel(1, 64))
    for _ in range(5):
        optimizer.zero_grad()
        distillation(static, batches, batches.parallel(1, 64)).backward()
        optimizer.step()
    assert distillation(static, batches, batches.parallel(1, 64)) < before
