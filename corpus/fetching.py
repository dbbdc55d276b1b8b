"""Fetching a document from a web address, only when somebody asks for it by name."""

import time
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import httpx

from corpus.errors import LimitExceeded, UnreadableFile

TIMEOUT_SECONDS = 30.0
WHOLE_SECONDS = 600.0
LONGEST_NAME = 150
MEDIA_SUFFIXES = {
    "application/pdf": ".pdf",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def is_address(source: str) -> bool:
    """Whether this is a web address rather than a path."""
    return source.lower().startswith(("http://", "https://"))


def fetch(address: str, folder: Path, most_bytes: int) -> Path:
    """Download into `folder` under a name like the address's; raises UnreadableFile or LimitExceeded."""
    try:
        with (
            httpx.Client(timeout=TIMEOUT_SECONDS, follow_redirects=True) as client,
            client.stream("GET", address) as response,
        ):
            response.raise_for_status()
            target = folder / _name(address, response.headers.get("content-type", ""))
            _write(response, target, address, most_bytes)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise UnreadableFile(
            f"»{address}« lässt sich nicht abrufen ({_reason(error)}). Bitte prüfen Sie die Adresse."
        ) from error
    return target


def _write(response: httpx.Response, target: Path, address: str, most_bytes: int) -> None:
    written = 0
    end = time.monotonic() + WHOLE_SECONDS
    with target.open("wb") as file:
        for chunk in response.iter_bytes():
            written += len(chunk)
            if written > most_bytes:
                raise LimitExceeded(
                    f"»{address}« ist größer als {most_bytes >> 20} MiB. "
                    "Laden Sie die Datei von Hand herunter und teilen Sie sie auf."
                )
            if time.monotonic() > end:
                raise LimitExceeded(
                    f"»{address}« braucht länger als {WHOLE_SECONDS:g} Sekunden. "
                    "Laden Sie die Datei von Hand herunter."
                )
            file.write(chunk)


def _name(address: str, media_type: str) -> str:
    """A plain file name: the last part of the address, with the ending that fits what was sent."""
    parts = urlsplit(address)
    last = PurePosixPath(unquote(parts.path)).name.replace("\0", "").lstrip(".")
    last = (last or parts.hostname or "seite")[-LONGEST_NAME:]
    suffix = MEDIA_SUFFIXES.get(media_type.split(";", maxsplit=1)[0].strip().lower())
    return last if suffix is None or last.lower().endswith(suffix) else f"{last}{suffix}"


def _reason(error: Exception) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        return f"HTTP {error.response.status_code}"
    return str(error) or type(error).__name__
