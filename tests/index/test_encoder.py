import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from index.encoder import GRAPH, MODELS, ModelEncoder, load_encoder, unit
from index.errors import EncoderUnavailable
from index.hashing import HashingEncoder

STATIC = MODELS / "static"
TEXTS = ["Wo gibt es Hilfe bei Schulden?", "Bürgergeld für Familien mit Kindern", "4.700 Fälle in Köln"]


def test_a_static_model_gives_the_vectors_of_sentence_transformers() -> None:

    model = SentenceTransformer(str(STATIC), device="cpu", local_files_only=True)
    expected = model.encode(TEXTS, normalize_embeddings=True)
    encoder = load_encoder("static")
    assert encoder.encode_queries(TEXTS) == pytest.approx(expected, abs=2e-3)
    assert encoder.encode_passages(TEXTS) == pytest.approx(expected, abs=2e-3)
    assert encoder.dimensions == expected.shape[1]


@pytest.mark.parametrize("name", ["static", "transformer"])
def test_a_shipped_model_needs_no_torch(name: str) -> None:
    code = (
        f"import sys; from index.encoder import load_encoder; encoder = load_encoder('{name}');"
        "encoder.encode_queries(['Wohngeld']); encoder.encode_passages(['Kita'] * 200);"
        "print('torch' in sys.modules)"
    )
    assert run(code) == "False"


def test_a_model_without_a_graph_is_loaded_by_torch(without_graph: Path) -> None:
    by_torch = load_encoder(str(without_graph)).encode_passages(TEXTS)
    by_graph = load_encoder("transformer").encode_passages(TEXTS)
    assert (by_torch * by_graph).sum(axis=1).min() > 0.98


def test_without_torch_a_model_that_needs_it_is_refused_with_the_package_to_install(
    without_graph: Path,
) -> None:
    code = (
        "import sys; sys.modules['sentence_transformers'] = None\n"
        "from index.encoder import load_encoder; from index.errors import EncoderUnavailable\n"
        f"try: load_encoder({str(without_graph)!r})\n"
        "except EncoderUnavailable as error: print(error)"
    )
    assert "[hub]" in run(code)


@pytest.mark.parametrize("encoder", [load_encoder("static"), HashingEncoder()])
def test_texts_without_words_give_zeros_and_never_nan(encoder: HashingEncoder) -> None:
    vectors = encoder.encode_passages(["", "   \n", "\u200b💶", "Wohngeld"])
    assert np.isfinite(vectors).all()
    assert np.linalg.norm(vectors[0]) == 0
    assert np.linalg.norm(vectors[3]) == pytest.approx(1, abs=1e-3)


def test_an_empty_text_never_reaches_the_model() -> None:
    seen: list[str] = []

    def encode(texts: list[str]) -> np.ndarray:
        seen.extend(texts)
        return np.full((len(texts), 2), np.nan, dtype=np.float32)

    encoder = ModelEncoder(encode, 2, "", ("frage: ", "text: "), 0.5)
    assert encoder.encode_queries(["", "Miete"]).tolist() == [[0, 0], [0, 0]]
    assert encoder.encode_passages([" "]).tolist() == [[0, 0]]
    assert seen == ["frage: Miete"]


def test_rows_are_scaled_to_length_one() -> None:
    assert unit([[3, 4], [0, 0]]).tolist() == pytest.approx(np.array([[0.6, 0.8], [0, 0]]))


def test_prefixes_change_the_fingerprint_and_the_model_does_not_change_by_itself() -> None:
    assert load_encoder("static").fingerprint == load_encoder(str(STATIC)).fingerprint
    assert load_encoder("static").fingerprint != load_encoder("static", "query: ").fingerprint


@pytest.mark.parametrize("name", ["gibt-es-nicht", "niemand/gibt-es-nicht", "../x"])
def test_a_model_that_is_not_there_is_named_with_a_cure(name: str) -> None:
    with pytest.raises(EncoderUnavailable, match="LOTSE_ENCODER"):
        load_encoder(name)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text(json.dumps([{"type": "models.StaticEmbedding", "path": "."}]))
    with pytest.raises(EncoderUnavailable, match=tmp_path.name):
        load_encoder(str(tmp_path))


def test_the_weight_of_an_encoder_lies_between_both_sides() -> None:
    assert 0 < load_encoder("static").dense_weight < 1


def test_many_texts_get_the_vectors_that_each_of_them_gets_alone() -> None:
    encoder = load_encoder("transformer")
    texts = [f"In Osterfeld leben {number} Kinder." + " Viele sind arm." * number for number in range(40)]
    together = encoder.encode_passages(texts)
    assert np.array_equal(together[7:9], encoder.encode_passages(texts[7:9]))
    assert np.array_equal(together[:1], encoder.encode_passages(texts[:1]))


def test_a_changed_graph_changes_the_fingerprint(tmp_path: Path) -> None:
    shutil.copytree(MODELS / "transformer", tmp_path / "copy")
    copied = load_encoder(str(tmp_path / "copy")).fingerprint
    assert copied == load_encoder("transformer").fingerprint
    with (tmp_path / "copy" / GRAPH).open("ab") as file:
        file.write(b"\x7a\x00")  # an unknown field of length nothing: the same graph in other bytes
    assert load_encoder(str(tmp_path / "copy")).fingerprint != copied


@pytest.fixture
def without_graph(tmp_path: Path) -> Path:
    return shutil.copytree(MODELS / "transformer", tmp_path / "model", ignore=shutil.ignore_patterns(GRAPH))


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()
