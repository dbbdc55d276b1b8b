"""Builds the next snapshot from the catalogue, beside the one in use, touching only what changed."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from corpus.catalogue import Catalogue
from index import encoding, snapshot
from index.contents import Contents
from index.encoder import Encoder
from index.encoding import Encoded
from index.engine import PUBLIC_FOLDER, Change, Engine, LocalEngine
from index.errors import IndexingError
from index.german import ANALYSIS_VERSION, analyse
from index.lexical import Entry
from index.parts import Part, Parts
from index.snapshot import LAYOUT, Manifest

WINDOW = 512

Progress = Callable[[int, int], None]


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
        before = folder / older.generation if older else None
        parts = Parts.of(catalogue, before)
        _Builder(catalogue, folder, generation, encoder, progress).write(parts, used)
        found = Manifest(
            generation=generation.name,
            layout=LAYOUT,
            engine=used.name,
            encoder=encoder.fingerprint,
            dimensions=encoder.dimensions,
            analysis=ANALYSIS_VERSION,
            revision=revision,
            documents=len(set(parts.whole.owners.values())),
            passages=len(parts.whole.owners),
            files=snapshot.marks(generation, before),
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

    def write(self, parts: Parts, engine: Engine) -> None:
        """The index of what the public may see, if it has one of its own, and the index of everything."""
        whole, public = parts.whole, parts.public
        written = [part.to_index(engine) for part in (whole, public) if part]
        self.total = len(parts.to_encode) + sum(map(len, written))
        encoded = encoding.encode(self._texts, self.folder, parts.to_encode, self.encoder, self._step)
        if public:
            (self.generation / PUBLIC_FOLDER).mkdir()
            Contents.of(public.owners).write(self.generation / PUBLIC_FOLDER)
            engine.write_public(self.generation, self._change(public, encoded, engine))
        Contents.of(whole.owners).write(self.generation)
        engine.write(self.generation, self._change(whole, encoded, engine))

    def _change(self, part: Part, encoded: Encoded, engine: Engine) -> Change:
        gone = np.array(part.gone, dtype=np.int64)
        return Change(part.older, gone, encoded.among(part.new), self._entries(part.to_index(engine)))

    def _entries(self, keys: Sequence[int]) -> Iterator[Entry]:
        """The lexical entries of passages."""
        for start in range(0, len(keys), WINDOW):
            window = keys[start : start + WINDOW]
            for key, passage in sorted(self.catalogue.passages_by_key(window).items()):
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
