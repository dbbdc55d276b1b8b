"""Students into folders that `SentenceTransformer(path)` loads unchanged, in half precision."""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from model2vec import StaticModel
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from tokenizers import Tokenizer
from transformers import PreTrainedTokenizerFast

from index.training.graph import write_graph
from index.training.static_student import StaticStudent
from index.training.tokenizer import END, PADDING, SPECIALS, START, UNKNOWN
from index.training.transformer_student import TransformerStudent

DIMENSIONS = 256
LONGEST_TEXT = 256


def piece_counts(tokenizer: Tokenizer, counts: Mapping[str, int]) -> NDArray[np.float64]:
    """Count how often each piece stands in the training texts."""
    words = list(counts)
    found = np.zeros(tokenizer.get_vocab_size())
    encodings = tokenizer.encode_batch_fast(words, add_special_tokens=False)
    for word, encoding in zip(words, encodings, strict=True):
        found[encoding.ids] += counts[word]
    return found


def reduced(rows: NDArray[np.float32], weights: NDArray[np.float64], dimensions: int) -> NDArray[np.float32]:
    """Project rows on the leading directions of their weighted second moments."""
    moments = (rows * weights[:, None]).T @ rows
    _, directions = np.linalg.eigh(moments)
    return np.asarray(rows @ directions[:, ::-1][:, :dimensions], np.float32)


def pack_static(student: StaticStudent, counts: Mapping[str, int], folder: Path) -> None:
    """Write 256 dimensions in fp16, in the layout that model2vec and Sentence Transformers share.

    Rows of marks that are no text are zero, so that an unknown sign says nothing.
    """
    rows = student.rows.weight.detach().numpy()
    weights = np.sqrt(piece_counts(student.tokenizer, counts) + 1)
    small = reduced(rows, weights, DIMENSIONS)
    small[: len(SPECIALS)] = 0
    model = StaticModel(small.astype(np.float16), student.tokenizer, normalize=True)
    model.save_pretrained(folder)
    (folder / "1_Normalize").mkdir(exist_ok=True)


def pack_transformer(student: TransformerStudent, folder: Path) -> None:
    """Write body, tokenizer, pooling and normalising; weights lie in fp16 and load as fp32."""
    plain = folder / "plain"
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=student.tokenizer,
        model_max_length=LONGEST_TEXT,
        pad_token=PADDING,
        unk_token=UNKNOWN,
        cls_token=START,
        sep_token=END,
    )
    student.body.save_pretrained(plain)
    tokenizer.save_pretrained(plain)
    body = Transformer(str(plain), max_seq_length=LONGEST_TEXT)
    pooling = Pooling(body.get_embedding_dimension(), pooling_mode="mean")
    SentenceTransformer(modules=[body, pooling, Normalize()], device="cpu").save(str(folder))
    halve(folder)
    write_graph(folder)
    for path in plain.iterdir():
        path.unlink()
    plain.rmdir()


def halve(folder: Path) -> None:
    """Rewrite the weights in fp16 and let the configuration ask for fp32 when they are loaded."""
    weights = load_file(folder / "model.safetensors")
    halves = {name: tensor.to(torch.float16) for name, tensor in weights.items()}
    save_file(halves, folder / "model.safetensors", metadata={"format": "pt"})
    path = folder / "config.json"
    config = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(config | {"dtype": "float32"}, indent=2), "utf-8")
