"""`lotse matrix`: areas by indicators for one year, each value with its distance from the city's."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table

from assistant.figure_export import Masking
from assistant.figure_matrix import Matrix
from assistant.figure_matrix import matrix as matrix_of
from assistant.figure_scope import scope_of
from assistant.figure_wording import printed_as
from assistant.matrix_export import GAP, matrix_csv, matrix_xlsx
from assistant.need_words import SIGNS, any_notes, legend, mean_kind, mean_text, notes, signed
from corpus.catalogue import Catalogue
from corpus.figures.indicators import Indicator
from corpus.lists.own import OwnLists
from corpus.place import Area
from web.api.matrix_shapes import MatrixShape
from web.commands.grids import Format, FormatOption, LevelOption, OneYearOption, OutOption, read_grid, write
from web.commands.options import DataOption, JsonOption, existing_data
from web.commands.output import print_json, show, show_table
from web.settings import settings
from web.texts import text


def matrix(
    year: OneYearOption = "",
    level: LevelOption = "",
    since: Annotated[str, typer.Option("--since", metavar="JAHR", help=text("option.span_since"))] = "",
    format: FormatOption = Format.TABLE,  # noqa: A002  the name of the option
    out: OutOption = None,
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Print the matrix of a year."""
    folder = existing_data(data)
    catalogue = Catalogue(folder)
    grid = read_grid(folder, catalogue)
    scope = scope_of(grid, OwnLists(catalogue.database).places(), level)
    newest = scope.year(year)
    found = matrix_of(grid, newest, scope.areas, scope.since(since, newest))
    today = datetime.now(UTC).date()
    if json or format is Format.JSON:
        print_json(MatrixShape.of(scope, found, Masking(settings().mask_below)))
    elif format is Format.CSV:
        write(matrix_csv(found, today), out)
    elif format is Format.XLSX:
        write(matrix_xlsx(found, today), out)
    else:
        _show(found)


def _show(found: Matrix) -> None:
    """Indicators down and areas across, since a terminal is narrow; below it what the signs mean."""
    table = Table(text("matrix.indicator"), *(area.name for area in found.areas), text("matrix.mean"))
    for one in found.indicators:
        mean = found.means[one.id]
        cells = [_cell(found, area, one) for area in found.areas]
        table.add_row(one.name, *cells, f"{mean_text(mean, one)} ({mean_kind(mean)})")
    show_table(table)
    for _, sign, meaning in legend():
        show(f"{sign} {meaning}")
    if any_notes(found):
        show(text("matrix.noted"))
    for key, some in (("alone", found.alone), ("absent", found.absent)):
        if some:
            show(text(f"matrix.{key}", year=found.year, names=", ".join(one.name for one in some)))


def _cell(found: Matrix, area: Area, one: Indicator) -> str:
    cell = found.at(area.id, one.id)
    if cell is None:
        return GAP
    figure = cell.cell.quoted.figure
    mark = "*" if notes(cell) else ""
    change = f" {signed(cell.change)}" if cell.change is not None else ""
    return f"{printed_as(figure)} {SIGNS[cell.need]}{change}{mark}"
