"""The form for a figure: its fields as text, and what is wrong with new values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from corpus.figure import Figure
from corpus.figures.areas import AreaNames
from corpus.figures.indicators import indicators
from corpus.figures.numbers import cell_number

WRITTEN = ("indicator", "group", "value_text", "unit", "area", "year")
LONGEST = 200
YEARS = range(1800, 2101)
_NEEDED = {"indicator": "die Kennzahl, wie sie gedruckt ist", "value_text": "eine Zahl, etwa 24,1 oder 1.234"}


@dataclass(frozen=True, slots=True)
class Corrected:
    """What became of a form: the figure as it is to count, or the problems by field."""

    figure: Figure | None
    problems: Mapping[str, str]


def form_values(figure: Figure) -> dict[str, str]:
    """The fields of the form as they are."""
    return {name: str(value) if (value := getattr(figure, name)) is not None else "" for name in WRITTEN}


def corrected(figure: Figure, values: Mapping[str, str], names: AreaNames) -> Corrected:
    """Check a filled form; a figure whose fields were left alone comes back as it is."""
    written = {name: " ".join(values.get(name, "").split()) for name in WRITTEN}
    before = {name: " ".join(value.split()) for name, value in form_values(figure).items()}
    if written == before:
        return Corrected(figure, {})
    problems = dict(_problems(written))
    if problems:
        return Corrected(None, problems)
    number = cell_number(written["value_text"])
    area = written["area"] or None
    return Corrected(
        replace(
            figure,
            indicator=written["indicator"],
            group=written["group"],
            value_text=written["value_text"],
            unit=written["unit"],
            value=number.value if number else None,
            area=area,
            area_id=figure.area_id if area == figure.area else names.id_of(area),
            year=int(written["year"]) if written["year"] else None,
            period=figure.period if written["year"] == before["year"] else None,
            indicator_id=_indicator(figure, written, before),
        ),
        {},
    )


def _problems(written: Mapping[str, str]) -> list[tuple[str, str]]:
    found = [
        (name, f"Erwartet werden höchstens {LONGEST} Zeichen.")
        for name, text in written.items()
        if len(text) > LONGEST
    ]
    found += [(name, f"Erwartet wird {what}.") for name, what in _NEEDED.items() if not written[name]]
    if written["value_text"] and cell_number(written["value_text"]) is None:
        found.append(("value_text", f"»{written['value_text']}« ist keine Zahl. Erwartet wird etwa 24,1."))
    year = written["year"]
    if year and not (year.isdecimal() and int(year[:9]) in YEARS):
        found.append(("year", f"»{year}« ist kein Jahr. Erwartet wird etwa 2024, oder nichts."))
    return found


def _indicator(figure: Figure, written: Mapping[str, str], before: Mapping[str, str]) -> str | None:
    """The indicator that the label names; the one that was recognised where nothing about it was changed."""
    names = ("indicator", "group", "unit")
    if all(written[name] == before[name] for name in names):
        return figure.indicator_id
    return indicators().recognised(figure.title, *(written[name] for name in names))
