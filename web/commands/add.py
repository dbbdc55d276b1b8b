"""`lotse add`, `documents`, `remove` and `rebuild`: what the catalogue and the index hold."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel
from rich.table import Table

from corpus.archive import Archive
from corpus.catalogue import Catalogue, Totals
from corpus.document import Document
from corpus.errors import UnreadableFile
from corpus.fetching import fetch, is_address
from corpus.intake import DOCUMENT_SUFFIXES, Candidate, Intake, Plan, Problem, plan, take_in
from index.build import build
from web.api.shapes import DocumentsShape, FullDocumentShape
from web.commands.options import DataOption, JsonOption, data_folder, existing_data, writing_to
from web.commands.output import print_json, results, say, show
from web.commands.progress import indexing_bar, reading_bar
from web.services import INDEX, encoder_of, engine_of
from web.settings import settings
from web.texts import text


class ProblemShape(BaseModel):
    """A file that was left out, and why."""

    file: str
    message: str


class AddShape(BaseModel):
    """What came of an intake, and how much the catalogue holds now."""

    added: list[FullDocumentShape]
    unchanged: int
    skipped: list[ProblemShape]
    documents: int
    pages: int
    passages: int
    pages_without_text: int
    warnings: int


def add(
    paths: Annotated[list[str], typer.Argument(metavar="PFAD …", help=text("argument.paths"))],
    data: DataOption = None,
    password: Annotated[str | None, typer.Option(metavar="KENNWORT", help=text("option.password"))] = None,
    json: JsonOption = False,
) -> None:
    """Read documents and bring the index up to date."""
    folder = data_folder(data)
    with writing_to(folder), tempfile.TemporaryDirectory() as scratch:
        catalogue, archive = Catalogue(folder), Archive(folder)
        archive.tidy(catalogue.documents())
        planned = _planned(catalogue, paths, Path(scratch))
        taken = _read(catalogue, archive, planned, password)
        archive.tidy(catalogue.documents())
        bring_up_to_date(catalogue, folder)
    _report(catalogue, planned, taken, json)


def documents(data: DataOption = None, json: JsonOption = False) -> None:
    """Show all documents with what was recognised about them."""
    known = Catalogue(existing_data(data)).documents()
    if json:
        print_json(DocumentsShape.of(known))
    elif not known:
        show(text("documents.none"))
    else:
        for document in known:
            _show_document(document)


def remove(
    document: Annotated[str, typer.Argument(metavar="KENNUNG", help=text("argument.document"))],
    data: DataOption = None,
) -> None:
    """Remove a document from catalogue, originals, pictures and index."""
    folder = existing_data(data)
    with writing_to(folder):
        catalogue = Catalogue(folder)
        removed = catalogue.remove(document)
        Archive(folder).tidy(catalogue.documents())
        bring_up_to_date(catalogue, folder)
    say(text("remove.done", title=removed.title))


def rebuild(data: DataOption = None) -> None:
    """Build the index anew from the catalogue."""
    folder = data_folder(data)
    catalogue = Catalogue(folder)
    bring_up_to_date(catalogue, folder, anew=True)
    say(text("rebuild.done", passages=catalogue.totals().passages))


def bring_up_to_date(catalogue: Catalogue, folder: Path, *, anew: bool = False) -> None:
    """Build a snapshot where the one in use does not hold what the catalogue holds, or in any case."""
    with indexing_bar() as progress:
        build(catalogue, folder / INDEX, encoder_of(settings()), progress, engine_of(settings()), anew=anew)


def _planned(catalogue: Catalogue, named: list[str], scratch: Path) -> Plan:
    """What is to be read, web addresses fetched into the scratch folder first."""
    paths = [Path(one) for one in named if not is_address(one)]
    sources: dict[Path, str] = {}
    problems: list[Problem] = []
    for number, address in enumerate(one for one in named if is_address(one)):
        folder = scratch / str(number)
        folder.mkdir()
        try:
            sources[fetch(address, folder, settings().limits().file_bytes)] = address
        except UnreadableFile as error:
            problems.append(Problem(address, str(error)))
    planned = plan(catalogue, [*paths, *sources], sources)
    if not (planned.todo or planned.unchanged or planned.problems or problems):
        say(text("add.none", paths=", ".join(named), endings=", ".join(sorted(DOCUMENT_SUFFIXES))))
        raise typer.Exit(1)
    return replace(planned, problems=(*planned.problems, *problems))


def _read(catalogue: Catalogue, archive: Archive, planned: Plan, password: str | None) -> list[Intake]:
    if not planned.todo:
        return []
    sizes = {candidate.origin.file: candidate.size for candidate in planned.todo}
    taken: list[Intake] = []
    with reading_bar(sizes) as bar:
        for one in take_in(
            catalogue, archive, planned.todo, settings().limits(), password, progress=bar.page
        ):
            bar.finished(one.file)
            taken.append(one)
    return taken


def _report(catalogue: Catalogue, planned: Plan, taken: list[Intake], json: bool) -> None:
    problems = [*planned.problems, *(one.problem for one in taken if one.problem)]
    added = [one.document for one in taken if one.document]
    _say_what_was_left_out(catalogue, problems, added)
    totals = catalogue.totals()
    if json:
        print_json(_shape(added, planned.unchanged, problems, totals))
    elif planned.todo or problems:
        results.print(_totals_table(totals, len(problems)))
    else:
        show(text("add.nothing", count=len(planned.unchanged)))
    if problems:
        raise typer.Exit(1)


def _say_what_was_left_out(catalogue: Catalogue, problems: list[Problem], added: list[Document]) -> None:
    for document in added:
        for warning in catalogue.warnings(document.id):
            page = text("add.page", page=warning.page) if warning.page else ""
            say(text("add.warning", file=document.file, page=page, message=warning.text))
    for problem in problems:
        say(text("add.skipped", file=problem.file, message=problem.message))
    if any(problem.locked for problem in problems):
        say(text("add.locked"))


def _shape(
    added: list[Document], unchanged: tuple[Candidate, ...], problems: list[Problem], totals: Totals
) -> AddShape:
    return AddShape(
        added=[FullDocumentShape.of(document) for document in added],
        unchanged=len(unchanged),
        skipped=[ProblemShape(file=problem.file, message=problem.message) for problem in problems],
        documents=totals.documents,
        pages=totals.pages,
        passages=totals.passages,
        pages_without_text=totals.pages_without_text,
        warnings=totals.warnings,
    )


def _totals_table(totals: Totals, skipped: int) -> Table:
    table = Table(title=text("add.title"), show_header=False)
    counts = {
        "documents": totals.documents,
        "pages": totals.pages,
        "passages": totals.passages,
        "pages_without_text": totals.pages_without_text,
        "warnings": totals.warnings,
        "skipped_count": skipped,
    }
    for key, count in counts.items():
        table.add_row(text(f"add.{key}"), str(count))
    return table


def _show_document(document: Document) -> None:
    """One document as a short block; wide tables break on narrow terminals."""
    d = document.description
    facts = [
        str(d.year or text("documents.no_year")),
        d.kind,
        ", ".join(d.areas),
        d.publisher,
        d.series and text("documents.series", series=d.series),
        d.language,
        text(f"documents.visibility.{d.visibility}"),
        _pages_text(document.page_count),
        document.file,
    ]
    show(f"{document.id}  {d.title}")
    show(" " * 14 + " · ".join(fact for fact in facts if fact))
    if d.origins:
        show(" " * 14 + _origins(document))


def _pages_text(pages: int) -> str:
    return text("documents.one_page") if pages == 1 else text("documents.pages", pages=pages)


def _origins(document: Document) -> str:
    """What was recognised, grouped by where it came from: "Dateiname: Jahr, Art"."""
    names: dict[str, list[str]] = {}
    for field, origin in document.description.origins.items():
        names.setdefault(origin, []).append(text(f"documents.fields.{field}"))
    grouped = (f"{origin}: {', '.join(fields)}" for origin, fields in names.items())
    return text("documents.origins", origins="; ".join(grouped))
