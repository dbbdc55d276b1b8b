"""The JSON shape of `ask`: the answer, and what belongs beside it."""

from pydantic import BaseModel, Field

from assistant.adviser import MOST_INSTITUTIONS, Advice, Understood
from assistant.directory_answer import DirectoryAnswer
from assistant.figure_export import Masking
from assistant.inquiry import AskedBack, Wording
from corpus.places.areas import Places
from web.api.figure_shapes import FigureShape
from web.api.finder_shapes import AreaShape, CrisisShape, FoundShape, GentleShape, NeedShape, SuggestionShape
from web.api.matrix_shapes import IndicatorShape
from web.api.shapes import AnswerShape, StatementShape


class ChoiceShape(BaseModel):
    """One way to be more exact: ask `question` instead, or send `need` or `place` along."""

    label: str
    question: str | None
    need: str | None
    place: str | None


class AskedBackShape(BaseModel):
    """What is asked back, with two to four choices."""

    text: str
    choices: list[ChoiceShape]

    @classmethod
    def of(cls, back: AskedBack | None) -> "AskedBackShape | None":
        """The shape of what is asked back, if anything is."""
        if back is None:
            return None
        choices = [
            ChoiceShape(label=one.label, question=one.question, need=one.need, place=one.area)
            for one in back.choices
        ]
        return cls(text=back.text, choices=choices)


class DirectoryLineShape(BaseModel):
    """What the entry of one institution says; `known` is false where it is silent."""

    institution: str
    name: str
    text: str
    known: bool


class DirectoryAnswerShape(BaseModel):
    """What the directory says to a question about the places that were just shown."""

    matter: str
    title: str
    lines: list[DirectoryLineShape]
    silence: str = Field(description="Hinweis, wo das Verzeichnis nichts sagt, sonst leer")

    @classmethod
    def of(cls, one: DirectoryAnswer) -> "DirectoryAnswerShape":
        """The shape of what the directory says to one matter."""
        lines = [
            DirectoryLineShape(
                institution=line.institution.id, name=line.institution.name, text=line.text, known=line.known
            )
            for line in one.lines
        ]
        return cls(matter=one.matter, title=one.title, lines=lines, silence=one.silence)


class UnderstoodShape(BaseModel):
    """What was understood; `question` stands alone and goes into `earlier` of the next one."""

    question: str = Field(description="Die Frage, wie sie verstanden wurde")
    intent: str
    need: NeedShape | None
    area: AreaShape | None
    year: str | None
    indicator: IndicatorShape | None = Field(description="Kennzahl, nach der gefragt ist")
    language: str
    spoken: str | None = Field(description="Sprache, in der jemand beraten werden möchte, als Kürzel")
    told: str = Field(description="Hinweis in der Sprache der Frage, leer bei Deutsch")
    notes: list[str]
    asks_back: AskedBackShape | None = Field(description="Rückfrage mit zwei bis vier Möglichkeiten")
    directory: list[DirectoryAnswerShape] = Field(
        description="Was das Verzeichnis zu den gezeigten Stellen sagt, wenn danach gefragt ist"
    )
    places_first: bool = Field(description="Ob Anlaufstellen vor den Dokumenten stehen sollen")
    gentle: GentleShape | None = Field(
        description="Leise Zeile für alle, denen es vielleicht sehr schlecht geht; steht bei der Antwort"
    )

    @classmethod
    def of(cls, understood: Understood, found: FoundShape) -> "UnderstoodShape":
        """The shape of what was understood."""
        said = understood.said
        return cls(
            question=said.text,
            intent=understood.intent,
            need=found.needs[0] if found.needs else None,
            area=found.area,
            year=understood.year,
            indicator=IndicatorShape.of(understood.indicator) if understood.indicator else None,
            language=said.language,
            spoken=understood.spoken,
            told=said.told,
            notes=list(said.notes),
            asks_back=AskedBackShape.of(understood.asks_back),
            directory=[DirectoryAnswerShape.of(one) for one in understood.directory],
            places_first=understood.places_first,
            gentle=found.gentle,
        )


class AdviceShape(AnswerShape):
    """The advice to a question; `crisis` is to be shown first, `understood` says which need and place."""

    crisis: list[CrisisShape]
    understood: str
    meant: UnderstoodShape
    wording: Wording = Field(description="In wessen Worten die Antwort steht")
    institutions: list[SuggestionShape]
    figures: list[FigureShape]
    figures_message: str = Field(description="Was die Zahlen sagen, in einem Satz")

    @classmethod
    def of_advice(cls, advice: Advice, places: Places, took_ms: float) -> "AdviceShape":
        """The shape of an advice."""
        answer = AnswerShape.of(advice.answer, took_ms).model_dump()
        found = FoundShape.of(advice.found, places, took_ms)
        figures = advice.figures
        if figures and advice.answer.abstained:
            answer |= {"abstained": False, "message": figures.message, "nearest": []}
        if advice.written:
            answer["answer"] = [StatementShape.of(one.statement, one.rephrased) for one in advice.written]
        helps = advice.helps
        return cls(
            **answer,
            crisis=found.crisis,
            understood=found.understood if helps else "",
            meant=UnderstoodShape.of(advice.understood, found),
            wording=advice.wording,
            institutions=found.institutions[:MOST_INSTITUTIONS] if helps else [],
            figures=[FigureShape.of(quoted, Masking()) for quoted in figures.rows] if figures else [],
            figures_message=figures.message if figures else "",
        )
