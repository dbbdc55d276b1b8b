"""Tags institutions that came without needs, from their own texts; such tags are marked as suspected."""

from collections.abc import Iterable
from dataclasses import replace

from assistant.finding.languages import GERMAN
from assistant.finding.needs import NeedReader, UnderstoodNeed
from assistant.finding.words import words_of
from corpus.directory.directory import Directory, Editor
from corpus.directory.needs import Taxonomy
from corpus.institution import Institution, Service, Tag

MOST_TAGS = 4
SURE = 0.75
EDITOR = Editor("Soziallotse", "Bedarfe aus den Texten vermutet")


def tag_untagged(directory: Directory, taxonomy: Taxonomy, ids: Iterable[str] | None = None) -> int:
    """Suspect needs for all institutions without any (or those of `ids`); returns how many got some."""
    reader = NeedReader(taxonomy)
    chosen = set(ids) if ids is not None else None
    untagged = [one for one in directory.all() if not one.needs and (chosen is None or one.id in chosen)]
    tagged = [new for one in untagged if (new := suspected(one, reader)) is not one]
    directory.put(tagged, EDITOR)
    return len(tagged)


def suspected(institution: Institution, reader: NeedReader) -> Institution:
    """The institution with the needs that its texts speak of; itself if they speak of none.

    The name and the services weigh more than the description, which often speaks of others too.
    """
    services = " . ".join(service.name for service in institution.services)
    found = _read(f"{institution.name} . {services}", reader) or _read(institution.description, reader)
    if not found:
        return institution
    tags = tuple(Tag(one.need.id, suspected=True, word=one.words[0]) for one in found[:MOST_TAGS])
    first, *others = institution.services or (Service(institution.name),)
    return replace(institution, services=(replace(first, tags=tags), *others))


def _read(text: str, reader: NeedReader) -> list[UnderstoodNeed]:
    return [one for one in reader.read(words_of(text), (GERMAN,)) if one.score >= SURE]
