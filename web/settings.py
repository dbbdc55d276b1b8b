"""All settings, read from `LOTSE_*` environment variables here and nowhere else."""

import os
from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.reading.limits import Limits
from web.errors import InvalidSetting

PREFIX = "LOTSE_"
MIB = 1 << 20


class Settings(BaseSettings):
    """What differs between machines; the description of each field is German and shown in the README."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    data: Path = Field(Path("data"), description="Ordner für Katalog, Originale und Index")
    encoder: str = Field("static", description="Encoder: static, transformer, ein Ordner oder ein Hub-Name")
    encoder_query_prefix: str = Field("", description="Text vor jeder Frage, z. B. »query: « für e5-Modelle")
    encoder_passage_prefix: str = Field("", description="Text vor jeder Textstelle, z. B. »passage: «")
    open_seconds: float = Field(
        20.0, gt=0, description="So viele Sekunden darf das Öffnen einer Datei dauern"
    )
    page_seconds: float = Field(2.0, gt=0, description="So viele Sekunden darf das Lesen einer Seite dauern")
    memory_mib: int = Field(
        1024, ge=256, description="So viel Speicher (MiB) darf das Lesen einer Datei belegen"
    )
    max_pages: int = Field(5000, ge=1, description="So viele Seiten darf eine Datei höchstens haben")
    ocr_seconds: float = Field(
        30.0,
        ge=0,
        description="So viele Sekunden darf die Texterkennung einer Seite dauern; 0 schaltet sie ab",
    )

    def limits(self) -> Limits:
        """The limits that the reader works under."""
        return Limits(
            open_seconds=self.open_seconds,
            page_seconds=self.page_seconds,
            memory_bytes=self.memory_mib * MIB,
            pages=self.max_pages,
            ocr_page_seconds=self.ocr_seconds,
        )


@cache
def settings() -> Settings:
    """The settings of this process; raises InvalidSetting."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"{PREFIX}{str(first['loc'][0]).upper()}"
        raise InvalidSetting(
            f"Die Einstellung {name}={first['input']!r} ist ungültig ({first['msg']}). "
            f"Bitte korrigieren Sie die Umgebungsvariable {name} oder löschen Sie sie."
        ) from error


def hand_down(data: Path) -> None:
    """Tell the worker processes of the service, which read the environment anew, the data folder in use."""
    os.environ[f"{PREFIX}DATA"] = str(data.resolve())
    settings.cache_clear()
