"""Errors of the index, each with a German message that names the value and the cure.

IndexingError
├── EncoderUnavailable   the encoder cannot be loaded
├── SnapshotMissing      there is no snapshot yet
├── SnapshotOutdated     the snapshot was built by another encoder or analysis
├── SnapshotDamaged      a file of the snapshot is missing or altered
├── NoCollection         a folder to evaluate is not in BEIR layout
├── InvalidGlossary      the glossary is no readable YAML
├── InvalidVectorIndex   FAISS knows no index of that name
└── EngineUnavailable    the database of the index does not answer
"""


class IndexingError(Exception):
    """Base of all errors of the index; its text is German and may be shown to the user."""


class EncoderUnavailable(IndexingError):
    """The encoder cannot be loaded."""


class SnapshotMissing(IndexingError):
    """There is no snapshot yet."""


class SnapshotOutdated(IndexingError):
    """The snapshot was built by another encoder or another German analysis."""


class SnapshotDamaged(IndexingError):
    """A file of the snapshot is missing or does not have its checksum."""


class NoCollection(IndexingError):
    """A folder that should be evaluated is not in BEIR layout."""


class InvalidGlossary(IndexingError):
    """The glossary is no readable YAML of the expected shape."""


class InvalidVectorIndex(IndexingError):
    """FAISS knows no index by this factory string."""


class EngineUnavailable(IndexingError):
    """The database of the index does not answer."""
