"""`lotse institutions`: import, export, areas and upkeep of the directory."""

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel

from assistant.finding.tagging import suspect_needs
from corpus.catalogue import Catalogue
from corpus.directory.columns import template_columns
from corpus.directory.directory import Directory, Editor
from corpus.directory.exports import DELIMITER, ExportFormat, export
from corpus.directory.followup import overdue
from corpus.directory.imports import ImportReport, import_file
from corpus.directory.mappings import load_mapping
from corpus.directory.sample import add_sample
from corpus.lists.own import OwnLists
from corpus.spreadsheets import Sheet, workbook
from web.api.finder import NeedEntryShape
from web.api.finder_shapes import InstitutionShape
from web.commands.deriving import deriving_commands
from web.commands.options import DataOption, JsonOption, data_folder, existing_file
from web.commands.output import print_json, say, show
from web.commands.review import review_commands
from web.errors import InvalidRequest
from web.german_help import GermanCommand, GermanGroup
from web.texts import text

institutions = typer.Typer(
    cls=GermanGroup, help=text("command.institutions"), no_args_is_help=True, rich_markup_mode=None
)
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help=text("option.by"))]
SHEET = "Einrichtungen"
ENDINGS = {ExportFormat.CSV: ".csv", ExportFormat.HSDS: ".json", ExportFormat.GEOJSON: ".geojson"}


class RowProblemShape(BaseModel):
    """A row that could not be used, and why."""

    line: int
    reason: str


class ClashShape(BaseModel):
    """A value that was changed here and in the file: what stays, and what the file says."""

    name: str
    column: str
    kept: str
    offered: str


class ImportShape(BaseModel):
    """What an import did."""

    file: str
    source: str
    added: int
    changed: int
    unchanged: int
    tagged: int
    gone: list[str]
    problems: list[RowProblemShape]
    clashes: list[ClashShape]
    removed: list[str]
    doubts: list[RowProblemShape]


class InstitutionsShape(BaseModel):
    """All institutions."""

    institutions: list[InstitutionShape]


class NeedsShape(BaseModel):
    """All needs."""

    needs: list[NeedEntryShape]


@institutions.command("import", cls=GermanCommand, help=text("command.institutions_import"))
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="DATEI", help=text("argument.directory"), callback=existing_file)
    ],
    data: DataOption = None,
    mapping: Annotated[
        Path | None, typer.Option(metavar="DATEI", help=text("option.mapping"), callback=existing_file)
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help=text("option.source"))] = None,
    sample: Annotated[bool, typer.Option("--sample", help=text("option.sample"))] = False,
    by: ByOption = "lotse",
    json: JsonOption = False,
) -> None:
    """Take a directory in."""
    directory = _directory(data)
    chosen = load_mapping(mapping) if mapping else None
    editor = Editor(by, f"Import {file.name}")
    places = OwnLists(directory.database).places()
    report = import_file(file, directory, places, editor, chosen, sample, source)
    _report(report, suspect_needs(directory, report.ids), json)


@institutions.command("export", cls=GermanCommand, help=text("command.institutions_export"))
def export_(
    data: DataOption = None,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help=text("option.format"))
    ] = None,
    output: Annotated[Path | None, typer.Option(metavar="DATEI", help=text("option.output"))] = None,
) -> None:
    """Write all institutions."""
    format_ = _export_format(format_, output)
    directory = _directory(data)
    listed, lists = directory.all(), OwnLists(directory.database)
    content = export(listed, format_, lists.taxonomy(), lists.places())
    if output is None:
        typer.echo(content, nl=False)
        return
    with output.open("w", encoding="utf-8", newline="") as file:
        file.write(content)
    say(text("institutions.written", count=len(listed), file=output))


def _export_format(named: str | None, output: Path | None) -> ExportFormat:
    """The format that was named, or that of the file's ending, which has to be one that import knows."""
    ending = output.suffix.lower() if output else ""
    if named is None:
        named = next((format_ for format_, its in ENDINGS.items() if its == ending), ExportFormat.CSV)
    if named not in list(ExportFormat):
        raise InvalidRequest(text("institutions.format", format=named))
    if output and ending != ENDINGS[ExportFormat(named)]:
        raise InvalidRequest(
            text("institutions.ending", file=output, format=named, ending=ENDINGS[ExportFormat(named)])
        )
    return ExportFormat(named)


@institutions.command("list", cls=GermanCommand, help=text("command.institutions_list"))
def list_(data: DataOption = None, json: JsonOption = False) -> None:
    """Show all institutions."""
    directory = _directory(data)
    places = OwnLists(directory.database).places()
    shapes = [InstitutionShape.of(one, places) for one in directory.all()]
    if json:
        print_json(InstitutionsShape(institutions=shapes))
        return
    for one in shapes:
        show(text("institutions.line", id=one.id, name=one.name, area=one.area.name if one.area else "–"))


