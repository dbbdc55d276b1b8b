"""German sentences around figures."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from assistant.figure_answer import Derived, FigureQuestion, Quoted, area_key
from corpus.figure import Method
from corpus.figures.indicators import indicators

SIGNS = {
    "Prozent": " %",
    "Euro": " €",
    "qm": " m²",
    "Prozentpunkte": " Prozentpunkte",
    "Anzahl": "",
    "Index": "",
}
LONGEST_LABEL = 110


def number(value: Decimal | None) -> str:
    """A number as German is written: 1.234,5."""
    if value is None:
        return "keine Angabe"
    text = f"{value:,f}"
    return text.replace(",", "␣").replace(".", ",").replace("␣", ".").replace("-", "−")


def with_unit(text: str, unit: str) -> str:
    """A printed or derived number with its unit, unless it prints it itself."""
    sign = SIGNS.get(unit, f" {unit}" if unit else "")
    return (
        text
        if not sign or any(mark in text for mark in ("%", "€", "EUR", "Euro", "Prozent", "Million", "Mio"))
        else text + sign
    )


class Printed(Protocol):
    """What a source prints in a cell: a number, or a mark instead of one."""

    @property
    def value_text(self) -> str:
        """The cell as printed."""

    @property
    def unit(self) -> str:
        """The unit of the number."""

    @property
    def mark(self) -> str | None:
        """What the cell says instead of a number."""


class Dated(Protocol):
    """What a value is of in time."""

    @property
    def year(self) -> int | None:
        """The year of the value."""

    @property
    def period(self) -> str | None:
        """The year or time as printed."""

    @property
    def year_assumed(self) -> bool:
        """Whether the year is told nowhere beside the value."""


def dated(figure: Dated) -> str:
    """When a value is of, as printed; a year that is taken from the document alone is marked."""
    if figure.period or figure.year is None:
        return figure.period or ""
    return f"{figure.year}, angenommen" if figure.year_assumed else str(figure.year)


def printed_as(printed: Printed) -> str:
    """A printed number with its unit, or in plain words what stands in its place."""
    if printed.mark:
        return f"{printed.mark} ({printed.value_text.strip()})"
    return with_unit(printed.value_text, printed.unit)


def label(quoted: Quoted) -> str:
    """What a figure is of: indicator, group, area and year."""
    figure = quoted.figure
    parts = [
        figure.indicator if len(figure.indicator) < LONGEST_LABEL else figure.indicator[:LONGEST_LABEL] + "…"
    ]
    parts += [part for part in (figure.group, quoted.place) if part]
    return ", ".join(parts) + (f" ({dated(figure)})" if figure.year else "")


def value_message(rows: Sequence[Quoted]) -> str:
    """The sentence above one or several values."""
    first = rows[0]
    value = with_unit(first.figure.value_text, first.figure.unit)
    if first.figure.value is None:
        printed = f"»{first.figure.value_text}«: {first.figure.mark}"
        return f"{label(first)}: Die Quelle druckt keinen Wert ({printed}). {first.source}."
    return f"{label(first)}: {value}. Quelle: {first.source}."


def candidates_message(rows: Sequence[Quoted]) -> str:
    """The sentence above values that may be meant, but are not surely the asked ones."""
    first = rows[0]
    if first.figure.method is Method.PROSE:
        return (
            f"Dazu steht geschrieben: »{first.figure.line}« ({first.source}). Bitte den Zusammenhang prüfen."
        )
    if len(rows) == 1:
        return "Nicht sicher zugeordnet. Am nächsten kommt dieser Wert; bitte prüfen Sie ihn auf der Seite:"
    return "Nicht sicher zugeordnet. Diese Werte kommen in Frage; bitte prüfen Sie sie auf der Seite:"


def development_message(series: Sequence[Quoted], derived: Sequence[Derived]) -> str:
    """The sentence on a development."""
    first, last = series[0].figure, series[-1].figure
    where = f", {series[0].place}" if first.area else ""
    change = f", {_change(derived[-1])}" if derived else ""
    return (
        f"{first.indicator}{where}: {printed_as(first)} "
        f"({first.year}) und {printed_as(last)} ({last.year}){change}."
    )


def comparison_message(part: Quoted, whole: Quoted, derived: Sequence[Derived]) -> str:
    """The sentence on an area beside the whole city."""
    a, b = part.figure, whole.figure
    distance = f" {derived[0].label}: {_derived(derived[0])}." if derived else ""
    return f"{a.indicator} ({a.year}): {part.place} {printed_as(a)}, {whole.place} {printed_as(b)}.{distance}"


def ranking_message(rows: Sequence[Quoted]) -> str:
    """The sentence on a ranking."""
    top, low = rows[0].figure, rows[-1].figure
    return (
        f"{top.indicator} ({top.year}): am höchsten in {rows[0].place} ({printed_as(top)}), "
        f"am niedrigsten in {rows[-1].place} ({printed_as(low)})."
    )


def without_city_message(rows: Sequence[Quoted], city: str) -> str:
    """What to say where nobody asked for an area, and values are of parts of the city alone."""
    places = list(dict.fromkeys(row.place for row in rows if row.place))
    listed = " und ".join(part for part in (", ".join(places[:-1]), *places[-1:]) if part)
    there = f" Werte gibt es für {listed}." if listed else ""
    return f"Für ganz {city} haben wir dazu keinen Wert gefunden.{there}"


def beside_message(rows: Sequence[Quoted]) -> str:
    """The values of the asked areas, the highest first; others, of which nothing is said, may lie beyond."""
    first = rows[0].figure
    values = ", ".join(f"{one.place} {printed_as(one.figure)}" for one in rows)
    return f"{first.indicator} ({first.year}): {values}."


def missing_message(area: str, parts: Sequence[Quoted] = ()) -> str:
    """That an area that was asked for beside others has no value, and which values its parts have."""
    named = [f"{one.place} ({printed_as(one.figure)})" for one in parts]
    listed = " und ".join(part for part in (", ".join(named[:-1]), *named[-1:]) if part)
    there = f", nur für Teile davon: {listed}" if listed else ""
    return f"Für {area} haben wir dazu keinen Wert gefunden{there}."


def absent(asked: FigureQuestion, near: Sequence[Quoted]) -> str:
    """What to say when the asked figure is not there, and what there is instead."""
    what = []
    if asked.years:
        what.append("für " + ", ".join(map(str, asked.years[:3])))
    if asked.areas and not any(area_key(quoted.figure.area) in asked.areas for quoted in near):
        what.append("für das gefragte Gebiet")
    opening = f"Dazu gibt es in den Unterlagen keinen Wert{' ' + ' und '.join(what) if what else ''}."
    if not near:
        return opening
    years = sorted({quoted.figure.year for quoted in near if quoted.figure.year})
    there = f" Vorhanden sind Werte für {', '.join(map(str, years))}:" if years else " Am nächsten kommen:"
    return opening + there


def unprinted_message(ids: Sequence[str], near: Sequence[Quoted]) -> str:
    """What to say when no value of an indicator was found, and that other values are something else."""
    together = " zusammen" if len(ids) > 1 else ""
    return f"Zu {_named(ids)}{together} haben wir in den Unterlagen keinen Wert gefunden.{_instead(near)}"


def unread_message(ids: Sequence[str], near: Sequence[Quoted]) -> str:
    """The same while the figures of some documents are still to be read: nobody knows yet what they print."""
    opening = (
        f"Zu {_named(ids)} haben wir noch keinen Wert gelesen. Einige Dokumente sind noch nicht ausgewertet."
    )
    return f"{opening}{_instead(near)}"


def _named(ids: Sequence[str]) -> str:
    return " und ".join(f"»{indicators().by_id[id_].name}«" for id_ in ids)


def _instead(near: Sequence[Quoted]) -> str:
    return " Die folgenden Werte sind etwas anderes und keine Antwort auf die Frage:" if near else ""


def definitions_note(series: Sequence[Quoted]) -> tuple[str, ...]:
    """A note where a series is put together from several documents."""
    sources = list(dict.fromkeys(quoted.document.title for quoted in series))
    if len(sources) < 2:  # noqa: PLR2004
        return ()
    return (
        f"Die Reihe verbindet mehrere Quellen: {'; '.join(sources)}. Bitte die Definitionen vergleichen.",
    )


def _change(one: Derived) -> str:
    """How much more or less: "also 2,3 Prozentpunkte mehr"."""
    if not one.value:
        return "also gleich viel"
    amount = with_unit(number(abs(one.value)), one.unit)
    if abs(one.value) == 1:
        amount = amount.replace("Prozentpunkte", "Prozentpunkt")
    return f"also {amount} {'mehr' if one.value > 0 else 'weniger'}"


def _derived(one: Derived) -> str:
    sign = "+" if one.value > 0 else ""
    return with_unit(sign + number(one.value), one.unit)
