"""The JSON shapes of the Standort- und Bedarfsanalyse, the same for HTTP and for `--json`."""

from collections.abc import Sequence
from typing import Self

from pydantic import BaseModel, Field

from assistant.supply_analysis import Column, SupplyAnalysis
from corpus.directory.supply import Supply, TopicSupply
from corpus.institution import Institution
from corpus.places.areas import Places
from web.api.figure_shapes import figure_url
from web.api.finder_shapes import AreaShape, area_shape


class NamedShape(BaseModel):
    """An institution by id and name."""

    id: str
    name: str


class SupplyShape(BaseModel):
    """The offers in one area; `area` is null for those in none of the areas, or at an unknown place."""

    area: AreaShape | None
    located: int = Field(description="Angebote vor Ort")
    suspected: int = Field(description="davon nur aus den Texten vermutet")
    citywide: int = Field(description="davon für die ganze Stadt zuständig")
    responsible: int = Field(description="von anderswo für das Gebiet zuständig")
    institutions: list[NamedShape]

    @classmethod
    def of(cls, row: Supply, places: Places) -> Self:
        """The shape of a row."""
        return cls(
            area=area_shape(row.area.id, places) if row.area else None,
            located=len(row.located),
            suspected=row.suspected,
            citywide=row.citywide,
            responsible=len(row.responsible),
            institutions=named((*row.located, *row.responsible)),
        )


class TopicShape(BaseModel):
    """The offers for a topic; `different` counts each once, whatever the rows say together."""

    id: str
    label: str
    different: int
    citywide: list[NamedShape]
    counted_twice: list[NamedShape]
    areas: list[SupplyShape]

    @classmethod
    def of(cls, one: TopicSupply, places: Places) -> Self:
        """The shape of a topic."""
        return cls(
            id=one.topic.id,
            label=one.topic.label,
            different=len(one.institutions),
            citywide=named(one.citywide),
            counted_twice=named(one.twice),
            areas=[SupplyShape.of(row, places) for row in one.rows],
        )


class ValueShape(BaseModel):
    """A printed value of an area, with the page that prints it."""

    area: str
    value_text: str
    source: str
    url: str


class ColumnShape(BaseModel):
    """An indicator beside the offers."""

    id: str
    name: str
    unit: str
    year: int
    values: list[ValueShape]

    @classmethod
    def of(cls, column: Column) -> Self:
        """The shape of a column."""
        values = [
            ValueShape(
                area=area,
                value_text=quoted.figure.value_text,
                source=quoted.source,
                url=figure_url(quoted.figure),
            )
            for area, quoted in column.values.items()
        ]
        indicator = column.indicator
        return cls(id=indicator.id, name=indicator.name, unit=indicator.unit, year=column.year, values=values)


class SupplyAnalysisShape(BaseModel):
    """The analysis; `missing` are chosen indicators without a printed value for these areas."""

    level: str
    topics: list[TopicShape]
    indicators: list[ColumnShape]
    missing: list[str]

    @classmethod
    def of(cls, analysis: SupplyAnalysis, places: Places) -> Self:
        """The shape of an analysis."""
        return cls(
            level=analysis.level,
            topics=[TopicShape.of(one, places) for one in analysis.topics],
            indicators=[ColumnShape.of(column) for column in analysis.columns],
            missing=[one.id for one in analysis.missing],
        )


def named(institutions: Sequence[Institution]) -> list[NamedShape]:
    """Institutions by id and name."""
    return [NamedShape(id=one.id, name=one.name) for one in institutions]
