"""Jinja2 with the words that pages need."""

from collections.abc import Mapping
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from web.texts import page_text

TEMPLATES = Jinja2Templates(Path(__file__).parents[1] / "templates")
TEMPLATES.env.trim_blocks = True
TEMPLATES.env.lstrip_blocks = True
TEMPLATES.env.globals["page_text"] = page_text


def render(request: Request, template: str, values: Mapping[str, object], status: int = 200) -> HTMLResponse:
    """A page from a template."""
    return TEMPLATES.TemplateResponse(request, template, dict(values), status)
