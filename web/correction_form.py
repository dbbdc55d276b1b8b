"""A provider's correction as people write it, checked alike on the page and over the interface."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from corpus.directory.form import COLUMNS, Reviewed, review
from corpus.institution import Institution
from corpus.places.geometry import stored_borders
from web.errors import InvalidRequest
from web.services import Services
from web.texts import text


def reviewed_by(
    services: Services, current: Institution, written: Mapping[str, str], assured: bool
) -> Reviewed:
    """Check what was written; raises InvalidRequest for columns that no provider may change."""
    if unknown := sorted(set(written) - set(COLUMNS)):
        known = ", ".join(COLUMNS)
        raise InvalidRequest(text("korrektur.unknown", names=", ".join(unknown), known=known))
    places = services.finder.places
    today = datetime.now(ZoneInfo(places.city.time_zone)).date() if assured else None
    return review(current, written, places, stored_borders(services.catalogue.database), today)
