import json
import tomllib
from pathlib import Path

import pytest
from pypdf import PdfWriter

from corpus.sample.examples import DOCUMENTS, examples
from web.cli import COMMANDS, run_command

NOTE = "# Sprechstunde\n\nDie Schuldnerberatung im Rathaus hat donnerstags von 14 bis 17 Uhr geöffnet.\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "berichte"
    folder.mkdir()
    (folder / "sprechstunde.md").write_text(NOTE, "utf-8")
    (folder / "markt.txt").write_text("Der Wochenmarkt findet samstags auf dem Altmarkt statt.\n", "utf-8")
    return folder


def lotse(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    capsys.readouterr()
    status = run_command([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_what_is_added_is_found_asked_listed_and_removed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, notes: Path
) -> None:
    data = tmp_path / "data"
    status, out, _ = lotse(capsys, "add", notes, "--data", data, "--json")
    assert (status, json.loads(out)["documents"]) == (0, 2)
    _, out, _ = lotse(capsys, "search", "Schuldnerberatung", "--data", data, "--json")
    assert json.loads(out)["hits"][0]["document"]["file"] == "sprechstunde.md"
    _, out, _ = lotse(capsys, "ask", "Wann hat die Schuldnerberatung offen?", "--data", data, "--json")
    assert "14 bis 17 Uhr" in json.loads(out)["answer"][0]["text"]
    _, out, _ = lotse(capsys, "documents", "--data", data, "--json")
    ids = {one["file"]: one["id"] for one in json.loads(out)["documents"]}
    assert lotse(capsys, "remove", ids["sprechstunde.md"], "--data", data)[0] == 0
    _, out, _ = lotse(capsys, "search", "Schuldnerberatung", "--data", data, "--json")
    assert all(hit["document"]["file"] != "sprechstunde.md" for hit in json.loads(out)["hits"])
    assert lotse(capsys, "check", "--data", data)[0] == 0


def test_what_is_removed_leaves_no_trace_on_disk(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, notes: Path
) -> None:
    data = tmp_path / "data"
    _, out, _ = lotse(capsys, "add", notes, "--data", data, "--json")
    removed = next(one["id"] for one in json.loads(out)["added"] if one["file"] == "sprechstunde.md")
    lotse(capsys, "remove", removed, "--data", data)
    files = [path for path in data.rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert b"chuldnerberatung" not in path.read_bytes(), path
        assert removed not in path.as_posix()


def test_an_unknown_id_is_answered_with_the_command_that_lists_ids(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, notes: Path
) -> None:
    lotse(capsys, "add", notes, "--data", tmp_path)
    status, _, told = lotse(capsys, "remove", "gibtesnicht", "--data", tmp_path)
    assert (status, "»gibtesnicht«. Alle Kennungen: lotse documents" in told) == (1, True)


def test_the_version_is_the_one_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    package = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert lotse(capsys, "--version") == (0, f"Soziallotse {package['version']}\n", "")
    assert "--version" in lotse(capsys, "--help")[1]


def test_a_second_run_has_nothing_to_do_and_a_changed_file_is_read_again(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, notes: Path
) -> None:
    data = tmp_path / "data"
    lotse(capsys, "add", notes, "--data", data)
    _, out, _ = lotse(capsys, "add", notes, "--data", data)
    assert "Nichts zu tun" in out
    (notes / "markt.txt").write_text(
        "Der Wochenmarkt ist jetzt freitags auf dem Saporishja-Platz.\n", "utf-8"
    )
    _, out, _ = lotse(capsys, "add", notes, "--data", data, "--json")
    said = json.loads(out)
    assert [one["file"] for one in said["added"]] == ["markt.txt"]
    assert (said["documents"], said["unchanged"]) == (2, 1)


def test_a_changed_sidecar_changes_what_is_known_of_the_document(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, notes: Path
) -> None:
    data = tmp_path / "data"
    lotse(capsys, "add", notes, "--data", data)
    (notes / "markt.yaml").write_text("title: Märkte der Stadt\nyear: 2021\n", "utf-8")
    _, out, _ = lotse(capsys, "add", notes, "--data", data, "--json")
    assert [(one["title"], one["year"]) for one in json.loads(out)["added"]] == [("Märkte der Stadt", 2021)]


def test_a_bad_file_is_named_the_others_are_read_and_the_exit_status_says_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, notes: Path
) -> None:
    (notes / "kaputt.pdf").write_bytes(b"%PDF-1.7 und dann nichts")
    status, out, err = lotse(capsys, "add", notes, "--data", tmp_path / "data", "--json")
    said = json.loads(out)
    assert status == 1
    assert said["documents"] == 2
    assert [one["file"] for one in said["skipped"]] == ["kaputt.pdf"]
    assert "Übersprungen: kaputt.pdf" in err
    assert "--password" not in err


def test_a_locked_file_is_named_with_the_option_that_opens_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    writer = PdfWriter(clone_from=next(DOCUMENTS.glob("sozialbericht*.pdf")))
    writer.encrypt("Mirabelle", algorithm="AES-256")
    writer.write(tmp_path / "zu.pdf")
    status, _, err = lotse(capsys, "add", tmp_path / "zu.pdf", "--data", tmp_path / "data")
    assert status == 1
    assert "lotse add --password" in err


def test_the_sample_question_is_answered_with_its_source_on_the_command_line(
    capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    status, out, _ = lotse(capsys, "ask", examples().first, "--data", data)
    assert status == 0
    assert "[1]" in out
    assert "Beispiel" in out


def test_a_follow_up_on_the_command_line_inherits_and_asks_back(
    capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    _, out, _ = lotse(capsys, "ask", "Ich habe Schulden", "--data", data)
    assert "Wo suchen Sie Hilfe? in Alt-Oberhausen | in Osterfeld" in out
    first = ("--earlier", "Ich habe Schulden", "--earlier", "Und in Osterfeld?")
    _, out, _ = lotse(capsys, "ask", "Und in Sterkrade?", *first, "--data", data, "--json")
    said = json.loads(out)["meant"]
    assert (said["need"]["id"], said["area"]["name"]) == ("schuldnerberatung", "Sterkrade")


def test_the_bar_of_an_intake_stays_off_standard_output(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _, out, _ = lotse(capsys, "add", DOCUMENTS, "--data", tmp_path / "data", "--json")
    assert json.loads(out)["pages"] > 15


def test_a_search_before_anything_was_read_says_what_to_do(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, out, err = lotse(capsys, "search", "Miete", "--data", tmp_path / "leer")
    assert (status, out) == (1, "")
    assert "lotse add" in err


@pytest.mark.parametrize(
    "name", [*COMMANDS, "evaluate", "evaluate beir", "evaluate omosqa", "evaluate questions"]
)
def test_the_help_of_every_command_is_german(capsys: pytest.CaptureFixture[str], name: str) -> None:
    status, out, _ = lotse(capsys, *name.split(), "--help")
    assert status == 0
    assert "Aufruf: lotse" in out
    assert "Beispiel: lotse" in out
    assert not {"Usage", "Options:", "Show this", "default:", "Arguments", "[required]"} & set(out.split())
    assert "Show this message" not in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sucht"], "gibt es nicht"),
        (["search"], "Es fehlt die Angabe"),
        (["search", "a", "--kein"], "gibt es nicht"),
        (["search", "a", "-k", "null"], "Ungültiger Wert"),
        (["search", "viele", "einzelne", "Wörter"], "Anführungszeichen"),
    ],
)
def test_a_wrong_call_is_explained_in_german_with_status_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    status, _, err = lotse(capsys, *arguments)
    assert status == 2
    assert said in err


def test_a_backup_brings_everything_back(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, notes: Path
) -> None:
    data, backup, new = tmp_path / "data", tmp_path / "sicherung.tar.gz", tmp_path / "neu"
    lotse(capsys, "add", notes, "--data", data)
    assert lotse(capsys, "backup", backup, "--data", data)[0] == 0
    assert lotse(capsys, "restore", backup, "--data", new)[0] == 0
    _, out, _ = lotse(capsys, "search", "Schuldnerberatung", "--data", new, "--json")
    assert json.loads(out)["hits"][0]["document"]["file"] == "sprechstunde.md"
    assert lotse(capsys, "check", "--data", new)[0] == 0


def test_a_backup_is_not_restored_over_a_catalogue(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, notes: Path
) -> None:
    data, backup = tmp_path / "data", tmp_path / "sicherung.tar.gz"
    lotse(capsys, "add", notes, "--data", data)
    lotse(capsys, "backup", backup, "--data", data)
    status, _, err = lotse(capsys, "restore", backup, "--data", data)
    assert status == 1
    assert "leeren Ordner" in err


def test_a_missing_original_is_found_by_the_check(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, notes: Path
) -> None:
    data = tmp_path / "data"
    lotse(capsys, "add", notes, "--data", data)
    next((data / "documents").glob("*.md")).unlink()
    status, out, _ = lotse(capsys, "check", "--data", data, "--json")
    assert status == 1
    assert "lotse add sprechstunde.md" in json.loads(out)["findings"][0]


def test_questions_are_measured_with_one_line_each(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, data: Path
) -> None:
    file, details = tmp_path / "fragen.jsonl", tmp_path / "einzeln.jsonl"
    asked = [
        {
            "id": "a",
            "kind": "staff",
            "question": examples().first,
            "answerable": True,
            "document": "gibtesnicht.pdf",
            "page": 1,
        },
        {
            "id": "b",
            "kind": "citizen",
            "question": "Wie backe ich Apfelkuchen?",
            "answerable": False,
            "document": None,
            "page": None,
        },
    ]
    file.write_text("\n".join(json.dumps(one) for one in asked), "utf-8")
    status, out, _ = lotse(
        capsys, "evaluate", "questions", file, "--data", data, "--details", details, "--json"
    )
    measured = json.loads(out)
    assert status == 0
    assert (measured["questions"], measured["answerable"], measured["document@5"]) == (2, 1, 0.0)
    assert [json.loads(line)["id"] for line in details.read_text("utf-8").splitlines()] == ["a", "b"]


def test_a_wrong_line_of_questions_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, data: Path
) -> None:
    file = tmp_path / "fragen.jsonl"
    file.write_text('{"id": "a"}\n', "utf-8")
    status, _, err = lotse(capsys, "evaluate", "questions", file, "--data", data)
    assert status == 1
    assert "Zeile 1" in err


@pytest.mark.parametrize("command", ["ask", "search", "find", "figures"])
def test_broken_utf_8_from_a_terminal_is_a_question_like_others(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, notes: Path, command: str
) -> None:
    data = tmp_path / "data"
    lotse(capsys, "add", notes, "--data", data)
    status, out, _ = lotse(capsys, command, "Schuldnerberatung \udced\udca0", "--data", data, "--json")
    assert status == 0
    assert json.loads(out)
