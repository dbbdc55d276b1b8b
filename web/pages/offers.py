"""»Angebote«: how many offers there are for a need in each area, beside printed indicators."""

from dataclasses import dataclass, fields, replace
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from assistant.supply_analysis import USUAL_LEVEL, Asked, SupplyAnalysis, charted, level_in
from assistant.supply_export import column_name, value_text
from corpus.directory.supply import TopicSupply
from corpus.errors import InvalidData
from corpus.place import Position
from corpus.places.geometry import stored_borders
from web.access import visibilities
from web.api.figure_shapes import figure_url
from web.api.problems import services_of
from web.api.supply import analysis_for
from web.pages.help_query import MOST_LETTERS
from web.pages.maps import Map, draw
from web.pages.rendering import render
from web.services import Services

router = APIRouter(default_response_class=HTMLResponse)
ADDRESS = "/angebote"
DEEPEST = 4

Typed = Annotated[str, Query(max_length=MOST_LETTERS)]


@dataclass(frozen=True, slots=True)
class OfferQuery:
    """What the address of the page says; words count only where neither need nor situation is chosen."""

    q: str = ""
    bedarf: tuple[str, ...] = ()
    lage: str = ""
    ebene: str = ""
    kennzahl: tuple[str, ...] = ()

    def address(self, **changes: Any) -> str:
        """The address with some values changed."""
        changed = replace(self, **changes)
        told = {field.name: value for field in fields(changed) if (value := getattr(changed, field.name))}
        return f"{ADDRESS}?{urlencode(told, doseq=True)}" if told else ADDRESS


def offer_query(
    q: Typed = "",
    thema: Typed = "",
    bedarf: Annotated[list[str] | None, Query(max_length=MOST_LETTERS)] = None,
    lage: Typed = "",
    ebene: Typed = "",
    kennzahl: Annotated[list[str] | None, Query(max_length=MOST_LETTERS)] = None,
) -> OfferQuery:
    """The query of a request; the form's one choice `thema` is a need, or a situation after »lage:«."""
    kind, _, id_ = thema.rpartition(":")
    needs = tuple(one for one in (*(bedarf or ()), "" if kind else id_) if one)
    return OfferQuery(
        q.strip(), needs, lage or (id_ if kind else ""), ebene, tuple(one for one in kennzahl or () if one)
    )


@router.get(ADDRESS)
def offers(request: Request, query: Annotated[OfferQuery, Depends(offer_query)]) -> HTMLResponse:
    """Show the offers of a need, of a situation or of all situations by area."""
    services = services_of(request)
    shown = _choices(services)
    understood = _understood(query, services)
    asked = Asked(understood.bedarf, understood.lage, understood.ebene or USUAL_LEVEL, understood.kennzahl)
    try:
        analysis = analysis_for(request, asked)
    except InvalidData as error:
        return render(
            request,
            "angebote.html",
            shown | {"query": query, "problem": str(error)},
            HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    shown |= {"query": understood, "unknown": bool(query.q) and not (understood.bedarf or understood.lage)}
    return render(request, "angebote.html", shown | _results(request, analysis, understood))


def _understood(query: OfferQuery, services: Services) -> OfferQuery:
    """The query with need and level taken from its words, where they are not chosen."""
    if not query.q:
        return query
    finder = services.finder
    chosen = query.bedarf or query.lage
    needs = query.bedarf if chosen else tuple(one.need.id for one in finder.named_needs(query.q)[:1])
    return replace(query, bedarf=needs, ebene=query.ebene or level_in(query.q, finder.places) or "")


def _choices(services: Services) -> dict[str, object]:
    return {
        "situations": services.finder.taxonomy.situations,
        "levels": services.finder.places.levels,
        "city": services.finder.places.city,
    }


def _results(request: Request, analysis: SupplyAnalysis, query: OfferQuery) -> dict[str, object]:
    services = services_of(request)
    single = analysis.topics[0] if len(analysis.topics) == 1 else None
    download = [
        *(("need", one) for one in query.bedarf),
        *((("situation", query.lage),) if query.lage and not query.bedarf else ()),
        ("level", analysis.level),
        *(("indicator", one) for one in query.kennzahl),
    ]
    return {
        "analysis": analysis,
        "single": single,
        "level": next(one for one in services.finder.places.levels if one.id == analysis.level),
        "columns": [(column, column_name(column)) for column in analysis.columns],
        "value_text": value_text,
        "figure_url": figure_url,
        "indicators": charted(analysis.areas, services.grid(visibilities(request))),
        "picture": _map(single, services) if single else None,
        "download": urlencode(download),
    }


def _map(topic: TopicSupply, services: Services) -> Map | None:
    """The counts on a map: in the borders where they are imported, else at the middles of the areas."""
    places = services.finder.places
    rows = [(row.area, len(row.located)) for row in topic.rows if row.area]
    ids = {area.id for area, _ in rows}
    borders = stored_borders(services.catalogue.database).outlines
    outlines = [one for one in borders if one.area_id in ids]
    middles: dict[str, Position] = {one.area_id: one.inside for one in outlines}
    spots = [(count, middles.get(area.id) or area.centre) for area, count in rows]
    most = max(count for _, count in rows)
    shades = {area.id: _shade(count, most) for area, count in rows}
    numbered = [(str(count), spot) for count, spot in spots if spot]
    level = rows[0][0].level
    return draw(outlines, places, numbered, shades, whole=bool(outlines), level=level)


def _shade(count: int, most: int) -> int:
    """How deep an area is coloured: 0 only for none at all."""
    return 1 + (DEEPEST - 1) * count // most if count else 0
