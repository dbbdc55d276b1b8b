"""Train, measure and pack the encoders: `python -m index.training --out DIR`."""

import argparse
import logging
from pathlib import Path

import torch

from index.training.dictionary import DICTIONARY
from index.training.material import Paths
from index.training.recipe import make_static, make_transformer, prepare


def main() -> None:
    """Run all stages, or go on where an earlier run with the same --out stopped."""
    options = arguments().parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(options.threads)
    shop = prepare(Paths(options.data, options.pages, options.dictionary), options.out, options.workers)
    if options.only != "transformer":
        make_static(shop)
    if options.only != "static":
        make_transformer(shop)


def arguments() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(prog="python -m index.training", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/training"), help="training files")
    parser.add_argument("--pages", type=Path, default=Path("../shared/data/omosqa"), help="OMoS-QA's folder")
    parser.add_argument("--dictionary", type=Path, default=DICTIONARY, help="Ding, from trans-de-en")
    parser.add_argument("--out", type=Path, required=True, help="caches, checkpoints and models/")
    parser.add_argument("--only", choices=("static", "transformer"), help="make one student alone")
    parser.add_argument("--workers", type=int, default=0, help="processes that draw batches ahead, for a GPU")
    parser.add_argument("--threads", type=int, default=2, help="processor threads to use")
    return parser


if __name__ == "__main__":
    main()
