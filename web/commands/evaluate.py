"""`lotse evaluate`: measure search and answers."""

import json as json_module
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.evaluate import Outcome, QuestionsReport, TestQuestion, outcome, report
from assistant.omosqa import evaluate_omosqa
from assistant.sentences import load_chooser
from index.evaluate import evaluate_beir
from web.commands.options import DataOption, JsonOption, existing_data
from web.commands.output import show
from web.commands.search import EVERYTHING
from web.errors import InvalidRequest
from web.filters import filters
from web.german_help import GermanCommand, GermanGroup
from web.services import encoder_of, open_services
from web.settings import settings
from web.texts import text

evaluate = typer.Typer(cls=GermanGroup, help=text("command.evaluate"), no_args_is_help=True)
FileArgument = Annotated[Path, typer.Argument(metavar="DATEI", help=text("argument.file"))]


@evaluate.command(cls=GermanCommand, help=text("command.beir"))
def beir(
    folder: Annotated[Path, typer.Argument(metavar="ORDNER", help=text("argument.folder"))],
    json: JsonOption = False,
) -> None:
    """Measure retrieval on a folder in BEIR layout."""
    measured = evaluate_beir(folder, encoder_of(settings()))
    _print(
        {
            "recall@1": measured.recall_1,
            "recall@5": measured.recall_5,
            "recall@10": measured.recall_10,
            "mrr@10": measured.mrr_10,
            "ndcg@10": measured.ndcg_10,
            "queries": measured.queries,
        },
        json,
    )


@evaluate.command(cls=GermanCommand, help=text("command.omosqa"))
def omosqa(
    file: FileArgument,
    language: Annotated[str, typer.Option(metavar="de|en", help=text("option.language"))] = "de",
    predictions: Annotated[
        Path | None, typer.Option(metavar="DATEI", help=text("option.predictions"))
    ] = None,
    json: JsonOption = False,
) -> None:
    """Measure the choice of answer lines on an OMoS-QA file."""
    chooser = load_chooser(encoder_of(settings()))
    _print(asdict(evaluate_omosqa(file, chooser, language, predictions)), json)


@evaluate.command(cls=GermanCommand, help=text("command.questions"))
def questions(
    file: FileArgument,
    data: DataOption = None,
    details: Annotated[Path | None, typer.Option(metavar="DATEI", help=text("option.details"))] = None,
    split: Annotated[str | None, typer.Option(metavar="NAME", help=text("option.split"))] = None,
    json: JsonOption = False,
) -> None:
    """Measure search and answers on questions over the loaded documents."""
    asked = list(read_questions(file, split))
    services = open_services(settings(), existing_data(data))
    everything = filters(None, None, None, EVERYTHING)
    outcomes = [outcome(one, services.index, services.adviser, everything) for one in asked]
    if details:
        lines = (json_module.dumps(_detail(one), ensure_ascii=False) for one in outcomes)
        details.write_text("\n".join(lines) + "\n", "utf-8")
    _print(_counts(report(outcomes)), json)


def read_questions(file: Path, split: str | None) -> Iterator[TestQuestion]:
    """The questions of a JSON-lines file; raises InvalidRequest naming the line that cannot be used."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRequest(text("error.json_file", file=file, message=error)) from error
    found = False
    for number, line in enumerate(lines, start=1):
        if line.strip():
            entry = _entry(file, number, line)
            if split is None or entry.get("split") == split:
                found = True
                yield _question(file, number, entry)
    if not found:
        raise InvalidRequest(text("error.questions_empty", file=file, split=f" ({split})" if split else ""))


def _entry(file: Path, number: int, line: str) -> dict[str, Any]:
    try:
        entry = json_module.loads(line)
    except ValueError as error:
        raise InvalidRequest(text("error.questions_line", file=file, line=number, message=error)) from error
    if not isinstance(entry, dict):
        raise InvalidRequest(text("error.questions_line", file=file, line=number, message="kein Objekt"))
    return entry


def _question(file: Path, number: int, entry: dict[str, Any]) -> TestQuestion:
    try:
        value = entry.get("value")
        return TestQuestion(
            id=str(entry["id"]),
            kind=str(entry.get("kind") or ""),
            question=str(entry["question"]),
            answerable=bool(entry["answerable"]),
            places=frozenset(place for named in [entry, *entry.get("also", ())] for place in _places(named)),
            value=None if value is None else float(value),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidRequest(text("error.questions_line", file=file, line=number, message=error)) from error


def _places(named: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """The pages that answer: `page`, or all of `pages` where several do."""
    for page in named.get("pages") or [named.get("page")]:
        if page is not None:
            yield str(named["document"]), int(page)


def _detail(one: Outcome) -> dict[str, Any]:
    return {
        "id": one.question.id,
        "kind": one.question.kind,
        "answerable": one.question.answerable,
        "document_rank": one.document_rank,
        "page_rank": one.page_rank,
        "cited": one.cited,
        "value_right": one.value_right,
        "refused": one.refused,
        "hits": [{"document": document, "page": page} for document, page in one.hits],
    }


def _counts(measured: QuestionsReport) -> dict[str, Any]:
    at = {f"document@{k}": share for k, share in measured.document.items()}
    at |= {f"page@{k}": share for k, share in measured.page.items()}
    rest = asdict(measured)
    del rest["document"], rest["page"]
    return {"questions": rest.pop("questions"), "answerable": rest.pop("answerable"), **at, **rest}


def _print(measured: dict[str, Any], json: bool) -> None:
    if json:
        typer.echo(json_module.dumps(_rounded(measured), ensure_ascii=False, indent=2))
        return
    for name, value in _rounded(measured).items():
        show(f"{name}: {value}")


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(one) for name, one in value.items()}
    return round(value, 4) if isinstance(value, float) else value
