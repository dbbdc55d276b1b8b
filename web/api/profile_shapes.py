"""The JSON shapes of an area's profile, the same for HTTP and for `--json`."""

from typing import Self

from pydantic import BaseModel, Field

from assistant.area_findings import Finding
from assistant.area_profile import AreaProfile, ProfileLine
from assistant.figure_export import Masking
from web.api.figure_shapes import FigureShape
from web.api.matrix_shapes import IndicatorShape, NamedAreaShape
from web.api.supply_shapes import NamedShape, named


class ProfileLineShape(BaseModel):
    """An indicator of the area over time, beside the city; `distance` compares the newest year."""

    indicator: IndicatorShape
    figures: list[FigureShape]
    city: list[FigureShape]
    distance: float | None

    @classmethod
    def of(cls, line: ProfileLine, masking: Masking) -> Self:
        """The shape of a line."""
        return cls(
            indicator=IndicatorShape.of(line.indicator),
            figures=[FigureShape.of(cell.quoted, masking) for cell in line.cells],
            city=[FigureShape.of(cell.quoted, masking) for cell in line.city],
            distance=None if line.distance is None else float(line.distance),
        )


class FindingShape(BaseModel):
    """Sentences of a paper, as they stand there."""

    text: str
    source: str
    sha256: str = Field(description="Prüfsumme der Datei, aus der die Sätze stammen")
    url: str = Field(description="Seite mit der markierten Stelle")

    @classmethod
    def of(cls, one: Finding) -> Self:
        """The shape of a finding."""
        url = f"/quelle/{one.document.id}/{one.passage.page}?stelle={one.passage.id}"
        return cls(text=one.text, source=one.source, sha256=one.document.sha256, url=url)


class ProfileShape(BaseModel):
    """What is there on one area; `gaps` are core indicators without a figure."""

    area: NamedAreaShape
    level: str
    lines: list[ProfileLineShape]
    gaps: list[IndicatorShape]
    others: list[NamedAreaShape] = Field(
        description="Gebiete anderer Ebenen mit Zahlen zu diesen Lücken; ihre Werte gelten nur dort"
    )
    findings: list[FindingShape]
    recommendations: list[FindingShape]
    institutions: list[NamedShape]
    responsible: list[NamedShape]

    @classmethod
    def of(cls, profile: AreaProfile, masking: Masking) -> Self:
        """The shape of a profile."""
        return cls(
            area=NamedAreaShape.of(profile.area),
            level=profile.area.level,
            lines=[ProfileLineShape.of(line, masking) for line in profile.lines],
            gaps=[IndicatorShape.of(one) for one in profile.gaps],
            others=[NamedAreaShape.of(one) for one in profile.others],
            findings=[FindingShape.of(one) for one in profile.findings],
            recommendations=[FindingShape.of(one) for one in profile.recommendations],
            institutions=named(profile.there),
            responsible=named(profile.responsible),
        )
