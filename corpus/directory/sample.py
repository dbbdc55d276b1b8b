"""The sample directory: invented institutions in all parts of the city, marked as samples."""

from pathlib import Path

from corpus.directory.directory import Directory, Editor
from corpus.directory.imports import ImportReport, import_file
from corpus.places.areas import load_places

FILE = Path(__file__).parents[1] / "sample" / "directory" / "einrichtungen.csv"
EDITOR = Editor("Soziallotse", "Beispieldaten")


def add_sample(directory: Directory) -> ImportReport:
    """Take the sample institutions into a directory; doing it twice changes nothing."""
    return import_file(FILE, directory, load_places(), EDITOR, sample=True)
