"""The JSON shapes of the matrix, the same for HTTP and for `--json`."""

from datetime import UTC, date, datetime
from typing import Self

from pydantic import BaseModel, Field

from assistant.figure_export import Masking
from assistant.figure_matrix import Matrix, MatrixCell, Mean
from assistant.figure_scope import Scope
from assistant.need_words import mean_kind, notes, told
from corpus.figures.indicators import Indicator
from corpus.place import Area
from web.api.figure_shapes import FigureShape


class NamedAreaShape(BaseModel):
    """An area by id and name."""

    id: str
    name: str

    @classmethod
    def of(cls, area: Area) -> Self:
        """The shape of an area."""
        return cls(id=area.id, name=area.name)


class IndicatorShape(BaseModel):
    """An indicator of the catalogue; `direction` says what a high value means for need."""

    id: str
    name: str
    unit: str
    direction: str

    @classmethod
    def of(cls, one: Indicator) -> Self:
        """The shape of an indicator."""
        return cls(id=one.id, name=one.name, unit=one.unit, direction=one.direction.value)


class MeanShape(BaseModel):
    """What a column is measured from; `printed` is null where it is the mean of the areas."""

    indicator: IndicatorShape
    value: float
    kind: str
    areas: int = Field(description="Gebiete mit einem Wert")
    spread: float = Field(description="Standardabweichung der Gebiete")
    printed: FigureShape | None

    @classmethod
    def of(cls, indicator: Indicator, mean: Mean, masking: Masking) -> Self:
        """The shape of a column's head."""
        printed = FigureShape.of(mean.printed.quoted, masking) if mean.printed else None
        return cls(
            indicator=IndicatorShape.of(indicator),
            value=float(mean.value),
            kind=mean_kind(mean),
            areas=mean.areas,
            spread=mean.spread,
            printed=printed,
        )


class MatrixCellShape(BaseModel):
    """A value of an area; without `figure` it is a gap, not zero."""

    area: str
    indicator: str
    figure: FigureShape | None
    distance: float | None
    need: str | None
    need_text: str
    before: list[FigureShape] = Field(description="gedruckte Werte der früheren Jahre der Spanne")
    change: float | None = Field(description="Wert minus Wert des ersten Jahres der Spanne")
    notes: list[str]

    @classmethod
    def of(cls, area: Area, indicator: Indicator, cell: MatrixCell | None, mean: Mean, mask: Masking) -> Self:
        """The shape of a cell."""
        return cls(
            area=area.id,
            indicator=indicator.id,
            figure=FigureShape.of(cell.cell.quoted, mask) if cell else None,
            distance=float(cell.distance) if cell and cell.distance is not None else None,
            need=cell.need.value if cell else None,
            need_text=told(cell.need, mean) if cell else "",
            before=[FigureShape.of(one.quoted, mask) for one in cell.before] if cell else [],
            change=float(cell.change) if cell and cell.change is not None else None,
            notes=notes(cell) if cell else [],
        )


class MatrixShape(BaseModel):
    """Areas by indicators for one year, or for a span that begins with `since`.

    `alone` have a value of one area only, `absent` are core indicators of the social index without any.
    """

    level: str
    year: int
    since: int | None
    years: list[int]
    areas: list[NamedAreaShape]
    indicators: list[MeanShape]
    cells: list[MatrixCellShape]
    alone: list[str]
    absent: list[str]
    retrieved: date = Field(description="Tag des Abrufs")

    @classmethod
    def of(cls, scope: Scope, found: Matrix, masking: Masking) -> Self:
        """The shape of a matrix."""
        cells = [
            MatrixCellShape.of(area, one, cell, found.means[one.id], masking)
            for area, one, cell in found.pairs()
        ]
        return cls(
            level=scope.level.id,
            year=found.year,
            since=found.since,
            years=list(scope.years),
            areas=[NamedAreaShape.of(area) for area in found.areas],
            indicators=[MeanShape.of(one, found.means[one.id], masking) for one in found.indicators],
            cells=cells,
            alone=[one.id for one in found.alone],
            absent=[one.id for one in found.absent],
            retrieved=datetime.now(UTC).date(),
        )
