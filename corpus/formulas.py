"""Keeps spreadsheets from running what somebody wrote into a cell (CSV injection, CWE-1236)."""

import re

FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
)  # a spreadsheet would run what begins so
NUMBER = re.compile(r"[+-]?\d[\d.,\s/()-]*%?")
QUOTE = "'"


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula; numbers, of telephones too, stay as they are."""
    return QUOTE + text if _runs(text) and not NUMBER.fullmatch(text.strip(" ")) else text


def as_written(text: str) -> str:
    """The text of a cell without the quote that kept it harmless."""
    return text[1:] if text.startswith(QUOTE) and _runs(text[1:]) else text


def _runs(text: str) -> bool:
    return text.lstrip(" ").startswith(FORMULA)
