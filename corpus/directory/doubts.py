"""What in an entry had better be looked at, though it comes in."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from corpus.directory.known import Known
from corpus.directory.languages import is_language
from corpus.directory.rows import is_ours, meant
from corpus.institution import Institution
from corpus.places.areas import Places

_POSTCODE = re.compile(r"\d{5}")


def doubts_of(institution: Institution, hours: str, known: Known, today: date) -> Iterator[str]:
    """The reasons, in German; `hours` are the opening hours as they were written."""
    for need in institution.needs:
        if need not in known.taxonomy.needs:
            yield f"Den Bedarf »{need}« gibt es nicht; er fehlt jetzt. Alle Bedarfe: lotse institutions needs"
    for phone in institution.phones:
        if not phone.number.startswith("+"):
            yield (
                f"»{phone.number}« ist keine gültige Rufnummer; sie wird gezeigt, wie sie dasteht. "
                "Bitte mit Vorwahl, zum Beispiel 0208 123456."
            )
    for language in institution.languages:
        if not is_language(language):
            yield (
                f"Die Sprache »{language}« ist nicht bekannt; sie wird gezeigt, wie sie dasteht, aber nicht "
                "gefunden. Bitte schreiben Sie den Namen aus (Türkisch) oder das Kürzel (tr)."
            )
    yield from _place_doubts(institution, known.places)
    assured = institution.assured_date
    if assured and assured > today:
        yield (
            f"Geprüft am »{assured:%d.%m.%Y}« liegt in der Zukunft; die Angabe fehlt jetzt. "
            "Bitte den Tag nennen, an dem geprüft wurde."
        )
    schedule = institution.schedule
    if hours and schedule and not (schedule.weekly or schedule.always or schedule.by_appointment):
        yield (
            f"Öffnungszeiten »{hours}« sind nicht eindeutig; sie werden gezeigt, aber nicht ausgewertet. "
            "Eindeutig ist zum Beispiel: Mo-Do 9-12 Uhr, Di 14-17 Uhr."
        )


def without_future_assurance(institution: Institution, today: date) -> Institution:
    """The institution without an assurance that nobody can have given yet."""
    if institution.assured_date is None or institution.assured_date <= today:
        return institution
    return replace(institution, assured_date=None, assured_by="")


def _place_doubts(institution: Institution, places: Places) -> Iterator[str]:
    address = institution.address
    if address.postcode and not _POSTCODE.fullmatch(address.postcode):
        yield f"Die Postleitzahl »{address.postcode}« hat nicht fünf Ziffern, zum Beispiel 46045."
    if address.district and is_ours(address, places) and not places.by_name(address.district):
        derived = "kommt jetzt aus Lage oder Postleitzahl" if institution.area else "bleibt unbekannt"
        cure = meant(address.district, places)
        yield f"Den Stadtteil »{address.district}« gibt es hier nicht; das Gebiet {derived}. {cure}"
