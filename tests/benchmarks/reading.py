"""How fast files are read, beside plain text extraction by pypdf and pdfium in the same run.

    python tests/benchmarks/reading.py [FOLDER]       (default: ../shared/data/reports)

Prints files, pages, passages, seconds, pages a second and the peak memory of the largest worker process.
"""

import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdf
import pypdfium2

from corpus.reading.limits import Limits
from corpus.reading.reader import read

DEFAULT = Path(__file__).parents[3] / "shared" / "data" / "reports"
LIMITS = Limits(open_seconds=120, page_seconds=60)


def by_pypdf(path: Path) -> tuple[int, int]:
    """Pages and characters, by pypdf's plain extraction."""
    reader = pypdf.PdfReader(path)
    return len(reader.pages), sum(len(page.extract_text()) for page in reader.pages)


def by_pdfium(path: Path) -> tuple[int, int]:
    """Pages and characters, by pdfium's plain extraction."""
    document = pypdfium2.PdfDocument(path)
    found = len(document), sum(len(page.get_textpage().get_text_range()) for page in document)
    document.close()
    return found


def by_us(path: Path) -> tuple[int, int]:
    """Pages and passages, by reading as the product does it."""
    reading = read(path, LIMITS)
    return len(reading.pages), len(reading.passages)


def timed(work: Callable[[Path], tuple[int, int]], files: list[Path], threads: int) -> tuple[int, int, float]:
    start = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(work, files))
    return sum(pages for pages, _ in found), sum(count for _, count in found), time.perf_counter() - start


def main() -> None:
    """Prints the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    files = sorted(folder.glob("*.pdf"), key=lambda path: -path.stat().st_size)
    files = [path for path in files if "scan" not in path.name]  # text recognition is another matter
    runs = (
        ("pypdf, Text allein", by_pypdf, 1),
        ("pdfium, Text allein", by_pdfium, 1),
        ("lesen, 1 Datei zugleich", by_us, 1),
        ("lesen, 2 Dateien zugleich", by_us, 2),
    )
    print(f"{'':27} {'Seiten':>7} {'Zeichen/Abschnitte':>19} {'Sekunden':>9} {'Seiten/s':>9}")
    for name, work, threads in runs:
        pages, count, seconds = timed(work, files, threads)
        print(f"{name:27} {pages:7} {count:19} {seconds:9.2f} {pages / seconds:9.1f}")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"größter Arbeitsprozess: {memory:.0f} MiB")


if __name__ == "__main__":
    main()
