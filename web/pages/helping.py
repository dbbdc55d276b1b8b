"""»Hilfe finden«: from a theme or words to places that help, and one page for each place."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated
from zoneinfo import ZoneInfo

import segno
from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from assistant.finder import Finder, Found
from assistant.finding.choice import MOST_SHOWN
from assistant.finding.opening_words import opening_text
from assistant.finding.wording import opens_text, speaking_text
from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory
from corpus.directory.languages import language_name
from corpus.directory.next_opening import next_opening
from corpus.directory.schedules import is_open
from corpus.directory.week import week_of
from corpus.errors import InvalidData
from corpus.institution import Institution
from corpus.places.areas import Places
from corpus.places.geometry import stored_borders
from web.api.problems import services_of
from web.pages.help_query import FILTERS, HelpQuery, help_query
from web.pages.help_view import chips, groups, phone_lines, spoken
from web.pages.maps import Map, draw
from web.pages.operator import Operator
from web.pages.rendering import render
from web.pages.way_back import WaysBack
from web.texts import text

router = APIRouter(default_response_class=HTMLResponse)
QR_SCALE = 4


@router.get("/hilfe")
def find(request: Request, query: Annotated[HelpQuery, Depends(help_query)]) -> HTMLResponse:
    """Show themes to choose from, or the places that fit; emergencies come before anything is searched."""
    services = services_of(request)
    shown = {"query": query, "area": _named(query.gebiet, services.finder), **_choices(services.finder)}
    if not query.asks:
        return render(request, "hilfe_themen.html", shown)
    try:
        found = services.finder.find(query.q, query.choice())
    except InvalidData as error:
        usable = query.with_known(services.finder)
        shown |= {"query": usable, "problem": _problem(query, usable) or str(error)}
        return render(request, "hilfe_themen.html", shown, HTTPStatus.UNPROCESSABLE_ENTITY)
    return render(
        request, "hilfe_ergebnis.html", shown | _results(found, query, services.finder, services.catalogue)
    )


@router.get("/hilfe/{id_}")
def institution(request: Request, id_: str, back: WaysBack) -> HTMLResponse:
    """Show everything about one place, with the hours of the coming week."""
    services = services_of(request)
    one = Directory(services.catalogue.database).get(id_)
    onward = {"operator": Operator.of(services.settings), "back": back, "asked_before": back.question}
    return render(request, "einrichtung.html", _details(one, services.finder) | onward)


@router.get("/hilfe/{id_}/merkzettel")
def handout(request: Request, id_: str, back: WaysBack) -> HTMLResponse:
    """Show a sheet to print and take along, with a QR code that leads back to the place."""
    services = services_of(request)
    one = Directory(services.catalogue.database).get(id_)
    address = f"{request.base_url}hilfe/{one.id}"
    picture = segno.make(address, error="m").svg_inline(
        scale=QR_SCALE, dark="#000", light="#fff", omitsize=True
    )
    drawn = {"code": Markup(picture), "page_address": address}  # noqa: S704 - drawn from our own address
    onward = {"back": back, "asked_before": back.question}
    return render(request, "merkzettel.html", _details(one, services.finder) | drawn | onward)


def _problem(query: HelpQuery, usable: HelpQuery) -> str:
    """What of an address cannot be used, in words for people; empty where it is something else."""
    needs = [one for one in query.bedarf if one not in usable.bedarf]
    if needs:
        return text("hilfe.unknown_need", name=needs[0])
    return text("hilfe.unknown_area", name=query.gebiet) if query.gebiet != usable.gebiet else ""


def _choices(finder: Finder) -> dict[str, object]:
    """What can be chosen: themes, areas by level, languages that are spoken somewhere."""
    places = finder.places
    codes = {code for one in finder.institutions() for code in one.languages}
    return {
        "situations": finder.taxonomy.situations,
        "levels": [(level, places.of_level(level.id)) for level in places.levels],
        "largest": places.of_level(places.levels[0].id),
        "city": places.city,
        "languages": sorted((language_name(code), code) for code in codes),
        "filters": FILTERS,
    }


def _named(area: str, finder: Finder) -> str:
    """The name of a chosen area, empty for none and for the whole city."""
    known = finder.places.areas.get(finder.places.by_name(area) or "")
    return known.name if known else ""


def _results(found: Found, query: HelpQuery, finder: Finder, catalogue: Catalogue) -> dict[str, object]:
    places = finder.places
    pages = max(1, -(-found.total // MOST_SHOWN))
    return {
        "found": found,
        "speaking": speaking_text(found.speaking),
        "chips": chips(found, query, places),
        "groups": groups(found, query, places),
        "pages": pages,
        "picture": _map(found, query, places, catalogue),
        "counting": bool(not found.needs and finder.named_needs(query.q)),
    }


def _map(found: Found, query: HelpQuery, places: Places, catalogue: Catalogue) -> Map | None:
    """The places of this page by their numbers in the list."""
    first = query.choice().first
    numbered = [
        (str(number), one.institution.position)
        for number, one in enumerate(found.suggestions, start=first + 1)
        if one.institution.position
    ]
    return draw(stored_borders(catalogue.database).outlines, places, numbered)


def _details(one: Institution, finder: Finder) -> dict[str, object]:
    places = finder.places
    now = datetime.now(ZoneInfo(places.city.time_zone))
    following = next_opening(one.schedule, now, places.city.state)
    known = finder.taxonomy.needs
    tags = [(known[tag.need], tag.suspected) for s in one.services for tag in s.tags if tag.need in known]
    area = places.areas.get(one.area or "")
    served = [
        places.areas[id_].name if id_ in places.areas else places.city.name for id_ in one.service_areas
    ]
    return {
        "one": one,
        "area": area,
        "served": served,
        "tags": tags,
        "phones": phone_lines(one.phones),
        "languages": spoken(one.languages),
        "wheelchair": text(f"hilfe.wheelchair.{one.wheelchair.value}") if one.wheelchair else "",
        "open_now": is_open(one.schedule, now, places.city.state),
        "opens": opens_text(opening_text(following, now)) if following else "",
        "week": week_of(one.schedule, now.date(), places.city.state),
        "today": now.date(),
    }
