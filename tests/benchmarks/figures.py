"""Figures measured: reading the real gold, answering its questions, and the time that both take.

    python -m tests.benchmarks.figures DATA [--split check]

DATA is a folder that holds the real reports (`lotse add ../shared/data/reports --data DATA`); figures are
read there first where they are missing. `figures_tables.py` measures the generated tables.
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import median
from typing import Any

from assistant.figure_answer import FigureAnswer, Quoted
from assistant.figure_choice import NamedFirst
from assistant.figure_grid import grid_of
from assistant.figures import Figures
from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.figure import Figure
from corpus.figures.areas import finder_of, names_in_force
from corpus.figures.extract import may_hold_tables
from corpus.figures.ledger import Ledger
from corpus.figures.page import PageReader
from corpus.figures.reading import read_pending
from corpus.figures.scene import scene
from corpus.reading.limits import Limits
from corpus.reading.pdf import opened, sheet

GOLD = Path(__file__).parents[1] / "data" / "figures.jsonl"
CLOSE = 1e-9
ALIKE = (
    {"Punkte", "Index"},
    {"Korrelation", "Index"},
    {"Korrelation", ""},
    {"Rang", "Anzahl"},
    {"Jahre", "Anzahl"},
)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", choices=("dev", "check"), default="dev")
    options = parser.parse_args()
    catalogue = Catalogue(options.data)
    started = time.perf_counter()
    read = read_pending(catalogue, Archive(options.data), Limits())
    if read:
        pages = sum(document.page_count for document in catalogue.documents())
        print(f"figures of {read} documents: {(time.perf_counter() - started) / pages:.3f} s a page")
    gold = [
        entry for line in GOLD.open(encoding="utf-8") if (entry := json.loads(line))["split"] == options.split
    ]
    speed(catalogue)
    reading(catalogue, gold)
    answering(catalogue, gold)


def speed(catalogue: Catalogue) -> None:
    """The CPU seconds a page of PDF takes, for pages that may hold tables and charts and for all others."""
    seconds: dict[bool, list[float]] = {True: [], False: []}
    for document in catalogue.documents():
        if not document.file.endswith(".pdf"):
            continue
        opened_file = opened(Archive(catalogue.folder).original(document), None)
        reader = PageReader(finder_of(names_in_force(catalogue.database).known))
        for page in catalogue.pages(document.id):
            started = time.process_time()
            if found := may_hold_tables(page.text):
                reader.observations(scene(sheet(opened_file, page.number - 1)))
            seconds[found].append(time.process_time() - started)
    for found, taken in seconds.items():
        name = "with tables or charts" if found else "without"
        print(f"{len(taken)} pages {name}: median {median(taken):.4f} s, slowest {max(taken):.4f} s (CPU)")


def reading(catalogue: Catalogue, gold: Iterable[Mapping[str, Any]]) -> None:
    """How many of the gold figures are in the ledger: value, page, year, area, unit and label all right."""
    names = {document.id: Path(document.file).stem for document in catalogue.documents()}
    by_page: dict[tuple[str, int], list[Figure]] = {}
    for figure in Ledger(catalogue).figures():
        by_page.setdefault((names[figure.document_id], figure.page), []).append(figure)
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for entry in gold:
        wanted[entry["method"]] += 1
        right[entry["method"]] += any(
            told(entry, f) for f in by_page.get((entry["document"], entry["page"]), ())
        )
    for method in sorted(wanted):
        print(f"read {method:6} {right[method]:3} of {wanted[method]:3}")


def told(entry: Mapping[str, Any], figure: Figure) -> bool:
    """Whether a figure is the observation of a gold entry."""
    if (
        figure.value is None
        or abs(float(figure.value) - entry["value"]) > CLOSE
        or figure.year != entry["year"]
    ):
        return False
    if figure.unit != entry["unit"] and {figure.unit, entry["unit"]} not in ALIKE:
        return False
    printed = (
        f"{figure.title} {figure.indicator} {figure.group} {figure.area or ''} {figure.unit} {figure.line}"
    )
    if entry["area"] and _plain(entry["area"]) not in _plain(printed):
        return False
    words = _words(printed)
    return all(any(_same(word, other) for other in words) for word in _words(entry["indicator"]))


def answering(catalogue: Catalogue, gold: Iterable[Mapping[str, Any]]) -> None:
    """How many questions get the exact value and page as a user is answered, and how many a wrong one."""
    figures = Figures(catalogue)
    figures.shelf.refresh()
    grid = grid_of(list(figures.shelf.all()), figures.shelf.names)
    asked = NamedFirst(figures, lambda: grid)
    counts: Counter[str] = Counter()
    seconds: list[float] = []
    for entry in gold:
        started = time.perf_counter()
        answer = asked.ask(entry["question"])
        seconds.append(time.perf_counter() - started)
        counts.update(judged(entry, answer))
    seconds.sort()
    for name in (
        "questions",
        "value and page",
        "value",
        "among the rows",
        "stated",
        "stated wrongly",
        "refused",
    ):
        print(f"{name:16} {counts[name]:3}  {counts[name] / counts['questions']:.0%}")
    print(f"median {1000 * seconds[len(seconds) // 2]:.0f} ms a question, {len(figures.shelf.all())} figures")


def judged(entry: Mapping[str, Any], answer: FigureAnswer) -> Iterable[str]:
    """What is true of one answer."""
    rows = answer.rows
    value = bool(rows) and _value(entry, rows[0])
    page = any(_value(entry, row) and _page(entry, row) for row in rows)
    facts = {
        "questions": True,
        "value": value,
        "value and page": value and page,
        "among the rows": page,
        "stated": answer.sure,
        "stated wrongly": answer.sure and not value,
        "refused": answer.abstained,
    }
    return [name for name, true in facts.items() if true]


def _value(entry: Mapping[str, Any], row: Quoted) -> bool:
    return row.figure.value is not None and abs(float(row.figure.value) - entry["value"]) < CLOSE


def _page(entry: Mapping[str, Any], row: Quoted) -> bool:
    return Path(row.document.file).stem == entry["document"] and row.figure.page in {
        entry["page"],
        *entry.get("also", ()),
    }


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text.lower())


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-zäöüß]{3,}|\d+", text.lower().replace("_", " ")))


def _same(word: str, other: str) -> bool:
    """Whether two words share their stem, roughly."""
    short, long = sorted((word, other), key=len)
    return word == other or (len(short) > 4 and long.startswith(short[: max(5, len(short) - 3)]))


if __name__ == "__main__":
    main()
