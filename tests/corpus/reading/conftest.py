import importlib.util
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from corpus.document import Reading
from corpus.reading.limits import Limits
from corpus.reading.reader import read

HERE = Path(__file__).parent
DATA = HERE.parents[3] / "shared" / "data"


@pytest.fixture(scope="session")
def make() -> ModuleType:
    """The writer of small PDF files, good and hostile."""
    spec = importlib.util.spec_from_file_location("papers", HERE / "papers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def limits() -> Limits:
    """Generous times, since tests share the machine."""
    return Limits(open_seconds=60, page_seconds=20)


@pytest.fixture(scope="session")
def reports() -> Path:
    return DATA / "reports"


@pytest.fixture(scope="session")
def badpdf() -> Path:
    return DATA / "badpdf"


@pytest.fixture(scope="session")
def read_report(reports: Path, limits: Limits) -> Callable[[str], Reading]:
    """Reads a real report by its name, each one once, since many claims are about the same."""
    return cache(lambda name: read(reports / f"{name}.pdf", limits))
