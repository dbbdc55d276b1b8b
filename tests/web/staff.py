"""A service with an account of each role and an internal report, and the same service without the report."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from fastapi.testclient import TestClient

from corpus.accounts.accounts import Accounts, Role
from corpus.catalogue import FILE, Catalogue
from web.accounts.passwords import hashed
from web.services import INDEX, Services

PASSWORD = "Apfel Birne Zwetschge"
SECRET = "Quittengelee"
OUTSIDE = "https://lotse.example"
SignIn = Callable[..., TestClient]


def add_accounts(services: Services) -> None:
    """An account for each role, named like it."""
    kept = hashed(PASSWORD)
    for role in Role:
        Accounts(services.catalogue.database).add(role, role, kept)


def unlimited(services: Services) -> Services:
    chosen = {"asks_per_minute": 0, "requests_per_minute": 0}
    return replace(services, settings=services.settings.model_copy(update=chosen))


def form_token(client: TestClient) -> str:
    """What the forms of a signed-in client carry."""
    page = client.get("/impressum", headers={"accept": "text/html"}).text
    return page.split('name="formular" value="')[1].split('"')[0]


def copied(source: Path, target: Path) -> None:
    catalogue = Catalogue(source)
    catalogue.database.copy_to(target / FILE)
    catalogue.close()
    shutil.copytree(source / "documents", target / "documents")
    shutil.copytree(source / INDEX, target / INDEX, symlinks=True)
