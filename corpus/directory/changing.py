"""Checks what the city changes or adds by hand, also where two people work on one entry at the same time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from corpus.directory.directory import Directory
from corpus.directory.form import OF_EDITORS, changed_values, form_values, review
from corpus.directory.known import Known
from corpus.directory.rows import institution_id
from corpus.institution import Address, Institution, Source
from corpus.lists.entry import new_id

SOURCE = "verwaltung"  # of entries that were added by hand
NEW = Institution(id="", name="", source=Source(SOURCE, ""))


@dataclass(frozen=True, slots=True)
class Edit:
    """What came of a filled form: the entry as it would be, or the problems by column.

    `values` is what the form is to hold now: what others have stored meanwhile, and over it what was typed.
    """

    proposal: Institution | None
    problems: Mapping[str, str]
    values: Mapping[str, str]


def checked(directory: Directory, id_: str, version: int, values: Mapping[str, str], known: Known) -> Edit:
    """Check a form that was filled over a version of an entry; raises UnknownInstitution.

    What others have changed since stays, unless the form says otherwise: then that is a problem the first
    time, so that somebody decides.
    """
    now = directory.get(id_)
    versions = {one.version: one for one in directory.history(id_)}
    seen = versions.get(version)
    before = seen.institution if seen and seen.institution else now
    typed = changed_values(before, values, OF_EDITORS)
    current, old = form_values(now, OF_EDITORS), form_values(before, OF_EDITORS)
    latest = versions[directory.version(id_)].changed_by
    clashes = {
        name: f"{latest} hat hier inzwischen »{current[name] or 'nichts'}« eingetragen. "
        "Soll gelten, was Sie geschrieben haben? Dann speichern Sie noch einmal."
        for name, text in typed.items()
        if current[name] != old[name] and current[name] != text
    }
    reviewed = review(now, current | typed, known, OF_EDITORS)
    problems = {**clashes, **reviewed.problems}
    return Edit(None if problems else reviewed.proposal, problems, current | typed)


def checked_new(directory: Directory, values: Mapping[str, str], known: Known) -> Edit:
    """Check a form for a new entry; the proposal has an id of its own."""
    reviewed = review(NEW, values, known, OF_EDITORS)
    proposal, problems = reviewed.proposal, dict(reviewed.problems)
    if proposal:
        problems |= _there_already(proposal, directory)
        proposal = _with_id(proposal, directory)
    shown = form_values(NEW, OF_EDITORS) | changed_values(NEW, values, OF_EDITORS)
    return Edit(None if problems else proposal, problems, shown)


def _there_already(proposal: Institution, directory: Directory) -> dict[str, str]:
    """The problem of an entry that is there already under the same name and address."""
    for one in directory.all():
        if (one.name.casefold(), _place(one.address)) == (proposal.name.casefold(), _place(proposal.address)):
            said = f"»{proposal.name}« gibt es unter dieser Anschrift schon, Kennung {one.id}."
            return {"Name": f"{said} Ändern Sie diesen Eintrag."}
    return {}


def _place(address: Address) -> tuple[str, str]:
    return address.street.casefold(), address.postcode


def _with_id(proposal: Institution, directory: Directory) -> Institution:
    """The entry with a key of its own among those added by hand; a key that was removed is not used again."""
    taken = set(directory.of_source(SOURCE))
    while directory.history(institution_id(SOURCE, key := new_id(proposal.name, taken))):
        taken.add(key)
    return replace(proposal, id=institution_id(SOURCE, key), source=Source(SOURCE, key))
