import os
import shutil
import threading
from pathlib import Path

from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.document import Visibility
from corpus.intake import Progress, files_below, plan, take_in
from corpus.locking import writing
from corpus.reading.limits import Limits

TEXT = "Die Tafel in der Innenstadt gibt dienstags Lebensmittel aus.\n"


def intake(data: Path, *paths: Path) -> list[str]:
    catalogue = Catalogue(data)
    taken = take_in(catalogue, Archive(data), plan(catalogue, paths).todo, Limits())
    return sorted(one.document.file for one in taken if one.document)


def test_a_folder_is_read_with_its_subfolders_but_without_hidden_and_foreign_files(tmp_path: Path) -> None:
    for name in ("b.txt", "unten/a.md", ".versteckt.txt", ".git/c.txt", "bild.jpg", "b.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert [path.name for path in files_below([tmp_path])] == ["b.txt", "a.md"]


def test_the_same_bytes_under_two_names_are_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    shutil.copy(tmp_path / "a.txt", tmp_path / "b.txt")
    assert intake(tmp_path / "data", tmp_path) == ["a.txt"]
    assert plan(Catalogue(tmp_path / "data"), [tmp_path]).todo == ()


def test_a_path_that_does_not_exist_is_a_problem_and_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    planned = plan(Catalogue(tmp_path / "data"), [tmp_path / "fehlt.pdf", tmp_path / "a.txt"])
    assert [problem.file for problem in planned.problems] == ["fehlt.pdf"]
    assert "gibt es nicht" in planned.problems[0].message
    assert [candidate.path.name for candidate in planned.todo] == ["a.txt"]


def test_a_file_of_another_kind_is_a_problem_that_names_the_kinds(tmp_path: Path) -> None:
    (tmp_path / "a.exe").write_bytes(b"MZ")
    problem = plan(Catalogue(tmp_path / "data"), [tmp_path / "a.exe"]).problems[0]
    assert ".exe" in problem.message
    assert ".pdf" in problem.message


def test_a_file_name_with_markup_line_breaks_and_path_tricks_is_taken_as_a_name(tmp_path: Path) -> None:
    name = "<b>..%2F..\n'; DROP TABLE documents.txt"
    (tmp_path / name).write_text(TEXT)
    assert intake(tmp_path / "data", tmp_path) == [name.replace("\n", "\ufffd")]


def test_progress_counts_the_pages_of_each_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    catalogue, seen = Catalogue(tmp_path / "data"), list[Progress]()
    todo = plan(catalogue, [tmp_path]).todo
    list(take_in(catalogue, Archive(tmp_path / "data"), todo, Limits(), progress=seen.append))
    assert seen[-1] == Progress("a.txt", 1, 1)


def test_the_original_is_kept_under_its_checksum_and_tidied_when_it_is_gone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    data = tmp_path / "data"
    intake(data, tmp_path)
    catalogue, archive = Catalogue(data), Archive(data)
    document = catalogue.documents()[0]
    assert archive.original(document).read_text() == TEXT
    archive.picture(document, 1, lambda: b"PNG")
    catalogue.remove(document.id)
    archive.tidy(catalogue.documents())
    assert list((data / "documents").iterdir()) == list((data / "pictures").iterdir()) == []


def test_a_picture_is_drawn_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    intake(tmp_path / "data", tmp_path)
    archive, document = Archive(tmp_path / "data"), Catalogue(tmp_path / "data").documents()[0]
    assert archive.picture(document, 1, lambda: b"first") == b"first"
    assert archive.picture(document, 1, lambda: b"second") == b"first"


def test_a_name_that_is_no_utf_8_is_read_with_the_others(tmp_path: Path) -> None:
    for name in (b"um\xe4laut.txt", b"a.txt"):
        (tmp_path / os.fsdecode(name)).write_text(TEXT + repr(name))
    assert intake(tmp_path / "data", tmp_path) == ["a.txt", "um\ufffdlaut.txt"]


def test_a_copy_without_a_sidecar_does_not_make_an_internal_document_public(tmp_path: Path) -> None:
    for name in ("a/vorlage.txt", "b/kopie.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "a/vorlage.yaml").write_text("visibility: internal\n")
    for _ in range(3):
        intake(tmp_path / "data", tmp_path / "b", tmp_path / "a")
        documents = Catalogue(tmp_path / "data").documents()
        assert [d.description.visibility for d in documents] == [Visibility.INTERNAL]
    assert plan(Catalogue(tmp_path / "data"), [tmp_path / "a", tmp_path / "b"]).todo == ()


def test_of_two_copies_the_one_that_stays_is_kept_when_the_other_changes(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    intake(tmp_path / "data", tmp_path)
    (tmp_path / "a.txt").write_text("Die Tafel ist jetzt am Markt.\n")
    intake(tmp_path / "data", tmp_path)
    files = sorted(d.file for d in Catalogue(tmp_path / "data").documents())
    assert files == ["a.txt", "b.txt"]


def test_a_document_whose_original_is_lost_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    intake(tmp_path / "data", tmp_path)
    next((tmp_path / "data" / "documents").iterdir()).unlink()
    assert intake(tmp_path / "data", tmp_path) == ["a.txt"]


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    catalogue = Catalogue(tmp_path / "data")
    todo = plan(catalogue, [tmp_path / "a.txt"]).todo
    (tmp_path / "a.txt").write_text(TEXT * 2)
    taken = list(take_in(catalogue, Archive(tmp_path / "data"), todo, Limits()))
    assert taken[0].problem is not None
    assert "geändert" in taken[0].problem.message
    assert catalogue.documents() == []


def test_a_second_writer_waits_for_its_turn(tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with writing(tmp_path, lambda: order.append("waits")):
            order.append("second")

    with writing(tmp_path):
        thread = threading.Thread(target=second)
        thread.start()
        while not order:
            thread.join(0.01)
        order.append("first")
    thread.join()
    assert order == ["waits", "first", "second"]
