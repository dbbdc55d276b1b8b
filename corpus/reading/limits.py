"""The limits that the reading of one file has to keep."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """How long and how much the reading of one file may take; times in wall-clock seconds, sizes in bytes.

    No time for text recognition (0) means that scans are not read.
    """

    open_seconds: float = 20.0
    page_seconds: float = 2.0
    memory_bytes: int = 1 << 30
    pages: int = 5000
    file_bytes: int = 500 << 20
    ocr_page_seconds: float = 30.0
    restarts: int = 8
