from pathlib import Path

import pytest

from web.errors import InvalidSetting
from web.settings import Settings, settings

README = Path(__file__).parents[2] / "README.md"


@pytest.mark.parametrize("field", Settings.model_fields)
def test_the_readme_lists_every_setting_with_its_help(field: str) -> None:
    described = Settings.model_fields[field]
    row = next(
        line
        for line in README.read_text("utf-8").splitlines()
        if line.startswith(f"| `LOTSE_{field.upper()}`")
    )
    assert described.description is not None
    assert described.description in row


def test_a_wrong_setting_is_named_with_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSE_MAX_PAGES", "viele")
    settings.cache_clear()
    try:
        with pytest.raises(InvalidSetting, match=r"LOTSE_MAX_PAGES='viele'"):
            settings()
    finally:
        settings.cache_clear()


def test_the_limits_of_reading_come_from_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSE_MEMORY_MIB", "512")
    assert Settings().limits().memory_bytes == 512 * 1024 * 1024


def test_a_language_model_needs_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSE_MODEL_URL", "http://127.0.0.1:11434/v1")
    settings.cache_clear()
    try:
        with pytest.raises(InvalidSetting, match="LOTSE_MODEL="):
            settings()
    finally:
        settings.cache_clear()
