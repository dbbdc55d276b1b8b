"""Jinja2 with the words that pages need."""

from collections.abc import Mapping
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from assistant.crisis import read_crisis
from assistant.despair import gentle_line
from assistant.figure_wording import dated, printed_as
from assistant.finding.wishes import wish_labels
from assistant.page_wording import page_text
from web.accounts.asker import account_of, administered, form_token_of
from web.api.finder_shapes import CrisisShape, GentleShape
from web.examples import holds_sample
from web.operations.conditional import NEVER_KEPT
from web.pages.hyphenation import breakable
from web.pages.marking import akin
from web.texts import entries, table, title_text
from web.wording import hours_line, long_date, short_date, span_text, weekday

TEMPLATES = Jinja2Templates(Path(__file__).parents[1] / "templates")
TEMPLATES.env.trim_blocks = True
TEMPLATES.env.lstrip_blocks = True
TEMPLATES.env.globals |= {
    "page_text": page_text,
    "title_text": title_text,
    "dated": dated,
    "printed_as": printed_as,
    "akin": akin,
    "texte": table,
    "hauptbereiche": entries("navigation"),
    "verwaltungsbereiche": entries("verwaltung.areas"),
    "weekday": weekday,
    "short_date": short_date,
    "long_date": long_date,
    "span_text": span_text,
    "hours_line": hours_line,
}
TEMPLATES.env.filters["trennbar"] = breakable
TEMPLATES.env.filters["audience"] = lambda id_: wish_labels().get(id_, id_)


def render(request: Request, template: str, values: Mapping[str, object], status: int = 200) -> HTMLResponse:
    """A page from a template; one without a place of its own for emergencies shows them above all else.

    So is a line to whoever may hide despair. No browser keeps a page that shows either. What was asked stands
    as `q` in the address, or is given as `asked_before`.
    """
    asked = "" if "crisis" in values else request.query_params.get("q") or str(values.get("asked_before", ""))
    reading = read_crisis(asked)
    shown = {
        "emergencies": [CrisisShape.of(notice) for notice in reading.notices],
        "gentle": GentleShape.of(gentle_line(asked, reading)),
        "holds_sample": holds_sample(request.app.state.services.catalogue),
        "account": account_of(request),
        "formular": form_token_of(request),
        "administered": administered(request),
        **values,
    }
    delicate = shown["emergencies"] or shown["gentle"] or values.get("crisis")
    headers = NEVER_KEPT if delicate else None
    return TEMPLATES.TemplateResponse(request, template, shown, status, headers)


def fragment(request: Request, template: str, values: Mapping[str, object]) -> str:
    """A piece of a page, to be put into one that a browser holds already."""
    return TEMPLATES.get_template(template).render(request=request, **values)
