"""A language model's server that speaks the protocol and says what a script tells it to."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HANDED = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)

Script = Callable[["Talk"], None]


class Talk(BaseHTTPRequestHandler):
    """Answers each request as the server's script says, and keeps what was asked."""

    protocol_version = "HTTP/1.0"

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.asked.append(json.loads(self.rfile.read(length)))  # type: ignore[attr-defined]
        self.server.script(self)  # type: ignore[attr-defined]

    def start(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()

    def part(self, text: str) -> None:
        event = {"choices": [{"delta": {"content": text}}]}
        self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the test's output quiet."""


def says(*parts: str) -> Script:
    def script(talk: Talk) -> None:
        talk.start()
        for part in parts:
            talk.part(part)
        talk.wfile.write(b"data: [DONE]\n\n")

    return script


def cut_off(talk: Talk) -> None:
    talk.protocol_version = "HTTP/1.1"
    talk.send_response(200)
    talk.send_header("Content-Length", "100000")
    talk.end_headers()
    talk.part("Die Kinderarmut ")


def endless(talk: Talk) -> None:
    talk.start()
    try:
        for _ in range(100_000):
            talk.part("Bla bla bla. ")
    except OSError:
        return


def nonsense(talk: Talk) -> None:
    talk.start()
    talk.wfile.write(b"data: {not json\n\n")


def broken(talk: Talk) -> None:
    talk.send_error(500)


def echoes(talk: Talk) -> None:
    """Gives back each sentence that it was given, with its mark behind it."""
    handed = talk.server.asked[-1]["messages"][1]["content"]  # type: ignore[attr-defined]
    says(*(f"{text} [{n}] " for n, text in HANDED.findall(handed)))(talk)


def lies(talk: Talk) -> None:
    """Gives back each sentence with other digits."""
    handed = talk.server.asked[-1]["messages"][1]["content"]  # type: ignore[attr-defined]
    turned = str.maketrans("0123456789", "1234567890")
    says(*(f"{text.translate(turned)} [{n}] " for n, text in HANDED.findall(handed)))(talk)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.script: Script = says()
        self.asked: list[dict[str, list[dict[str, str]]]] = []

    def messages(self) -> list[dict[str, str]]:
        return self.asked[0]["messages"]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


@contextmanager
def serving() -> Iterator[Server]:
    """A server that runs while inside."""
    made = Server()
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()
