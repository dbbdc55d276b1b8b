"""Measures the finder on `tests/data/needs.jsonl`, beside substring search and BM25 in the same run.

    python -m tests.benchmarks.finder [dev|check] [--details] [--static]

Needs, areas and crisis come from sentences; the directory is the sample one. Speed is measured with 10,000
institutions (the sample directory repeated under other names). Tune on `dev` only. The encoder is the default
one unless --static asks for the small one.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import tantivy

from assistant.crisis import crisis_notices
from assistant.finder import Finder, Found
from assistant.finding.choice import Choice
from corpus.catalogue import Catalogue
from corpus.directory.directory import Directory, Editor
from corpus.directory.imports import import_file
from corpus.institution import Institution
from corpus.places.areas import load_places
from index.encoder import load_encoder
from index.errors import EncoderUnavailable

ROOT = Path(__file__).parents[2]
SENTENCES = ROOT / "tests" / "data" / "needs.jsonl"
INDIRECT = ROOT / "tests" / "data" / "crisis_indirect.jsonl"
NEAR = ROOT / "tests" / "data" / "crisis_near.jsonl"
SAMPLE = ROOT / "corpus" / "sample" / "directory" / "einrichtungen.csv"
EDITOR = Editor("benchmark", "benchmark")
FIRST = 3
MANY = 10_000
SHORTEST_WORD = 4
GERMAN = "de"


@dataclass(frozen=True)
class Case:
    id: str
    sentence: str
    needs: list[str]
    area: str | None
    crisis: str | None
    language: str
    typos: bool
    split: str


def cases(split: str) -> list[Case]:
    lines = SENTENCES.read_text("utf-8").splitlines()
    return [case for line in lines if (case := Case(**json.loads(line))).split == split]


def directory(folder: Path) -> Directory:
    found = Directory(Catalogue(folder).database)
    import_file(SAMPLE, found, load_places(), EDITOR, sample=True)
    return found


def share(hits: Iterable[bool]) -> str:
    listed = list(hits)
    return f"{sum(listed)}/{len(listed)} = {sum(listed) / max(1, len(listed)):.1%}"


def needs_of(found: Found) -> list[str]:
    return [one.need.id for one in found.needs]


def report(split: str, finder: Finder, details: bool) -> None:
    results = [(case, finder.find(case.sentence, Choice())) for case in cases(split)]
    wanting = [(c, f) for c, f in results if c.needs]
    idle = [(c, f) for c, f in results if not c.needs and not c.crisis]
    urgent = [(c, f) for c, f in results if c.crisis]
    calm = [(c, f) for c, f in results if not c.crisis]
    rows = {
        "need first": [needs_of(f)[:1] == c.needs[:1] for c, f in wanting],
        "need among first 3": [c.needs[0] in needs_of(f)[:FIRST] for c, f in wanting],
        "  of these with typos": [c.needs[0] in needs_of(f)[:FIRST] for c, f in wanting if c.typos],
        "  of these not German": [
            c.needs[0] in needs_of(f)[:FIRST] for c, f in wanting if c.language != "de"
        ],
        "  of these no emergency": [c.needs[0] in needs_of(f)[:FIRST] for c, f in wanting if not c.crisis],
        "area": [(f.area.area.id if f.area else None) == c.area for c, f in results],
        "crisis recall": [c.crisis in [notice.situation for notice in f.crisis] for c, f in urgent],
        "crisis false alarms": [bool(f.crisis) for _, f in calm],
        "no need invented": [not f.needs for _, f in idle],
        "language": [c.language == f.language for c, f in results],
    }
    for name, hits in rows.items():
        print(f"{name:26} {share(hits)}")
    if details:
        for case, found in results:
            if case.needs and case.needs[0] not in needs_of(found)[:FIRST]:
                print("MISSED", case.needs, needs_of(found), case.sentence)


def right_institution(found: list[Institution], case: Case) -> bool:
    return any(case.needs[0] in one.needs for one in found[:FIRST])


def text_of(one: Institution) -> str:
    services = " ".join(service.name for service in one.services)
    return f"{one.name} {one.organisation} {services} {one.description} {one.address.district}"


def substring_search(institutions: list[Institution]) -> Callable[[str], list[Institution]]:
    texts = [(one, text_of(one).lower()) for one in institutions]

    def search(sentence: str) -> list[Institution]:
        words = [word.strip(".,?!").lower() for word in sentence.split()]
        long = [word for word in words if len(word) >= SHORTEST_WORD]
        scored = [(sum(word in text for word in long), one) for one, text in texts]
        return [one for score, one in sorted(scored, key=lambda pair: -pair[0]) if score]

    return search


def bm25_search(institutions: list[Institution]) -> Callable[[str], list[Institution]]:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False, tokenizer_name="de")
    builder.add_integer_field("number", stored=True)
    index = tantivy.Index(builder.build())
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    index.register_tokenizer("de", analyzer.filter(tantivy.Filter.stemmer("german")).build())
    writer = index.writer()
    for number, one in enumerate(institutions):
        writer.add_document(tantivy.Document(text=text_of(one), number=number))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(sentence: str) -> list[Institution]:
        plain = "".join(letter if letter.isalnum() else " " for letter in sentence)
        hits = searcher.search(index.parse_query_lenient(plain, ["text"])[0], FIRST).hits
        return [institutions[searcher.doc(address)["number"][0]] for _, address in hits]

    return search


def compare(split: str, finder: Finder) -> None:
    wanting = [case for case in cases(split) if case.needs]
    institutions = list(finder.institutions())
    searches = {
        "finder": lambda text: [one.institution for one in finder.find(text, Choice()).suggestions],
        "BM25 (German stems)": bm25_search(institutions),
        "substring": substring_search(institutions),
    }
    print("\nan institution for the right need among the first 3")
    for name, search in searches.items():
        print(f"{name:26} {share(right_institution(search(case.sentence), case) for case in wanting)}")


def indirect(split: str, file: Path, title: str) -> None:
    """Emergencies in other people's words, and harmless look-alikes; written before the rules were read."""
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    chosen = [(one["sentence"], one["crisis"]) for one in lines if one["split"] == split]
    raised = [(wanted, [notice.situation for notice in crisis_notices(text)]) for text, wanted in chosen]
    print(f"\n{title}")
    print(f"{'recognised':26} {share(wanted in found for wanted, found in raised if wanted)}")
    print(f"{'false alarms':26} {share(bool(found) for wanted, found in raised if not wanted)}")


