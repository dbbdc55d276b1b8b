import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.intake import plan, take_in
from corpus.reading.limits import Limits
from index.build import build
from index.check import check
from index.hit import Filters
from index.search import Index
from web.services import INDEX, encoder_of
from web.settings import settings

LOTSE = Path(sys.executable).with_name("lotse")
REPORTS = Path(__file__).parents[3] / "shared" / "data" / "reports"
MOMENTS = 5
OLD = "Die Kleiderkammer an der Marktstraße nimmt mittwochs Spenden an."


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one document that was read before."""
    folder = tmp_path_factory.mktemp("base")
    note = tmp_path_factory.mktemp("alt") / "kleiderkammer.txt"
    note.write_text(OLD, "utf-8")
    take_all(folder, [note])
    return folder


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five real reports that are to be read."""
    folder = tmp_path_factory.mktemp("neu")
    for path in sorted(REPORTS.glob("erlangen_*niederschrift.pdf"))[:4]:
        shutil.copy(path, folder)
    shutil.copy(REPORTS / "freiburg_jahresbericht_2024_briefwahl.pdf", folder)
    return folder


@pytest.fixture(scope="module")
def seconds(base: Path, new: Path, tmp_path_factory: pytest.TempPathFactory) -> float:
    """How long an undisturbed run takes, so that the moments fall inside of one."""
    data = tmp_path_factory.mktemp("ganz") / "data"
    shutil.copytree(base, data)
    started = time.monotonic()
    assert start(new, data).wait() == 0
    return time.monotonic() - started


def take_all(data: Path, paths: list[Path]) -> None:
    catalogue = Catalogue(data)
    archive = Archive(data)
    archive.tidy(catalogue.documents())
    for taken in take_in(catalogue, archive, plan(catalogue, paths).todo, Limits()):
        assert taken.problem is None
    build(catalogue, data / INDEX, encoder_of(settings()))
    catalogue.close()


def start(new: Path, data: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [LOTSE, "add", new, "--data", data], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_a_kill_at_any_moment_leaves_the_old_snapshot_answering_and_the_next_run_finishes(
    moment: int, base: Path, new: Path, seconds: float, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(base, data)
    process = start(new, data)
    time.sleep(seconds * (moment + random.Random(moment).random()) / MOMENTS)  # noqa: S311
    process.send_signal(signal.SIGKILL)
    process.wait()

    catalogue, encoder = Catalogue(data), encoder_of(settings())
    hits = Index.open(data / INDEX, catalogue, encoder).search("Kleiderkammer Spenden", 3, Filters())
    assert hits[0].passage.text == OLD

    take_all(data, [new])
    assert len(catalogue.documents()) == 6
    assert check(catalogue, data / INDEX, encoder) == []
    assert Archive(data).strays(catalogue.documents()) == []
    assert Index.open(data / INDEX, catalogue, encoder).search("Briefwahl", 1, Filters())
