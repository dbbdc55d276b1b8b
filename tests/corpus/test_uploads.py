import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.document import Visibility
from corpus.errors import InvalidData, UnknownUpload, UnreadableFile
from corpus.uploads import KEPT, LONGEST_NAME, MOST_ATTEMPTS, HandedIn, Stage, Upload, Uploads, plain_name


@pytest.fixture
def uploads(tmp_path: Path) -> Iterator[Uploads]:
    catalogue = Catalogue(tmp_path)
    yield Uploads(catalogue)
    catalogue.close()


def receive(uploads: Uploads, *names: str) -> list[Upload]:
    files = [HandedIn(name, io.BytesIO(name.encode())) for name in names]
    return uploads.receive(files, Visibility.INTERNAL, "ute")


def test_a_file_is_kept_until_it_is_read(uploads: Uploads) -> None:
    (one,) = receive(uploads, "bericht.pdf")
    assert uploads.path(one).read_bytes() == b"bericht.pdf"
    assert uploads.upload(one.id) == one
    assert (one.stage, one.visibility, one.uploaded_by) == (Stage.WAITING, Visibility.INTERNAL, "ute")
    uploads.index(one, "abc")
    uploads.end(one, Stage.DONE)
    ended = uploads.upload(one.id)
    assert (ended.stage, ended.ended, ended.document_id) == (Stage.DONE, True, None)
    assert not uploads.path(one).parent.exists()


def test_what_describes_a_file_lies_beside_it_and_is_none_of_its_own(uploads: Uploads) -> None:
    one, two = receive(uploads, "a.csv", "a.mapping.yaml", "a.md", "b.pdf", "b.yaml")
    assert (one.file, two.file) == ("a.csv", "b.pdf")
    assert sorted(path.name for path in uploads.path(one).parent.iterdir()) == [
        "a.csv",
        "a.mapping.yaml",
        "a.md",
    ]
    assert sorted(path.name for path in uploads.path(two).parent.iterdir()) == ["b.pdf", "b.yaml"]


def test_a_text_in_markdown_is_a_document(uploads: Uploads) -> None:
    assert [one.file for one in receive(uploads, "notiz.md")] == ["notiz.md"]


@pytest.mark.parametrize("names", [(), ("a.yaml",), ("a.pdf", "a.pdf")])
def test_without_a_document_or_with_one_twice_nothing_is_kept(
    uploads: Uploads, names: tuple[str, ...]
) -> None:
    with pytest.raises(InvalidData, match="mindestens eine Datei"):
        receive(uploads, *names)
    assert uploads.newest() == []


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Berichte\\Anlage 1.PDF", "Anlage 1.PDF"),
        ("a\0\n.pdf", "a\ufffd\ufffd.pdf"),
        (".htaccess", "htaccess"),
        ("..", "datei"),
        ("", "datei"),
        ("x" * 400 + ".pdf", "x" * (LONGEST_NAME - 4) + ".pdf"),
    ],
)
def test_a_name_leads_nowhere_else(sent: str, kept: str) -> None:
    assert plain_name(sent) == kept


def test_a_file_that_ends_the_service_again_and_again_is_given_up(uploads: Uploads) -> None:
    receive(uploads, "schlimm.pdf")
    for _ in range(MOST_ATTEMPTS):
        assert uploads.begin(uploads.newest()[0])
    assert not uploads.begin(uploads.newest()[0])
    (ended,) = uploads.newest()
    assert (ended.stage, "zweimal beendet" in ended.message) == (Stage.FAILED, True)


def test_those_that_wait_come_in_the_order_of_their_arrival(uploads: Uploads) -> None:
    one, two = receive(uploads, "a.pdf", "b.pdf")
    assert [upload.id for upload in uploads.at(Stage.WAITING)] == [one.id, two.id]
    assert [upload.id for upload in uploads.newest()] == [two.id, one.id]


def test_an_unknown_upload_and_a_full_disk_are_told(uploads: Uploads) -> None:
    with pytest.raises(UnknownUpload, match="gibtesnicht"):
        uploads.upload("gibtesnicht")
    uploads.folder.write_text("hier kann kein Ordner entstehen")
    with pytest.raises(UnreadableFile, match="Platz und Rechte"):
        receive(uploads, "a.pdf")
    assert uploads.newest() == []


def test_what_became_of_a_file_is_forgotten_after_90_days_unless_it_still_waits(uploads: Uploads) -> None:
    done, waiting = receive(uploads, "a.pdf", "b.pdf")
    uploads.end(done, Stage.DONE)
    before = (datetime.now(UTC) - KEPT - timedelta(days=1)).isoformat()
    uploads.database.execute("UPDATE uploads SET uploaded_at = ?", (before,))
    (new,) = receive(uploads, "c.pdf")
    assert [one.id for one in uploads.newest()] == [new.id, waiting.id]
