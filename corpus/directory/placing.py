"""Puts needs that are named for a whole entry with the services that they belong to."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.directory.needs import Need, Taxonomy
from corpus.institution import Institution, Service, Tag


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


def with_given_needs(institution: Institution, needs: Iterable[str], taxonomy: Taxonomy) -> Institution:
    """The institution with exactly these needs, as given ones; raises InvalidData for one that is none."""
    tags = tuple(Tag(taxonomy.need(id_).id) for id_ in dict.fromkeys(needs))
    first, *others = institution.services or (Service(institution.name),)
    services = (replace(first, tags=tags), *(replace(one, tags=()) for one in others))
    return with_known_needs(replace(institution, services=services), taxonomy)


def _place(need: Need, services: Sequence[Service]) -> int:
    """The number of the service whose name holds a name of the need; else of the first."""
    names = [name.lower() for name in (need.label, *need.words.get("official", ()))]
    named = (n for n, one in enumerate(services) if any(name in one.name.lower() for name in names))
    return next(named, 0)
