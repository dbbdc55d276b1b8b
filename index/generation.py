"""One generation of the index, opened for searching."""

from functools import lru_cache
from pathlib import Path

from corpus.document import Document
from index.contents import Contents
from index.engine import Engine
from index.hit import Filters
from index.lexical import Limits
from index.narrowing import passing
from index.snapshot import Manifest

CACHED_FILTERS = 64


class Generation:
    """Both sides of one generation, and the documents as they were when it was opened; never changes."""

    def __init__(self, folder: Path, manifest: Manifest, documents: list[Document], engine: Engine) -> None:
        self.name = manifest.generation
        self.contents = Contents.read(folder)
        self.sides = engine.open(folder)
        self.documents = {document.id: document for document in documents}
        self.years = {id_: self._year(id_) for id_ in self.contents.documents}
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
