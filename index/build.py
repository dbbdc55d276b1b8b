"""Builds the next snapshot from the catalogue, beside the one in use, touching only what changed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.catalogue import Catalogue
from index import encoding, snapshot
from index.contents import Contents
from index.encoder import Encoder
from index.engine import Change, Engine, LocalEngine
from index.errors import IndexingError
from index.german import ANALYSIS_VERSION, analyse
from index.lexical import Entry
from index.snapshot import LAYOUT, Manifest

WINDOW = 512

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Changes:
    """What sets the next generation apart from an older one, if there is one that can be built upon."""

    older: Path | None
    owners: dict[int, str]
    gone: list[int]
    new: list[int]


def build(
    catalogue: Catalogue,
    folder: Path,
    encoder: Encoder,
    progress: Progress | None = None,
    engine: Engine | None = None,
    *,
    anew: bool = False,
) -> Manifest:
    """Bring the snapshot in `folder` up to the catalogue; returns the manifest in use afterwards.

    `progress` is told how many steps of how many are done; `anew` takes nothing over from before.
    """
    with snapshot.building(folder) as generation:
        used = engine or LocalEngine()
        older = None if anew else _older(folder, encoder, used)
        revision = catalogue.revision
        if older and older.revision == revision:
            return older
        changes = _changes(catalogue, folder / older.generation if older else None)
        contents = _Builder(catalogue, folder, generation, encoder, progress).write(changes, used)
        found = Manifest(
            generation=generation.name,
            layout=LAYOUT,
            engine=used.name,
            encoder=encoder.fingerprint,
            dimensions=encoder.dimensions,
            analysis=ANALYSIS_VERSION,
            revision=revision,
            documents=len(contents.documents),
            passages=len(contents.keys),
            files=snapshot.marks(generation, changes.older),
        )
        snapshot.publish(folder, found)
    encoding.forget(folder)
    return found


class _Builder:
    """Writes one generation and counts its steps."""

    def __init__(
        self,
        catalogue: Catalogue,
        folder: Path,
        generation: Path,
        encoder: Encoder,
        progress: Progress | None,
    ) -> None:
        self.catalogue = catalogue
        self.documents = {document.id: document for document in catalogue.documents()}
        self.folder = folder
        self.generation = generation
        self.encoder = encoder
        self.progress = progress
        self.done = 0
        self.total = 0

    def write(self, changes: Changes, engine: Engine) -> Contents:
        """Both sides of the index, and what is in them."""
        whole = changes.older is None or (bool(changes.gone) and engine.takes_all_after_removal)
        to_index = sorted([*changes.owners, *changes.new]) if whole else changes.new
        self.total = len(changes.new) + len(to_index)
        encoded = encoding.encode(self._texts, self.folder, changes.new, self.encoder, self._step)
        owners = dict(changes.owners)
        gone = np.array(changes.gone, dtype=np.int64)
        engine.write(self.generation, Change(changes.older, gone, encoded, self._entries(to_index, owners)))
        contents = Contents.of(owners)
        contents.write(self.generation)
        return contents

    def _entries(self, keys: Sequence[int], owners: dict[int, str]) -> Iterator[Entry]:
        """The lexical entries of passages; notes in `owners` which document each belongs to."""
        for start in range(0, len(keys), WINDOW):
            window = keys[start : start + WINDOW]
            for key, passage in sorted(self.catalogue.passages_by_key(window).items()):
                owners[key] = passage.document_id
                text = encoding.searchable(self.documents[passage.document_id], passage)
                yield Entry(key, passage.document_id, analyse(text))
            self._step(len(window))

    def _texts(self, keys: Sequence[int]) -> dict[int, str]:
        found = self.catalogue.passages_by_key(keys)
        return {
            key: encoding.searchable(self.documents[passage.document_id], passage)
            for key, passage in found.items()
        }

    def _step(self, count: int) -> None:
        self.done += count
        if self.progress:
            self.progress(self.done, self.total)


def _older(folder: Path, encoder: Encoder, engine: Engine) -> Manifest | None:
    try:
        return snapshot.usable(folder, encoder.fingerprint, engine.name)
    except IndexingError:
        return None


def _changes(catalogue: Catalogue, older: Path | None) -> Changes:
    owners = Contents.read(older).owners() if older else {}
    keys = set(catalogue.passage_keys())
    gone = sorted(owners.keys() - keys)
    kept = {key: document for key, document in owners.items() if key in keys}
    return Changes(older, kept, gone, sorted(keys - owners.keys()))
