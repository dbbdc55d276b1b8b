"""What commands print: one JSON document or plain German on stdout, messages on stderr."""

import sys

from pydantic import BaseModel
from rich.console import Console
from rich.table import Table

messages = Console(stderr=True, highlight=False, soft_wrap=True)
results = Console(highlight=False, soft_wrap=True)
WIDEST = 400


def print_json(shape: BaseModel) -> None:
    """Write one JSON document to stdout, and nothing else."""
    sys.stdout.write(shape.model_dump_json(indent=2) + "\n")


def say(line: str) -> None:
    """Write a message to stderr; the text is shown as it is, without markup."""
    messages.print(line, markup=False)


def show(line: str = "") -> None:
    """Write a line of the result to stdout; the text is shown as it is, without markup."""
    results.print(line, markup=False)


def show_table(table: Table) -> None:
    """Write a table to stdout as wide as it is: its cells are never cut off."""
    Console(highlight=False, width=WIDEST).print(table)
