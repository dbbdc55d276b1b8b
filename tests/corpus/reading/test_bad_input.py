import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from corpus.errors import CorpusError, LimitExceeded, PasswordNeeded, UnreadableFile
from corpus.reading.limits import Limits
from corpus.reading.reader import read

STRICT = Limits(open_seconds=30, page_seconds=2, memory_bytes=1 << 30)
GERMAN = ("Bitte", "bitte")


def line_about(path: Path, limits: Limits = STRICT) -> str:
    """What is said about a file that cannot be read."""
    with pytest.raises(UnreadableFile) as caught:
        read(path, limits)
    return str(caught.value)


def line_or_text(path: Path, limits: Limits) -> str:
    """What is said about a file, or what stands on its first page."""
    try:
        return "gelesen: " + read(path, limits).pages[0].text.replace("\n", " ")
    except CorpusError as error:
        return str(error)


def test_each_bad_file_is_read_or_refused_in_one_german_line(badpdf: Path, limits: Limits) -> None:
    files = sorted(badpdf.iterdir())
    assert len(files) == 26
    for path in files:
        line = line_or_text(path, limits)
        assert line.startswith("gelesen") or any(word in line for word in GERMAN), path.name
        assert "\n" not in line


@pytest.mark.parametrize(
    "name",
    [
        "own_zero_bytes.pdf",
        "own_text_named_pdf.pdf",
        "own_jpeg_named_pdf.pdf",
        "own_truncated_report.pdf",
        "qpdf_bad1.pdf",
        "pdfjs_empty.pdf",
    ],
)
def test_what_is_no_readable_pdf_is_refused(badpdf: Path, name: str) -> None:
    assert line_about(badpdf / name)


def test_a_damaged_file_that_pdfium_refuses_is_read_by_way_of_pypdf(badpdf: Path, limits: Limits) -> None:
    assert read(badpdf / "pdfjs_bug1606566.pdf", limits).pages[0].text


@pytest.mark.parametrize("name", ["pypdf_r6-owner-password.pdf"])
def test_a_file_with_an_owner_password_only_is_read(badpdf: Path, limits: Limits, name: str) -> None:
    assert read(badpdf / name, limits).passages


def test_a_file_that_needs_a_password_says_how_to_give_it(badpdf: Path, limits: Limits) -> None:
    path = badpdf / "pypdf_r6-user-password.pdf"
    with pytest.raises(PasswordNeeded, match="noch einmal hinzu und geben Sie dabei das Kennwort an"):
        read(path, limits)
    with pytest.raises(PasswordNeeded, match="stimmt nicht"):
        read(path, limits, password="falsch")


def test_a_protected_file_opens_with_its_password(badpdf: Path, limits: Limits) -> None:
    passwords = ("usersecret", "password", "owner", "user", "asdfzxcv", "hello", "test")
    path = badpdf / "pypdf_r6-user-password.pdf"
    opened = []
    for password in passwords:
        try:
            opened.append(read(path, limits, password=password))
        except PasswordNeeded:
            continue
    assert opened


HOSTILE: list[tuple[str, Callable[[ModuleType, Path], Path]]] = [
    ("bomb", lambda make, path: make.bomb(path)),
    ("nested bomb", lambda make, path: make.nested_bomb(path)),
    ("page tree loop", lambda make, path: make.page_tree_loop(path)),
    ("deep tree", lambda make, path: make.deep_tree(path)),
    ("form loop", lambda make, path: make.form_loop(path)),
    ("form explosion", lambda make, path: make.form_explosion(path)),
    (
        "a word of three million letters",
        lambda make, path: make.one_page(path, make.text(50, 700, "x" * 3_000_000)),
    ),
]


