"""Values of a question in its conversation: what a person asks and chooses, and what is asked back."""

from dataclasses import dataclass
from enum import StrEnum


class Wording(StrEnum):
    """In whose words an answer is: the documents' own, or those of a language model, also in plain ones."""

    DOCUMENTS = "documents"
    REPHRASED = "rephrased"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question with the ones before it, oldest first, and what the person chose to correct.

    `need` is the id of a need, `area` the name of an area or of the city, `year` four digits, `indicator`
    the id of an indicator, `language` the code of one to be spoken, or "any" where none is wished for.
    Without a `wording` the answer is rephrased where there is a language model.
    """

    question: str
    earlier: tuple[str, ...] = ()
    need: str | None = None
    area: str | None = None
    year: str | None = None
    indicator: str | None = None
    wording: Wording | None = None
    language: str | None = None

    @property
    def chosen(self) -> bool:
        """Whether something was chosen beside the words."""
        return any((self.need, self.area, self.year, self.indicator, self.language))


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to be more exact: what it says, and the question, need or area that it stands for."""

    label: str
    question: str | None = None
    need: str | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class AskedBack:
    """What the assistant asks back, with two to four choices."""

    text: str
    choices: tuple[Choice, ...]
