"""A provider's correction as people write it, checked alike on the page and over the interface."""

import re
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from assistant.finding.wishes import language_code, language_name
from corpus.directory.form import COLUMNS, Reviewed, form_values, review
from corpus.institution import Institution
from corpus.places.geometry import stored_borders
from web.errors import InvalidRequest
from web.services import Services
from web.texts import text

LANGUAGES = "Sprachen"
_LIST = re.compile(r"[;,\n]+")


def shown_values(institution: Institution) -> dict[str, str]:
    """The values of the form, languages by their names."""
    values = form_values(institution)
    return {**values, LANGUAGES: ", ".join(map(language_name, _listed(values[LANGUAGES])))}


def reviewed_by(
    services: Services, current: Institution, written: Mapping[str, str], assured: bool
) -> Reviewed:
    """Check what was written; raises InvalidRequest for columns that no provider may change."""
    if unknown := sorted(set(written) - set(COLUMNS)):
        known = ", ".join(COLUMNS)
        raise InvalidRequest(text("korrektur.unknown", names=", ".join(unknown), known=known))
    places = services.finder.places
    today = datetime.now(ZoneInfo(places.city.time_zone)).date() if assured else None
    values, odd = _with_codes(written)
    reviewed = review(current, values, places, stored_borders(services.catalogue.database), today)
    return Reviewed(None, {**reviewed.problems, **odd}) if odd else reviewed


def _with_codes(values: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The values with languages as codes, and the problem of names that are no language."""
    if LANGUAGES not in values:
        return dict(values), {}
    names = _listed(values[LANGUAGES])
    odd = [name for name in names if language_code(name) is None]
    codes = ", ".join(code for name in names if (code := language_code(name)))
    problems = {LANGUAGES: text("korrektur.language", name=odd[0])} if odd else {}
    return {**values, LANGUAGES: codes}, problems


def _listed(value: str) -> list[str]:
    return [one.strip() for one in _LIST.split(value) if one.strip()]
