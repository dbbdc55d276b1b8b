"""The pages of a file from its worker, and what happens when a page is too much for one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from corpus import errors
from corpus.document import ReadWarning, TextSource
from corpus.errors import CorpusError, LimitExceeded
from corpus.reading import messages
from corpus.reading.limits import Limits
from corpus.reading.process import Ended, Overdue, Worker
from corpus.reading.wire import Message, Opening, RawPage, Refusal

MODULE = "corpus.reading.worker"
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Harvest:
    """What has been read of a file so far; `next` is the page to go on with, `texts` how many show text."""

    opening: Opening | None = None
    pages: list[RawPage] = field(default_factory=list)
    lost: list[ReadWarning] = field(default_factory=list)
    next: int = 1
    texts: int = 0

    @property
    def complete(self) -> bool:
        """Whether every page was read or given up."""
        return self.opening is not None and self.next > self.opening.pages


def raw_pages(
    path: Path, kind: str, limits: Limits, password: str | None, progress: Progress | None
) -> tuple[Opening, list[RawPage], list[ReadWarning]]:
    """The opening, the pages and the lost pages of a file; a fresh worker goes on behind a lost page.

    `progress` is told how many pages have shown their text, and how many pages there are.
    """
    harvest = Harvest()
    request: dict[str, object] = {
        "path": str(path.resolve()),
        "kind": kind,
        "password": password,
        "memory": limits.memory_bytes,
        "pages": limits.pages,
    }
    while not harvest.complete:
        try:
            _gather(harvest, request, limits, progress)
        except (Overdue, Ended) as event:
            harvest.lost.append(_lost(harvest, event, limits))
            harvest.next += 1
    if harvest.opening is None or not harvest.pages:
        why = harvest.lost[0].text if harvest.lost else messages.NO_PAGES
        raise LimitExceeded(messages.ALL_LOST.format(why=why))
    return harvest.opening, harvest.pages, harvest.lost


def _gather(harvest: Harvest, request: dict[str, object], limits: Limits, progress: Progress | None) -> None:
    """Takes pages from one worker until it has no more, fails or is overdue."""
    with Worker(MODULE, request | {"first": harvest.next}) as worker:
        for message in _heard(worker, limits):
            if isinstance(message, Opening):
                harvest.opening = message
            elif isinstance(message, RawPage) and harvest.opening is not None:
                harvest.pages.append(message)
                harvest.next = message.number + 1
                if message.source is not TextSource.NONE:  # others wait for text recognition
                    harvest.texts += 1
                    if progress is not None:
                        progress(harvest.texts, harvest.opening.pages)
    if not harvest.complete:
        raise Ended


def _heard(worker: Worker, limits: Limits) -> Iterator[Message]:
    for message in worker.messages(limits.open_seconds, limits.page_seconds):
        if isinstance(message, Refusal):
            raise _refused(message)
        yield message


def _refused(refusal: Refusal) -> Exception:
    """The error that a worker reported; out of memory counts as a crash."""
    if refusal.error == LimitExceeded.__name__ and not refusal.text:
        return Ended()
    kind: type[CorpusError] = getattr(errors, refusal.error)
    return kind(refusal.text or messages.DAMAGED)


def _lost(harvest: Harvest, event: Overdue | Ended, limits: Limits) -> ReadWarning:
    """A warning that names the lost page; LimitExceeded when the file as a whole is lost."""
    overdue = isinstance(event, Overdue)
    if harvest.opening is None:
        text = messages.OPENING_OVERDUE if overdue else messages.OPENING_FAILED
        memory = limits.memory_bytes >> 20
        raise LimitExceeded(text.format(seconds=limits.open_seconds, memory=memory)) from event
    if len(harvest.lost) >= limits.restarts:
        raise LimitExceeded(messages.TOO_MANY_LOST.format(count=limits.restarts)) from event
    text = messages.PAGE_OVERDUE if overdue else messages.PAGE_FAILED
    return ReadWarning(text.format(page=harvest.next, seconds=limits.page_seconds), harvest.next)
