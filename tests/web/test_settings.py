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


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        ("LOTSE_OIDC_ISSUER", "https://anmeldung.example", "LOTSE_OIDC_CLIENT_ID="),
        ("LOTSE_OIDC_ROLES", "sozial=fachkraft, chefin=leitung", "chefin=leitung"),
        ("LOTSE_OIDC_ROLES", "fachkraft", "LOTSE_OIDC_ROLES="),
        (
            "LOTSE_OIDC_ISSUER",
            "http://anmeldung.example",
            r"ungültig \(der Anmeldedienst braucht .* https://",
        ),
        ("LOTSE_OIDC_ISSUER", "Unfug", "https://"),
        ("LOTSE_OIDC_ISSUER", "http://[::1", "https://"),
    ],
)
def test_a_sign_in_service_that_could_never_work_is_named_at_the_start(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, wrong: str
) -> None:
    monkeypatch.setenv(name, value)
    settings.cache_clear()
    try:
        with pytest.raises(InvalidSetting, match=wrong):
            settings()
    finally:
        settings.cache_clear()


def test_a_file_of_settings_counts_below_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "lotse.env"
    file.write_text("LOTSE_OPERATOR=Stadt Musterstadt, Bereich Soziales\nLOTSE_MAX_PAGES=7\n", "utf-8")
    monkeypatch.setenv("LOTSE_ENV_FILE", str(file))
    monkeypatch.setenv("LOTSE_MAX_PAGES", "9")
    assert fresh().operator == "Stadt Musterstadt, Bereich Soziales"
    assert fresh().max_pages == 9
    file.unlink()
    assert fresh().operator == Settings.model_fields["operator"].default


def test_what_is_no_file_of_settings_is_named_with_its_cure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LOTSE_ENV_FILE", str(tmp_path))
    with pytest.raises(InvalidSetting, match=f"{tmp_path}.*chmod 640"):
        fresh()


def fresh() -> Settings:
    settings.cache_clear()
    try:
        return settings()
    finally:
        settings.cache_clear()
