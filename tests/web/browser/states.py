"""Every page of the service in every state that a visitor can bring about by its address alone."""

from collections.abc import Iterable, Iterator

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from corpus.directory.corrections import Corrections
from corpus.directory.directory import Directory
from corpus.figures.ledger import Ledger
from corpus.sample.examples import examples
from web.services import Services

STATES: dict[str, tuple[str, ...]] = {
    "/": (
        "/",
        f"/?q={examples().first}",
        "/?q=Wie+backe+ich+Apfelkuchen",
        "/?q=mein+mann+schlägt+mich",
        "/?q=a&jahr=x",
        "/?q=hab+schulden,+wohne+in+osterfeld",
        "/?q=Und+in+Sterkrade?&frueher=hab+schulden,+wohne+in+osterfeld",
        "/?q=ich+brauche+hilfe",
        "/?q=I+need+help+with+debts",
        "/?q=Danke",
        "/?q=Muss+ich+da+einen+Termin+machen?&frueher=hab+schulden,+wohne+in+osterfeld",
        "/?q=Das+meinte+ich+nicht&frueher=hab+schulden",
        "/?q=Keine+Ahnung&frueher=hab+schulden",
        "/?q=auf+Türkisch&frueher=hab+schulden",
    ),
    "/suche": (
        "/suche",
        "/suche?q=Alleinerziehende+Empfehlung",
        "/suche?q=Alleinerziehende&art=sozialbericht&jahr=2023",
        "/suche?q=Alleinerziehende&dokument={document}",
        "/suche?q=Xylophonquark",
        "/suche?q=Alleinerziehende&style=ris&nichts_angekreuzt=true",
        "/suche?q=Miete&jahr=neulich",
        "/zitate?q=Alleinerziehende&passage={passage}",
    ),
    "/zahlen": (
        "/zahlen",
        "/zahlen?q=SGB-II-Quote,+Kinderarmut+in+Osterfeld+2022",
        "/zahlen?q=Rangfolge+der+Sozialräume+nach+SGB-II-Quote+2022",
        "/zahlen?kennzahl=sgb2-quote&jahr=1950",
        "/zahlen?kennzahl=sgb2-quote&jahr=neulich",
    ),
    "/zahlen/matrix": ("/zahlen/matrix", "/zahlen/matrix?jahr=1950", "/zahlen/matrix?ebene=stadtteil"),
    "/zahlen/sozialindex": ("/zahlen/sozialindex", "/zahlen/sozialindex?seit=2022"),
    "/sozialraeume": ("/sozialraeume",),
    "/sozialraeume/{id_}": ("/sozialraeume/sr-osterfeld",),
    "/dossier": ("/dossier", "/dossier?zitat={passage}", "/dossier?zahl=gibtesnicht"),
    "/hilfe": (
        "/hilfe",
        "/hilfe?q=hab+schulden,+wohne+in+osterfeld",
        "/hilfe?q=mein+mann+schlägt+mich",
        "/hilfe?q=Xylophonquark",
        "/hilfe?q=Kocam+beni+dövüyor",
        "/hilfe?q=sterkrade",
        "/hilfe?q=Tafel+samstags",
        "/hilfe?q=زوجي+يضربني",
        "/hilfe?lage=geld",
        "/hilfe?bedarf=sozialberatung&rollstuhl=1&sprache=tr",
        "/hilfe?q=Schulden&gebiet=Atlantis",
        "/hilfe?bedarf=quark",
        "/hilfe?lage=wohnen&gebiet=sterkrade",
    ),
    "/angebote": (
        "/angebote",
        "/angebote?q=Wie+viele+Angebote+für+Alleinerziehende+je+Sozialraum",
        "/angebote?lage=wohnen&ebene=stadtbezirk&kennzahl=kaufkraft",
        "/angebote?q=Xylophonquark",
        "/angebote?q=mein+mann+schlägt+mich",
        "/angebote?ebene=mond",
    ),
    "/hilfe/{id_}": ("/hilfe/{institution}",),
    "/hilfe/{id_}/merkzettel": ("/hilfe/{institution}/merkzettel",),
    "/korrektur/eingegangen": ("/korrektur/eingegangen",),
    "/korrektur/{token}": ("/korrektur/{token}",),
    "/aehnlich/{passage_id}": ("/aehnlich/{passage}",),
    "/dokumente": ("/dokumente", "/dokumente?jahr=1999", "/dokumente?jahr=neulich"),
    "/dokumente/{document_id}": ("/dokumente/{document}",),
    "/quelle/{document_id}/{number}": (
        "/quelle/{document}/8?stelle={passage}&q=Alleinerziehende",
        "/quelle/{document}/1",
    ),
    **{
        page: (page,)
        for page in (
            "/notfall",
            "/anleitung",
            "/leichte-sprache",
            "/barrierefreiheit",
            "/datenschutz",
            "/impressum",
            "/gestaltung",
            "/docs",
        )
    },
}
ERRORS = ("/gibtesnicht", "/zitate", "/quelle/{document}?seite=99")
STAFF: dict[str, tuple[str, ...]] = {
    "/verwaltung": ("/verwaltung",),
    "/verwaltung/hochgeladen": ("/verwaltung/hochgeladen",),
    "/verwaltung/dokumente": ("/verwaltung/dokumente", "/verwaltung/dokumente?q=gibtesnicht&entfernt=true"),
    "/verwaltung/dokumente/{document_id}": ("/verwaltung/dokumente/{document}?gespeichert=true",),
    "/verwaltung/qualitaet": ("/verwaltung/qualitaet?nach=zahlen&alle=true",),
    "/verwaltung/zahlen": ("/verwaltung/zahlen",),
    "/verwaltung/zahlen/{figure_id}": ("/verwaltung/zahlen/{figure}",),
    "/verwaltung/korrekturen": ("/verwaltung/korrekturen",),
    "/verwaltung/einrichtungen": (
        "/verwaltung/einrichtungen?seite=2",
        "/verwaltung/einrichtungen?q=gibtesnicht&art=vermutet",
    ),
    "/verwaltung/einrichtungen/{id_}": (
        "/verwaltung/einrichtungen/{institution}?gespeichert=true",
        "/verwaltung/einrichtungen/neu",
    ),
    "/verwaltung/fragen": ("/verwaltung/fragen",),
    "/verwaltung/themen": ("/verwaltung/themen", "/verwaltung/themen?q=schuld"),
    "/verwaltung/listen/{liste}/{id_}": (
        "/verwaltung/listen/themen/schuldnerberatung?gespeichert=true",
        "/verwaltung/listen/gebiete/osterfeld",
        "/verwaltung/listen/gebiete/neu",
    ),
    "/verwaltung/konten": ("/verwaltung/konten",),
    "/verwaltung/konten/{name}": (
        "/verwaltung/konten/redaktion?getan=abmelden",
        "/verwaltung/konten/verwaltung",
    ),
    "/kennwort": ("/kennwort",),
    "/verwaltung/nutzung": ("/verwaltung/nutzung",),
}
DOOR: dict[str, tuple[str, ...]] = {  # where those begin who have not signed in yet
    "/anmelden": ("/anmelden?weiter=/verwaltung",),
    "/anmelden/dienst/zurueck": ("/anmelden/dienst/zurueck?code=x&state=x",),
    "/abgemeldet": ("/abgemeldet",),
}
ALL = [state for states in STATES.values() for state in states] + list(ERRORS)
OUTSIDE = frozenset(state for states in DOOR.values() for state in states)
AT_WORK = [state for some in (STAFF, DOOR) for states in some.values() for state in states]


