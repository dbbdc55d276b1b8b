import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page

from corpus.accounts.accounts import Role
from corpus.accounts.sessions import Sessions
from tests.web.serving import serving
from tests.web.staff import unlimited
from web.accounts.cookies import PLAIN
from web.app import create_app
from web.services import Services

Visit = Callable[..., Page]
PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
AXE_RUN = "axe.run({resultTypes: ['violations']}).then(found => found.violations)"
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
    with serving(create_app(unlimited(services))) as address:
        yield address


@pytest.fixture(scope="session")
def staff_address(staffed: Services) -> Iterator[str]:
    """The service with accounts, an internal report and a sign-in service, which nobody goes to."""
    settings = staffed.settings.model_copy(update={"oidc_issuer": "https://anmeldung.example"})
    with serving(create_app(replace(staffed, settings=settings))) as address:
        yield address


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Visit]:
    """Opens a page as a visitor with the given browser settings; fails on a cookie or a foreign request."""
    with visits(browser, address) as (open_page, contexts):
        yield open_page
        assert [context.cookies() for context in contexts if context.cookies()] == []


@pytest.fixture
def colleague(browser: Browser, staff_address: str, staffed: Services) -> Iterator[Visit]:
    """Opens a page as somebody with an account; `role` None is a visitor who has not signed in."""
    sessions = Sessions(staffed.catalogue.database)
    with visits(browser, staff_address) as (open_page, _):

        def signed_in(path: str, role: Role | None = Role.ADMINISTRATOR, **how: Any) -> Page:
            page = open_page("about:blank", **how)
            if role:
                is_signed_in(page, sessions.begin(role), staff_address)
            page.goto(path)
            return page

        yield signed_in


def is_signed_in(page: Page, token: str, address: str) -> None:
    """Give the window the cookie of a session."""
    page.context.add_cookies([{"name": PLAIN, "value": token, "url": address}])


@contextmanager
def visits(browser: Browser, address: str) -> Iterator[tuple[Visit, list[BrowserContext]]]:
    contexts, foreign = list[BrowserContext](), list[str]()

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

    yield open_page, contexts
    for context in contexts:
        context.close()
    assert foreign == []


def barriers(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands; it is put into a document once, which takes its time."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(AXE_RUN)
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found]
