"""The trained models that judge lines and pages, and the thresholds from which they are believed."""

from dataclasses import dataclass

from assistant.features import Array
from assistant.stages import in_context, page_row
from assistant.trees import Arrays, Linear, Trees, read_linear, read_trees


@dataclass(frozen=True, slots=True)
class Judgement:
    """Models of lines of a page that answers, of the same with their context, of lines of any page, of pages.

    On a page that scores at least `page_threshold`, lines that score at least `line_threshold` are chosen.
    """

    lines: Trees
    context: Trees
    any_lines: Trees
    pages: Trees
    linear: Linear
    line_threshold: float
    page_threshold: float

    def line_scores(self, rows: Array) -> tuple[Array, Array, Array]:
        """How likely each line is an answer: if the page answers, the same in context, and in any case."""
        first = self.lines.probabilities(rows)
        return first, self.context.probabilities(in_context(rows, first)), self.any_lines.probabilities(rows)

    def page_score(self, rows: Array, *scores: Array) -> float:
        """How likely the page answers, from the rows and all three scores of its lines."""
        row = page_row(rows, *scores)[None, :]
        return float(self.linear.probabilities(row)[0] + self.pages.probabilities(row)[0]) / 2

    def arrays(self) -> Arrays:
        """The models as named arrays."""
        return {
            **self.lines.arrays("lines"),
            **self.context.arrays("context"),
            **self.any_lines.arrays("any_lines"),
            **self.pages.arrays("pages"),
            **self.linear.arrays("linear"),
        }


def read_judgement(stored: Arrays, line: float, page: float) -> Judgement:
    """The models from named arrays, with the thresholds of lines and pages."""
    return Judgement(
        lines=read_trees(stored, "lines"),
        context=read_trees(stored, "context"),
        any_lines=read_trees(stored, "any_lines"),
        pages=read_trees(stored, "pages"),
        linear=read_linear(stored, "linear"),
        line_threshold=line,
        page_threshold=page,
    )
