from pathlib import Path

import pytest

from corpus.catalogue import FILE, Catalogue
from corpus.directory.directory import Directory, Editor
from corpus.directory.sample import add_sample

EDITOR = Editor("Test", "Prüfung")


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    return Directory(Catalogue(tmp_path).database)


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue with the sample institutions, to be copied."""
    folder = tmp_path_factory.mktemp("sample")
    catalogue = Catalogue(folder)
    add_sample(Directory(catalogue.database))
    catalogue.close()
    return folder


@pytest.fixture
def sample(sample_folder: Path, tmp_path: Path) -> Directory:
    """The sample institutions, to be changed at will."""
    source = Catalogue(sample_folder)
    source.database.copy_to(tmp_path / FILE)
    source.close()
    return Directory(Catalogue(tmp_path).database)


@pytest.fixture
def editor() -> Editor:
    return EDITOR
