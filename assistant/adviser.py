"""The whole advice to a question: emergencies first, then the answer, the places that help, the figures."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answer import Answer, Statement, Written
from assistant.asking_back import asked_anew, asked_back, still_open
from assistant.crisis import CrisisNotice, crisis_notices
from assistant.despair import GentleLine, latest_line
from assistant.dialogue import Meant, corrected, meant
from assistant.directory_answer import DirectoryAnswer, directory_answers
from assistant.figure_answer import FigureAnswer, Wanted
from assistant.figure_choice import named_alone
from assistant.figure_question import wanted_of
from assistant.figures import stands
from assistant.finder import Found
from assistant.finding.choice import Choice, chosen_in
from assistant.finding.languages import GERMAN
from assistant.finding.needs import Reason
from assistant.finding.purpose import asks_for_figures, seeks_help, speaks_of_oneself
from assistant.finding.words import words_of
from assistant.indicator_names import named_indicator
from assistant.inquiry import AskedBack, Inquiry, Wording
from assistant.keeping_to import consoling, keeping_to
from assistant.noting import in_german, noted, nothing_sought
from assistant.question import OF_WAYS_ON, Asks, Intent
from assistant.understanding import YEAR, understand
from assistant.writer import small_talk
from corpus.directory.needs import Taxonomy
from corpus.document import Visibility
from corpus.figures.indicators import Indicator, indicators
from corpus.places.areas import Places
from index.hit import Filters

MOST_INSTITUTIONS = 5
NO_FILTERS = Filters()
TOLD = (Reason.WORD, Reason.CHOSEN)  # how a need is understood that somebody states
PLAINER = "plain"
LISTENED_TO = 3  # questions before, for which a line to who may despair still stands
COUNTED = (Wanted.DEVELOPMENT, Wanted.RANKING)  # asked with other words than »wie viele«


class Answering(Protocol):
    """What answers from the documents."""

    def answer(self, said: Meant, filters: Filters = ...) -> Answer:
        """The answer to an understood question."""


class Finding(Protocol):
    """What finds institutions."""

    @property
    def taxonomy(self) -> Taxonomy:
        """The needs in force."""

    @property
    def places(self) -> Places:
        """The areas in force."""

    def find(self, question: str, choice: Choice = ...) -> Found:
        """What a sentence asks for, and the institutions that fit."""


class Rephrasing(Protocol):
    """What puts statements into other words and vouches for each."""

    def written(
        self, question: str, statements: Sequence[Statement], quotes: Mapping[int, str], plain: bool = ...
    ) -> Iterator[Written]:
        """Each sentence as it comes."""


class Counting(Protocol):
    """What answers from the ledger of figures."""

    def ask(self, question: str) -> FigureAnswer:
        """The figures that answer a question."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood before anything was looked up in documents; `asks_back` is what is still open."""

    said: Meant
    intent: Intent
    asks: Asks
    found: Found
    asks_back: AskedBack | None
    alone: str | None = None  # id of an indicator that is named with nothing but an area or year beside it

    @property
    def crisis(self) -> tuple[CrisisNotice, ...]:
        """What stands before everything else."""
        return self.found.crisis

    @property
    def directory(self) -> tuple[DirectoryAnswer, ...]:
        """What the directory says to a question about the places that were just shown."""
        needs = self.found.needs
        if self.crisis or not needs or needs[0].reason is Reason.SIMILAR or named_indicator(self.said.text):
            return ()
        return directory_answers(self.said.text, self.found.suggestions[:MOST_INSTITUTIONS])

    @property
    def year(self) -> str | None:
        """The first year that the question names."""
        named = YEAR.search(self.said.text)
        return named[0] if named else None

    @property
    def spoken(self) -> str | None:
        """The language in which somebody wishes to be advised; figures alone are asked for in none."""
        wished = self.found.wishes.language_asked and (self.intent is not Intent.FIGURE or self.found.needs)
        return self.found.wishes.language if wished else None

    @property
    def counts(self) -> bool:
        """Whether a question asks for figures, and not what the places just shown cost."""
        if self.directory:
            return False
        told = self.intent is Intent.FIGURE or wanted_of(self.said.text) in COUNTED
        return told or (self.alone is not None and not self.places_first)

    @property
    def indicator(self) -> Indicator | None:
        """The indicator that a question for figures names."""
        named = indicators().by_id[self.alone] if self.alone else named_indicator(self.said.text)
        return named if self.counts else None

    @property
    def places_first(self) -> bool:
        """Whether the places that help come before the documents: to somebody who needs them."""
        if self.directory:
            return True
        words, needs = words_of(self.said.text), self.found.needs
        if self.crisis or not needs or asks_for_figures(words):
            return bool(self.crisis)
        seeking = speaks_of_oneself(words) or seeks_help(words) or self.intent is Intent.OFFER
        wishes = self.found.wishes
        coming = wishes.open_now or wishes.times is not None
        wishing = wishes.language_asked or coming or self.said.language != GERMAN
        told = needs[0].reason in TOLD and not self.said.text.endswith("?")
        return seeking or wishing or (told and self.asks is Asks.WHETHER)


