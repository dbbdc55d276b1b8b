"""Takes in what was handed in over the web, in the background, and asks open questions again afterwards."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from assistant.asking_again import asked_again
from corpus.clusters import Clusters
from corpus.editing import Editing
from corpus.errors import InvalidData
from corpus.intake import Intake, Progress, plan, take_in
from corpus.locking import writing
from corpus.uploads import Stage, Upload, Uploads
from index import snapshot
from web.operations.rounds import rounds
from web.services import INDEX, Services, bring_up_to_date
from web.texts import text

LOG = logging.getLogger("lotse.background")
PAUSE_SECONDS = 1.0
LOCK = "uploads.lock"
COUNTED_EVERY = 0.5  # seconds
UNREAD = (Stage.WAITING, Stage.READING)
LONGER = 2  # times all that was read before it: then it is worth an index of its own


class _Busy(Exception):
    """A command is writing; its turn comes first."""


class _Stopped(Exception):
    """The service ends; the file is read when it begins again."""


@contextmanager
def taking_in(services: Services) -> Iterator[None]:
    """While inside, files are read as they are handed in, by one process of the service."""

    def work(ending: threading.Event) -> None:
        try:
            take_in_all(services, ending)
        finally:
            services.catalogue.close()

    patience = services.settings.limits().open_seconds
    with rounds(services.data / LOCK, PAUSE_SECONDS, work, patience):
        yield


def take_in_all(services: Services, ending: threading.Event) -> None:
    """One round: read every file that waits, bring the index up to date, ask open questions again.

    Questions that are over a year old go, whether anybody asks anything or not.
    Only one process may be here; a file that is being read was left so by a process that ended.
    """
    services.feedback.forget_old()
    uploads = Uploads(services.catalogue)
    if uploads.at(*UNREAD) or uploads.at(Stage.INDEXING) or _behind(services):
        try:
            with writing(services.data, _give_way):
                if _behind(services):  # what somebody has changed waits for no file
                    _index(services, uploads)
                _read(services, uploads, ending)
                _index(services, uploads)
        except _Busy:
            return
    _ask_again(services, ending)


def _give_way() -> None:
    raise _Busy


def _behind(services: Services) -> bool:
    """Whether the documents have changed since the snapshot in use was built."""
    return _built(services) != services.catalogue.revision


def _built(services: Services) -> int:
    """The revision of the catalogue that the snapshot in use was built from."""
    return snapshot.manifest(snapshot.current(services.data / INDEX)).revision


def _read(services: Services, uploads: Uploads, ending: threading.Event) -> None:
    """Read the shortest file first, and let what was read be found before a much longer one is begun."""
    read, seen = 0, set[str]()
    while not ending.is_set():
        waiting = [one for one in uploads.at(*UNREAD) if one.id not in seen]  # some have come in meanwhile
        if not waiting:
            return
        upload = min(waiting, key=uploads.size)
        size = uploads.size(upload)
        if size > LONGER * read and uploads.at(Stage.INDEXING):
            _index(services, uploads)
        seen.add(upload.id)
        read += size
        _read_safely(services, uploads, upload, ending)


def _read_safely(services: Services, uploads: Uploads, upload: Upload, ending: threading.Event) -> None:
    if uploads.begin(upload):
        try:
            _read_one(services, uploads, upload, ending)
        except _Stopped:
            uploads.postpone(upload)
        except Exception:  # the file of one person must not keep those of all others from being read
            LOG.exception("upload")
            uploads.end(upload, Stage.FAILED, text("verwaltung.unforeseen"))


def _read_one(services: Services, uploads: Uploads, upload: Upload, ending: threading.Event) -> None:
    path = uploads.path(upload)
    source = f"{uploads.folder.name}/{upload.id}/{upload.file}"  # its own, so that it takes no other's place
    planned = plan(services.catalogue, [path], {path: source})
    if planned.problems:
        uploads.end(upload, Stage.FAILED, planned.problems[0].message)
    for candidate in planned.unchanged:
        _end(services, uploads, upload, Stage.KNOWN, candidate.origin.document_id)
    chosen = [replace(one, visibility=upload.visibility) for one in planned.todo]
    limits = services.settings.limits()
    counted = _counter(uploads, upload, ending)
    for taken in take_in(services.catalogue, services.archive, chosen, limits, progress=counted):
        _taken(services, uploads, upload, taken)


def _taken(services: Services, uploads: Uploads, upload: Upload, taken: Intake) -> None:
    if taken.problem:
        uploads.end(upload, Stage.FAILED, taken.problem.message)
    elif taken.document:
        if replaced := _replaced(services, upload):
            Editing(services.catalogue).inherit(replaced, taken.document.id, upload.uploaded_by)
        uploads.index(upload, taken.document.id)


def _replaced(services: Services, upload: Upload) -> str | None:
    """The document that an upload is a newer version of, unless somebody has removed it meanwhile."""
    known = {one.id for one in services.catalogue.documents()}
    return upload.replaces if upload.replaces in known else None


def _end(services: Services, uploads: Uploads, upload: Upload, stage: Stage, document_id: str) -> None:
    """Note that a file is there; only now that it can be found, what it replaces gives way."""
    try:
        if replaced := _replaced(services, upload):
            Editing(services.catalogue).replace(replaced, document_id, upload.uploaded_by)
    except InvalidData as error:
        uploads.end(upload, Stage.FAILED, str(error))
    else:
        uploads.end(upload, stage, document_id=document_id)


def _counter(uploads: Uploads, upload: Upload, ending: threading.Event) -> Callable[[Progress], None]:
    """What notes the pages read, but not so often that it slows the reading down, and stops at the end."""
    due = 0.0

    def count(at: Progress) -> None:
        nonlocal due
        if ending.is_set():
            raise _Stopped
        if time.monotonic() >= due or at.page == at.pages:
            uploads.count(upload, at.page, at.pages)
            due = time.monotonic() + COUNTED_EVERY

    return count


def _index(services: Services, uploads: Uploads) -> None:
    bring_up_to_date(services)
    for upload in uploads.at(Stage.INDEXING):
        _end(services, uploads, upload, Stage.DONE, upload.document_id or "")


def _ask_again(services: Services, ending: threading.Event) -> None:
    """Ask what found no answer before these documents; questions of the public see public documents."""
    clusters = Clusters(services.catalogue.database)
    revision = _built(services)
    open_questions = clusters.to_ask(revision)
    if not open_questions:
        return
    services.index.refresh()
    for one in asked_again(services.adviser, open_questions):
        clusters.note([one], revision)
        if ending.is_set():
            return
