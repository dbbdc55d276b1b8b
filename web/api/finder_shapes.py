"""The JSON shapes of the finder, the same for HTTP and for `--json`."""

from typing import Self

from pydantic import BaseModel, Field

from assistant.crisis import CrisisNotice, CrisisNumber
from assistant.despair import GentleLine
from assistant.finder import Found
from assistant.finding.ranking import Suggestion
from assistant.finding.wishes import Wishes
from assistant.finding.wording import (
    match_text,
    notes_text,
    opens_text,
    speaking_text,
    understood_text,
    why_text,
)
from corpus.directory.phones import readable
from corpus.directory.schedules import hours_text
from corpus.institution import Institution
from corpus.places.areas import Places
from web.texts import text


class NumberShape(BaseModel):
    """A number for an emergency; `open_now` is null when its hours are unknown."""

    number: str
    dial: str
    name: str
    purpose: str
    hours: str
    name_in_language: str
    purpose_in_language: str
    hours_in_language: str
    open_now: bool | None
    next_opening: str | None = Field(description="Wann dort wieder jemand abnimmt, solange niemand abnimmt")
    closed: str = Field(description="Satz für eine Nummer, die jetzt nicht erreichbar ist, sonst leer")
    closed_in_language: str

    @classmethod
    def of(cls, number: CrisisNumber) -> Self:
        """The shape of a number."""
        is_closed = number.open_now is False
        again = text("hilfe.number_opens", opens=number.opens) if number.opens else ""
        return cls(
            number=number.number,
            dial=number.dial,
            name=number.german.name,
            purpose=number.german.purpose,
            hours=number.german.hours_text,
            name_in_language=number.own.name,
            purpose_in_language=number.own.purpose,
            hours_in_language=number.own.hours_text,
            open_now=number.open_now,
            next_opening=number.next_open.isoformat() if number.next_open else None,
            closed=f"{number.german.closed_now} {again}".strip() if is_closed else "",
            closed_in_language=number.own.closed_now if is_closed else "",
        )


class CrisisShape(BaseModel):
    """What stands above everything else in an emergency; numbers where nobody answers now come last."""

    situation: str
    title: str
    text: str
    language: str
    title_in_language: str
    text_in_language: str
    numbers: list[NumberShape]

    @classmethod
    def of(cls, notice: CrisisNotice) -> Self:
        """The shape of a notice."""
        return cls(
            situation=notice.situation,
            title=notice.title,
            text=notice.text,
            language=notice.language,
            title_in_language=notice.title_in_language,
            text_in_language=notice.text_in_language,
            numbers=[NumberShape.of(number) for number in notice.numbers],
        )


class GentleShape(BaseModel):
    """A line to whoever may feel very bad, beside the answer; it is no emergency."""

    text: str
    numbers: list[NumberShape]

    @classmethod
    def of(cls, line: GentleLine | None) -> Self | None:
        """The shape of a line, if there is one."""
        if line is None:
            return None
        return cls(text=line.text, numbers=[NumberShape.of(number) for number in line.numbers])


class NeedShape(BaseModel):
    """A need that was understood."""

    id: str
    label: str
    why: str


class AreaShape(BaseModel):
    """An area of the city; `sure` says whether it surely exists under this name."""

    id: str
    name: str
    level: str
    sure: bool


class InstitutionShape(BaseModel):
    """An institution as people need it."""

    id: str
    name: str
    organisation: str
    services: list[str]
    needs: list[str]
    suspected_needs: list[str]
    description: str
    address: str
    area: AreaShape | None
    service_areas: list[str]
    latitude: float | None
    longitude: float | None
    phone: str | None
    phones: list[str]
    email: str | None
    website: str | None
    schedule: str
    by_appointment: bool
    languages: list[str]
    wheelchair: str | None
    accessibility: str
    cost: str
    free: bool | None
    anonymous: bool | None
    eligibility: str
    documents: list[str]
    assured_date: str | None
    assured_by: str
    source: str
    licence: str
    sample: bool

    @classmethod
    def of(cls, one: Institution, places: Places) -> Self:
        """The shape of an institution."""
        return cls(**institution_values(one, places))