@institutions.command("show", cls=GermanCommand, help=text("command.institutions_show"))
def show_(
    id_: Annotated[str, typer.Argument(metavar="KENNUNG", help=text("argument.institution"))],
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Show an institution and who changed it when."""
    directory = _directory(data)
    shape = InstitutionShape.of(directory.get(id_), OwnLists(directory.database).places())
    if json:
        print_json(shape)
        return
    for name, value in shape.model_dump().items():
        if value not in (None, "", []):
            show(f"{name}: {value}")
    for change in directory.history(id_):
        show(
            text(
                "institutions.version",
                version=change.version,
                at=change.changed_at,
                by=change.changed_by,
                reason=change.reason,
            )
        )


@institutions.command("template", cls=GermanCommand, help=text("command.institutions_template"))
def template(
    file: Annotated[Path, typer.Argument(metavar="DATEI", help=text("argument.template"))],
) -> None:
    """Write an empty template."""
    if file.suffix.lower() == ".xlsx":
        file.write_bytes(workbook(Sheet(SHEET, template_columns(), [])))
    elif file.suffix.lower() == ".csv":
        with file.open("w", encoding="utf-8-sig", newline="") as target:
            csv.writer(target, delimiter=DELIMITER).writerow(template_columns())
    else:
        raise InvalidRequest(text("institutions.suffix", file=file))
    say(text("institutions.template", file=file))


@institutions.command("sample", cls=GermanCommand, help=text("command.institutions_sample"))
def sample_(data: DataOption = None, json: JsonOption = False) -> None:
    """Take the sample directory in."""
    _report(add_sample(_directory(data)), 0, json)


@institutions.command("needs", cls=GermanCommand, help=text("command.institutions_needs"))
def needs(data: DataOption = None, json: JsonOption = False) -> None:
    """Show all needs."""
    known = OwnLists(_directory(data).database).taxonomy()
    shapes = [NeedEntryShape(id=n.id, label=n.label, situation=n.situation) for n in known.needs.values()]
    if json:
        print_json(NeedsShape(needs=shapes))
        return
    for situation in known.situations:
        show(situation.label)
        for need in situation.needs:
            show(f"  {need.id}  {need.label}")


@institutions.command("followup", cls=GermanCommand, help=text("command.institutions_followup"))
def followup(data: DataOption = None, json: JsonOption = False) -> None:
    """Show what nobody has assured for a year."""
    directory = _directory(data)
    due = overdue(directory.all(), datetime.now(UTC).date())
    if json:
        places = OwnLists(directory.database).places()
        shapes = [InstitutionShape.of(one.institution, places) for one in due]
        print_json(InstitutionsShape(institutions=shapes))
        return
    if not due:
        show(text("institutions.no_overdue"))
    for one in due:
        date = one.institution.assured_date or text("institutions.never")
        show(text("institutions.overdue", id=one.institution.id, name=one.institution.name, date=date))


def _directory(data: Path | None) -> Directory:
    return Directory(Catalogue(data_folder(data)).database)


def _report(report: ImportReport, tagged: int, json: bool) -> None:
    if json:
        problems = [RowProblemShape(line=p.line, reason=p.reason) for p in report.problems]
        print_json(
            ImportShape(
                file=report.file,
                source=report.source,
                added=report.added,
                changed=report.changed,
                unchanged=report.unchanged,
                tagged=tagged,
                gone=list(report.gone),
                problems=problems,
                clashes=[
                    ClashShape(name=c.name, column=c.column, kept=c.kept, offered=c.offered)
                    for c in report.clashes
                ],
                removed=list(report.removed),
                doubts=[RowProblemShape(line=one.line, reason=one.reason) for one in report.doubts],
            )
        )
        return
    for problem in report.problems:
        say(text("institutions.problem", file=report.file, line=problem.line, reason=problem.reason))
    for doubt in report.doubts:
        say(text("institutions.doubt", file=report.file, line=doubt.line, reason=doubt.reason))
    for clash in report.clashes:
        named = {"name": clash.name, "column": clash.column, "kept": clash.kept, "offered": clash.offered}
        say(text("institutions.clash", **named))
    counts = {"added": report.added, "changed": report.changed, "unchanged": report.unchanged}
    show(text("institutions.imported", file=report.file, **counts))
    if tagged:
        show(text("institutions.tagged", count=tagged))
    if report.gone:
        show(text("institutions.gone", count=len(report.gone)))
    if report.removed:
        names = ", ".join(report.removed)
        show(text("institutions.removed", count=len(report.removed), names=names))


deriving_commands(institutions)
review_commands(institutions)
