"""PDFs with a password, copied without it; runs inside the picture worker only."""

import hashlib
import re
from pathlib import Path

from corpus.errors import PasswordNeeded
from corpus.reading import pdf

WITHOUT_LOCK = 3  # FPDF_REMOVE_SECURITY of FPDF_SaveAsCopy
MARK_DIGITS = 32
_MARKS = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")


def unlocked(path: Path, password: str, target: Path) -> bool:
    """Write a PDF without its lock, the same bytes each time; False, and nothing, where it has no lock.

    Raises PasswordNeeded where the password is wrong.
    """
    try:
        pdf.opened(path, None).close()
    except PasswordNeeded:
        document = pdf.opened(path, password)
    else:
        return False
    try:
        document.save(target, flags=WITHOUT_LOCK)
    finally:
        document.close()
    target.write_bytes(_with_own_mark(target.read_bytes(), path.read_bytes()))
    return True


def _with_own_mark(content: bytes, locked: bytes) -> bytes:
    """The copy, marked after the locked file: with pdfium's mark by chance it would not be known again."""
    digest = hashlib.sha256(locked).hexdigest()[:MARK_DIGITS].upper().encode()
    return _MARKS.sub(b"/ID[<" + digest + b"><" + digest + b">]", content)
