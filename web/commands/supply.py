"""`lotse supply`: offers by need and area, with indicators beside them."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer

from assistant.finder import Finder
from assistant.supply_analysis import USUAL_LEVEL, Asked, SupplyAnalysis, analysed, level_in
from assistant.supply_export import column_name, supply_csv, value_text
from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory
from corpus.directory.supply import Supply, TopicSupply
from corpus.place import Level
from web.api.supply_shapes import SupplyAnalysisShape
from web.commands.find import INDENT, show_delicate
from web.commands.grids import read_grid
from web.commands.options import DataOption, JsonOption, data_folder, whole_signs
from web.commands.output import print_json, say, show
from web.texts import text


class Format(StrEnum):
    """The formats that the analysis is printed in."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def supply(
    question: Annotated[
        str, typer.Argument(metavar="FRAGE", help=text("argument.supply_question"), callback=whole_signs)
    ] = "",
    need: Annotated[list[str] | None, typer.Option(metavar="BEDARF", help=text("option.supply_need"))] = None,
    situation: Annotated[str, typer.Option(metavar="LEBENSLAGE", help=text("option.situation"))] = "",
    level: Annotated[str, typer.Option(metavar="EBENE", help=text("option.level"))] = "",
    indicator: Annotated[
        list[str] | None, typer.Option(metavar="KENNZAHL", help=text("option.supply_indicator"))
    ] = None,
    format: Annotated[Format, typer.Option(help=text("option.supply_format"))] = Format.TABLE,  # noqa: A002
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Count the offers for needs by area."""
    folder = data_folder(data)
    catalogue = Catalogue(folder)
    finder = Finder(Directory(catalogue.database))
    asked = Asked(tuple(need or ()), situation, level or USUAL_LEVEL, tuple(indicator or ()))
    if question:
        asked = _from_words(question, asked, level, finder)
    grid = read_grid(folder, catalogue)
    analysis = analysed(asked, finder.institutions(), grid, finder.taxonomy, finder.places)
    if json or format is Format.JSON:
        print_json(SupplyAnalysisShape.of(analysis, finder.places))
    elif format is Format.CSV:
        sys.stdout.write(supply_csv(analysis))
    else:
        show_delicate(question)
        _show(analysis, finder.places.levels)


def _from_words(question: str, asked: Asked, level: str, finder: Finder) -> Asked:
    """Need and level from the question, where they are not chosen."""
    found = finder.named_needs(question)[:1]
    if not found:
        say(text("angebote.not_understood", question=question))
    needs = asked.needs or (() if asked.situation else tuple(one.need.id for one in found))
    named = level or level_in(question, finder.places) or USUAL_LEVEL
    return Asked(needs, asked.situation, named, asked.indicators)


def _show(analysis: SupplyAnalysis, levels: Sequence[Level]) -> None:
    level = next(one.label for one in levels if one.id == analysis.level)
    if len(analysis.topics) == 1:
        _show_topic(analysis.topics[0], analysis, level)
    else:
        _show_all(analysis, level)
    if analysis.missing:
        show(text("angebote.missing", names=", ".join(one.name for one in analysis.missing)))


def _show_topic(topic: TopicSupply, analysis: SupplyAnalysis, level: str) -> None:
    """One line for each area: counts, then indicators."""
    show(text("angebote.title", topic=topic.topic.label, level=level))
    for row in topic.rows:
        show(INDENT + _line(row, analysis))
    count = len(topic.institutions)
    show(text(f"angebote.together.{'none' if not count else 'one' if count == 1 else 'many'}", count=count))
    for key, some in (("citywide", topic.citywide), ("twice", topic.twice)):
        if some:
            show(text(f"angebote.{key}", names=", ".join(one.name for one in some)))


def _line(row: Supply, analysis: SupplyAnalysis) -> str:
    counts = {"located": len(row.located), "suspected": row.suspected, "citywide": row.citywide}
    if row.area is None:
        return text("angebote.line_nowhere", **counts)
    line = text("angebote.line", area=row.area.name, responsible=len(row.responsible), **counts)
    values = [(column_name(c), value_text(c, row.area.id)) for c in analysis.columns]
    return "; ".join([line, *(f"{name} {value}" for name, value in values if value)])


def _show_all(analysis: SupplyAnalysis, level: str) -> None:
    """One line for each topic, with the count of every area."""
    show(text("angebote.title_all", level=level))
    for topic in analysis.topics:
        names = [row.area.name if row.area else text("angebote.nowhere") for row in topic.rows]
        counts = [f"{name} {len(row.located)}" for name, row in zip(names, topic.rows, strict=True)]
        show(f"{INDENT}{topic.topic.label}: {', '.join(counts)}")
