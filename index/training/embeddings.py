"""First German word embeddings for the teacher's body, found through the static student."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer
from torch import Tensor

from index.training.examples import Parallel
from index.training.static_student import StaticStudent
from index.training.teacher import encode
from index.training.tokenizer import plain

NEAREST, SHARPNESS = 5, 0.05
SLICE = 2000


def first_embeddings(
    tokenizer: Tokenizer, static: StaticStudent, teacher: SentenceTransformer, parallels: Iterable[Parallel]
) -> Tensor:
    """Return one row a German piece, shape (pieces, 384), in the teacher's embedding space.

    A piece is the softmax mix of the five English pieces whose teacher vectors are nearest to its static
    vector, averaged with the English pieces of its translations where the dictionary has the word.
    """
    words = [word for word, _ in sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])]
    english = teacher.tokenizer.convert_ids_to_tokens(list(range(len(teacher.tokenizer))))
    table = word_table(teacher)
    keys = torch.from_numpy(encode(teacher, [piece.removeprefix("##") for piece in english]))
    with torch.no_grad():
        slices = (words[at : at + SLICE] for at in range(0, len(words), SLICE))
        mixed = torch.cat([mix(static(part), keys, table) for part in slices])
    for place, row in dictionary_rows(words, teacher, table, parallels).items():
        mixed[place] = (mixed[place] + row) / 2
    return mixed


def word_table(teacher: SentenceTransformer) -> Tensor:
    """Return the teacher's word embeddings, shape (English pieces, 384)."""
    (name,) = (name for name in teacher.state_dict() if name.endswith("word_embeddings.weight"))
    table: Tensor = teacher.state_dict()[name].cpu()
    return table


def mix(queries: Tensor, keys: Tensor, table: Tensor) -> Tensor:
    """Average the table's rows of the five nearest keys, weighted by a softmax of their cosines."""
    nearest = (queries @ keys.T).topk(NEAREST)
    weights = (nearest.values / SHARPNESS).softmax(1)
    return (weights[:, :, None] * table[nearest.indices]).sum(1)


def dictionary_rows(
    words: list[str], teacher: SentenceTransformer, table: Tensor, parallels: Iterable[Parallel]
) -> dict[int, Tensor]:
    """Average, for each piece that is a dictionary word, the English pieces of its translations."""
    places, found = {word: place for place, word in enumerate(words)}, defaultdict[int, list[str]](list)
    for pair in parallels:
        place = places.get(plain(pair.german))
        if place is not None:
            found[place].append(pair.english)
    rows = {}
    for place, texts in found.items():
        numbers = teacher.tokenizer(" ".join(texts), add_special_tokens=False, truncation=True)["input_ids"]
        rows[place] = table[np.array(numbers)].mean(0)
    return rows
