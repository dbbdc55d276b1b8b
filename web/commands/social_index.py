"""`lotse social-index`: status and dynamics of the areas after the city's method."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table

from assistant.figure_export import Masking
from assistant.figure_scope import scope_of
from assistant.index_export import index_csv, index_xlsx
from assistant.indices import indices_of, name_of, remarks, two_places
from assistant.social_index import AreaIndex, SocialIndex
from corpus.catalogue import Catalogue
from corpus.lists.own import OwnLists
from web.api.index_shapes import IndicesShape
from web.commands.grids import Format, FormatOption, LevelOption, OneYearOption, OutOption, read_grid, write
from web.commands.options import DataOption, JsonOption, existing_data
from web.commands.output import print_json, show, show_table
from web.settings import settings
from web.texts import text


def social_index(
    year: OneYearOption = "",
    since: Annotated[str, typer.Option("--since", metavar="JAHR", help=text("option.since"))] = "",
    level: LevelOption = "",
    format: FormatOption = Format.TABLE,  # noqa: A002  the name of the option
    out: OutOption = None,
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Print the index of a year and the changes since another."""
    folder = existing_data(data)
    catalogue = Catalogue(folder)
    grid = read_grid(folder, catalogue)
    scope = scope_of(grid, OwnLists(catalogue.database).places(), level)
    found = indices_of(grid, scope, scope.year(year), since)
    today = datetime.now(UTC).date()
    if json or format is Format.JSON:
        print_json(IndicesShape.of(found, Masking(settings().mask_below)))
    elif format is Format.CSV:
        write(index_csv(found, today), out)
    elif format is Format.XLSX:
        write(index_xlsx(found, today), out)
    else:
        for kind in found.kinds:
            _show(kind)
        show(text("index.method"))


def _show(index: SocialIndex) -> None:
    """One line for each area: z-scores, sum, index and class; then what has to be known."""
    if index.areas:
        names = [one.name for one in index.indicators]
        heads = (text("index.area"), *(f"z {name}" for name in names), *text("index.heads").split("|"))
        table = Table(*heads, title=name_of(index), title_justify="left")
        for one in index.areas:
            table.add_row(*_cells(index, one))
        show_table(table)
    for line in remarks(index):
        show(line)


def _cells(index: SocialIndex, one: AreaIndex) -> list[str]:
    steps = [one.step(indicator) for indicator in index.indicators]
    scores = [two_places(step.z) if step else text("index.gap") for step in steps]
    return [one.area.name, *scores, two_places(one.total), two_places(one.value), one.level]
