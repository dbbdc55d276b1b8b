"""`lotse check`: is everything that the catalogue promises there, and unaltered?"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import typer
from pydantic import BaseModel

from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.document import Document
from index.check import check as check_snapshot
from web.commands.options import DataOption, JsonOption, existing_data
from web.commands.output import print_json, show
from web.services import INDEX, encoder_of, engine_of
from web.settings import settings
from web.texts import text


class CheckShape(BaseModel):
    """What was found wrong; empty when all is well."""

    ok: bool
    findings: list[str]
    documents: int
    pages: int
    passages: int


def check(data: DataOption = None, json: JsonOption = False) -> None:
    """Check catalogue, originals and snapshot."""
    folder = existing_data(data)
    catalogue = Catalogue(folder)
    findings = [*_findings(catalogue, folder)]
    totals = catalogue.totals()
    counts = {"documents": totals.documents, "pages": totals.pages, "passages": totals.passages}
    if json:
        print_json(CheckShape(ok=not findings, findings=findings, **counts))
    else:
        for finding in findings or [text("check.fine", **counts)]:
            show(finding)
    if findings:
        raise typer.Exit(1)


def _findings(catalogue: Catalogue, folder: Path) -> Iterator[str]:
    yield from (text("check.database", finding=finding) for finding in catalogue.database.integrity())
    archive = Archive(folder)
    known = catalogue.documents()
    for document in known:
        yield from _original_findings(archive, document)
    yield from (text("check.stray", name=path.name) for path in archive.strays(known))
    yield from check_snapshot(catalogue, folder / INDEX, encoder_of(settings()), engine_of(settings()))


def _original_findings(archive: Archive, document: Document) -> Iterator[str]:
    named = {"title": document.title, "id": document.id, "file": document.file}
    original = archive.original(document)
    if not original.is_file():
        yield text("check.missing", **named)
        return
    with original.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != document.sha256:
            yield text("check.altered", **named)
