import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from corpus.sample.examples import examples

LOTSE = Path(sys.executable).with_name("lotse")
READY_SECONDS = 600  # where a service never gets ready; a busy machine is no fault
ASKED = 12
NEWS = "Der Mittagstisch im Bahnhofsviertel heißt jetzt Suppenlöffel und öffnet um zwölf Uhr."


@dataclass
class Service:
    process: subprocess.Popen[str]
    base: str
    data: Path


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """`lotse serve --sample` with two workers on an empty data folder."""
    data = tmp_path_factory.mktemp("dienst") / "data"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [LOTSE, "serve", "--sample", "--data", data, "--port", str(port), "--workers", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    started = Service(process, f"http://127.0.0.1:{port}", data)
    try:
        wait_until_ready(started)
        yield started
    finally:
        process.terminate()
        process.communicate()


def wait_until_ready(service: Service) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and service.process.poll() is None:
        try:
            if httpx.get(f"{service.base}/readyz").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError("der Dienst wurde nicht bereit")


def test_the_first_start_shows_an_example_question_with_answer_and_source(service: Service) -> None:
    assert service.process.stdout is not None
    said = [service.process.stdout.readline() for _ in range(4)]
    assert said[0] == f"Beispielfrage: {examples().first}\n"
    assert said[1].startswith("Dazu steht in")
    assert said[2].startswith("• ")
    assert "[1]" in said[2]


def test_a_running_service_takes_over_what_is_added_and_removed_without_a_dropped_request(
    service: Service, tmp_path: Path
) -> None:
    note = tmp_path / "neuigkeit.txt"
    note.write_text(NEWS, "utf-8")
    statuses: list[int] = []
    done = threading.Event()

    def ask_on() -> None:
        with httpx.Client(base_url=service.base, timeout=30) as client:
            while not done.is_set():
                statuses.append(client.get("/api/search", params={"q": "Suppenlöffel"}).status_code)
                done.wait(0.05)

    asking = threading.Thread(target=ask_on)
    asking.start()
    subprocess.run([LOTSE, "add", note, "--data", service.data], check=True, capture_output=True)
    found = hits(service)
    added = found[0]["document"]["id"]
    subprocess.run([LOTSE, "remove", added, "--data", service.data], check=True, capture_output=True)
    left = hits(service)
    done.set()
    asking.join()
    assert found[0]["text"] == NEWS
    assert all(hit["document"]["id"] != added for hit in left)
    assert set(statuses) == {200}


def test_the_service_reads_the_figures_of_new_documents_by_itself(service: Service) -> None:
    deadline = time.monotonic() + READY_SECONDS
    values: set[str] = set()
    while "18,6" not in values and time.monotonic() < deadline:
        time.sleep(1)
        answer = httpx.get(f"{service.base}/api/figures", params={"q": "SGB-II-Quote Osterfeld 2022"}).json()
        values = {figure["value_text"] for figure in answer["figures"]}
    assert "18,6" in values


def test_worker_processes_add_up_what_they_counted(service: Service) -> None:
    for _ in range(ASKED):  # each on a connection of its own, so that both processes answer some
        httpx.get(f"{service.base}/healthz")
    said = httpx.get(f"{service.base}/metrics").text
    assert f'lotse_requests_total{{method="GET",route="/healthz",status="200"}} {ASKED}.0' in said
    assert "lotse_passages" in said


def hits(service: Service) -> Any:
    return httpx.get(f"{service.base}/api/search", params={"q": "Suppenlöffel Mittagstisch"}).json()["hits"]
