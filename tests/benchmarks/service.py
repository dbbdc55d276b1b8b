"""How fast and how large the service is: intake, start, memory, search, ask, and the command line.

python tests/benchmarks/service.py ../shared/data/reports tests/data/questions.jsonl
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import httpx

LOTSE = Path(sys.executable).with_name("lotse")
ROUNDS = 5
READY_SECONDS = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path)
    parser.add_argument("questions", type=Path)
    given = parser.parse_args()
    asked = [json.loads(line)["question"] for line in given.questions.read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch)
        intake(data, given.reports)
        command_line(data)
        service(data, asked)


def intake(data: Path, reports: Path) -> None:
    started = time.perf_counter()
    first = subprocess.run(
        [LOTSE, "add", reports, "--data", data, "--json"], capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - started
    counts = json.loads(first.stdout)
    show("pages", counts["pages"])
    show("passages", counts["passages"])
    show("intake, seconds", round(seconds, 1))
    show("intake, pages a second", round(counts["pages"] / seconds, 1))
    show("second run, seconds", timed(lambda: run("add", reports, "--data", data)))
    show("data folder, MiB", sum(f.stat().st_size for f in data.rglob("*") if f.is_file()) >> 20)


def command_line(data: Path) -> None:
    show("lotse --help, seconds (median)", median(lambda: run("--help")))
    show("lotse search, seconds (median)", median(lambda: run("search", "Miete", "--data", data)))


def service(data: Path, asked: list[str]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    started = time.perf_counter()
    process = subprocess.Popen(
        [LOTSE, "serve", "--data", data, "--port", str(port)],
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        stderr=subprocess.DEVNULL,
    )
    try:
        with httpx.Client(base_url=base, timeout=30) as client:
            wait_until_ready(client, started)
            show("service ready, seconds", round(time.perf_counter() - started, 2))
            took(client, asked)
            show("resident memory, MiB", resident(process.pid))
    finally:
        process.terminate()
        process.wait()


def wait_until_ready(client: httpx.Client, started: float) -> None:
    while time.perf_counter() - started < READY_SECONDS:
        try:
            if client.get("/readyz").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise SystemExit("the service did not become ready")


def took(client: httpx.Client, asked: list[str]) -> None:
    searches = [client.get("/api/search", params={"q": one}).json()["took_ms"] for one in asked]
    answers = [client.post("/api/ask", json={"question": one}).json()["took_ms"] for one in asked]
    for name, values in {"search": searches, "ask": answers}.items():
        show(f"{name}, ms (median)", round(statistics.median(values), 1))
        show(f"{name}, ms (95th percentile)", round(statistics.quantiles(values, n=20)[-1], 1))


def resident(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) >> 10


def run(*arguments: object) -> None:
    subprocess.run([LOTSE, *map(str, arguments)], capture_output=True, check=False)


def timed(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return round(time.perf_counter() - started, 2)


def median(work: Callable[[], None]) -> float:
    return statistics.median(timed(work) for _ in range(ROUNDS))


def show(name: str, value: object) -> None:
    print(f"{name:36}{value:>10}")


if __name__ == "__main__":
    main()
