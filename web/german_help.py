"""German words for what Typer says in English: help pages and usage errors."""

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

from web.texts import table


def german(said: str) -> str:
    """Replace Typer's fixed English phrases, each a regular expression in `texts.yaml`."""
    for pattern, replacement in table("typer").items():
        said = re.sub(pattern, replacement, said, flags=re.MULTILINE)
    return said


class GermanCommand(TyperCommand):
    """A command whose help page is German throughout."""

    def get_help(self, ctx: Any) -> str:
        """The help page of the command."""
        return german(super().get_help(ctx))


class GermanGroup(TyperGroup):
    """A group of commands whose help page is German throughout."""

    def get_help(self, ctx: Any) -> str:
        """The help page of the group."""
        return german(super().get_help(ctx))
