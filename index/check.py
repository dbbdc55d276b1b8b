"""Checks a snapshot against its checksums and against the catalogue."""

from pathlib import Path

import numpy as np

from corpus.catalogue import Catalogue
from index import snapshot
from index.contents import Contents
from index.encoder import Encoder
from index.engine import Engine, LocalEngine
from index.errors import IndexingError


def check(catalogue: Catalogue, folder: Path, encoder: Encoder, engine: Engine | None = None) -> list[str]:
    """What is wrong with the snapshot in use, in German sentences; empty if nothing is."""
    used = engine or LocalEngine()
    try:
        manifest = snapshot.usable(folder, encoder.fingerprint, used.name)
    except IndexingError as error:
        return [str(error)]
    generation = folder / manifest.generation
    damaged = snapshot.altered(generation, manifest)
    if damaged:
        names = ", ".join(damaged)
        return [f"Der Suchindex ist beschädigt, die Prüfsumme stimmt nicht: {names}. {snapshot.CURE}"]
    return [*_sides(generation, used), *_against_catalogue(generation, catalogue)]


def _sides(generation: Path, engine: Engine) -> list[str]:
    held = Contents.read(generation).keys
    return [
        f"Der Suchindex nennt {len(held)} Textstellen, im Teil »{side}« sind es {len(keys)} oder andere. "
        f"{snapshot.CURE}"
        for side, keys in engine.open(generation).keys().items()
        if not np.array_equal(held, keys)
    ]


def _against_catalogue(generation: Path, catalogue: Catalogue) -> list[str]:
    held = set(Contents.read(generation).keys.tolist())
    wanted = set(catalogue.passage_keys())
    findings = []
    if missing := len(wanted - held):
        findings.append(f"{missing} Textstellen des Katalogs fehlen im Suchindex. {snapshot.CURE}")
    if surplus := len(held - wanted):
        findings.append(f"{surplus} Textstellen im Suchindex gibt es im Katalog nicht mehr. {snapshot.CURE}")
    return findings
