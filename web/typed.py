"""What was typed in a form that is refused: it is shown once more, so that it can be copied."""

from fastapi import Request

from corpus.directory.form import OF_EDITORS
from web.entry_form import fields_of
from web.texts import table

WITH_NAMES = ("checking.fields", "lists.fields", "verwaltung.fields", "accounts.typed")
TICKED = frozenset(("visibility", "hidden", "weight", "sicher"))


async def typed_in(request: Request) -> dict[str, str]:
    """The filled fields of a form by what people call them; without a name (passwords) none is kept."""
    names, sent = _names(), await request.form()
    found: dict[str, str] = {}
    for key, value in sent.multi_items():
        if key in names and isinstance(value, str) and value.strip():
            name = names[key]
            found[name] = f"{found[name]}; {value}" if name in found else value
    return found


def _names() -> dict[str, str]:
    """What each field is called, in the forms of all pages for staff."""
    columns = fields_of(dict.fromkeys(OF_EDITORS, ""))
    named = {key: name for group in WITH_NAMES for key, name in table(group).items() if key not in TICKED}
    return named | {column.id: column.name for column in columns}
