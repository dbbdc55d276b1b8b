"""Addresses for every route; {names} in them stand for what the internal report holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpus.accounts.accounts import Role
from tests.web.staff import SECRET

ASKED = (
    SECRET,
    "Wie hoch ist die SGB-II-Quote 2022 in Osterfeld?",
    "Was wird für Alleinerziehende empfohlen?",
)
FILTERED = ("jahr=2022", "gebiet=Geheimhausen", "art=bericht", "reihe=Geheimreihe")


@dataclass(frozen=True, slots=True)
class Call:
    """A request; `sent` is JSON or a form where the method sends something."""

    method: str
    address: str
    sent: Any = None

    def __str__(self) -> str:
        return f"{self.method} {self.address} {self.sent or ''}"


def asking(path: str, name: str = "q") -> tuple[str, ...]:
    """The questions, and the first one with each filter."""
    plain = tuple(f"{path}?{name}={one}" for one in ASKED)
    return plain + tuple(f"{path}?{name}={ASKED[1]}&{one}" for one in FILTERED)


def cited(path: str) -> tuple[str, ...]:
    """A passage and a page of the internal report, and what is open."""
    asked = ("passage={passage}", "passage={passage}&style=bibtex", "page={secret}/1", "page={open}/1")
    return tuple(f"{path}?{one}" for one in asked)


READ: dict[str, tuple[str, ...]] = {
    "/": asking("/"),
    "/strom": asking("/strom"),
    "/suche": asking("/suche"),
    "/api/search": asking("/api/search"),
    "/api/ask/stream": asking("/api/ask/stream", "question"),
    "/api/suggestions": ("/api/suggestions?q=quit", "/api/suggestions?q=geheim"),
    "/api/documents": ("/api/documents",),
    "/api/documents/{document_id}/pages/{number}.png": (
        "/api/documents/{secret}/pages/1.png",
        "/api/documents/{secret}/pages/1.png?passage={passage}",
        "/api/documents/{open}/pages/1.png?figure={figure}",
        "/api/documents/{secret}/pages/1.png?figure={figure}&nearby=true",
        "/api/documents/{open}/pages/1.png",
    ),
    "/api/figures": (*asking("/api/figures"), "/api/figures?q=SGB-II-Quote&format=csv"),
    "/zahlen": (*asking("/zahlen"), "/zahlen", "/zahlen?kennzahl=sgb2-quote&jahr=2022"),
    "/zahlen/matrix": ("/zahlen/matrix", "/zahlen/matrix?jahr=2022"),
    "/api/matrix": ("/api/matrix", "/api/matrix?year=2022&format=csv"),
    "/zahlen/sozialindex": ("/zahlen/sozialindex",),
    "/api/social-index": ("/api/social-index", "/api/social-index?year=2022&format=csv"),
    "/sozialraeume": ("/sozialraeume",),
    "/sozialraeume/{id_}": ("/sozialraeume/sr-osterfeld", "/sozialraeume/gibtesnicht"),
    "/sozialraeume/{id_}.pdf": ("/sozialraeume/sr-mitte-styrum.pdf",),
    "/api/areas/{id_}/profile": ("/api/areas/sr-mitte-styrum/profile",),
    "/dossier": ("/dossier?zitat={passage}", "/dossier?zahl={figure}"),
    "/dossier/datei": ("/dossier/datei?zitat={passage}&format=md", "/dossier/datei?zahl={figure}&format=md"),
    "/api/citations": cited("/api/citations"),
    "/zitate": cited("/zitate"),
    "/aehnlich/{passage_id}": ("/aehnlich/{passage}", "/aehnlich/{open_passage}"),
    "/dokumente": ("/dokumente", *(f"/dokumente?{one}" for one in FILTERED[:3])),
    "/dokumente/{document_id}": ("/dokumente/{secret}",),
    "/quelle/{document_id}": ("/quelle/{secret}?seite=1",),
    "/quelle/{document_id}/{number}": (
        "/quelle/{secret}/1",
        "/quelle/{secret}/1?stelle={passage}",
        "/quelle/{open}/1?stelle={passage}",
        "/quelle/{open}/1?zahl={figure}",
    ),
    "/original/{document_id}": ("/original/{secret}",),
    "/api/find": asking("/api/find"),
    "/hilfe": asking("/hilfe"),
    "/angebote": ("/angebote",),
    "/hilfe/{id_}": ("/hilfe/{institution}",),
    "/hilfe/{id_}/merkzettel": ("/hilfe/{institution}/merkzettel",),
    "/api/institutions/{id_}": ("/api/institutions/{institution}",),
    "/api/corrections/{token}": ("/api/corrections/gibtesnicht",),
    "/korrektur/{token}": ("/korrektur/gibtesnicht",),
    "/hsds/services/{id_}": ("/hsds/services/{secret}",),
    "/hsds/organizations/{id_}": ("/hsds/organizations/{secret}",),
    "/hsds/service_at_locations/{id_}": ("/hsds/service_at_locations/{secret}",),
    "/hsds/taxonomy_terms/{id_}": ("/hsds/taxonomy_terms/{secret}",),
    "/hsds/taxonomies/{id_}": ("/hsds/taxonomies/{secret}",),
    **{
        path: (path,)
        for path in (
            "/api/needs",
            "/api/areas",
            "/api/supply",
            "/hsds",
            "/hsds/",
            "/hsds/services",
            "/hsds/organizations",
            "/hsds/service_at_locations",
            "/hsds/taxonomies",
            "/hsds/taxonomy_terms",
            "/healthz",
            "/readyz",
            "/korrektur/eingegangen",
            "/anmelden",
            "/anmelden/dienst",
            "/anmelden/dienst/zurueck",
            "/abgemeldet",
            "/abgemeldet/dienst",
            "/docs",
            "/anleitung",
            "/notfall",
            "/leichte-sprache",
            "/barrierefreiheit",
            "/datenschutz",
            "/impressum",
            "/gestaltung",
        )
    },
}
SENT: dict[str, tuple[tuple[str, Any], ...]] = {
    "/api/ask": tuple(("/api/ask", {"question": one}) for one in ASKED),
    "/api/ask/stream": tuple(("/api/ask/stream", {"question": one}) for one in ASKED),
    "/api/corrections/{token}": (("/api/corrections/gibtesnicht", {"fields": {}}),),
}
REFUSED = frozenset(  # answered with 422 although the request is well put: no such place, and no such link
    {f"/hilfe?q={ASKED[1]}&gebiet=Geheimhausen", "/api/corrections/gibtesnicht"}
)
COUNTED = ("/metrics",)  # counts requests of this process, so that no two answers are alike
FORMS = ("/rueckmeldung", "/korrektur/{token}", "/anmelden")  # take something and show nothing of documents
STAFF: dict[str, Role] = {
    "/abmelden": Role.PROFESSIONAL,
    "/verwaltung": Role.EDITOR,
    "/verwaltung/themen": Role.EDITOR,
    "/verwaltung/listen/{liste}/{id_}": Role.EDITOR,
    "/verwaltung/listen/{liste}/{id_}/entfernen": Role.EDITOR,
    "/verwaltung/listen-zurueck": Role.EDITOR,
    "/verwaltung/hochladen": Role.EDITOR,
    "/verwaltung/hochgeladen": Role.EDITOR,
    "/verwaltung/dokumente": Role.EDITOR,
    "/verwaltung/dokumente/{document_id}": Role.EDITOR,
    "/verwaltung/dokumente/{document_id}/entfernen": Role.EDITOR,
    "/verwaltung/dokumente/{document_id}/wieder": Role.EDITOR,
    "/verwaltung/zahlen": Role.EDITOR,
    "/verwaltung/zahlen/{figure_id}": Role.EDITOR,
    "/verwaltung/zahlen-zurueck": Role.EDITOR,
    "/verwaltung/zahlen-tabelle": Role.EDITOR,
    "/verwaltung/qualitaet": Role.EDITOR,
    "/verwaltung/korrekturen": Role.EDITOR,
    "/verwaltung/korrekturen/{id_}": Role.EDITOR,
    "/verwaltung/einrichtungen": Role.EDITOR,
    "/verwaltung/einrichtungen/{id_}": Role.EDITOR,
    "/verwaltung/einrichtungen/{id_}/entfernen": Role.EDITOR,
    "/verwaltung/einrichtungen/{id_}/zurueck": Role.EDITOR,
    "/verwaltung/einrichtungen/{id_}/link": Role.EDITOR,
    "/verwaltung/fragen": Role.EDITOR,
    "/verwaltung/fragen/erneut": Role.EDITOR,
    "/verwaltung/fragen/{number}/loeschen": Role.EDITOR,
    "/kennwort": Role.PROFESSIONAL,
    "/verwaltung/konten": Role.ADMINISTRATOR,
    "/verwaltung/konten/{name}": Role.ADMINISTRATOR,
    "/verwaltung/nutzung": Role.ADMINISTRATOR,
}


def shown_to_all() -> Iterator[Call]:
    """Every request that the public may send and that may show something of documents."""
    for addresses in READ.values():
        yield from (Call("GET", address) for address in addresses)
    for calls in SENT.values():
        yield from (Call("POST", address, sent) for address, sent in calls)
