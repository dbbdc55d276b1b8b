import io
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.clusters import Clusters
from corpus.document import BY_HAND, Visibility
from corpus.feedback import KEPT, Entry, Verdict
from corpus.intake import plan, take_in
from corpus.locking import writing
from corpus.sample.examples import DOCUMENTS
from corpus.uploads import HandedIn, Stage, Upload, Uploads
from index.hit import Filters
from tests.web.staff import reopened
from web.operations.taking_in import take_in_all, taking_in
from web.services import Services

TEXT = "Das Hallenbad Quittenberg öffnet am Sonntag um 8 Uhr und schließt um 13 Uhr."
QUESTION = "Wann öffnet das Hallenbad Quittenberg am Sonntag?"
TABLE = "gebiet;quote\nOsterfeld;12,5\nSterkrade;viele\n"
MAPPING = """tables:
  - files: ["*.csv"]
    title: Quoten
    area: {column: gebiet}
    year: {value: 2024}
    values: [{column: quote, indicator: Quote, unit: Prozent}]
"""
BROKEN = {
    "leer.pdf": b"",
    "text.pdf": b"Das ist kein PDF.",
    "halb.docx": b"PK\x03\x04 abgeschnitten",
    "programm.exe": b"MZ",
    "ohne-zuordnung.csv": b"a;b\n1;2\n",
}


@pytest.fixture
def own(data: Path, services: Services, tmp_path: Path) -> Iterator[Services]:
    """Services over a copy of the sample data, to be changed at will."""
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    opened = reopened(services, folder)
    with closing(opened.catalogue):
        yield opened


def hand_in(services: Services, name: str, content: bytes | str, **beside: str) -> Upload:
    files = [HandedIn(name, io.BytesIO(content.encode() if isinstance(content, str) else content))]
    files += [HandedIn(f"{Path(name).stem}.{end}", io.BytesIO(text.encode())) for end, text in beside.items()]
    (upload,) = Uploads(services.catalogue).receive(files, Visibility.PUBLIC, "ute")
    return upload


def taken(services: Services, upload: Upload) -> Upload:
    take_in_all(services, threading.Event())
    return Uploads(services.catalogue).upload(upload.id)


def test_a_file_is_found_by_search_once_it_is_done_and_answers_an_open_question(own: Services) -> None:
    clusters = Clusters(own.catalogue.database)
    clusters.feedback.add(Entry(Verdict.UNANSWERED, QUESTION))
    take_in_all(own, threading.Event())
    assert clusters.all()[0].answered == frozenset()
    done = taken(own, hand_in(own, "bad.txt", TEXT))
    assert (done.stage, done.message) == (Stage.DONE, "")
    assert done.document_id
    document = own.catalogue.document(done.document_id)
    assert document.description.origins["visibility"] == BY_HAND
    assert own.index.search("Hallenbad Quittenberg")[0].document.id == done.document_id
    assert len(clusters.all()[0].answered) == 1


def test_a_question_goes_after_a_year_though_nobody_asks_anything(own: Services) -> None:
    for days in (0, 1):
        day = datetime.now(UTC).date() - KEPT - timedelta(days=days)
        own.feedback.add(Entry(Verdict.UNANSWERED, QUESTION), day)
    take_in_all(own, threading.Event())
    assert len(own.feedback.list()) == 1


def test_an_internal_file_never_shows_to_the_public_nor_answers_its_questions(own: Services) -> None:
    clusters = Clusters(own.catalogue.database)
    clusters.feedback.add(Entry(Verdict.UNANSWERED, QUESTION))
    (upload,) = Uploads(own.catalogue).receive(
        [HandedIn("bad.txt", io.BytesIO(TEXT.encode()))], Visibility.INTERNAL, "ute"
    )
    done = taken(own, upload)
    everybody = {hit.document.id for hit in own.index.search("Hallenbad Quittenberg")}
    staff = own.index.search("Hallenbad Quittenberg", filters=Filters(visibilities=tuple(Visibility)))
    assert (done.stage, staff[0].document.id) == (Stage.DONE, done.document_id)
    assert done.document_id not in everybody
    assert clusters.all()[0].answered == frozenset()


def test_a_table_is_read_by_the_mapping_handed_in_with_it(own: Services) -> None:
    (upload,) = Uploads(own.catalogue).receive(
        [
            HandedIn("quoten.csv", io.BytesIO(TABLE.encode())),
            HandedIn("quoten.mapping.yaml", io.BytesIO(MAPPING.encode())),
        ],
        Visibility.PUBLIC,
        "ute",
    )
    done = taken(own, upload)
    assert done.document_id
    assert own.catalogue.document(done.document_id).title == "Quoten"
    assert "Sterkrade" not in done.message
    assert [one.text for one in own.catalogue.warnings(done.document_id)] == [
        "Zeile 3, Spalte »quote«: »viele« ist keine Zahl."
    ]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_gets_the_message_of_lotse_add_and_changes_nothing(
    own: Services, tmp_path: Path, name: str
) -> None:
    before = (own.catalogue.revision, own.catalogue.documents())
    failed = taken(own, hand_in(own, name, BROKEN[name]))
    path = tmp_path / name
    path.write_bytes(BROKEN[name])
    planned = plan(own.catalogue, [path])
    problems = [
        one.problem for one in take_in(own.catalogue, own.archive, planned.todo, own.settings.limits())
    ]
    assert [failed.message] == [one.message for one in (*planned.problems, *problems) if one]
    assert (failed.stage, failed.document_id) == (Stage.FAILED, None)
    assert (own.catalogue.revision, own.catalogue.documents()) == before
    assert not Uploads(own.catalogue).path(failed).exists()


