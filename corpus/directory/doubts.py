"""What in a row of a foreign directory had better be looked at, though the row comes in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.directory.languages import is_language
from corpus.directory.mappings import DirectoryMapping
from corpus.directory.needs import Need, Taxonomy
from corpus.directory.tables import Row
from corpus.institution import Institution, Service, Tag

_POSTCODE = re.compile(r"\d{5}")


def doubts_of(
    row: Row, mapping: DirectoryMapping, institution: Institution, taxonomy: Taxonomy
) -> Iterator[str]:
    """The reasons, in German."""
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
    hours, schedule = mapping.value("hours", row).strip(), institution.schedule
    if hours and schedule and not (schedule.weekly or schedule.always or schedule.by_appointment):
        yield f"Öffnungszeiten »{hours}« sind nicht eindeutig; sie werden gezeigt, aber nicht ausgewertet."


def with_known_needs(institution: Institution, taxonomy: Taxonomy) -> Institution:
    """The institution without tags of needs that do not exist, each other tag with the service it names.

    Rows tag a whole entry; a tag that no service names stays with the first.
    """
    known = taxonomy.needs
    placed: list[list[Tag]] = [[] for _ in institution.services]
    for tag in (tag for one in institution.services for tag in one.tags if tag.need in known):
        placed[_place(known[tag.need], institution.services)].append(tag)
    services = (
        replace(one, tags=tuple(tags)) for one, tags in zip(institution.services, placed, strict=True)
    )
    return replace(institution, services=tuple(services))


def _place(need: Need, services: Sequence[Service]) -> int:
    """The number of the service whose name holds a name of the need; else of the first."""
    names = [name.lower() for name in (need.label, *need.words.get("official", ()))]
    named = (n for n, one in enumerate(services) if any(name in one.name.lower() for name in names))
    return next(named, 0)
