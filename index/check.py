"""Checks a snapshot against its checksums and against the catalogue."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from corpus.catalogue import Catalogue
from index import snapshot
from index.contents import Contents
from index.encoder import Encoder
from index.engine import PUBLIC_FOLDER, Engine, LocalEngine, Sides
from index.errors import IndexingError
from index.parts import Parts


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


def _sides(generation: Path, engine: Engine) -> Iterator[str]:
    yield from _differing("Suchindex", Contents.read(generation), engine.open(generation))
    public = generation / PUBLIC_FOLDER
    if public.is_dir():
        name = "Suchindex der Öffentlichkeit"
        yield from _differing(name, Contents.read(public), engine.open_public(generation))


def _differing(name: str, contents: Contents, sides: Sides) -> Iterator[str]:
    for side, keys in sides.keys().items():
        if not np.array_equal(contents.keys, keys):
            yield (
                f"Der {name} nennt {len(contents.keys)} Textstellen, im Teil »{side}« sind es {len(keys)} "
                f"oder andere. {snapshot.CURE}"
            )


def _against_catalogue(generation: Path, catalogue: Catalogue) -> Iterator[str]:
    wanted = Parts.of(catalogue, generation)
    surplus = len(wanted.whole.gone)
    if missing := len(wanted.whole.new):
        yield f"{missing} Textstellen des Katalogs fehlen im Suchindex. {snapshot.CURE}"
    if surplus:
        yield f"{surplus} Textstellen im Suchindex gibt es im Katalog nicht mehr. {snapshot.CURE}"
    elif not missing and wanted.public and (wanted.public.new or wanted.public.gone):
        yield (
            f"{len(wanted.public.new) + len(wanted.public.gone)} Textstellen sind öffentlich oder intern "
            "geworden, seit der Suchindex gebaut wurde. Ein laufender Dienst zieht ihn nach; "
            "sonst: lotse rebuild"
        )
