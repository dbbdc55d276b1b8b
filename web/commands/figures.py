"""`lotse figures`: values from the ledger, each with its page."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table

from assistant.figure_answer import FigureAnswer, Quoted
from assistant.figure_choice import NamedFirst
from assistant.figure_export import Masking, as_csv, as_xlsx
from assistant.figure_grid import FigureGrid, grid_of
from assistant.figure_wording import dated, number, printed_as, with_unit
from assistant.figures import Figures
from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.figures.reading import read_pending
from web.api.figure_shapes import FiguresShape
from web.commands.grids import Format, FormatOption, OutOption, say_progress, write
from web.commands.options import DataOption, JsonOption, data_folder, whole_signs
from web.commands.output import print_json, results, show
from web.filters import years_of
from web.settings import settings
from web.texts import text


def figures(
    question: Annotated[
        str, typer.Argument(metavar="FRAGE", help=text("argument.figure_question"), callback=whole_signs)
    ] = "",
    indicator: Annotated[str | None, typer.Option(metavar="KENNZAHL", help=text("option.indicator"))] = None,
    area: Annotated[str | None, typer.Option(metavar="GEBIET", help=text("option.figure_area"))] = None,
    year: Annotated[str | None, typer.Option(metavar="JAHR", help=text("option.year"))] = None,
    format: FormatOption = Format.TABLE,  # noqa: A002  the name of the option
    out: OutOption = None,
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Answer a question for figures."""
    folder = data_folder(data)
    catalogue = Catalogue(folder)
    read_pending(catalogue, Archive(folder), settings().limits(), say_progress)
    asked = " ".join(part for part in (question, indicator) if part)
    if not asked and not area:
        return
    masking = Masking(settings().mask_below)
    answer = masking.answer(_asked(Figures(catalogue), masking, asked, area, year))
    if json or format is Format.JSON:
        print_json(FiguresShape.of(answer, masking))
    elif format is Format.TABLE:
        _show(answer)
    elif format is Format.CSV:
        write(as_csv(answer.rows, datetime.now(UTC).date(), masking), out)
    else:
        write(as_xlsx(answer.rows, datetime.now(UTC).date(), masking), out)


def _asked(
    figures: Figures, masking: Masking, question: str, area: str | None, year: str | None
) -> FigureAnswer:
    def grid() -> FigureGrid:
        figures.shelf.refresh()
        return grid_of([masking.covered(quoted) for quoted in figures.shelf.all()], figures.shelf.names)

    return NamedFirst(figures, grid).ask(question, area, years_of(year) if year else None)


def _show(answer: FigureAnswer) -> None:
    show(answer.message)
    rows = answer.rows or answer.nearest
    if rows:
        results.print(_table(rows))
    for derived in answer.derived:
        value = with_unit(number(derived.value), derived.unit)
        show(f"{derived.label}: {value}  ({derived.formula})")
    for note in answer.notes:
        show(note)


def _table(rows: tuple[Quoted, ...]) -> Table:
    table = Table(*text("figures.heads").split("|"), show_lines=False)
    masking = Masking(settings().mask_below)
    for quoted in rows:
        figure = quoted.figure
        shown = masking.text if masking.hides(quoted) else printed_as(figure)
        name = ", ".join(part for part in (figure.indicator[:90], figure.group) if part)
        table.add_row(shown, name, quoted.place, dated(figure), quoted.source)
    return table
