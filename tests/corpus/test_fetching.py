import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from corpus.errors import LimitExceeded, UnreadableFile
from corpus.fetching import fetch, is_address


class Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        found = not self.path.startswith("/weg")
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write("<h1>Sozialplanung für alle</h1>".encode() * 50)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_is_stored_with_the_ending_of_what_was_sent(address: str, tmp_path: Path) -> None:
    path = fetch(f"{address}/rathaus/sozialplanung.php?id=3", tmp_path, 1 << 20)
    assert path == tmp_path / "sozialplanung.php.html"
    assert "Sozialplanung für alle" in path.read_text("utf-8")


@pytest.mark.parametrize("ending", ["/a/..%2F..%2Fetc%2Fpasswd", "/a/%2E%2E", "/%00", "/.ssh"])
def test_an_address_cannot_write_outside_of_the_folder(address: str, tmp_path: Path, ending: str) -> None:
    path = fetch(address + ending, tmp_path, 1 << 20)
    assert path.parent == tmp_path


def test_a_page_that_is_not_there_is_named_with_its_status(address: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="HTTP 404"):
        fetch(f"{address}/weg", tmp_path, 1 << 20)


def test_a_download_over_the_limit_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(LimitExceeded, match="größer als"):
        fetch(address, tmp_path, 100)


def test_a_server_that_does_not_answer_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="lässt sich nicht abrufen"):
        fetch("http://127.0.0.1:9/", tmp_path, 100)


def test_a_path_is_no_address() -> None:
    assert not is_address("berichte/http/")
    assert is_address("HTTPS://www.example.org")
