import json
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

LOTSE = Path(sys.executable).parent / "lotse"
BODY = json.dumps({"question": "Wie hoch ist die Miete?"}).encode()
HEAD = (
    "POST /api/ask HTTP/1.1\r\nHost: lotse\r\nContent-Type: application/json\r\n"
    f"Content-Length: {len(BODY)}\r\n\r\n"
).encode()
IDLE = 12  # connections without a request, spread over both worker processes


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def process(data: Path, port: int, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The service with two worker processes; its lines on stderr go to a file."""
    command = [LOTSE, "serve", "--data", data, "--port", str(port), "--workers", "2"]
    with (tmp_path / "stderr").open("wb") as written:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=written)
        wait_until_ready(process, port)
        yield process
        process.kill()
        process.wait()


def wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    while process.poll() is None:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=60).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(process.returncode)


def read_all(connection: socket.socket) -> bytes:
    return b"".join(iter(lambda: connection.recv(65536), b""))


def test_a_request_under_way_is_finished_when_the_service_is_told_to_stop(
    process: subprocess.Popen[bytes], port: int, tmp_path: Path
) -> None:
    idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(IDLE)]
    for connection in idle:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: lotse\r\n\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")
    slow = socket.create_connection(("127.0.0.1", port))
    slow.sendall(HEAD + BODY[:10])
    time.sleep(0.5)  # lets the head of the request arrive; nothing depends on how long this takes
    process.send_signal(signal.SIGTERM)
    select.select(idle, [], [])  # the service closes what is idle: it is stopping now
    slow.sendall(BODY[10:])
    answer = read_all(slow)
    for connection in [slow, *idle]:
        connection.close()
    assert answer.startswith(b"HTTP/1.1 200")
    assert b'"intent"' in answer
    assert process.wait() == 0
    lines = [json.loads(line) for line in (tmp_path / "stderr").read_text().splitlines() if line[0] == "{"]
    assert ("/api/ask", 200) in {(line.get("route"), line.get("status")) for line in lines}
