"""`lotse profile`: what figures, papers and the directory hold on one area, also as PDF."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from assistant.area_findings import Finding
from assistant.area_profile import AreaProfile, area_profile
from assistant.figure_export import Masking
from assistant.figure_scope import USUAL
from assistant.figure_wording import printed_as
from assistant.need_words import signed
from assistant.profile_pdf import profile_pdf
from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory
from corpus.lists.own import OwnLists
from corpus.place import Area
from corpus.places.areas import Places
from web.api.profile_shapes import ProfileShape
from web.commands.grids import read_grid
from web.commands.options import DataOption, JsonOption, existing_data
from web.commands.output import print_json, say, show, show_table
from web.errors import InvalidRequest
from web.settings import settings
from web.texts import text

SHOWN = 3


def profile(
    area: Annotated[str, typer.Argument(metavar="GEBIET", help=text("argument.area"))],
    pdf: Annotated[Path | None, typer.Option("--pdf", metavar="DATEI", help=text("option.pdf"))] = None,
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Print the profile of an area, or write it as PDF."""
    folder = existing_data(data)
    catalogue = Catalogue(folder)
    places = OwnLists(catalogue.database).places()
    found = _area(area, places)
    grid = read_grid(folder, catalogue)
    institutions = Directory(catalogue.database).all()
    made = area_profile(found, grid, catalogue, catalogue.documents(), institutions, places)
    if pdf is not None:
        pdf.write_bytes(profile_pdf(made, places, datetime.now(UTC).date()))
        say(text("tables.written", file=pdf))
    if json:
        print_json(ProfileShape.of(made, Masking(settings().mask_below)))
    elif pdf is None:
        _show(made, {one.id: one.label for one in places.levels})


def _area(name: str, places: Places) -> Area:
    """The area of a name or id: of several the Sozialraum, since the papers are written for these."""
    wanted = " ".join(name.split()).casefold()
    kinds = {one.id: one.label for one in places.levels}
    found = [one for one in places.areas.values() if wanted in _names(one, kinds[one.level])]
    if not found:
        some = ", ".join(one.name for one in places.of_level(USUAL))
        raise InvalidRequest(text("profile.unknown", area=name, some=some))
    found.sort(key=lambda one: one.level != USUAL)
    if len(found) > 1:
        meant, *others = (f"{kinds[one.level]} {one.name}" for one in found)
        say(text("profile.several", area=meant, others=", ".join(others)))
    return found[0]


def _names(area: Area, kind: str) -> set[str]:
    """What an area is called: by id, name or other name, alone or behind its kind."""
    names = (area.name, *area.aliases)
    return {one.casefold() for one in (area.id, *names, *(f"{kind} {name}" for name in names))}


def _show(made: AreaProfile, labels: Mapping[str, str]) -> None:
    show(made.area.name)
    table = Table(*text("profile.heads").format(area=made.area.name).split("|"))
    for line in made.lines:
        own, city = line.cells[-1].quoted, line.beside
        table.add_row(
            line.indicator.name,
            str(line.newest.year),
            printed_as(own.figure),
            printed_as(city.figure) if city else text("index.gap"),
            "–" if line.distance is None else signed(line.distance),
            own.source,
        )
    show_table(table)
    if made.others:
        area, *others = (f"{labels[one.level]} {one.name}" for one in (made.area, *made.others))
        show(text("profile.others", names=", ".join(others), area=area))
    if made.gaps:
        show(text("profile.gaps", names=", ".join(one.name for one in made.gaps)))
    for key, some in (("findings", made.findings), ("recommendations", made.recommendations)):
        _quote(text(f"profile.{key}", count=len(some)), some)
    show(text("profile.institutions", names="; ".join(one.name for one in made.there) or "–"))


def _quote(heading: str, some: tuple[Finding, ...]) -> None:
    show(heading)
    for one in some[:SHOWN]:
        show(f"  {one.text} ({one.source})")
