"""What in an entry had better be looked at, though it comes in."""

import re
from collections.abc import Iterator

from corpus.directory.languages import is_language
from corpus.directory.needs import Taxonomy
from corpus.institution import Institution

_POSTCODE = re.compile(r"\d{5}")


def doubts_of(institution: Institution, hours: str, taxonomy: Taxonomy) -> Iterator[str]:
    """The reasons, in German; `hours` are the opening hours as they were written."""
    for need in institution.needs:
        if need not in taxonomy.needs:
            yield f"Den Bedarf »{need}« gibt es nicht; er fehlt jetzt. Alle Bedarfe: lotse institutions needs"
    for phone in institution.phones:
        if not phone.number.startswith("+"):
            yield f"»{phone.number}« ist keine gültige Rufnummer; sie wird gezeigt, wie sie dasteht."
    for language in institution.languages:
        if not is_language(language):
            yield (
                f"Die Sprache »{language}« ist nicht bekannt; sie wird gezeigt, wie sie dasteht, aber nicht "
                "gefunden. Bitte schreiben Sie den Namen aus (Türkisch) oder das Kürzel (tr)."
            )
    postcode = institution.address.postcode
    if postcode and not _POSTCODE.fullmatch(postcode):
        yield f"Die Postleitzahl »{postcode}« hat nicht fünf Ziffern."
    schedule = institution.schedule
    if hours and schedule and not (schedule.weekly or schedule.always or schedule.by_appointment):
        yield f"Öffnungszeiten »{hours}« sind nicht eindeutig; sie werden gezeigt, aber nicht ausgewertet."
