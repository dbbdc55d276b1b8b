"""`lotse serve`: the web service, on first start with the sample corpus."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from assistant.inquiry import Inquiry
from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory
from corpus.directory.sample import add_sample
from corpus.intake import plan, take_in
from corpus.sample.examples import DOCUMENTS, examples
from web.access import PUBLIC
from web.api.questions import answer_shape
from web.commands.add import bring_up_to_date
from web.commands.options import DataOption, data_folder
from web.commands.output import say, show
from web.commands.search import show_answer
from web.filters import filters
from web.operations.logs import LOGGING
from web.services import open_services
from web.settings import hand_down, settings, share_counts
from web.texts import text

SECONDS_TO_FINISH = 10
SECONDS_TO_REACT = 60  # a worker process that opens a large index on a busy machine is not a dead one


def serve(
    data: DataOption = None,
    host: Annotated[str, typer.Option(metavar="ADRESSE", help=text("option.host"))] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="ZAHL", min=0, max=65535, help=text("option.port"))] = 8000,
    workers: Annotated[int, typer.Option(metavar="ZAHL", min=1, max=64, help=text("option.workers"))] = 1,
    sample: Annotated[bool, typer.Option("--sample", help=text("option.sample"))] = False,
) -> None:
    """Serve pages and JSON."""
    folder = data_folder(data)
    hand_down(folder)
    catalogue = Catalogue(folder)
    if sample and not catalogue.documents():
        _read_sample(catalogue, folder)
    bring_up_to_date(catalogue, folder)
    if sample:
        _show_example(folder)
    say(text("serve.ready", host=host, port=port))
    with tempfile.TemporaryDirectory() as counts:
        if workers > 1:
            share_counts(Path(counts))
        _run(host, port, workers)


def _run(host: str, port: int, workers: int) -> None:
    """Serve until told to stop; requests under way are finished first."""
    uvicorn.run(
        "web.app:create_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_config=LOGGING,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
        timeout_worker_healthcheck=SECONDS_TO_REACT,
    )


def _read_sample(catalogue: Catalogue, folder: Path) -> None:
    say(text("serve.sample"))
    for taken in take_in(catalogue, Archive(folder), plan(catalogue, [DOCUMENTS]).todo, settings().limits()):
        if taken.problem:
            say(text("add.skipped", file=taken.file, message=taken.problem.message))
    directory = Directory(catalogue.database)
    if not directory.all():
        add_sample(directory)


def _show_example(folder: Path) -> None:
    services = open_services(settings(), folder)
    question = examples().first
    show(text("serve.question", question=question))
    show_answer(answer_shape(services, Inquiry(question), filters(None, None, None, PUBLIC)))
