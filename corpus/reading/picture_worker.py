"""The process that draws pages, reads scans and opens locked files: one answer for each request.

Requests come a line each on stdin. An answer is a line with the JSON object {"size": bytes of the body that
follows} or {"error", "text"}. It is `python -m corpus.reading.picture_worker` and stays until its stdin ends.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError, UnreadableFile
from corpus.reading import messages
from corpus.reading.drawing import Drawings
from corpus.reading.ocr import NoRecognition, words
from corpus.reading.unlocking import unlocked
from corpus.reading.worker import confine


def main() -> None:
    """Answers requests until there are no more."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    drawings = Drawings()
    confined = False
    for line in sys.stdin.buffer:
        request = json.loads(line)
        if not confined:
            confine(request["memory"], request["parent"])
            confined = True
        head, body = _answer(drawings, request)
        out.write(json.dumps(head).encode() + b"\n" + body)
        out.flush()


def _answer(drawings: Drawings, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    try:
        body = _body(drawings, request)
    except NoRecognition:
        return {"error": NoRecognition.__name__, "text": ""}, b""
    except CorpusError as error:
        return {"error": type(error).__name__, "text": str(error)}, b""
    except Exception:  # noqa: BLE001  the edge: whatever a broken file makes a library raise
        return {"error": UnreadableFile.__name__, "text": messages.failed(request)}, b""
    return {"size": len(body)}, body


def _body(drawings: Drawings, request: dict[str, Any]) -> bytes:
    path, password, page = request["path"], request["password"], request.get("page", 0)
    if request["do"] == "unlock":
        unlocked(Path(path), password, Path(request["target"]))
        return b""
    if request["do"] == "words":
        image, scale = drawings.image(path, password, page, request["dpi"])
        return json.dumps(words(image, scale, request["seconds"])).encode()
    return drawings.png(path, password, page, request["dpi"], request["boxes"], request["part"])


if __name__ == "__main__":
    main()
