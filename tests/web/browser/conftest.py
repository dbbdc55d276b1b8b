import os
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from web.app import create_app
from web.services import Services

PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    assert CHROMIUM.exists(), "Für diese Tests fehlt chromium: sudo apt-get install chromium"
    return {**browser_type_launch_args, "executable_path": str(CHROMIUM), "args": FLAGS}


@pytest.fixture(scope="session")
def address(services: Services) -> Iterator[str]:
    """The service on a free port of this machine."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        unlimited = services.settings.model_copy(update={"asks_per_minute": 0, "requests_per_minute": 0})
        app = create_app(replace(services, settings=unlimited))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page as a visitor with the given browser settings; fails on any request to another host."""
    contexts, foreign = [], list[str]()

    def open_page(path: str, **how: Any) -> Page:
        context = browser.new_context(base_url=address, locale="de-DE", **how)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request",
            lambda request: None if request.url.startswith(address) else foreign.append(request.url),
        )
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        assert context.cookies() == []
        context.close()
    assert foreign == []


def barriers(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found]
