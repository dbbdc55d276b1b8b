"""Cell precision and recall on the generated tables, beside pdfplumber with a simple reading of heads."""

import argparse
import importlib
import importlib.util
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pdfplumber

from corpus.figures.numbers import cell_number, cell_period, periods
from corpus.figures.page import PageReader
from corpus.figures.scene import scene
from corpus.reading.pdf import opened, sheet
from tests.benchmarks.figures_gold import Cell, Sample, samples

FOLDER = Path("/tmp/soziallotse-figures-gold")  # noqa: S108  generated once, kept between runs


@dataclass(frozen=True)
class Found:
    """A value as a reader found it."""

    words: str
    area: str
    year: int | None
    value: float | None
    unit: str = ""


def ours(sample: Sample) -> tuple[list[Found], float]:
    """What this project reads from a PDF, and the seconds a page."""
    known = {_plain(cell.area) for cell in sample.cells if cell.area}
    area_of = lambda text: text if _plain(text) in known else None  # noqa: E731
    document = opened(sample.path, None)
    reader = PageReader(area_of)
    out, started = [], time.perf_counter()
    for index in range(len(document)):
        for seen in reader.observations(scene(sheet(document, index))):
            words = f"{seen.indicator} {seen.group}"
            value = None if seen.number.value is None else float(seen.number.value)
            out.append(
                Found(words, seen.area or "", seen.period.year if seen.period else None, value, seen.unit)
            )
    return out, (time.perf_counter() - started) / len(document)


def peer(sample: Sample, settings: Mapping[str, str]) -> tuple[list[Found], float]:
    """What pdfplumber finds with a simple reading: heads in the first row, labels in the first column."""
    known = {_plain(cell.area) for cell in sample.cells if cell.area}
    out, started = [], time.perf_counter()
    with pdfplumber.open(sample.path) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables(dict(settings)):
                out += _simply_read(table, sample, known)
        pages = len(pdf.pages)
    return out, (time.perf_counter() - started) / pages


def camelot_peer(sample: Sample) -> tuple[list[Found], float]:
    """What camelot finds by the gaps between texts, with the same simple reading."""
    known = {_plain(cell.area) for cell in sample.cells if cell.area}
    started = time.perf_counter()
    tables = importlib.import_module("camelot").read_pdf(str(sample.path), pages="all", flavor="stream")
    out = [found for t in tables for found in _simply_read(_from_head(t.df.values.tolist()), sample, known)]
    return out, (time.perf_counter() - started) / max((table.page for table in tables), default=1)


def _from_head(rows: list[list[str]]) -> list[list[str]]:
    """The rows from the one above the first that is mostly numbers; what stands higher is running text."""
    numeric = [
        2 * sum(cell_number(cell) is not None for cell in row[1:] if cell) > len(row) - 1 for row in rows
    ]
    years = [any(cell_period(cell) for cell in row[1:]) for row in rows]
    first = next(
        (i for i, (full, dated) in enumerate(zip(numeric, years, strict=True)) if full and not dated), 1
    )
    return rows[max(first - 1, 0) :]


def _simply_read(table: Sequence[Sequence[str | None]], sample: Sample, known: set[str]) -> Iterator[Found]:
    heads = [" ".join((cell or "").split()) for cell in table[0]]
    named = periods(sample.title)
    for row in table[1:]:
        label = " ".join((row[0] or "").split())
        for head, text in zip(heads[1:], row[1:], strict=False):
            number = cell_number(text or "") if text else None
            if number is None:
                continue
            period = cell_period(head) or cell_period(label) or (named[-1] if named else None)
            area = next((part for part in (label, head) if _plain(part) in known), "")
            words = " ".join(part for part in (label, head) if part != area and not cell_period(part))
            value = None if number.value is None else float(number.value)
            yield Found(words or sample.title, area, period.year if period else None, value, "")


def score(sample: Sample, found: Sequence[Found]) -> tuple[int, int, int]:
    """Right, found and expected cells; cells without a value count when they are found as such."""
    wanted = list(sample.cells)
    right = 0
    for item in found:
        hit = next((cell for cell in wanted if _matches(cell, item, sample)), None)
        if hit is not None:
            wanted.remove(hit)
            right += 1
    return right, len(found), len(sample.cells)


def _matches(cell: Cell, item: Found, sample: Sample) -> bool:
    if cell.value != item.value and not (cell.value and item.value and abs(cell.value - item.value) < 1e-9):
        return False
    if cell.year != item.year or (cell.unit and cell.unit != item.unit):
        return False
    if cell.area not in {None, "Konstanz"} and _plain(cell.area) != _plain(item.area):
        return False
    wanted, seen = _tokens(cell.indicator), _tokens(item.words)
    extra = seen - wanted - _tokens(sample.title) - {"anzahl", "in", "prozent", "angaben", *GROUPS}
    return wanted <= seen | _tokens(sample.title) and not extra


GROUPS = {"geschlecht", "staatsangehörigkeit", "alter"}


def _plain(text: str | None) -> str:
    return re.sub(r"\W", "", text or "").lower()


def _tokens(text: str) -> set[str]:
    return set(re.findall(r"[a-zäöüß0-9]+", text.lower().replace("-", " ")))


def main() -> None:
    """Print precision and recall for the designs of one side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="the designs kept apart")
    parser.add_argument("--each", action="store_true", help="a line for each design")
    options = parser.parse_args()
    chosen = [sample for sample in samples(FOLDER) if sample.design.check == options.check]
    readers: dict[str, Callable[[Sample], tuple[list[Found], float]]] = {
        "soziallotse": ours,
        "pdfplumber, lines": lambda sample: peer(sample, {}),
        "pdfplumber, text": lambda sample: peer(
            sample, {"vertical_strategy": "text", "horizontal_strategy": "text"}
        ),
    }
    if importlib.util.find_spec("camelot"):  # heavy: `pip install camelot-py` for this comparison alone
        readers["camelot, stream"] = camelot_peer
    for name, read in readers.items():
        _measure(name, read, chosen, each=options.each and read is ours)


def _measure(
    name: str, read: Callable[[Sample], tuple[list[Found], float]], chosen: Sequence[Sample], *, each: bool
) -> None:
    totals = [0, 0, 0]
    seconds: list[float] = []
    for sample in chosen:
        found, taken = read(sample)
        counts = score(sample, found)
        totals = [a + b for a, b in zip(totals, counts, strict=True)]
        seconds.append(taken)
        if each:
            d = sample.design
            print(d.name, d.grid, d.rules, d.maker, d.number, d.align, *counts)
    right, told, wanted = totals
    ordered = sorted(seconds)
    print(
        f"{name:18} precision {right / max(told, 1):.3f}  recall {right / wanted:.3f}  cells {wanted}"
        f"  seconds a page: median {ordered[len(ordered) // 2]:.3f}, slowest {ordered[-1]:.3f}"
    )


if __name__ == "__main__":
    main()
