"""The guide to the directory says only what works: its commands exist, and its examples run as printed."""

import re
import shlex
from pathlib import Path

import pytest

from web.cli import run_command

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "verzeichnis.md").read_text("utf-8")
COMMANDS = sorted(
    {" ".join(one.split()) for one in re.findall(r"(?:`|^\$ )lotse ([a-z][^`\n]*)", GUIDE, re.M)}
)
EXAMPLES = re.findall(r"```console\n\$ lotse ([^\n]*)\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_guide_exists_with_its_options(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = shlex.split(command)
    path = words[:2] if words[0] == "institutions" else words[:1]
    assert run_command([*path, "--help"]) == 0
    said = capsys.readouterr().out
    assert f"lotse {' '.join(path)}" in said
    assert [one for one in words if one.startswith("--") and one not in said] == []


def test_the_guide_names_every_command_for_the_directory(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["institutions", "--help"]) == 0
    listed = re.findall(r"^  (\w+) ", capsys.readouterr().out.split("Befehle:")[1], re.M)
    assert len(listed) > 10
    assert [one for one in listed if not any(c.startswith(f"institutions {one}") for c in COMMANDS)] == []


def test_the_examples_of_the_guide_run_as_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(EXAMPLES) == 2
    for command, printed in EXAMPLES:
        words = shlex.split(command.replace("docs/", f"{ROOT}/docs/"))
        assert run_command([*words, "--data", str(tmp_path)]) == 0
        told = capsys.readouterr()
        assert printed.splitlines() == [] or printed == told.err + told.out
    assert '"Schuldnerhilfe am Markt"' in told.out


def test_the_readme_leads_to_the_guide() -> None:
    assert "docs/verzeichnis.md" in (ROOT / "README.md").read_text("utf-8")
