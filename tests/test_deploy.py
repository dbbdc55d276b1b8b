"""What stands in deploy/ and docs/ agrees with the program."""

import re
from configparser import ConfigParser
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest

from corpus.reading.limits import Limits
from corpus.yaml_text import read_yaml
from web.cli import COMMANDS, app
from web.commands.serve import SECONDS_TO_FINISH
from web.operations.size import UPLOADS
from web.settings import ENV_FILE, Settings

ROOT = Path(__file__).parents[1]
UNIT = ROOT / "deploy" / "soziallotse.service"
CONTAINER = ROOT / "deploy" / "Containerfile"
GUIDE = ROOT / "docs" / "betrieb.md"
LONGEST_END = (
    SECONDS_TO_FINISH + 2 * Limits().open_seconds
)  # requests, then a page for text and one for figures
PROXY = ROOT / "deploy" / "Caddyfile"
OF_COMPOSE = {"LOTSE_DOMAIN", "LOTSE_UPSTREAM"}  # read by Caddy, not by the service


@pytest.fixture
def compose() -> Any:
    return read_yaml((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))


@pytest.fixture
def unit() -> ConfigParser:
    parser = ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(UNIT, "utf-8")
    return parser


@pytest.mark.parametrize("path", [GUIDE, *sorted((ROOT / "deploy").iterdir())], ids=lambda path: path.name)
def test_every_setting_that_is_named_exists(path: Path) -> None:
    named = set(re.findall(r"LOTSE_[A-Z_]+[A-Z]", path.read_text("utf-8"))) - OF_COMPOSE
    assert named <= {ENV_FILE, *(f"LOTSE_{field.upper()}" for field in Settings.model_fields)}


def test_every_command_of_the_guide_exists() -> None:
    named = re.findall(r"(?:^|`)lotse ([a-z]+)", GUIDE.read_text("utf-8"), flags=re.MULTILINE)
    known = {*COMMANDS, *(group.name for group in app.registered_groups)}
    assert {"add", "backup", "restore", "check"} <= set(named) <= known


def test_every_measure_of_the_guide_is_measured() -> None:
    measures = (ROOT / "web" / "operations" / "measures.py").read_text("utf-8")
    for named in re.findall(r"lotse_[a-z]+_[a-z]+", GUIDE.read_text("utf-8")):
        assert named.removesuffix("_total") in measures


def test_the_guide_fits_on_a_page() -> None:
    assert len(GUIDE.read_text("utf-8").splitlines()) < 130


def test_nobody_stops_the_service_before_it_has_finished(unit: ConfigParser, compose: Any) -> None:
    assert int(unit["Service"]["TimeoutStopSec"]) > LONGEST_END
    assert int(compose["services"]["lotse"]["stop_grace_period"].removesuffix("s")) > LONGEST_END


def test_the_unit_gives_no_rights_and_no_way_out(unit: ConfigParser) -> None:
    service = unit["Service"]
    assert service["IPAddressDeny"] == "any"
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert service["User"] not in {"", "root"}


def test_the_container_gives_no_rights_and_no_way_out(compose: Any) -> None:
    lotse = compose["services"]["lotse"]
    assert lotse["read_only"] is True
    assert lotse["cap_drop"] == ["ALL"]
    assert list(lotse["networks"]) == ["innen"]
    assert compose["networks"]["innen"]["internal"] is True
    assert "ports" not in lotse
    assert re.search(r"^USER \d+$", CONTAINER.read_text("utf-8"), flags=re.MULTILINE)


def test_the_service_trusts_the_proxy_that_stands_before_it(compose: Any) -> None:
    proxy = compose["services"]["proxy"]["networks"]["innen"]["ipv4_address"]
    assert compose["services"]["lotse"]["environment"]["LOTSE_TRUSTED_PROXIES"] == proxy


def test_documents_can_be_added_while_the_service_runs_and_nobody_gets_the_address_of_the_proxy(
    compose: Any,
) -> None:
    assert not compose["services"]["lotse"]["networks"]["innen"]
    proxy = ip_address(compose["services"]["proxy"]["networks"]["innen"]["ipv4_address"])
    (pool,) = compose["networks"]["innen"]["ipam"]["config"]
    assert proxy in ip_network(pool["subnet"])
    assert proxy not in ip_network(pool["ip_range"])


def test_the_proxy_lets_uploads_through_and_nothing_else_of_that_size() -> None:
    said = PROXY.read_text("utf-8")
    assert f"@uploads path {UPLOADS}\n" in said
    assert f"@others not path {UPLOADS}\n" in said
    largest, others = (int(size) * 10**6 for size in re.findall(r"max_size (\d+)MB", said))
    chosen = Settings()
    assert chosen.upload_bytes < largest < 1.1 * chosen.upload_bytes
    assert chosen.request_bytes < others < 10 * chosen.request_bytes


def test_everything_that_the_container_copies_is_there() -> None:
    lines = [line.split() for line in CONTAINER.read_text("utf-8").splitlines()]
    copied = [
        name for line in lines if line[:1] == ["COPY"] and "--from" not in line[1] for name in line[1:-1]
    ]
    assert copied
    assert all((ROOT / name).exists() for name in copied)


def test_nothing_but_what_the_container_copies_goes_to_its_build() -> None:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    allowed = {line[1:] for line in lines if line.startswith("!")}
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINER.read_text("utf-8"), flags=re.MULTILINE)
    assert allowed == {name for names in copied for name in names.split()}
    assert lines[1] == "*"


def test_the_container_is_given_the_time_that_a_new_index_takes(compose: Any) -> None:
    check = compose["services"]["lotse"]["healthcheck"]
    assert (
        int(check["start_period"].removesuffix("s")) >= 600
    )  # an unhealthy one keeps the proxy from starting
    assert "/readyz" in check["test"][-1]
    port = re.search(r'"--port", "(\d+)"', CONTAINER.read_text("utf-8"))
    assert port is not None
    assert f":{port[1]}/" in check["test"][-1]
    assert compose["services"]["proxy"]["environment"]["LOTSE_UPSTREAM"].endswith(f":{port[1]}")


def test_while_the_service_does_not_answer_the_proxy_speaks_german_and_names_numbers_for_an_emergency() -> (
    None
):
    said = PROXY.read_text("utf-8").split("handle_errors")[1]
    assert "112 oder 110" in said
    assert "{err.status_code}" in said


def test_the_guide_says_how_the_service_reaches_what_lies_elsewhere(unit: ConfigParser) -> None:
    assert unit["Service"]["IPAddressDeny"] == "any"
    assert "IPAddressAllow=ADRESSE" in GUIDE.read_text("utf-8")


@pytest.mark.parametrize(("matcher", "limit"), [("long_upload", 106_000_000), ("long_other", 1_000_000)])
def test_the_proxy_tells_what_is_too_long_by_its_length(matcher: str, limit: int) -> None:
    blocks = dict(re.findall(r"@(\w+) \{([^}]*Content-Length[^\n]*)\n", PROXY.read_text("utf-8")))
    pattern = re.compile(blocks[matcher].split("Content-Length ")[1])
    for length in (0, 1, limit // 10, limit - 1):
        assert not pattern.match(str(length))
    for length in (limit, limit + 1, 2 * limit, 15 * limit, 1000 * limit):
        assert pattern.match(str(length))


def test_the_container_brings_the_time_zones_that_hours_are_told_in() -> None:
    assert re.search(r"apt-get install [^&]*\btzdata\b", CONTAINER.read_text("utf-8"))
