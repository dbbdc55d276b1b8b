"""The part of `lotse institutions` where somebody decides: duplicates, one-time links, corrections."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel

from assistant.finding.tagging import suspect_needs
from corpus.catalogue import Catalogue
from corpus.directory.columns import changed_columns
from corpus.directory.corrections import Correction, Corrections
from corpus.directory.directory import Directory, Editor
from corpus.directory.duplicates import Twin, keep_apart, merge, proposals
from web.commands.options import DataOption, JsonOption, data_folder
from web.commands.output import print_json, show
from web.german_help import GermanCommand
from web.texts import text

ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help=text("option.by"))]
OneArgument = Annotated[str, typer.Argument(metavar="KENNUNG", help=text("argument.institution"))]
OtherArgument = Annotated[str, typer.Argument(metavar="KENNUNG", help=text("argument.other"))]
CorrectionArgument = Annotated[str, typer.Argument(metavar="KORREKTUR", help=text("argument.correction"))]


def review_commands(app: typer.Typer) -> None:
    """Add the commands of this file to a group."""
    for run in (duplicates, merge_, distinct, invite, queue, accept, decline):
        name = run.__name__.rstrip("_")
        app.command(name, cls=GermanCommand, help=text(f"command.institutions_{name}"))(run)


class TwinShape(BaseModel):
    """Two entries that may be one; `likeness` of their names goes from 0 to 100."""

    one: str
    other: str
    names: tuple[str, str]
    likeness: float
    reasons: tuple[str, ...]


class TwinsShape(BaseModel):
    """All pairs that may be one institution."""

    duplicates: list[TwinShape]


class WaitingShape(BaseModel):
    """A correction that waits; each change names its column, what stands there and what is proposed."""

    id: str
    institution: str
    name: str | None
    changes: list[tuple[str, str, str]]
    remark: str
    outdated: bool


class QueueShape(BaseModel):
    """All corrections that wait."""

    corrections: list[WaitingShape]


def duplicates(data: DataOption = None, json: JsonOption = False) -> None:
    """Show pairs that may be one institution."""
    directory = _directory(data)
    twins = proposals(directory.all(), directory.database)
    if json:
        print_json(TwinsShape(duplicates=[_twin_shape(twin) for twin in twins]))
        return
    if not twins:
        show(text("institutions.no_twins"))
    for twin in twins:
        show(
            text(
                "institutions.twin",
                one=twin.one.id,
                other=twin.other.id,
                likeness=round(twin.likeness),
                name_one=twin.one.name,
                name_other=twin.other.name,
                reasons=", ".join(twin.reasons),
            )
        )


def merge_(kept: OneArgument, gone: OtherArgument, data: DataOption = None, by: ByOption = "lotse") -> None:
    """Make one entry of two."""
    merged = merge(kept, gone, _directory(data), Editor(by, f"Zusammengeführt mit {gone}"))
    show(text("institutions.merged", name=merged.name, id=merged.id))


def distinct(one: OneArgument, other: OtherArgument, data: DataOption = None, by: ByOption = "lotse") -> None:
    """Note that two entries are different institutions."""
    directory = _directory(data)
    for id_ in (one, other):
        directory.get(id_)
    keep_apart(one, other, Editor(by, "verschieden"), directory.database)
    show(text("institutions.apart", one=one, other=other))


def invite(id_: OneArgument, data: DataOption = None, by: ByOption = "lotse") -> None:
    """Make a one-time link for a provider."""
    directory = _directory(data)
    invitation = Corrections(directory.database, directory).invite(id_, by)
    name = directory.get(id_).name
    show(
        text("institutions.invitation", name=name, expires=invitation.expires_at[:10], token=invitation.token)
    )


def queue(data: DataOption = None, json: JsonOption = False) -> None:
    """Show the corrections that wait."""
    directory = _directory(data)
    waiting = Corrections(directory.database, directory).queue()
    if json:
        print_json(QueueShape(corrections=[_waiting_shape(one, directory) for one in waiting]))
        return
    if not waiting:
        show(text("institutions.no_queue"))
    for one in waiting:
        if directory.version(one.institution_id):
            _show_correction(one, directory)
        else:
            show(text("institutions.waiting_for_removed", id=one.id))


def accept(id_: CorrectionArgument, data: DataOption = None, by: ByOption = "lotse") -> None:
    """Take a correction over."""
    directory = _directory(data)
    accepted = Corrections(directory.database, directory).accept(id_, by)
    suspect_needs(directory, [accepted.id])
    show(text("institutions.accepted", name=accepted.name))


def decline(id_: CorrectionArgument, data: DataOption = None, by: ByOption = "lotse") -> None:
    """Decline a correction."""
    directory = _directory(data)
    Corrections(directory.database, directory).decline(id_, by)
    show(text("institutions.declined", id=id_))


def _twin_shape(twin: Twin) -> TwinShape:
    return TwinShape(
        one=twin.one.id,
        other=twin.other.id,
        names=(twin.one.name, twin.other.name),
        likeness=round(twin.likeness, 1),
        reasons=twin.reasons,
    )


def _waiting_shape(one: Correction, directory: Directory) -> WaitingShape:
    """A correction; of an entry that was removed meanwhile there is no name and nothing to change."""
    current = directory.get(one.institution_id) if directory.version(one.institution_id) else None
    changes = changed_columns(current, one.proposal or current) if current else ()
    return WaitingShape(
        id=one.id,
        institution=one.institution_id,
        name=current.name if current else None,
        changes=[(column.name, column.before, column.after) for column in changes],
        remark=one.remark or "",
        outdated=one.outdated,
    )


def _show_correction(one: Correction, directory: Directory) -> None:
    """A correction with each changed column, before and after."""
    current = directory.get(one.institution_id)
    changed = [
        f"{column.name}: »{column.before}« wird »{column.after}«"
        for column in changed_columns(current, one.proposal or current)
    ]
    outdated = text("institutions.outdated") if one.outdated else ""
    columns = "; ".join([*changed, one.remark] if one.remark else changed)
    show(text("institutions.waiting", id=one.id, name=current.name, columns=columns, outdated=outdated))


def _directory(data: Path | None) -> Directory:
    return Directory(Catalogue(data_folder(data)).database)