class SuggestionShape(InstitutionShape):
    """An institution that was found; `open_now` is null when the hours are unknown."""

    open_now: bool | None
    next_opening: str | None = Field(description="Wann eine geschlossene Einrichtung wieder öffnet")
    next_opening_text: str
    open_then: bool | None = Field(
        description="Ob zur gewünschten Zeit jemand da ist; null ohne Wunsch oder ohne bekannte Zeiten"
    )
    match: str
    match_text: str
    distance_m: int | None
    need: str | None
    suspected: bool
    notes: str

    @classmethod
    def found(cls, suggestion: Suggestion, area: str, wishes: Wishes, places: Places) -> Self:
        """The shape of a suggestion."""
        return cls(
            **institution_values(suggestion.institution, places),
            open_now=suggestion.open_now,
            next_opening=suggestion.next_open.isoformat() if suggestion.next_open else None,
            next_opening_text=opens_text(suggestion.opens),
            open_then=suggestion.open_then,
            match=suggestion.match.value,
            match_text=match_text(suggestion, area),
            distance_m=suggestion.distance_m,
            need=suggestion.need,
            suspected=suggestion.suspected,
            notes=notes_text(suggestion, wishes),
        )


class FoundShape(BaseModel):
    """What the finder understood and suggests; `crisis` comes first."""

    question: str
    crisis: list[CrisisShape]
    gentle: GentleShape | None = Field(
        None,
        description="Leise Zeile für alle, denen es vielleicht sehr schlecht geht; steht bei der Antwort",
    )
    understood: str
    needs: list[NeedShape]
    area: AreaShape | None
    wishes: list[str]
    speaking: str = Field("", description="Wie viele der Angebote die gewünschte Sprache nennen, sonst leer")
    language: str
    elsewhere: str = Field(
        "", description="Ein anderer Ort, nach dem gefragt ist; er steht nicht im Verzeichnis"
    )
    institutions: list[SuggestionShape]
    total: int
    took_ms: float

    @classmethod
    def of(cls, found: Found, places: Places, took_ms: float) -> Self:
        """The shape of what was found."""
        area = found.area.area if found.area else None
        name = area.name if area else places.city.name
        return cls(
            question=found.question,
            crisis=[CrisisShape.of(notice) for notice in found.crisis],
            gentle=GentleShape.of(found.gentle),
            understood=understood_text(found.needs, found.area, places.city.name),
            needs=[NeedShape(id=n.need.id, label=n.need.label, why=why_text(n)) for n in found.needs],
            area=area_shape(area.id, places) if area else None,
            wishes=list(found.wishes.labels),
            speaking=speaking_text(found.speaking),
            language=found.language,
            elsewhere=found.elsewhere,
            institutions=[
                SuggestionShape.found(one, name, found.wishes, places) for one in found.suggestions
            ],
            total=found.total,
            took_ms=took_ms,
        )


def area_shape(id_: str | None, places: Places) -> AreaShape | None:
    """The shape of an area, if it is known."""
    area = places.areas.get(id_ or "")
    return AreaShape(id=area.id, name=area.name, level=area.level, sure=area.sure) if area else None


def institution_values(one: Institution, places: Places) -> dict[str, object]:
    """The values of an institution by the names of its shape."""
    tags = [tag for service in one.services for tag in service.tags]
    phones = [readable(phone) for phone in one.phones if phone.kind != "fax"]
    return {
        "id": one.id,
        "name": one.name,
        "organisation": one.organisation,
        "services": [service.name for service in one.services],
        "needs": [tag.need for tag in tags if not tag.suspected],
        "suspected_needs": [tag.need for tag in tags if tag.suspected],
        "description": one.description,
        "address": one.address.line,
        "area": area_shape(one.area, places),
        "service_areas": list(one.service_areas),
        "latitude": one.position.latitude if one.position else None,
        "longitude": one.position.longitude if one.position else None,
        "phone": phones[0] if phones else None,
        "phones": phones,
        "email": one.emails[0] if one.emails else None,
        "website": one.website or None,
        "schedule": hours_text(one.schedule),
        "by_appointment": bool(one.schedule and one.schedule.by_appointment),
        "languages": list(one.languages),
        "wheelchair": one.wheelchair.value if one.wheelchair else None,
        "accessibility": one.accessibility,
        "cost": one.cost,
        "free": one.free,
        "anonymous": one.anonymous,
        "eligibility": one.eligibility,
        "documents": list(one.documents),
        "assured_date": one.assured_date.isoformat() if one.assured_date else None,
        "assured_by": one.assured_by,
        "source": one.source.name,
        "licence": one.source.licence,
        "sample": one.sample,
    }
