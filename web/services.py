"""What a request or command works with: catalogue, originals, index and assistant, opened once."""

from dataclasses import dataclass
from pathlib import Path

from assistant.assistant import Assistant
from assistant.sentences import load_chooser
from corpus.archive import Archive
from corpus.catalogue import Catalogue
from index.encoder import Encoder, load_encoder
from index.search import Index
from web.settings import Settings

INDEX = "index"


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that answering needs; safe to share between threads."""

    settings: Settings
    data: Path
    catalogue: Catalogue
    archive: Archive
    encoder: Encoder
    index: Index
    assistant: Assistant


def encoder_of(settings: Settings) -> Encoder:
    """The encoder that the settings name."""
    return load_encoder(settings.encoder, settings.encoder_query_prefix, settings.encoder_passage_prefix)


def open_services(settings: Settings, data: Path) -> Services:
    """Open the data folder for searching and answering; raises IndexingError when there is no snapshot."""
    catalogue = Catalogue(data)
    encoder = encoder_of(settings)
    index = Index.open(data / INDEX, catalogue, encoder)
    assistant = Assistant(index, catalogue, load_chooser(encoder))
    return Services(settings, data, catalogue, Archive(data), encoder, index, assistant)
