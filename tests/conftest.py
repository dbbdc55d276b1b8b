"""What all tests share."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def quick_encoder() -> Iterator[None]:
    """Tests take the small encoder, which loads in no time; the default one has tests of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTSE_ENCODER", "static")
        yield
