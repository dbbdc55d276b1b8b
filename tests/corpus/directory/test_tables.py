import random
import zipfile
from pathlib import Path

import openpyxl
import pytest

from corpus.directory.tables import LARGEST_BOOK, read_rows
from corpus.errors import LimitExceeded, UnreadableFile


def problem(path: Path) -> str:
    """What is wrong with a table; empty where it can be read."""
    try:
        read_rows(path)
    except UnreadableFile as error:
        return str(error)
    return ""


def test_a_damaged_workbook_is_read_or_refused_in_german(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in range(20):
        book.worksheets[0].append(["Osterfeld", row])
    path = tmp_path / "t.xlsx"
    book.save(path)
    whole, chance = path.read_bytes(), random.Random(7)  # noqa: S311
    problems = []
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(4):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content)
        problems.append(problem(path))
    refused = [one for one in problems if one]
    assert len(refused) > 10
    assert all("»t.xlsx«" in one and "Bitte" in one and str(tmp_path) not in one for one in refused)


def test_a_workbook_that_unpacks_to_more_than_allowed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bombe.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range((LARGEST_BOOK >> 20) + 1):
            part.write(bytes(1 << 20))
    with pytest.raises(LimitExceeded, match="401 MiB"):
        read_rows(path)
