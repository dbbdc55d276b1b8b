"""Search over HTTP on the loopback: latency at 1 and 8 clients, requests a second, processor time a request.

python tests/benchmarks/http_load.py DATA QUERIES.json [--workers 2]
DATA is a data folder with an index of the encoder that LOTSE_ENCODER names, QUERIES a JSON list of questions.
The clients take part of the machine: the processor time of the service is the figure that does not depend on
them.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

import httpx

LOTSE = Path(sys.executable).with_name("lotse")
READY_SECONDS = 120
CLIENTS = (1, 8)
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    asked = json.loads(given.queries.read_text("utf-8"))
    with serving(given.data, given.workers) as (process, base):
        for clients in CLIENTS:
            before = processor_seconds(process.pid)
            seconds, times = put(base, asked, clients)
            cost = 1000 * (processor_seconds(process.pid) - before) / len(asked)
            print(
                f"{clients} clients: p50 {1000 * median(times):.1f} ms, "
                f"p95 {1000 * quantiles(times, n=20)[-1]:.1f} ms, {len(times) / seconds:.0f} requests/s, "
                f"{cost:.1f} ms of processor a request",
                flush=True,
            )


@contextmanager
def serving(data: Path, workers: int) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [LOTSE, "serve", "--data", data, "--port", str(port), "--workers", str(workers)]
    without_limit = {**os.environ, "LOTSE_REQUESTS_PER_MINUTE": "0", "LOTSE_ASKS_PER_MINUTE": "0"}
    process = subprocess.Popen(command, env=without_limit, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(base)
        yield process, base
    finally:
        process.terminate()
        process.wait()


def wait_until_ready(base: str) -> None:
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        try:
            if httpx.get(f"{base}/readyz").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise SystemExit("the service did not become ready")


def put(base: str, asked: Sequence[str], clients: int) -> tuple[float, list[float]]:
    """All seconds, and those of each request; a few requests before warm every worker."""
    with httpx.Client(base_url=base, timeout=30) as client, ThreadPoolExecutor(clients) as pool:

        def one(question: str) -> float:
            start = time.perf_counter()
            client.get("/api/search", params={"q": question}).raise_for_status()
            return time.perf_counter() - start

        list(pool.map(one, asked[:20]))
        start = time.perf_counter()
        times = list(pool.map(one, asked))
        return time.perf_counter() - start, times


def processor_seconds(pid: int) -> float:
    """Of a process and all its descendants."""
    own = Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
    return (int(own[11]) + int(own[12])) / TICKS + sum(processor_seconds(int(child)) for child in children)


if __name__ == "__main__":
    main()
