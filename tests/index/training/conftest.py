"""A few hundred pairs and a teacher of random numbers: enough to see that each step does what it says."""

from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from index.training.batches import Batches, english_texts
from index.training.dictionary import parallels, synonyms, translations
from index.training.examples import Pair, Parallel, Rival, Written
from index.training.material import Material
from index.training.noise import Lexicon
from index.training.tokenizer import train_tokenizer, word_counts

HEADS = ["wohn", "kinder", "pflege", "schul", "sozial", "miet", "eltern", "arbeits", "stadt", "jugend"]
TAILS = ["geld", "hilfe", "amt", "beratung", "antrag", "bericht", "armut", "platz", "recht", "dienst"]
LINES = [
    f"{head.title()}{tail} {{n}}; {head.title()}s{tail} [adm.] :: {head}ing {tail}; {tail} of {head}"
    for head in HEADS
    for tail in TAILS
]


@pytest.fixture(scope="session")
def material() -> Material:
    entries = list(translations(LINES))
    words = [pair.german for pair in parallels(entries)]
    sentences = [
        Parallel(f"Wo gibt es hier denn {word}?", f"Where is {word}?", sentence=True) for word in words
    ]
    both = (*parallels(entries), *sentences)
    pairs = tuple(
        Pair(word, f"{word} gibt es auf Antrag beim Amt der Stadt.", "law title", place, topic=True)
        for place, word in enumerate(words)
    )
    counts = word_counts([pair.german for pair in both] * 5)
    written = tuple(
        Written(f"Frage {n}?", f"Absatz {n}", n, (Rival(f"Absatz {n + 1}", n + 1),)) for n in range(20)
    )
    lexicon = Lexicon(frozenset(counts), synonyms(entries, counts))
    return Material(both, pairs, counts, lexicon, written)


@pytest.fixture(scope="session")
def tokenizer(material: Material) -> Tokenizer:
    return train_tokenizer(material.counts, 120)


@pytest.fixture(scope="session")
def batches(material: Material) -> Batches:
    texts = english_texts(material.parallels)
    vectors = np.random.default_rng(1).normal(size=(len(texts), 384))
    unit = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16)
    return Batches(material, unit, {"law title": 1.0}, seed=1)


@pytest.fixture(scope="session")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("teacher")
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=50, hidden_size=384, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64
    )
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    return folder
