"""How the distance of a value is told: a sign, words, and what it is measured from."""

from decimal import Decimal

from assistant.figure_grid import GridCell
from assistant.figure_matrix import Matrix, MatrixCell, Mean, Need
from assistant.figure_wording import number, printed_as, with_unit
from assistant.phrases import phrase
from assistant.social_index import CLASSES, LOWEST
from corpus.figures.indicators import Indicator

SIGNS = {
    Need.MUCH_HIGHER: "▲▲",
    Need.HIGHER: "▲",
    Need.LIKE: "●",
    Need.LOWER: "▼",
    Need.MUCH_LOWER: "▼▼",
    Need.OPEN: "○",
}
LEVELS = dict(
    zip(
        (*(name for _, name in CLASSES), LOWEST),
        (Need.MUCH_HIGHER, Need.HIGHER, Need.LIKE, Need.LOWER, Need.MUCH_LOWER),
        strict=True,
    )
)  # the classes of the social index


def told(need: Need, mean: Mean | None = None) -> str:
    """What a class of distance means; only where the city prints a value it is "wie die Stadt"."""
    if mean is None:
        return phrase(f"need_{need.value}", whom=phrase("whom_either"))
    return phrase(f"need_{need.value}", whom=phrase("whom_city" if mean.printed else "whom_areas"))


def legend() -> list[tuple[Need, str, str]]:
    """Every class with its sign and its meaning."""
    return [(need, sign, told(need)) for need, sign in SIGNS.items()]


def signed(value: Decimal) -> str:
    """A distance with its sign: +5,7."""
    return f"+{number(value)}" if value > 0 else number(value)


def before_text(cell: GridCell) -> str:
    """An earlier value with its year: "2017: 19,8 %"."""
    figure = cell.quoted.figure
    return f"{figure.year}: {printed_as(figure)}"


def mean_text(mean: Mean, indicator: Indicator) -> str:
    """The value that a column is measured from, as printed or as worked out."""
    if mean.printed:
        figure = mean.printed.quoted.figure
        return printed_as(figure)
    return with_unit(number(mean.value), indicator.unit)


def mean_kind(mean: Mean) -> str:
    """Whether the city prints the value, or how many areas it is the mean of."""
    return phrase("mean_city") if mean.printed else phrase("mean_areas", areas=mean.areas)


def notes(cell: MatrixCell) -> list[str]:
    """What has to be known about a value: another table, or another value printed for the same."""
    out = [phrase("other_table")] if cell.cell.other_table else []
    out += [phrase("other_table_before")] if cell.other_table_before else []
    against = [printed_as(q.figure) for q in cell.cell.against]
    return [*out, *([phrase("against", values="; ".join(against))] if against else [])]


def any_notes(found: Matrix) -> bool:
    """Whether a value of the matrix has a note."""
    return any(notes(cell) for cell in found.cells.values())
