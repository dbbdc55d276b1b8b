import io
import threading
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

from corpus.document import Box
from corpus.errors import PasswordNeeded, UnreadableFile
from corpus.reading.limits import Limits
from corpus.reading.pictures import picture


@pytest.fixture
def page(make: ModuleType, tmp_path: Path) -> Path:
    return make.one_page(tmp_path / "a.pdf", make.text(70, 700, "Die Beratung ist offen.", 20))


def image(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


def test_a_page_is_drawn_as_png_in_its_size(page: Path, limits: Limits) -> None:
    drawn = image(picture(page, 1, limits, dpi=72))
    assert (drawn.format, drawn.size) == ("PNG", (595, 842))


def test_boxes_are_marked_and_the_text_below_stays_readable(page: Path, limits: Limits) -> None:
    plain = image(picture(page, 1, limits, dpi=72))
    marked = image(picture(page, 1, limits, [Box(70, 120, 300, 150)], dpi=72))
    assert plain.getpixel((80, 148)) == (255, 255, 255)
    assert marked.getpixel((80, 148)) == (255, 236, 130)
    assert marked.getpixel((400, 500)) == (255, 255, 255)
    assert min(low for low, _ in marked.crop((70, 120, 300, 150)).getextrema()) < 60


def test_a_page_that_is_not_there_is_named(page: Path, limits: Limits) -> None:
    with pytest.raises(UnreadableFile, match="Seite 7"):
        picture(page, 7, limits)


def test_the_next_picture_is_drawn_after_a_failed_one(
    page: Path, badpdf: Path, make: ModuleType, tmp_path: Path, limits: Limits
) -> None:
    with pytest.raises(UnreadableFile):
        picture(make.form_explosion(tmp_path / "b.pdf"), 1, Limits(open_seconds=0.5, page_seconds=0.5))
    with pytest.raises(PasswordNeeded):
        picture(badpdf / "pypdf_r6-user-password.pdf", 1, limits)
    assert picture(page, 1, limits).startswith(b"\x89PNG")


def test_an_endless_page_size_is_drawn_coarser(make: ModuleType, tmp_path: Path, limits: Limits) -> None:
    path = make.one_page(tmp_path / "a.pdf", b"", page=b"/MediaBox [0 0 14000 14000]")
    assert image(picture(path, 1, limits, dpi=600)).size[0] < 4000


def test_other_files_have_no_pictures(tmp_path: Path, limits: Limits) -> None:
    with pytest.raises(UnreadableFile, match="PDF"):
        picture(tmp_path / "a.html", 1, limits)


def test_the_process_that_draws_outlives_the_thread_that_asked_first(page: Path, limits: Limits) -> None:
    def draw() -> None:
        picture(page, 1, limits)

    asking = threading.Thread(target=draw)
    asking.start()
    asking.join()
    first = drawing()
    draw()
    assert first
    assert drawing() == first


def drawing() -> set[int]:
    """The processes below this one that draw."""
    below = {int(pid) for one in Path("/proc/self/task").iterdir() for pid in told(one / "children").split()}
    return {pid for pid in below if b"picture_worker" in told(Path(f"/proc/{pid}/cmdline"))}


def told(path: Path) -> bytes:
    """What the kernel says of a thread or process; nothing where it has ended meanwhile."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
