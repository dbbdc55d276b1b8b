from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory, Editor
from corpus.directory.sample import add_sample

EDITOR = Editor("Test", "Prüfung")


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    return Directory(Catalogue(tmp_path).database)


@pytest.fixture
def sample(directory: Directory) -> Directory:
    add_sample(directory)
    return directory


@pytest.fixture
def editor() -> Editor:
    return EDITOR
