"""The whole recipe as a story: material, tokenizer, teacher, students, packing, figures, card."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer
from torch import Tensor

from index.training import card, measure, sources
from index.training.batches import Batches, english_texts
from index.training.embeddings import first_embeddings
from index.training.files import written
from index.training.hardware import device
from index.training.material import Material, Paths, read_material
from index.training.omos_beir import retrieval_set, untouched
from index.training.packing import pack_static, pack_transformer
from index.training.static_student import StaticStudent, distil_static, teach_static
from index.training.teacher import encode, load_teacher, teacher_folder, teacher_vectors
from index.training.tokenizer import train_tokenizer
from index.training.transformer_student import TransformerStudent, distil_transformer, teach_transformer
from index.training.written_stage import ask_transformer

log = logging.getLogger(__name__)
SEED = 20
STATIC_PIECES, TRANSFORMER_PIECES = 32_000, 24_000
SHARES = {
    "law title": 0.30,
    "law topic": 0.16,
    "law sentence": 0.14,
    "law neighbour": 0.06,
    "page title": 0.12,
    "page topic": 0.09,
    "page sentence": 0.06,
    "page neighbour": 0.01,
    "faq": 0.06,
}


@dataclass(frozen=True)
class Workshop:
    """What every stage shares: inputs, the output folder, and batches that a seed decides."""

    paths: Paths
    out: Path
    material: Material
    batches: Batches
    device: torch.device
    workers: int


def prepare(paths: Paths, out: Path, workers: int) -> Workshop:
    """Read the material and make the teacher's vectors, or take those that `out` keeps."""
    material = read_material(paths)
    vectors = teacher_vectors(english_texts(material.parallels), out / "teacher")
    return Workshop(paths, out, material, Batches(material, vectors, SHARES, SEED), device(), workers)


def make_static(shop: Workshop) -> None:
    """Train the static student and write its folder, figures and card."""
    student = first_student(shop)
    teach_static(student, shop.batches, shop.out, shop.workers)
    folder = shop.out / "models" / "static"
    pack_static(student.cpu(), shop.material.counts, folder)
    card.write_card("static", folder, figures(shop, folder))


def first_student(shop: Workshop) -> StaticStudent:
    """Return the static student after stage 1, which the transformer's word embeddings start from."""
    student = StaticStudent(pieces(shop, "static", STATIC_PIECES), SEED).to(shop.device)
    distil_static(student, shop.batches, shop.out, shop.workers)
    return student


def make_transformer(shop: Workshop) -> None:
    """Train the transformer student and write its folder, figures and card."""
    tokenizer = pieces(shop, "transformer", TRANSFORMER_PIECES)
    student = TransformerStudent(tokenizer, teacher_folder(), first_words(shop, tokenizer)).to(shop.device)
    distil_transformer(student, shop.batches, shop.out, shop.workers)
    teach_transformer(student, shop.batches, shop.out, shop.workers)
    ask_transformer(student, shop.batches, shop.out, shop.workers)
    folder = shop.out / "models" / "transformer"
    pack_transformer(student.cpu(), folder)
    card.write_card("transformer", folder, figures(shop, folder))


def first_words(shop: Workshop, tokenizer: Tokenizer) -> Tensor:
    """Make the transformer's first word embeddings, or load those that `out` keeps."""
    path = shop.out / "first-embeddings.pt"
    if not path.exists():
        found = first_embeddings(
            tokenizer, first_student(shop).cpu(), load_teacher(), shop.material.parallels
        )
        with written(path) as partial:
            torch.save(found, partial)
    loaded: Tensor = torch.load(path, weights_only=True)
    return loaded


def pieces(shop: Workshop, name: str, size: int) -> Tokenizer:
    """Train a tokenizer of `size` pieces, or load the one that `out` keeps."""
    path = shop.out / f"{name}-tokenizer.json"
    if not path.exists():
        with written(path) as partial:
            train_tokenizer(shop.material.counts, size).save(str(partial))
    return Tokenizer.from_file(str(path))


def figures(shop: Workshop, folder: Path) -> Mapping[str, float]:
    """Measure a packed model on what it was not trained on."""
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)

    def vectors(texts: list[str]) -> NDArray[np.float32]:
        found = model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(found, np.float32)

    dev, train = (retrieval_set(shop.paths.omosqa, part) for part in ("dev", "train"))
    pages = untouched(dev, train)
    found = {"stsb_dev_spearman": round(measure.likeness(vectors, sources.judged(shop.paths.training)), 4)}
    asked, careless = measure.page_rankings(vectors, pages, shop.material.lexicon)
    found |= card.flat("omos_dev", asked) | card.flat("omos_dev_careless", careless)
    if model.get_embedding_dimension() == shop.batches.vectors.shape[1]:
        _, kept = sources.held_back(sources.tatoeba(shop.paths.training))
        english = encode(load_teacher(), [pair.english for pair in kept])
        ranked = measure.translation_ranking(vectors([pair.german for pair in kept]), english)
        found |= card.flat("tatoeba_to_teacher", ranked)
    log.info("%s: %s", folder.name, found)
    return found
