"""One generation of the index, opened for searching."""

import copy
from functools import lru_cache
from pathlib import Path

import numpy as np

from corpus.catalogue import Catalogue
from index.contents import Contents
from index.engine import Engine
from index.hit import Filters
from index.lexical import Limits
from index.lifting import lifts
from index.narrowing import passing
from index.snapshot import Manifest

CACHED_FILTERS = 64


class Generation:
    """Both sides of one generation, and the documents as of one revision of the catalogue; never changes."""

    def __init__(self, folder: Path, manifest: Manifest, catalogue: Catalogue, engine: Engine) -> None:
        self.name = manifest.generation
        self.contents = Contents.read(folder)
        self.sides = engine.open(folder)
        self._describe(catalogue)

    def described_anew(self, catalogue: Catalogue) -> "Generation":
        """The same generation with the documents as the catalogue describes them now."""
        other = copy.copy(self)
        other._describe(catalogue)
        return other

    def _describe(self, catalogue: Catalogue) -> None:
        self.revision = catalogue.revision  # read first: what changes in between is taken over next time
        self.documents = {document.id: document for document in catalogue.documents()}
        held = self.contents.documents  # years and lifts stand in this order
        self.years = np.array([self._year(id_) for id_ in held], dtype=np.int64)
        lifted = lifts(self.documents.values())
        self.lifts = np.array([lifted.get(id_, 0.0) for id_ in held], dtype=np.float64)
        self.narrowed = lru_cache(CACHED_FILTERS)(self._narrowed)

    def _year(self, document_id: str) -> int:
        document = self.documents.get(document_id)
        return (document.year if document else None) or 0

    def _narrowed(self, filters: Filters) -> Limits:
        """What the filters mean: documents to look into or to leave out, whichever are fewer."""
        held = frozenset(self.contents.documents)
        chosen = held & passing(self.documents.values(), filters)
        out = held - chosen
        if not out:
            return Limits()
        few = len(chosen) <= len(out)
        return Limits(documents=tuple(chosen)) if few else Limits(without_documents=tuple(out))
