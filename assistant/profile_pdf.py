"""The profile of an area as a PDF: what the page shows, with numbered sources instead of links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from assistant.area_findings import Finding
from assistant.area_profile import AreaProfile, ProfileLine
from assistant.figure_answer import Quoted
from assistant.figure_charts import alternative, chart
from assistant.figure_wording import printed_as
from assistant.need_words import signed
from assistant.phrases import phrase
from assistant.typesetting import Data, pdf_of
from assistant.wording import DATA
from corpus.document import Document
from corpus.institution import Institution
from corpus.places.areas import Places

TEMPLATE = DATA / "profile.typ"


@dataclass(slots=True)
class Sources:
    """Source lines, numbered in the order of their first use, and the documents that they are of."""

    numbers: dict[str, int] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)

    def number(self, of: Quoted | Finding) -> int:
        """The number of a source."""
        self.documents.setdefault(of.document.id, of.document)
        return self.numbers.setdefault(of.source, len(self.numbers) + 1)

    def files(self) -> list[Data]:
        """The documents with the checksums of their files."""
        return [{"title": one.title, "checksum": one.sha256} for one in self.documents.values()]


def profile_pdf(profile: AreaProfile, places: Places, today: date) -> bytes:
    """A profile as a tagged PDF with title and language."""
    sources = Sources()
    area = profile.area
    level = next(one.label for one in places.levels if one.id == area.level)
    rows = [_row(line, sources) for line in profile.lines]
    data: dict[str, Data] = {
        "title": phrase("profile_title", area=area.name),
        "area": area.name,
        "about": _about(profile, level, places),
        "neighbours": _names(places, places.beside(area.id)),
        "made": phrase("profile_made", day=today.strftime("%d.%m.%Y")),
        "rows": rows,
        "others": _others(profile, level, places),
        "gaps": ", ".join(one.name for one in profile.gaps),
        "charts": [drawn for line in profile.lines if (drawn := _chart(line))],
        "findings": [_quote(one, sources) for one in profile.findings],
        "recommendations": [_quote(one, sources) for one in profile.recommendations],
        "institutions": [_institution(one) for one in profile.there],
        "elsewhere": _elsewhere(profile.responsible),
        "sources": list(sources.numbers),
        "files": sources.files(),
    }
    return pdf_of(TEMPLATE, data, today)


def _about(profile: AreaProfile, level: str, places: Places) -> str:
    around = _names(places, places.around(profile.area.id) - {profile.area.id})
    where = phrase("profile_within", level=level, around=around) if around else f"{level}."
    return where if profile.area.sure else f"{where} {phrase('profile_unsure')}"


def _others(profile: AreaProfile, level: str, places: Places) -> str:
    """Which areas of other levels have figures that this one lacks."""
    labels = {one.id: one.label for one in places.levels}
    names = ", ".join(f"{labels[one.level]} {one.name}" for one in profile.others)
    return phrase("profile_others", names=names, area=f"{level} {profile.area.name}") if names else ""


def _names(places: Places, ids: Iterable[str]) -> str:
    return ", ".join(sorted(places.areas[id_].name for id_ in ids if id_ in places.areas))


def _row(line: ProfileLine, sources: Sources) -> Data:
    own, city = line.cells[-1].quoted, line.beside
    return {
        "name": line.indicator.name,
        "year": str(own.figure.year),
        "own": printed_as(own.figure),
        "n": sources.number(own),
        "city": printed_as(city.figure) if city else None,
        "m": sources.number(city) if city else 0,
        "distance": _distance(line.distance),
    }


def _distance(value: Decimal | None) -> str:
    return "–" if value is None else signed(value)


def _chart(line: ProfileLine) -> Data:
    """The area beside the city over the years, with what the picture says in words."""
    drawn = chart(line.charted) if len(line.cells) > 1 else None
    return {"svg": drawn, "alt": alternative(line.charted)} if drawn else None


def _quote(one: Finding, sources: Sources) -> Data:
    return {"text": one.text, "n": sources.number(one)}


def _institution(one: Institution) -> Data:
    phones = [phone.written or phone.number for phone in one.phones if phone.kind == "voice"][:1]
    return {"name": one.name, "about": ", ".join(part for part in (one.address.line, *phones) if part)}


def _elsewhere(some: Sequence[Institution]) -> str:
    if not some:
        return ""
    return phrase("profile_elsewhere", names="; ".join(one.name for one in some))
