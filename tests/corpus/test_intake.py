import shutil
from pathlib import Path

from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.intake import Progress, files_below, plan, take_in
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
    assert intake(tmp_path / "data", tmp_path) == [name]
    assert Catalogue(tmp_path / "data").documents()[0].file == name


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
