"""All settings, read from `LOTSE_*` environment variables, or a file of them, here and nowhere else."""

import os
from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.accounts.accounts import Role
from corpus.reading.limits import Limits
from web.addresses import is_protected
from web.errors import InvalidSetting

PREFIX = "LOTSE_"
ENV_FILE = "LOTSE_ENV_FILE"
KIB = 1 << 10
MIB = 1 << 20
SHARED_COUNTS = "PROMETHEUS_MULTIPROC_DIR"  # the name that prometheus-client looks for


class Settings(BaseSettings):
    """What differs between machines; the description of each field is German and shown in the README."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    data: Path = Field(Path("data"), description="Ordner für Katalog, Originale und Index")
    encoder: str = Field(
        "transformer", description="Encoder: transformer, static, ein Ordner oder ein Hub-Name"
    )
    encoder_query_prefix: str = Field("", description="Text vor jeder Frage, z. B. »query: « für e5-Modelle")
    encoder_passage_prefix: str = Field("", description="Text vor jeder Textstelle, z. B. »passage: «")
    vector_index: str = Field(
        "",
        description=(
            "FAISS-Angabe für den Vektorindex, z. B. »SQ8« oder »IVF4096,SQ8«; leer: nach Größe gewählt. "
            "Eine Änderung wirkt nach lotse rebuild"
        ),
    )
    engine_url: str = Field(
        "", description="Adresse einer Milvus-Datenbank für den Index; leer: der Index liegt im Datenordner"
    )
    engine_token: str = Field("", description="Zugangswort dieser Datenbank")
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
    mask_below: int = Field(
        5,
        ge=0,
        description="Kleinere Anzahlen aus eingelesenen Tabellen werden nicht gezeigt; 0: alle zeigen",
    )
    asks_per_minute: int = Field(
        60,
        ge=0,
        description=(
            "So oft darf ein Anschluss je Minute fragen oder suchen (je Arbeitsprozess); 0: beliebig oft"
        ),
    )
    requests_per_minute: int = Field(
        600,
        ge=0,
        description=(
            "So viele andere Seiten und Bilder darf ein Anschluss je Minute abrufen; 0: beliebig viele"
        ),
    )
    request_kib: int = Field(256, ge=1, description="So groß (KiB) darf eine Anfrage höchstens sein")
    trusted_proxies: str = Field(
        "",
        description=(
            "Adressen oder Netze (mit Komma getrennt) des vorgeschalteten Servers, "
            "dessen Angabe X-Forwarded-For gilt; leer: keiner"
        ),
    )
    model_url: str = Field(
        "",
        description=(
            "Adresse eines OpenAI-verträglichen Sprachmodells bis /v1, z. B. http://127.0.0.1:11434/v1; "
            "leer: keines, Antworten bleiben wörtlich"
        ),
    )
    model: str = Field("", validate_default=True, description="Name des Sprachmodells, z. B. llama3.1:8b")
    model_key: str = Field("", description="Schlüssel des Sprachmodells, falls es einen verlangt")
    model_seconds: float = Field(
        20.0, gt=0, description="Was das Sprachmodell nach so vielen Sekunden sagt, wird verworfen"
    )
    record_unanswered: bool = Field(
        False,
        description=(
            "Fragen ohne Antwort ohne Person und ohne Uhrzeit aufheben (true oder false); "
            "Notlagen nie. Die Datenschutzseite sagt es dann"
        ),
    )
    upload_mib: int = Field(
        100, ge=1, description="So groß (MiB) darf ein Hochladen in der Verwaltung höchstens sein"
    )
    session_idle_minutes: int = Field(
        30, ge=1, description="Nach so vielen Minuten ohne Nutzung endet eine Anmeldung"
    )
    session_hours: int = Field(10, ge=1, description="Nach so vielen Stunden endet jede Anmeldung")
    oidc_issuer: str = Field(
        "", description="Adresse des Anmeldedienstes der Stadt (OpenID Connect); leer: nur örtliche Konten"
    )
    oidc_client_id: str = Field(
        "", validate_default=True, description="Kennung, unter der dieser Dienst dort eingetragen ist"
    )
    oidc_client_secret: str = Field("", description="Geheimnis zu dieser Kennung")
    oidc_name: str = Field("Anmeldedienst der Stadt", description="Wie der Anmeldedienst auf dem Knopf heißt")
    oidc_role_claim: str = Field(
        "roles", description="Angabe des Anmeldedienstes mit den Rollen; Unterangaben mit Punkt getrennt"
    )
    oidc_roles: str = Field(
        "lotse-fachkraft=fachkraft, lotse-redaktion=redaktion, lotse-verwaltung=verwaltung",
        description="Welche Rolle dort welcher Rolle hier entspricht",
    )
    operator: str = Field("", description="Betreiber, wie er im Impressum steht")
    operator_address: str = Field(
        "", description="Anschrift des Betreibers in einer Zeile, mit Komma getrennt"
    )
    operator_email: str = Field("", description="E-Mail-Adresse des Betreibers")
    operator_phone: str = Field("", description="Telefonnummer des Betreibers")

    @field_validator("model")
    @classmethod
    def _named(cls, model: str, info: ValidationInfo) -> str:
        if info.data.get("model_url") and not model:
            raise ValueError("zu LOTSE_MODEL_URL gehört der Name des Sprachmodells")
        return model

    @field_validator("oidc_issuer")
    @classmethod
    def _protected(cls, issuer: str) -> str:
        if issuer and not is_protected(issuer):
            raise ValueError(
                "der Anmeldedienst braucht eine Adresse mit https://, mit http:// nur auf diesem Server"
            )
        return issuer

    @field_validator("oidc_client_id")
    @classmethod
    def _registered(cls, client: str, info: ValidationInfo) -> str:
        if info.data.get("oidc_issuer") and not client:
            raise ValueError("zu LOTSE_OIDC_ISSUER gehört die Kennung, die dort eingetragen ist")
        return client

    @field_validator("oidc_roles")
    @classmethod
    def _known_roles(cls, said: str) -> str:
        role_map(said)
        return said

    @property
    def upload_bytes(self) -> int:
        """The longest body of an upload by an editor."""
        return self.upload_mib * MIB

    @property
    def request_bytes(self) -> int:
        """The longest body of a request."""
        return self.request_kib * KIB

    def limits(self) -> Limits:
        """The limits that the reader works under."""
        return Limits(
            open_seconds=self.open_seconds,
            page_seconds=self.page_seconds,
            memory_bytes=self.memory_mib * MIB,
            pages=self.max_pages,
            ocr_page_seconds=self.ocr_seconds,
        )


def role_map(said: str) -> dict[str, Role]:
    """From "there=here, there=here"; raises ValueError for a role that does not exist here."""
    pairs = (part.strip().rpartition("=") for part in said.split(",") if part.strip())
    found = {there.strip(): here.strip() for there, _, here in pairs}
    for there, here in found.items():
        if not there or here not in list(Role):
            raise ValueError(f"»{there}={here}« geht nicht: hier gibt es nur {', '.join(Role)}")
    return {there: Role(here) for there, here in found.items()}


@cache
def settings() -> Settings:
    """The settings of this process, from its environment and the file it names; raises InvalidSetting."""
    try:
        return Settings(_env_file=_settings_file())
    except ValidationError as error:
        first = error.errors()[0]
        name = f"{PREFIX}{str(first['loc'][0]).upper()}"
        cause = first.get("ctx", {}).get("error", first["msg"])  # German where it is a check of ours
        raise InvalidSetting(
            f"Die Einstellung {name}={first['input']!r} ist ungültig ({cause}). "
            f"Bitte korrigieren Sie die Umgebungsvariable {name} oder löschen Sie sie."
        ) from error


def _settings_file() -> Path | None:
    """The file of settings that LOTSE_ENV_FILE names; like systemd, nothing where it is not there."""
    named = os.environ.get(ENV_FILE, "")
    path = Path(named)
    if not named or not path.exists():
        return None
    if not (path.is_file() and os.access(path, os.R_OK)):
        raise InvalidSetting(
            f"{path}, das {ENV_FILE} nennt, ist keine Datei, die dieses Konto lesen darf. "
            f"Abhilfe: chgrp auf seine Gruppe und chmod 640."
        )
    return path


def hand_down(data: Path) -> None:
    """Tell the worker processes of the service, which read the environment anew, the data folder in use."""
    os.environ[f"{PREFIX}DATA"] = str(data.resolve())
    settings.cache_clear()


def share_counts(folder: Path) -> None:
    """Tell the worker processes of the service the folder in which they add up their counts."""
    os.environ[SHARED_COUNTS] = str(folder)


def shared_counts() -> Path | None:
    """The folder in which worker processes add up their counts; none where there is only one process."""
    return Path(os.environ[SHARED_COUNTS]) if SHARED_COUNTS in os.environ else None
