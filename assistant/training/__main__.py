"""Train the chooser: python -m assistant.training --data ../shared/data --out assistant/models/chooser."""

import argparse
import json
import logging
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from assistant.training.examples import measure_rarity, read_examples
from assistant.training.recipe import apply, fit
from assistant.training.thresholds import Point, best_point, curve, measure
from assistant.training.words import pack_words
from index.encoder import load_encoder

log = logging.getLogger("assistant.training")


def main() -> None:
    """Fit on `train`, set thresholds on out-of-fold `train` and `dev` together, report both, write all."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    asked = _arguments()
    if asked.checkpoint:
        pack_words(asked.checkpoint, asked.tokenizer, asked.out / "words")
    words, rarity = load_encoder(str(asked.out / "words")), measure_rarity(asked.data / "omosqa" / "pages")
    train, dev = (
        read_examples(asked.data / "omosqa" / f"{part}_de.jsonl", words, rarity) for part in ("train", "dev")
    )
    log.info("read %d and %d questions", len(train), len(dev))
    judgement, held_out = fit(train)
    on_dev = apply(judgement, dev)
    point = best_point(train, held_out)
    _report("train, out of fold", point)
    _report("dev with these thresholds", measure(dev, on_dev, point.line, point.page))
    _report("dev, best thresholds", best_point(dev, on_dev))
    models: dict[str, Any] = {"rarity": rarity.weights.astype(np.float16), **judgement.arrays()}
    np.savez_compressed(asked.out / "chooser.npz", **models)
    thresholds = {
        "line": point.line,
        "page": point.page,
        "fitted_on": "OMoS-QA train, out of fold",
        "curve": [asdict(each) for each in curve(train, held_out, point.line)],
    }
    (asked.out / "thresholds.json").write_text(json.dumps(thresholds, indent=1) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m assistant.training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds omosqa/")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model")
    parser.add_argument("--checkpoint", type=Path, help="static-1.pt of index.training, to make words/ anew")
    parser.add_argument("--tokenizer", type=Path, help="static-tokenizer.json of index.training")
    return parser.parse_args()


def _report(name: str, point: Point) -> None:
    lines, pages = point.report.lines, point.report.unanswerable
    log.info(
        "%s: lines F1 %.3f (P %.3f, R %.3f), unanswerable F1 %.3f (P %.3f, R %.3f) at %.2f, %.2f",
        name,
        lines.f1,
        lines.precision,
        lines.recall,
        pages.f1,
        pages.precision,
        pages.recall,
        point.line,
        point.page,
    )


if __name__ == "__main__":
    main()
