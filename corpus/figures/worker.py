"""The process that looks for tables and charts in a PDF: a request on stdin, a line for each page on stdout.

Started as `python -m corpus.figures.worker` with a clean environment; memory is limited, and it dies with its
parent. The request is one JSON object: path, password, memory, pages (numbers from 1), areas (folded names).
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.figures.areas import AreaFinder, finder_of
from corpus.figures.observations import Observation
from corpus.figures.page import PageReader
from corpus.figures.scene import scene
from corpus.reading import pdf
from corpus.reading.worker import confine


def main() -> None:
    """Answer one request."""
    request = json.loads(sys.stdin.buffer.readline())
    confine(request["memory"], request["parent"])
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not end up between the answers
    try:
        finder = finder_of(request["areas"])
        for answer in answers(Path(request["path"]), request["password"], request["pages"], finder):
            out.write(json.dumps(answer).encode() + b"\n")
            out.flush()
    except (CorpusError, MemoryError):
        sys.exit(1)


def answers(
    path: Path, password: str | None, numbers: list[int], area_of: AreaFinder
) -> Iterator[dict[str, Any]]:
    """What each page says; a page that cannot be read says nothing."""
    document = pdf.opened(path, password)
    reader = PageReader(area_of)
    for number in numbers:
        try:
            sheet = pdf.sheet(document, number - 1)
            seen = reader.observations(scene(sheet))
        except Exception as error:  # noqa: BLE001  the edge: whatever a broken page makes a library raise
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            seen = []
        yield {"page": number, "found": [_told(one) for one in seen]}


def _told(one: Observation) -> dict[str, Any]:
    box = one.cell.box
    return {
        "title": one.title,
        "indicator": one.indicator,
        "group": one.group,
        "value": None if one.number.value is None else str(one.number.value),
        "text": one.number.text,
        "unit": one.unit,
        "area": one.area,
        "year": one.period.year if one.period else None,
        "period": one.period.text if one.period else None,
        "method": one.method.value,
        "line": one.line,
        "box": [box.x0, box.y0, box.x1, box.y1],
        "confidence": one.confidence,
        "base": one.base or None,
    }


if __name__ == "__main__":
    main()
