"""One generation of the index, opened for searching."""

import copy
import hashlib
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

import numpy as np

from corpus.catalogue import Catalogue
from corpus.document import ANYBODY, Visibility
from index.contents import FILE, Contents
from index.engine import PUBLIC_FOLDER, Engine, Sides
from index.hit import Filters
from index.lexical import Limits
from index.lifting import lifts
from index.narrowing import passing
from index.snapshot import Manifest

CACHED_FILTERS = 64


class Generation:
    """One generation, opened: the index of everything, and the one of what the public may see."""

    def __init__(self, folder: Path, manifest: Manifest, catalogue: Catalogue, engine: Engine) -> None:
        self.name = manifest.generation
        self.whole = Searchable(Contents.read(folder), engine.open(folder), catalogue)
        self.public = self.whole
        if f"{PUBLIC_FOLDER}/{FILE}" in manifest.files:
            contents = Contents.read(folder / PUBLIC_FOLDER)
            self.public = Searchable(contents, engine.open_public(folder), catalogue)

    @property
    def revision(self) -> int:
        """The revision of the catalogue that the documents are described as of."""
        return min(self.whole.revision, self.public.revision)

    def seen_by(self, visibilities: Collection[Visibility]) -> "Searchable":
        """What to search for somebody who may see documents of these kinds."""
        return self.public if ANYBODY.issuperset(visibilities) else self.whole

    def described_anew(self, catalogue: Catalogue) -> "Generation":
        """The same generation with the documents as the catalogue describes them now."""
        other = copy.copy(self)
        other.whole = self.whole.described_anew(catalogue)
        apart = self.public is not self.whole
        other.public = self.public.described_anew(catalogue) if apart else other.whole
        return other


class Searchable:
    """Both sides of one index, and the documents as of one revision of the catalogue; never changes."""

    def __init__(self, contents: Contents, sides: Sides, catalogue: Catalogue) -> None:
        self.mark = hashlib.sha256(contents.keys.tobytes()).hexdigest()
        self.contents = contents
        self.sides = sides
        self._describe(catalogue)

    def described_anew(self, catalogue: Catalogue) -> "Searchable":
        """The same index with the documents as the catalogue describes them now."""
        other = copy.copy(self)
        other._describe(catalogue)
        return other

    def _describe(self, catalogue: Catalogue) -> None:
        self.revision = catalogue.revision  # read first: what changes in between is taken over next time
        held = self.contents.documents  # years and lifts stand in this order
        there = frozenset(held)  # what is not found yet takes nobody's place as the newer version
        self.documents = {one.id: one for one in catalogue.documents() if one.id in there}
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
