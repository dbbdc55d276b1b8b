"""Builds the PDFs of the sample corpus from their manuscripts: `python -m corpus.sample.build [FOLDER]`."""

import sys
from collections.abc import Iterator
from pathlib import Path

from corpus.sample.examples import DOCUMENTS
from corpus.sample.manuscript import SOURCES, manuscripts
from corpus.sample.pages import SampleTemplate
from corpus.sample.style import register_fonts
from corpus.sample.tables import read_figures
from corpus.sample.typesetting import flowables

FIGURES = SOURCES / "zahlen.yaml"


def build(folder: Path) -> Iterator[Path]:
    """Write each PDF into the folder, the same bytes at each build; raises InvalidData for a wrong figure."""
    register_fonts()
    figures = read_figures(FIGURES)
    for manuscript in manuscripts():
        path = folder / f"{manuscript.name}.pdf"
        SampleTemplate(path, manuscript).multiBuild(flowables(manuscript, figures))
        yield path


def main() -> None:
    """Build into the folder named on the command line, or where the sample corpus is read from."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    for path in build(folder):
        sys.stdout.write(f"{path} ({path.stat().st_size // 1024} KiB)\n")


if __name__ == "__main__":
    main()
