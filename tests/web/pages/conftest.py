from collections.abc import Iterator
from html import unescape

import pytest
from fastapi.testclient import TestClient

from corpus.accounts.accounts import Role
from tests.web.staff import HTML, OUTSIDE, Send, SignIn, form_token
from web.app import create_app
from web.services import Services


@pytest.fixture
def editor(own: Services, sign_in: SignIn) -> TestClient:
    return sign_in(Role.EDITOR, own)


@pytest.fixture
def send(editor: TestClient) -> Send:
    """Sends a form as a signed-in editor does, and gives the page that it leads to."""
    token = form_token(editor)

    def sent(path: str, status: int = 200, files: object = None, **fields: str) -> str:
        answer = editor.post(path, data={"formular": token, **fields}, files=files, headers=HTML)
        assert answer.status_code == status, answer.text
        return unescape(answer.text)

    return sent


@pytest.fixture(scope="session")
def reader(public_services: Services) -> Iterator[TestClient]:
    """The sample with its figures read, before the public."""
    with TestClient(create_app(public_services), OUTSIDE, raise_server_exceptions=False) as client:
        yield client
