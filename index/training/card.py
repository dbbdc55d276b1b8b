"""Model cards: `card.yaml` for programs, `README.md` for people."""

from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from corpus.yaml_text import read_yaml
from index.training.measure import Ranking


def flat(name: str, ranked: Ranking) -> dict[str, float]:
    """Name each figure of a ranking: `omos_dev_recall_1` and so on."""
    return {f"{name}_{figure}": value for figure, value in asdict(ranked).items()}


def write_card(name: str, folder: Path, figures: Mapping[str, float]) -> None:
    """Write both cards of a model from the texts in `data/cards.yaml` and the measured figures."""
    texts = read_yaml((files("index.training") / "data" / "cards.yaml").read_text("utf-8"))
    facts = texts[name] | {"size_bytes": weights_size(folder), "figures": dict(figures)} | texts["shared"]
    (folder / "card.yaml").write_text(
        yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=100), "utf-8"
    )
    (folder / "README.md").write_text(readable(facts), "utf-8")


def weights_size(folder: Path) -> int:
    """Return the size of the weights in bytes."""
    return (folder / "model.safetensors").stat().st_size


def readable(facts: Mapping[str, Any]) -> str:
    """Write the card as Markdown, with the licence in front matter as model hubs read it."""
    head = {"language": "de", "license": "gpl-2.0", "library_name": "sentence-transformers"}
    lines = ["---", yaml.safe_dump(head, sort_keys=False).strip(), "---", "", f"# {facts['title']}", ""]
    lines += [facts["summary"].strip(), "", "## Figures", "", "| measure | value |", "|---|---|"]
    lines += [f"| {name} | {value} |" for name, value in facts["figures"].items()]
    lines += ["", facts["how_measured"].strip(), ""]
    for name in ("use", "training", "data", "licence", "limits"):
        lines += [f"## {name.capitalize()}", "", text_of(facts[name]), ""]
    return "\n".join(lines)


def text_of(part: str | list[str]) -> str:
    """Write a text as it is and a list as bullets."""
    return "\n".join(f"- {line}" for line in part) if isinstance(part, list) else str(part).strip()
