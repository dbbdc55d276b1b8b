"""The progress bars of `lotse add`, on stderr."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from corpus.intake import Progress as FileProgress
from web.commands.output import messages
from web.texts import text


class ReadingBar:
    """One bar over all files, by bytes; names the file, its page, pages a second and the time left."""

    def __init__(self, progress: Progress, sizes: Mapping[str, int]) -> None:
        self._progress = progress
        self._sizes = sizes
        self._done: dict[str, float] = {}
        self._pages: dict[str, int] = {}
        self._task = progress.add_task("", total=sum(sizes.values()) or 1, rate="")

    def page(self, at: FileProgress) -> None:
        """A page was read."""
        self._pages[at.file] = at.page
        self._done[at.file] = self._sizes.get(at.file, 0) * at.page / max(at.pages, 1)
        self._show(text("add.reading", file=at.file, page=at.page, pages=at.pages))

    def finished(self, file: str) -> None:
        """A file is done, read or refused."""
        self._done[file] = self._sizes.get(file, 0)
        self._show(file)

    def _show(self, description: str) -> None:
        elapsed = self._progress.tasks[self._task].elapsed or 0.0
        rate = f"{sum(self._pages.values()) / elapsed:.0f}" if elapsed > 1 else "…"
        self._progress.update(
            self._task,
            completed=sum(self._done.values()),
            description=description,
            rate=text("add.rate", rate=rate),
        )


@contextmanager
def reading_bar(sizes: Mapping[str, int]) -> Iterator[ReadingBar]:
    """The bar while files are read; `sizes` are bytes by file name."""
    rate = TextColumn("{task.fields[rate]}")
    text_of = TextColumn("{task.description}", markup=False)
    with Progress(text_of, BarColumn(), rate, TimeRemainingColumn(), console=messages) as progress:
        yield ReadingBar(progress, sizes)


@contextmanager
def indexing_bar() -> Iterator[Callable[[int, int], None]]:
    """The bar while the snapshot is built; call what it gives with (done, total)."""
    with Progress(
        TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn(), console=messages
    ) as bar:
        task: TaskID = bar.add_task(text("add.indexing"), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
