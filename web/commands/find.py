"""`lotse find`."""

from collections.abc import Sequence
from typing import Annotated

import typer

from assistant.crisis import read_crisis
from assistant.despair import gentle_line
from assistant.finder import Finder
from assistant.finding.choice import Choice
from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory
from corpus.errors import InvalidData
from web.api.finder import find_shape
from web.api.finder_shapes import CrisisShape, FoundShape, GentleShape, NumberShape, SuggestionShape
from web.commands.options import DataOption, JsonOption, data_folder, whole_signs
from web.commands.output import print_json, show
from web.services import needs_encoder
from web.texts import table, text

SHOWN = 5
INDENT = "   "


def find(
    question: Annotated[
        str, typer.Argument(metavar="ANLIEGEN", help=text("argument.sentence"), callback=whole_signs)
    ] = "",
    data: DataOption = None,
    need: Annotated[list[str] | None, typer.Option(metavar="BEDARF", help=text("option.need"))] = None,
    area: Annotated[str | None, typer.Option(metavar="GEBIET", help=text("option.one_area"))] = None,
    open_now: Annotated[bool, typer.Option("--open-now", help=text("option.open_now"))] = False,
    language: Annotated[str | None, typer.Option(metavar="SPRACHE", help=text("option.spoken"))] = None,
    wheelchair: Annotated[bool, typer.Option("--wheelchair", help=text("option.wheelchair"))] = False,
    free: Annotated[bool, typer.Option("--free", help=text("option.free"))] = False,
    anonymous: Annotated[bool, typer.Option("--anonymous", help=text("option.anonymous"))] = False,
    json: JsonOption = False,
) -> None:
    """Find institutions for a sentence, crisis numbers first."""
    choice = Choice(tuple(need or ()), area, open_now, language, wheelchair, free, anonymous)
    try:
        found = find_shape(finder_on(Catalogue(data_folder(data))), question, choice)
    except InvalidData:
        if not json:
            show_delicate(question)
        raise
    if json:
        print_json(found)
    else:
        filtered = open_now or language is not None or wheelchair or free or anonymous
        show_found(found, filtered)


def finder_on(catalogue: Catalogue) -> Finder:
    """The finder over the directory of a catalogue."""
    return Finder(Directory(catalogue.database), needs_encoder())


def show_found(found: FoundShape, filtered: bool = False) -> None:
    """Print what was understood and the first institutions; with filters an empty list may be their doing."""
    show_crisis(found.crisis, found.gentle)
    show(found.understood)
    if found.wishes:
        show(text("find.wishes", wishes=", ".join(found.wishes)))
    if found.speaking:
        show(found.speaking)
    if found.elsewhere:
        show(text("find.elsewhere", town=found.elsewhere))
    if not found.institutions:
        none = "find.none_with_filters" if filtered else "find.none" if found.needs else "find.not_understood"
        show(text(none))
    show_institutions(found.institutions[:SHOWN])
    if found.total > SHOWN:
        show(text("find.more", count=found.total - SHOWN))


def show_delicate(question: str) -> None:
    """Print what a question calls for, whatever else is wrong with it: an emergency, or who listens."""
    reading = read_crisis(question)
    gentle = GentleShape.of(gentle_line(question, reading))
    show_crisis([CrisisShape.of(notice) for notice in reading.notices], gentle)


def show_crisis(notices: Sequence[CrisisShape], gentle: GentleShape | None) -> None:
    """Print what stands above everything else in an emergency: numbers first, German last; or who listens."""
    for notice in notices:
        foreign = notice.text_in_language != notice.text
        show(notice.title_in_language)
        for number in notice.numbers:
            _show_number(number, foreign)
        show(notice.text_in_language)
        if foreign:
            show(f"{notice.title}: {notice.text}")
        show()
    if gentle:
        show(gentle.text)
        for number in gentle.numbers:
            _show_number(number, foreign=False)
        show()


def _show_number(number: NumberShape, foreign: bool) -> None:
    own = {name: getattr(number, f"{name}_in_language") for name in ("name", "purpose", "hours")}
    closed = number.closed_in_language if foreign else number.closed
    show(f"{INDENT}{text('find.number', number=number.number, **own)} {closed}".rstrip())
    if foreign:
        show(f"{INDENT}{INDENT}{number.name}. {number.closed}".rstrip())


def show_institutions(institutions: Sequence[SuggestionShape]) -> None:
    """Print institutions, numbered."""
    for rank, one in enumerate(institutions, start=1):
        _show_institution(rank, one)


def _show_institution(rank: int, one: SuggestionShape) -> None:
    organisation = f" ({one.organisation})" if one.organisation else ""
    show(text("find.entry", rank=rank, name=one.name, organisation=organisation))
    words = table("find.open")
    state = words["unknown"] if one.open_now is None else words["yes" if one.open_now else "no"]
    distance = text("find.distance", metres=one.distance_m) if one.distance_m is not None else ""
    lines = (
        ", ".join(one.services),
        one.address,
        ", ".join(part for part in (one.phone, one.email, one.website) if part),
        ", ".join(part for part in (one.schedule, state, one.next_opening_text) if part),
        ", ".join(part for part in (one.match_text, distance, one.notes) if part),
    )
    for line in lines:
        if line:
            show(f"{INDENT}{line}")