@pytest.mark.parametrize(("name", "write"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_a_hostile_file_is_refused_and_the_next_one_is_read(
    make: ModuleType, tmp_path: Path, limits: Limits, name: str, write: Callable[[ModuleType, Path], Path]
) -> None:
    assert "itte" in line_about(write(make, tmp_path / "hostile.pdf"))
    good = make.one_page(tmp_path / "good.pdf", make.text(70, 700, "Die Beratung ist offen."))
    assert read(good, limits).pages[0].text == "Die Beratung ist offen."


def test_too_many_pages_are_refused_before_they_are_read(make: ModuleType, tmp_path: Path) -> None:
    text = line_about(make.empty_pages(tmp_path / "a.pdf", 30_000))
    assert "30000 Seiten" in text
    assert "5000" in text


def test_a_page_over_its_limit_is_left_out_and_named_and_the_others_are_read(
    make: ModuleType, tmp_path: Path
) -> None:
    word = "Seite {} ist gut zu lesen."
    contents = [make.text(70, 700, word.format(number)) for number in range(1, 5)]
    contents[1] = make.endless()
    reading = read(make.pages(tmp_path / "a.pdf", contents), STRICT)
    assert [page.number for page in reading.pages] == [1, 3, 4]
    (warning,) = reading.warnings
    assert warning.page == 2
    assert "Seite 2" in warning.text


def test_a_file_with_too_many_lost_pages_is_refused(make: ModuleType, tmp_path: Path) -> None:
    slow = make.endless()
    contents = [make.text(70, 700, "Guten Tag."), slow, slow, slow, slow]
    path = make.pages(tmp_path / "a.pdf", contents)
    with pytest.raises(LimitExceeded, match="Mehr als 2 Seiten"):
        read(path, replace(STRICT, restarts=2))


def test_a_file_over_the_memory_limit_is_refused(make: ModuleType, tmp_path: Path) -> None:
    assert "itte" in line_about(make.bomb(tmp_path / "a.pdf"), replace(STRICT, memory_bytes=200 << 20))


def test_a_file_over_the_size_limit_is_refused(make: ModuleType, tmp_path: Path, limits: Limits) -> None:
    path = make.one_page(tmp_path / "a.pdf", make.text(70, 700, "Guten Tag."))
    with pytest.raises(LimitExceeded, match="MiB"):
        read(path, replace(limits, file_bytes=100))


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>.pdf",
        "zeile\numbruch.pdf",
        "..%2F..%2Fpasswd.pdf",
        "$(reboot) & 'x'.pdf",
        "ä ö ü.PDF",
    ],
)
def test_names_with_html_or_tricks_are_only_names(
    make: ModuleType, tmp_path: Path, limits: Limits, name: str
) -> None:
    folder = tmp_path / "ordner"
    folder.mkdir()
    path = folder / name.replace("/", "∕")
    make.one_page(path, make.text(70, 700, "Die Beratung ist offen."))
    assert read(path, limits).pages[0].text == "Die Beratung ist offen."
    assert [item.name for item in tmp_path.iterdir()] == ["ordner"]


@pytest.mark.parametrize("name", ["fehlt.pdf", "ordner.pdf", "tabelle.xyz", "ohne"])
def test_what_is_no_file_of_a_known_kind_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "ordner.pdf").mkdir()
    assert line_about(tmp_path / name)


def test_a_docx_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bombe.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * (310 << 20))
    assert "entpackt" in line_about(path)


def test_what_is_no_docx_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04 kein Archiv")
    assert "DOCX" in line_about(path)


def test_deeply_nested_html_is_read_or_refused(tmp_path: Path, limits: Limits) -> None:
    path = tmp_path / "tief.html"
    path.write_text("<div>" * 20_000 + "Beratung im Stadtteil" + "</div>" * 20_000, encoding="utf-8")
    line = line_or_text(path, limits)
    assert "Beratung im Stadtteil" in line or "itte" in line


def test_binary_junk_named_txt_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(range(256)) * 50)
    assert "keine Textdatei" in line_about(path)


def test_files_are_read_in_several_threads_at_once(make: ModuleType, tmp_path: Path, limits: Limits) -> None:
    paths = [
        make.one_page(tmp_path / f"{number}.pdf", make.text(70, 700, f"Datei Nummer {number}."))
        for number in range(6)
    ]
    with ThreadPoolExecutor(3) as threads:
        texts = [reading.pages[0].text for reading in threads.map(lambda path: read(path, limits), paths)]
    assert texts == [f"Datei Nummer {number}." for number in range(6)]


def children(process: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]


def test_the_worker_dies_with_its_parent_even_in_an_endless_page(make: ModuleType, tmp_path: Path) -> None:
    path = make.form_explosion(tmp_path / "a.pdf", levels=12)
    code = (
        "from pathlib import Path; from corpus.reading.reader import read; "
        "from corpus.reading.limits import Limits; "
        f"read(Path({str(path)!r}), Limits(page_seconds=600))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code])
    workers: list[int] = []
    for _ in range(300):
        workers = workers or children(parent.pid)
        if workers:
            break
        time.sleep(0.05)
    time.sleep(1)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert workers
    for _ in range(200):
        if not any(alive(worker) for worker in workers):
            return
        time.sleep(0.05)
    pytest.fail("the worker outlived its parent")


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{process}/stat").read_text("utf-8").split()[2] != "Z"