def speed(split: str, folder: Path, encoder: object) -> None:
    large = directory(folder)
    sample = large.all()
    copies = (
        replace(sample[n % len(sample)], id=f"{n:012x}", name=f"{sample[n % len(sample)].name} {n}")
        for n in range(MANY - len(sample))
    )
    keyed = (replace(one, source=replace(one.source, key=one.id)) for one in copies)
    large.put(keyed, EDITOR)
    finder = Finder(large, encoder)  # type: ignore[arg-type]
    began = time.perf_counter()
    finder.find("Aufwärmen", Choice())
    print(f"\n{len(finder.institutions())} institutions, first question {time.perf_counter() - began:.2f} s")
    searches: dict[str, Callable[[str], object]] = {
        "finder": lambda sentence: finder.find(sentence, Choice()),
        "finder, open now": lambda sentence: finder.find(sentence, Choice(open_now=True)),
        "finder, in Osterfeld": lambda sentence: finder.find(sentence, Choice(area="osterfeld")),
        "BM25 (German stems)": bm25_search(list(finder.institutions())),
        "substring": substring_search(list(finder.institutions())),
    }
    for name, search in searches.items():
        for clock in (time.perf_counter, time.process_time):
            times = sorted(timed(clock, search, case.sentence) for case in cases(split))
            slowest = statistics.quantiles(times, n=20)[-1]
            told = "wall clock" if clock is time.perf_counter else "processor"
            print(
                f"{name:22} {told:10} median {statistics.median(times):5.1f} ms, 95 % {slowest:5.1f}, "
                f"max {times[-1]:.1f}"
            )


def timed(clock: Callable[[], float], search: Callable[[str], object], sentence: str) -> float:
    began = clock()
    search(sentence)
    return (clock() - began) * 1000


def main() -> None:
    split = next((word for word in sys.argv[1:] if word in ("dev", "check")), "dev")
    name = "static" if "--static" in sys.argv else "transformer"
    try:
        encoder = load_encoder(name)
    except EncoderUnavailable:
        encoder = None
    print(f"split {split}, encoder {name if encoder else 'none'}\n")
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
        finder = Finder(directory(Path(folder)), encoder)
        report(split, finder, "--details" in sys.argv)
        indirect(split, INDIRECT, "emergencies worded indirectly")
        indirect(split, NEAR, "hidden emergencies, and accidents of long ago")
        compare(split, finder)
        speed(split, Path(other), encoder)


if __name__ == "__main__":
    main()
