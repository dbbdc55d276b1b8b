from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from web.app import create_app
from web.services import Services

Serve = Callable[..., TestClient]


@pytest.fixture
def serve(services: Services) -> Iterator[Serve]:
    """Opens a client on a service with the given settings."""
    with ExitStack() as open_clients:

        def serving(address: str = "192.0.2.1", **chosen: object) -> TestClient:
            settings = services.settings.model_copy(update=chosen)
            app = create_app(replace(services, settings=settings))
            client = TestClient(app, raise_server_exceptions=False, client=(address, 50000))
            return open_clients.enter_context(client)

        yield serving