def test_a_mapping_that_cannot_be_used_is_named(own: Services) -> None:
    files = [
        HandedIn("quoten.csv", io.BytesIO(TABLE.encode())),
        HandedIn("quoten.mapping.yaml", io.BytesIO(b'tables: [{files: ["*.csv"], values: [{}]}]')),
    ]
    (upload,) = Uploads(own.catalogue).receive(files, Visibility.PUBLIC, "ute")
    failed = taken(own, upload)
    assert (failed.stage, "quoten.mapping.yaml" in failed.message) == (Stage.FAILED, True)


def test_what_is_there_already_is_named_and_stays_as_it_is(own: Services) -> None:
    first = taken(own, hand_in(own, "bad.txt", TEXT))
    (again,) = Uploads(own.catalogue).receive(
        [HandedIn("kopie.txt", io.BytesIO(TEXT.encode()))], Visibility.INTERNAL, "ute"
    )
    known = taken(own, again)
    assert (known.stage, known.document_id) == (Stage.KNOWN, first.document_id)
    assert known.document_id
    assert own.catalogue.document(known.document_id).description.visibility is Visibility.PUBLIC


def test_a_file_of_the_same_name_replaces_nothing(own: Services) -> None:
    first = taken(own, hand_in(own, "bad.txt", TEXT))
    second = taken(own, hand_in(own, "bad.txt", TEXT.replace("8 Uhr", "9 Uhr")))
    assert {first.document_id, second.document_id} <= {one.id for one in own.catalogue.documents()}


def test_a_file_that_a_killed_service_was_reading_is_read_by_the_next(own: Services) -> None:
    upload = hand_in(own, "bad.txt", TEXT)
    assert Uploads(own.catalogue).begin(upload)
    assert taken(own, Uploads(own.catalogue).upload(upload.id)).stage is Stage.DONE


class EndingAfter(threading.Event):
    """Is set after it was looked at some times, as when a service ends in the middle of a file."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.left = times

    def is_set(self) -> bool:
        self.left -= 1
        return self.left < 0


def test_a_service_that_ends_stops_in_the_middle_of_a_file_and_reads_it_next_time(own: Services) -> None:
    sample = next(path for path in DOCUMENTS.glob("*.pdf")).read_bytes()
    upload = hand_in(own, "bericht.pdf", sample + b"\n% anders")
    for times in (1, 2, 3):
        take_in_all(own, EndingAfter(times))
        left = Uploads(own.catalogue).upload(upload.id)
        assert (left.stage, left.attempts) == (Stage.WAITING, 0)
    assert taken(own, upload).stage is Stage.DONE


def test_a_short_file_does_not_wait_for_a_long_one(own: Services) -> None:
    sample = next(path for path in DOCUMENTS.glob("*.pdf")).read_bytes()
    long, short = hand_in(own, "lang.pdf", sample + b"\n% anders"), hand_in(own, "kurz.txt", TEXT)
    take_in_all(own, EndingAfter(2))
    uploads = Uploads(own.catalogue)
    assert [uploads.upload(one.id).stage for one in (short, long)] == [Stage.DONE, Stage.WAITING]


class Watching(threading.Event):
    """Looks at the stages of two files whenever the one who reads asks whether the service ends."""

    def __init__(self, uploads: Uploads, short: Upload, long: Upload) -> None:
        super().__init__()
        self.uploads, self.files, self.seen = uploads, (short, long), set[tuple[Stage, ...]]()

    def is_set(self) -> bool:
        self.seen.add(tuple(self.uploads.upload(one.id).stage for one in self.files))
        return super().is_set()


def test_a_short_file_is_found_while_a_long_one_is_still_read(own: Services) -> None:
    long, short = hand_in(own, "lang.txt", (TEXT + "\n\n") * 400), hand_in(own, "bad.txt", TEXT)
    watching = Watching(Uploads(own.catalogue), short, long)
    take_in_all(own, watching)
    while_reading = {first for first, second in watching.seen if second is Stage.READING}
    assert while_reading == {Stage.DONE}
    assert Uploads(own.catalogue).upload(long.id).stage is Stage.DONE


def test_while_a_command_writes_files_wait(own: Services) -> None:
    upload = hand_in(own, "bad.txt", TEXT)
    with writing(own.data):
        assert taken(own, upload).stage is Stage.WAITING
    assert taken(own, upload).stage is Stage.DONE


def test_a_service_reads_what_is_handed_in_on_its_own(own: Services) -> None:
    with taking_in(own), closing(Catalogue(own.data)) as catalogue:
        uploads, upload = Uploads(catalogue), hand_in(own, "bad.txt", TEXT)
        waited = threading.Event()
        stages = set[Stage]()
        while not uploads.upload(upload.id).ended:
            stages.add(uploads.upload(upload.id).stage)
            waited.wait(0.01)
        assert uploads.upload(upload.id).stage is Stage.DONE
        assert Stage.WAITING in stages
