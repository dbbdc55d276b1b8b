"""Tags institutions that came without needs, from their own texts; such tags are marked as suspected."""

from collections.abc import Iterable
from dataclasses import replace

from assistant.finding.languages import GERMAN
from assistant.finding.needs import NeedReader, UnderstoodNeed
from assistant.finding.words import words_of
from corpus.directory.directory import Directory, Editor
from corpus.institution import Institution, Service, Tag
from corpus.lists.own import OwnLists

MOST_TAGS = 4
SURE = 0.75
EDITOR = Editor("Soziallotse", "Bedarfe aus den Texten vermutet")


def suspect_needs(directory: Directory, ids: Iterable[str] | None = None) -> int:
    """Suspect needs anew, by the list in force, for all institutions without given ones (or those of `ids`).

    Returns how many have other tags than before. Nobody changes an institution or the list meanwhile.
    """
    with directory.database.transaction():
        chosen = directory.all() if ids is None else [directory.get(id_) for id_ in ids]
        untagged = [one for one in chosen if not one.given_needs]
        if not untagged:
            return 0
        reader = NeedReader(OwnLists(directory.database).taxonomy())
        tagged = [new for one in untagged if (new := suspected(one, reader)) != one]
        directory.put(tagged, EDITOR)
    return len(tagged)


def suspected(institution: Institution, reader: NeedReader) -> Institution:
    """The institution with no needs but those that its texts speak of.

    The name and the services weigh more than the description, which often speaks of others too.
    """
    services = " . ".join(service.name for service in institution.services)
    found = _read(f"{institution.name} . {services}", reader) or _read(institution.description, reader)
    tags = tuple(Tag(one.need.id, suspected=True, word=one.words[0]) for one in found[:MOST_TAGS])
    if not (tags or institution.services):
        return institution
    first, *others = (replace(one, tags=()) for one in institution.services or (Service(institution.name),))
    return replace(institution, services=(replace(first, tags=tags), *others))


def _read(text: str, reader: NeedReader) -> list[UnderstoodNeed]:
    return [one for one in reader.read(words_of(text), (GERMAN,)) if one.score >= SURE]
