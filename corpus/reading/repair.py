"""A second chance for damaged PDFs: pypdf reads what it can and writes it anew for pdfium."""

import io
import logging
from pathlib import Path

from pypdf import PdfReader, PdfWriter

LARGEST = 50 << 20  # bytes; larger files would take longer than the limit for opening


def repaired(path: Path) -> bytes | None:
    """The file written anew; None where pypdf cannot read it either."""
    if path.stat().st_size > LARGEST:
        return None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    out = io.BytesIO()
    try:
        reader = PdfReader(path, strict=False)
        if reader.is_encrypted or not reader.pages:
            return None
        writer = PdfWriter()
        for page in reader.pages:
            writer.add_page(page)
        writer.write(out)
    except Exception:  # noqa: BLE001  pypdf raises many kinds; this runs at the edge, inside the worker
        return None
    return out.getvalue()
