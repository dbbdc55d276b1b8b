"""The JSON shapes of figures, the same for HTTP and for `--json`."""

from datetime import UTC, date, datetime

from pydantic import BaseModel, Field

from assistant.figure_answer import Derived, FigureAnswer, Quoted
from assistant.figure_export import Masking
from corpus.figure import Figure, Mark
from web.api.shapes import DocumentShape, PageLabel, Sheet


class FigureShape(BaseModel):
    """A figure as it is quoted; `value` is null where the source prints none or the count is masked."""

    id: str
    indicator: str
    indicator_id: str | None
    group: str
    title: str
    value: float | None
    value_text: str
    mark: str | None = Field(
        description="was statt einer Zahl in der Zelle steht, etwa »unbekannt oder geheim«"
    )
    unit: str
    area: str | None
    area_id: str | None
    place: str = Field(
        description="Das Gebiet, mit seiner Ebene, wo Gebiete anderer Ebenen ebenso heißen; leer ohne Gebiet"
    )
    year: int | None
    year_assumed: bool = Field(
        description="Ob der Satz kein Jahr nennt; »year« ist dann das Jahr des Dokuments"
    )
    period: str | None
    base: str | None
    document: DocumentShape
    page: Sheet
    page_label: PageLabel
    box: list[float] | None
    line: str
    method: str
    approximate: bool
    checked: bool
    confidence: float
    source: str = Field(description="fertige Quellenzeile: Herausgeber: Titel, Jahr, Seite")
    sha256: str = Field(description="Prüfsumme der Datei, aus der die Zahl stammt")
    url: str = Field(description="Seite mit der markierten Zelle")

    @classmethod
    def of(cls, quoted: Quoted, masking: Masking) -> "FigureShape":
        """The shape of a figure, small imported counts masked."""
        f, hidden = quoted.figure, masking.hides(quoted)
        return cls(
            id=f.id,
            indicator=f.indicator,
            indicator_id=f.indicator_id,
            group=f.group,
            title=f.title,
            value=None if hidden or f.value is None else float(f.value),
            value_text=masking.text if hidden else f.value_text,
            mark=Mark.MASKED if hidden else f.mark,
            unit=f.unit,
            area=f.area,
            area_id=f.area_id,
            place=quoted.place,
            year=f.year,
            year_assumed=f.year_assumed,
            period=f.period,
            base=f.base,
            document=DocumentShape.of(quoted.document),
            page=f.page,
            page_label=f.page_label,
            box=[f.box.x0, f.box.y0, f.box.x1, f.box.y1] if f.box else None,
            line="" if hidden else f.line,
            method=f.method.value,
            approximate=f.approximate,
            checked=f.checked,
            confidence=f.confidence,
            source=quoted.source,
            sha256=quoted.document.sha256,
            url=figure_url(f),
        )


class DerivedShape(BaseModel):
    """A number worked out from printed ones; `inputs` are the ids of the figures that went into it."""

    label: str
    value: float
    unit: str
    formula: str
    inputs: list[str]

    @classmethod
    def of(cls, derived: Derived) -> "DerivedShape":
        """The shape of a derived number."""
        return cls(
            label=derived.label,
            value=float(derived.value),
            unit=derived.unit,
            formula=derived.formula,
            inputs=list(derived.inputs),
        )


class FiguresShape(BaseModel):
    """What the figures say to a question; `nearest` is what there is where nothing answers it."""

    question: str
    wanted: str
    abstained: bool
    sure: bool = Field(description="Ob die Werte sicher die gefragten sind; sonst sind es die nächsten.")
    message: str
    figures: list[FigureShape]
    derived: list[DerivedShape]
    notes: list[str]
    nearest: list[FigureShape]
    retrieved: date = Field(description="Tag des Abrufs")

    @classmethod
    def of(cls, answer: FigureAnswer, masking: Masking) -> "FiguresShape":
        """The shape of an answer."""
        return cls(
            question=answer.question,
            wanted=answer.wanted.value,
            abstained=answer.abstained,
            sure=answer.sure,
            message=answer.message,
            figures=[FigureShape.of(quoted, masking) for quoted in answer.rows],
            derived=[DerivedShape.of(derived) for derived in answer.derived],
            notes=list(answer.notes),
            nearest=[FigureShape.of(quoted, masking) for quoted in answer.nearest],
            retrieved=datetime.now(UTC).date(),
        )


def figure_url(figure: Figure) -> str:
    """The address of the page that prints a figure, with the cell marked."""
    return f"/quelle/{figure.document_id}/{figure.page}?zahl={figure.id}"
