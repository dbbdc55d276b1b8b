"""What a request or command works with: catalogue, originals, index and assistant, opened once."""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from assistant.adviser import Adviser, Rephrasing
from assistant.assistant import Assistant
from assistant.figure_choice import NamedFirst
from assistant.figure_export import Masking
from assistant.figure_grid import FigureGrid, grid_of
from assistant.figures import Figures
from assistant.finder import Finder
from assistant.refusal import load_refusal
from assistant.sentences import load_chooser
from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory
from corpus.document import Visibility
from corpus.feedback import Feedback
from corpus.lists.own import OwnLists
from corpus.versions import current
from index.build import build
from index.encoder import Encoder, load_encoder
from index.engine import Engine, LocalEngine
from index.search import Index
from web.accounts.discovery import Discovery
from web.examples import Examples
from web.settings import Settings

INDEX = "index"


@dataclass(frozen=True)
class Services:
    """Everything that searching and answering need; safe to share between threads.

    What only answering needs is opened when it is first used, so that a search from the command line does
    not wait for it.
    """

    settings: Settings
    data: Path
    catalogue: Catalogue
    archive: Archive
    encoder: Encoder
    index: Index

    @cached_property
    def finder(self) -> Finder:
        """The finder over the directory."""
        return Finder(Directory(self.catalogue.database), needs_encoder())

    @cached_property
    def adviser(self) -> Adviser:
        """What answers questions from documents, directory and figures."""
        refusing = load_refusal(self.encoder.fingerprint)
        assistant = Assistant(self.index, self.catalogue, load_chooser(self.encoder), refusing)
        return Adviser(assistant, self.finder, self.counting, writer_of(self.settings))

    @cached_property
    def examples(self) -> Examples:
        """Example questions that what is loaded answers."""
        return Examples(self.adviser, self.catalogue, lambda: self.made_of((Visibility.PUBLIC,)))

    @cached_property
    def discovery(self) -> Discovery:
        """What the city's sign-in service tells of itself."""
        return Discovery(self.settings.oidc_issuer)

    @cached_property
    def feedback(self) -> Feedback:
        """What people say about answers."""
        return Feedback(self.catalogue.database)

    def figures(self, visibilities: tuple[Visibility, ...]) -> Figures:
        """The figures of documents of these kinds, kept at hand between questions."""
        if visibilities not in self._figures:
            self._figures[visibilities] = Figures(self.catalogue, visibilities)
        return self._figures[visibilities]

    def made_of(self, visibilities: tuple[Visibility, ...]) -> tuple[object, ...]:
        """What answers are made of for whoever may see these kinds of documents; no other one changes it."""
        shelf = self.figures(visibilities).shelf
        shelf.refresh()
        seen = [one for one in self.catalogue.documents() if one.description.shown_to(visibilities)]
        documents = [(one.id, one.description) for one in current(seen)]
        revisions = Directory(self.catalogue.database).revision, OwnLists(self.catalogue.database).revision()
        return documents, shelf.contents, self.index.state(visibilities), *revisions

    def counting(self, visibilities: tuple[Visibility, ...]) -> NamedFirst:
        """What answers questions for figures of documents of these kinds."""
        return NamedFirst(self.figures(visibilities), lambda: self.grid(visibilities))

    def grid(self, visibilities: tuple[Visibility, ...]) -> FigureGrid:
        """The recognised figures of documents of these kinds, laid out anew when ledger or areas change."""
        shelf = self.figures(visibilities).shelf
        shelf.refresh()
        state = shelf.state
        kept = self._grids.get(visibilities)
        if kept is None or kept[0] != state:
            masking = Masking(self.settings.mask_below)
            kept = (state, grid_of([masking.covered(quoted) for quoted in shelf.all()], shelf.names))
            self._grids[visibilities] = kept
        return kept[1]

    @cached_property
    def _grids(self) -> dict[tuple[Visibility, ...], tuple[tuple[int, ...], FigureGrid]]:
        return {}

    @cached_property
    def _figures(self) -> dict[tuple[Visibility, ...], Figures]:
        return {}


def encoder_of(settings: Settings) -> Encoder:
    """The encoder that the settings name."""
    return load_encoder(settings.encoder, settings.encoder_query_prefix, settings.encoder_passage_prefix)


@cache
def needs_encoder() -> Encoder:
    """The encoder that guesses needs, loaded once; how near is near enough was measured with this one."""
    return load_encoder("static")


def engine_of(settings: Settings) -> Engine:
    """Where the index lives: in the data folder, or in the database that the settings name."""
    if not settings.engine_url:
        return LocalEngine(settings.vector_index or None)
    from index.milvus import MilvusEngine  # noqa: PLC0415 - an extra that few installations have

    return MilvusEngine(settings.engine_url, settings.engine_token)


def writer_of(settings: Settings) -> Rephrasing | None:
    """The language model that the settings name, if they do."""
    if not settings.model_url:
        return None
    from assistant.model_writer import Endpoint, ModelWriter  # noqa: PLC0415 - loads httpx, which few need

    return ModelWriter(
        Endpoint(settings.model_url, settings.model, settings.model_key, settings.model_seconds)
    )


def open_services(settings: Settings, data: Path) -> Services:
    """Open the data folder for searching and answering; raises IndexingError when there is no snapshot."""
    catalogue = Catalogue(data)
    encoder = encoder_of(settings)
    index = Index.open(data / INDEX, catalogue, encoder, engine=engine_of(settings))
    return Services(settings, data, catalogue, Archive(data), encoder, index)


def bring_up_to_date(services: Services) -> None:
    """Build a snapshot where the one in use does not hold what the catalogue holds; for the one writer."""
    engine = engine_of(services.settings)
    build(services.catalogue, services.data / INDEX, services.encoder, engine=engine)
