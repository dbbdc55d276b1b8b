"""What an adviser asks, noted instead of answered."""

from assistant.adviser import Adviser, Understood
from assistant.answer import Answer
from assistant.dialogue import Meant
from assistant.figure_answer import FigureAnswer, Wanted
from assistant.inquiry import Inquiry
from assistant.writer import small_talk
from index.hit import Filters

NO_FILTERS = Filters()


class Noting:
    """Answers nothing and notes what it was asked, for documents and for figures."""

    def __init__(self) -> None:
        self.documents: list[str] = []
        self.figures: list[str] = []

    def answer(self, said: Meant, filters: Filters = NO_FILTERS) -> Answer:
        self.documents.append(said.text)
        return small_talk(said)

    def ask(self, question: str) -> FigureAnswer:
        self.figures.append(question)
        return FigureAnswer(question, Wanted.VALUE, "")


def understood(adviser: Adviser, question: str, *earlier: str, **chosen: str) -> Understood:
    """What an adviser makes of a question after earlier ones."""
    return adviser.understand(Inquiry(question, earlier, **chosen))
