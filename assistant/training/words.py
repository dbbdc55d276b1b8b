"""The chooser's own word vectors: the first stage of the static encoder, which has seen no question."""

import json
from pathlib import Path

import numpy as np
import torch
from model2vec import StaticModel
from tokenizers import Tokenizer

DIMENSIONS = 192
RAREST, MOST_FREQUENT = -16.0, -4.0


def pack_words(checkpoint: Path, tokenizer: Path, folder: Path) -> None:
    """Cut the rows of a checkpoint to DIMENSIONS by a frequency-weighted SVD and save them in half precision.

    The later stage of the encoder is trained on the very questions that the chooser is fitted on, so their
    cosines would look better there than on new questions.
    """
    rows = (
        torch.load(checkpoint, map_location="cpu", weights_only=True)["module"]["rows.weight"].float().numpy()
    )
    pieces = Tokenizer.from_file(str(tokenizer))
    vocabulary = json.loads(pieces.to_str())["model"]["vocab"][: len(rows)]
    share = np.exp(np.clip([logarithm for _, logarithm in vocabulary], RAREST, MOST_FREQUENT))
    _, directions = np.linalg.eigh((rows * (share / share.sum())[:, None]).T @ rows)
    cut = (rows @ directions[:, ::-1][:, :DIMENSIONS]).astype(np.float16)
    StaticModel(vectors=cut, tokenizer=pieces, normalize=True).save_pretrained(str(folder))
