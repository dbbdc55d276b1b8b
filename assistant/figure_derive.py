"""Numbers worked out from printed ones: difference, change, distance; formula and inputs stay with them."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.figure_answer import Derived, Quoted
from corpus.figures.areas import WHOLE_CITY

TENTH = Decimal("0.1")
SHARES = frozenset({"Prozent"})


def developed(series: Sequence[Quoted]) -> tuple[Derived, ...]:
    """The change between the first and the last figure of a series."""
    first, last = series[0].figure, series[-1].figure
    if first.value is None or last.value is None:
        return ()
    inputs = (first.id, last.id)
    difference = Derived(
        label=f"Veränderung {first.year} bis {last.year}",
        value=last.value - first.value,
        unit="Prozentpunkte" if first.unit in SHARES else first.unit,
        formula=f"{last.value_text} − {first.value_text}",
        inputs=inputs,
    )
    if first.unit in SHARES or first.value == 0:
        return (difference,)
    change = 100 * (last.value - first.value) / first.value
    relative = Derived(
        label=f"Veränderung {first.year} bis {last.year} in Prozent",
        value=rounded(change),
        unit="Prozent",
        formula=f"({last.value_text} − {first.value_text}) / {first.value_text} × 100",
        inputs=inputs,
    )
    return difference, relative


def compared(part: Quoted, whole: Quoted) -> tuple[Derived, ...]:
    """The distance of an area from the whole city."""
    a, b = part.figure, whole.figure
    if a.value is None or b.value is None:
        return ()
    if not is_whole(whole) or a.unit in SHARES or a.unit not in {"Anzahl", "Personen"}:
        unit = "Prozentpunkte" if a.unit in SHARES else a.unit
        return (
            Derived(
                "Abstand zur Gesamtstadt" if is_whole(whole) else f"Abstand zu {b.area}",
                a.value - b.value,
                unit,
                f"{a.value_text} − {b.value_text}",
                (a.id, b.id),
            ),
        )
    if not b.value:
        return ()
    share = rounded(100 * a.value / b.value)
    formula = f"{a.value_text} / {b.value_text} × 100"
    return (Derived("Anteil an der Gesamtstadt", share, "Prozent", formula, (a.id, b.id)),)


def is_whole(quoted: Quoted) -> bool:
    """Whether a figure is of the whole of which others in its document are parts."""
    area = quoted.figure.area or ""
    return WHOLE_CITY.search(area) is not None or area in quoted.document.description.areas


def rounded(value: Decimal) -> Decimal:
    """A value to one decimal place, halves away from zero as in German statistics."""
    return value.quantize(TENTH, rounding=ROUND_HALF_UP)
