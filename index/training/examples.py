"""The values that training data is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Parallel:
    """A German text and an English one of the same meaning; a sentence has at least five words."""

    german: str
    english: str
    sentence: bool


@dataclass(frozen=True)
class Translation:
    """One dictionary entry: German and English spellings, each a synonym of its neighbours."""

    german: tuple[str, ...]
    english: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """A German query and a passage that answers it.

    `kind` names its source, `group` its section or page: two pairs of one group are no negatives of
    each other. A `topic` query is a noun phrase and may be wrapped in a question template.
    """

    query: str
    passage: str
    kind: str
    group: int
    topic: bool = False


@dataclass(frozen=True)
class Rival:
    """A passage that another one may be taken for, and the section or page it belongs to."""

    passage: str
    group: int


@dataclass(frozen=True)
class Written:
    """A question written to a passage, and passages of other groups that may be taken for it."""

    question: str
    passage: str
    group: int
    rivals: tuple[Rival, ...]


@dataclass(frozen=True)
class Section:
    """A titled piece of German text in paragraphs; `group` identifies it."""

    title: str
    paragraphs: tuple[str, ...]
    group: int


@dataclass(frozen=True)
class Question:
    """A real question to a county page, the passage that answers it ("" for none), and the page's id."""

    id: str
    text: str
    passage: str
    page: int
    answered: bool


@dataclass(frozen=True)
class Judged:
    """A pair of German sentences and how alike people found them, 0 to 5."""

    left: str
    right: str
    score: float
