"""Sets pages with Typst: a template and the data that fill it become an accessible PDF; charts become PNG.

Typst comes as one wheel with its fonts, needs neither a network nor the system's fonts, and tags what it sets
(PDF/UA-1), so that a screen reader reads headings, tables and the text alternatives of pictures.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

import typst

STANDARD: Literal["ua-1"] = "ua-1"
PIXELS_PER_INCH = 200.0
PICTURE = """#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.data), format: "svg", width: 15cm)"""

Data = str | int | bool | Sequence["Data"] | Mapping[str, "Data"] | None


def pdf_of(template: Path, data: Mapping[str, Data], day: date) -> bytes:
    """A PDF after a template, which reads the data as JSON; nothing in them is taken for markup.

    The same data make the same file on the same day.
    """
    return _set(
        template.read_bytes(), json.dumps(data), "pdf", datetime(day.year, day.month, day.day, tzinfo=UTC)
    )


def png_of(svg: str) -> bytes:
    """A picture of an SVG drawing."""
    return _set(PICTURE.encode(), svg, "png", None)


def _set(source: bytes, data: str, kind: Literal["pdf", "png"], made: datetime | None) -> bytes:
    out = typst.compile(
        source,
        format=kind,
        sys_inputs={"data": data},
        ignore_system_fonts=True,
        pdf_standards=[STANDARD] if kind == "pdf" else [],
        ppi=PIXELS_PER_INCH,
        timestamp=made,
    )
    assert isinstance(out, bytes)  # noqa: S101  one page of a picture, one file of a PDF
    return out
