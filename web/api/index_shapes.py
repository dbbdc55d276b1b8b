"""The JSON shapes of the social index, the same for HTTP and for `--json`."""

from datetime import UTC, date, datetime
from typing import Self

from pydantic import BaseModel, Field

from assistant.figure_export import Masking
from assistant.indices import Indices, name_of, remarks
from assistant.social_index import AreaIndex, SocialIndex, Step
from web.api.figure_shapes import FigureShape
from web.api.matrix_shapes import IndicatorShape, NamedAreaShape


class StepShape(BaseModel):
    """One indicator of one area on its way into the index."""

    indicator: str
    value: float = Field(description="Wert; bei der Dynamik die Veränderung")
    mean: float
    deviation: float
    z: float
    figures: list[FigureShape]

    @classmethod
    def of(cls, step: Step, masking: Masking) -> Self:
        """The shape of a step."""
        return cls(
            indicator=step.indicator.id,
            value=step.value,
            mean=step.mean,
            deviation=step.deviation,
            z=step.z,
            figures=[FigureShape.of(cell.quoted, masking) for cell in step.cells],
        )


class AreaIndexShape(BaseModel):
    """The index of one area; `printed` is what a report prints as its index."""

    area: NamedAreaShape
    value: float
    level: str
    total: float
    steps: list[StepShape]
    missing: list[str]
    between: tuple[float, float] = Field(description="Index, wenn die fehlenden z-Werte −1 oder +1 wären")
    printed: FigureShape | None

    @classmethod
    def of(cls, one: AreaIndex, masking: Masking) -> Self:
        """The shape of an area."""
        return cls(
            area=NamedAreaShape.of(one.area),
            value=one.value,
            level=one.level,
            total=one.total,
            steps=[StepShape.of(step, masking) for step in one.steps],
            missing=[gap.id for gap in one.missing],
            between=one.between,
            printed=FigureShape.of(one.printed.quoted, masking) if one.printed else None,
        )


class LeftOutShape(BaseModel):
    """An area without an index, and the indicators that it lacks."""

    area: NamedAreaShape
    missing: list[str]


class SocialIndexShape(BaseModel):
    """An index, highest need first; `remarks` say in German what it rests on and what is missing."""

    name: str
    years: list[int]
    indicators: list[IndicatorShape]
    absent: list[IndicatorShape]
    areas: list[AreaIndexShape]
    left_out: list[LeftOutShape]
    deviation: float
    remarks: list[str]

    @classmethod
    def of(cls, index: SocialIndex, masking: Masking) -> Self:
        """The shape of an index."""
        left = [
            LeftOutShape(area=NamedAreaShape.of(area), missing=[one.id for one in gaps])
            for area, gaps in index.left_out
        ]
        return cls(
            name=name_of(index),
            years=list(index.years),
            indicators=[IndicatorShape.of(one) for one in index.indicators],
            absent=[IndicatorShape.of(one) for one in index.absent],
            areas=[AreaIndexShape.of(one, masking) for one in index.areas],
            left_out=left,
            deviation=index.deviation,
            remarks=remarks(index),
        )


class IndicesShape(BaseModel):
    """Status and dynamics of the areas of a level; `dynamics` is null without an earlier year."""

    level: str
    years: list[int]
    status: SocialIndexShape
    dynamics: SocialIndexShape | None
    retrieved: date = Field(description="Tag des Abrufs")

    @classmethod
    def of(cls, found: Indices, masking: Masking) -> Self:
        """The shape of both."""
        return cls(
            level=found.scope.level.id,
            years=list(found.scope.years),
            status=SocialIndexShape.of(found.status, masking),
            dynamics=SocialIndexShape.of(found.dynamics, masking) if found.dynamics else None,
            retrieved=datetime.now(UTC).date(),
        )
