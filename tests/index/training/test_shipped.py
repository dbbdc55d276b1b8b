import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from model2vec import StaticModel
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from corpus.yaml_text import read_yaml

MODELS = Path(__file__).parents[3] / "index" / "models"
NAMES = sorted(folder.parent.name for folder in MODELS.glob("*/modules.json"))
PASSAGES = [
    "Wohngeld ist ein Zuschuss zur Miete. Sie beantragen es bei der Wohngeldstelle der Stadt.",
    "Die Schuldnerberatung hilft Menschen, die ihre Rechnungen nicht mehr bezahlen können.",
    "Für Kinder unter drei Jahren fehlen in mehreren Stadtteilen Plätze in Kindertageseinrichtungen.",
    "Pflegebedürftige Menschen erhalten Leistungen nach dem festgestellten Pflegegrad.",
    "Die Zahl der wohnungslosen Personen ist im Berichtsjahr gestiegen.",
    "Deutschkurse für Zugewanderte bieten die Volkshochschule und mehrere Vereine an.",
]
QUESTIONS = [
    "zuschuss für die miete wo kriege ich den",
    "ich kann meine rechnungen nicht mehr zahlen wer hilft mir",
    "gibt es genug kita plätze für kleine kinder",
    "Oma braucht Hilfe beim Waschen und Anziehen, was zahlt die Pflegekasse?",
    "wie viele obdachlose gibt es",
    "wo kann ich deutsch lernen",
]
ALONE = """
import sys
from sentence_transformers import SentenceTransformer
for folder in sys.argv[1:]:
    print(SentenceTransformer(folder, device="cpu").encode(["Wohngeld"]).shape)
"""


@pytest.fixture(scope="module", params=NAMES)
def model(request: pytest.FixtureRequest) -> SentenceTransformer:
    return SentenceTransformer(str(MODELS / request.param), device="cpu", local_files_only=True)


def unit(model: SentenceTransformer, texts: list[str]) -> NDArray[np.float32]:
    return np.asarray(model.encode(texts, normalize_embeddings=True), np.float32)


def test_there_is_a_model_to_ship():
    assert "static" in NAMES


def test_models_load_without_a_network():
    folders = [str(MODELS / name) for name in NAMES]
    offline = os.environ | {"HF_HUB_OFFLINE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", ALONE, *folders], env=offline, check=True, capture_output=True, text=True
    )
    assert done.stdout.count("(1, ") == len(NAMES)


def test_vectors_are_finite_and_of_unit_length(model: SentenceTransformer):
    vectors = np.asarray(model.encode(PASSAGES + QUESTIONS), np.float32)
    assert np.isfinite(vectors).all()
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-2)


def test_everyday_questions_find_their_passages(model: SentenceTransformer):
    scores = unit(model, QUESTIONS) @ unit(model, PASSAGES).T
    assert (scores.argmax(1) == np.arange(len(QUESTIONS))).mean() >= 0.8


def test_one_word_in_its_spellings_has_one_vector(model: SentenceTransformer):
    vectors = unit(model, ["Straßenanträge", "STRASSENANTRÄGE", "strassenantraege"])
    assert np.allclose(vectors @ vectors[0], 1, atol=1e-3)


def test_the_neighbour_in_meaning_is_nearer_than_the_neighbour_in_letters(model: SentenceTransformer):
    word, meaning, letters = unit(model, ["Armut", "Geldmangel", "Armband"])
    assert word @ meaning > word @ letters


def test_both_libraries_give_the_same_static_vectors():
    texts = PASSAGES + QUESTIONS
    fast = StaticModel.from_pretrained(MODELS / "static").encode(texts)
    slow = unit(SentenceTransformer(str(MODELS / "static"), device="cpu", local_files_only=True), texts)
    assert np.allclose((fast * slow).sum(1), 1, atol=1e-3)


@pytest.mark.parametrize("name", NAMES)
def test_a_model_card_names_licence_data_and_figures(name: str):
    card = read_yaml((MODELS / name / "card.yaml").read_text("utf-8"))
    assert "GPL-2.0-or-later" in card["licence"]
    assert card["figures"]["stsb_dev_spearman"] > 0.6
    assert card["size_bytes"] == (MODELS / name / "model.safetensors").stat().st_size < 45_000_000
    assert (MODELS / name / "README.md").read_text("utf-8").startswith("---\n")