def address(state: str, services: Services) -> str:
    """The address of a state, its {names} filled in with what the sample data hold."""
    documents = services.catalogue.documents()
    document = next(one.id for one in documents if one.title.startswith("Sozialbericht"))
    passage = next(one for one in services.catalogue.passages(document) if one.page == 8)
    institution = services.finder.institutions()[0].id
    token = ""
    if "{token}" in state:
        database = services.catalogue.database
        token = Corrections(database, Directory(database)).invite(institution, "Redaktion").token
    figure = ""
    if "{figure}" in state:
        figure = next(one.id for one in Ledger(services.catalogue).figures(document) if one.box)
    names = {"document": document, "passage": passage.id, "institution": institution}
    return state.format(**names, token=token, figure=figure)


def page_routes(app: FastAPI) -> set[str]:
    """The address patterns of all pages for people."""
    routes = [route for route in all_routes(app) if "GET" in route.methods]
    return {route.path for route in routes if issubclass(response_class(route), HTMLResponse)}


def response_class(route: APIRoute) -> type:
    """What a route answers with, where its router may have said so for all."""
    found: type = getattr(route.response_class, "value", route.response_class)
    return found


def all_routes(app: FastAPI) -> Iterator[APIRoute]:
    """All routes of the service."""
    return _routes(app.routes)


def _routes(some: Iterable[BaseRoute]) -> Iterator[APIRoute]:
    for one in some:
        if isinstance(one, APIRoute):
            yield one
        elif (router := getattr(one, "original_router", None)) is not None:
            yield from _routes(router.routes)
