"""Choosing answer lines on OMoS-QA: our chooser beside plain word overlap, in one run.

python -m tests.benchmarks.answers [FILE ...]   (default: ../shared/data/omosqa/dev_de.jsonl)
"""

import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from assistant.omosqa import Asked, OmosReport, read_omosqa, score
from assistant.sentences import Choice, Chooser, load_chooser
from assistant.wording import all_grams

DEV = Path(__file__).parents[3] / "shared" / "data" / "omosqa" / "dev_de.jsonl"
OVERLAP = 0.3
PUBLISHED = (  # on the German test part, OMoS-QA (KONVENS 2024), scored over lines
    ("GPT-3.5", 0.44, 0.71),
    ("Llama-3-70B", 0.47, 0.73),
    ("Mixtral-8x7B", 0.50, 0.70),
    ("DeBERTa-v3-large, fine-tuned", 0.54, 0.65),
)


class Overlap:
    """The peer: a line belongs to the answer if it shares enough character grams with the question."""

    def choose(self, question: str, lines: Sequence[str]) -> Choice:
        asked = all_grams(question)
        shares = tuple(len(asked & all_grams(line)) / max(1, len(asked)) for line in lines)
        return Choice(shares, tuple(i for i, share in enumerate(shares) if share >= OVERLAP), max(shares))


def measured(chooser: Chooser, asked: Sequence[Asked]) -> tuple[OmosReport, float]:
    """Scores, and the median milliseconds of processor time a page."""
    chosen, times = [], []
    for one in asked:
        started = time.process_time()
        chosen.append(frozenset(chooser.choose(one.question, one.lines).chosen))
        times.append(1000 * (time.process_time() - started))
    return score(asked, chosen), statistics.median(times)


def main() -> None:
    for path in [Path(name) for name in sys.argv[1:]] or [DEV]:
        asked = list(read_omosqa(path))
        print(f"\n{path.name}: {len(asked)} questions")
        print(f"{'':32}{'lines P':>9}{'R':>7}{'F1':>7}{'unansw. P':>12}{'R':>7}{'F1':>7}{'CPU ms':>8}")
        for name, chooser in (("chooser", load_chooser()), ("word overlap", Overlap())):
            report, milliseconds = measured(chooser, asked)
            line, page = report.lines, report.unanswerable
            print(
                f"{name:32}{line.precision:9.3f}{line.recall:7.3f}{line.f1:7.3f}"
                f"{page.precision:12.3f}{page.recall:7.3f}{page.f1:7.3f}{milliseconds:8.1f}"
            )
    for name, lines, pages in PUBLISHED:
        print(f"{name + ' (published, test part)':44}{'':4}{lines:7.2f}{'':19}{pages:7.2f}")


if __name__ == "__main__":
    main()
