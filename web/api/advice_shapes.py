"""The JSON shape of `ask`: the answer, and what belongs beside it."""

from assistant.adviser import MOST_INSTITUTIONS, Advice
from assistant.figure_export import Masking
from corpus.places.areas import Places
from web.api.figure_shapes import FigureShape
from web.api.finder_shapes import CrisisShape, FoundShape, SuggestionShape
from web.api.shapes import AnswerShape


class AdviceShape(AnswerShape):
    """The advice to a question; `crisis` is to be shown first, `understood` says which need and place."""

    crisis: list[CrisisShape]
    understood: str
    institutions: list[SuggestionShape]
    figures: list[FigureShape]

    @classmethod
    def of_advice(cls, advice: Advice, places: Places, took_ms: float) -> "AdviceShape":
        """The shape of an advice."""
        answer = AnswerShape.of(advice.answer, took_ms).model_dump()
        found = FoundShape.of(advice.found, places, took_ms)
        figures = advice.figures
        if figures and advice.answer.abstained:
            answer |= {"abstained": False, "message": figures.message, "nearest": []}
        helps = advice.helps
        return cls(
            **answer,
            crisis=found.crisis,
            understood=found.understood if helps else "",
            institutions=found.institutions[:MOST_INSTITUTIONS] if helps else [],
            figures=[FigureShape.of(quoted, Masking()) for quoted in figures.rows] if figures else [],
        )