@dataclass(frozen=True, slots=True)
class Advice:
    """An answer with what belongs beside it; `figures` is None where no figure was asked for or found.

    `written` are the sentences to show where a language model has rephrased some, else it is empty.
    """

    understood: Understood
    answer: Answer
    figures: FigureAnswer | None
    wording: Wording = Wording.DOCUMENTS
    written: tuple[Written, ...] = ()

    @property
    def found(self) -> Found:
        """The need, the place and the institutions."""
        return self.understood.found

    @property
    def crisis(self) -> tuple[CrisisNotice, ...]:
        """What stands before everything else."""
        return self.found.crisis

    @property
    def abstained(self) -> bool:
        """Whether neither documents nor figures answer the question."""
        return self.answer.abstained and self.figures is None

    @property
    def helps(self) -> bool:
        """Whether places that help belong to the advice: not beside figures that somebody collects."""
        counting = self.answer.intent == Intent.FIGURE and not (self.abstained or self.understood.directory)
        return bool(self.found.crisis) or (bool(self.found.needs) and not counting)

    @property
    def helped(self) -> bool:
        """Whether the advice holds an answer, places that help, or a reply to small talk."""
        return not self.abstained or self.helps or bool(self.understood.said.reply)


Stage = Advice | Written


class Adviser:
    """Asks documents, directory and ledger for one question."""

    def __init__(
        self,
        answers: Answering,
        finder: Finding,
        figures: Callable[[tuple[Visibility, ...]], Counting],
        writer: Rephrasing | None = None,
    ) -> None:
        """`figures` gives the figures of the documents that whoever asks may see."""
        self.writer = writer
        self._answers = answers
        self._finder = finder
        self._figures = figures

    def warm(self) -> None:
        """Load what the first question would have to wait for."""
        self._finder.find("Beratung")
        self._figures(NO_FILTERS.visibilities).ask("Quote")

    def advise(self, inquiry: Inquiry, filters: Filters = NO_FILTERS) -> Advice:
        """Advise on a question; raises UnusableQuestion when it is empty or too long."""
        *_, advice = self.stages(inquiry, self.understand(inquiry), filters)
        assert isinstance(advice, Advice)  # noqa: S101  (the last stage always is one)
        return advice

    def stages(
        self, inquiry: Inquiry, understood: Understood, filters: Filters = NO_FILTERS
    ) -> Iterator[Stage]:
        """The advice as it comes about: in the documents' words, each sentence of a model, and as a whole."""
        advice = self.answered(understood, filters)
        yield advice
        wording = self.wording(inquiry, advice)
        if wording is not Wording.DOCUMENTS:
            written = list[Written]()
            for one in self.rephrased(advice, wording):
                written.append(one)
                yield one
            yield replace(advice, wording=wording, written=tuple(written))

    def wording(self, inquiry: Inquiry, advice: Advice) -> Wording:
        """Whose words an advice gets; in an emergency or despair nothing is left to a model."""
        if self.writer is None or not advice.answer.statements or advice.found.delicate:
            return Wording.DOCUMENTS
        plain = advice.understood.said.form == PLAINER
        return inquiry.wording or (Wording.PLAIN if plain else Wording.REPHRASED)

    def rephrased(self, advice: Advice, wording: Wording) -> Iterator[Written]:
        """The sentences of an advice in other words as they come; none for the documents' own wording."""
        if self.writer is None or wording is Wording.DOCUMENTS:
            return iter(())
        answer = advice.answer
        quotes = {citation.n: citation.quote for citation in answer.citations}
        plain = wording is Wording.PLAIN
        return self.writer.written(answer.question, answer.statements, quotes, plain)

    def understand(self, inquiry: Inquiry) -> Understood:
        """Understand a question; raises UnusableQuestion, and InvalidData for what nobody can choose."""
        understand(inquiry.question)
        gentle = latest_line((inquiry.question, *inquiry.earlier[: -LISTENED_TO - 1 : -1]))
        earlier = () if crisis_notices(inquiry.question) else inquiry.earlier  # an emergency stands by itself
        said = meant(inquiry.question, earlier, self._finder.places)
        if said.intent is Intent.AT_A_LOSS and inquiry.chosen:  # perhaps one of the topics that were offered
            said = replace(said, intent=Intent.QUESTION, reply="")
        if said.reply:
            return self._talked(said, gentle)
        topic = self._finder.taxonomy.need(inquiry.need).label if inquiry.need else None
        if self.writer and said.form == PLAINER:
            said = replace(said, notes=said.notes[:1])  # the model can do what the note regrets
        said = corrected(said, inquiry, topic, self._finder.places)
        asked = understand(said.text)
        found = self._finder.find(said.text, chosen_in(inquiry)).hearing(gentle)
        said = noted(said, found, self._finder.places.city.name)
        back = asked_back(said, found, self._finder.taxonomy, self._finder.places, bool(inquiry.area))
        alone = named_alone(said.text, self._finder.places)
        return Understood(said, asked.intent, asked.asks, found, back, alone)

    def _talked(self, said: Meant, gentle: GentleLine | None) -> Understood:
        """Small talk asks for no place; who knows no further keeps numbers of before or gets ways on."""
        back, before = asked_anew(said), None
        if said.intent in OF_WAYS_ON:
            before = self.understand(Inquiry(said.before)) if said.before else None
            asked = before.asks_back if before else None
            if gentle:  # words of despair are no topic to be asked about
                said, asked = replace(said, choices=()), None
            back = still_open(said, asked, self._finder.taxonomy, self._finder.places)
        if before and before.crisis:
            back = None
        sought = nothing_sought(said, before.found if before else None, gentle)
        return Understood(said, said.intent, Asks.WHETHER, sought, back)

    def answered(self, understood: Understood, filters: Filters = NO_FILTERS) -> Advice:
        """The advice to an understood question."""
        said = understood.said
        if said.reply:
            return Advice(understood, small_talk(said), None)
        answer = replace(self._answers.answer(in_german(said, understood.found), filters), question=said.text)
        if not understood.counts:
            return Advice(understood, consoling(answer, understood.found), None)
        counted = self._figures(filters.visibilities).ask(said.text)
        answer = keeping_to(answer, counted, alone=understood.alone is not None)
        return Advice(understood, answer, counted if stands(counted) else None)
