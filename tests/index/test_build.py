import hashlib
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.catalogue import Catalogue, Origin
from corpus.document import Description, Document, Page, Passage, Reading, Span, Visibility
from index import snapshot
from index.build import build
from index.check import check
from index.dense import Dense
from index.encoder import Vectors
from index.engine import PUBLIC_FOLDER, LocalEngine
from index.errors import SnapshotDamaged
from index.hashing import HashingEncoder
from index.lexical import Lexical
from index.search import Index

BUILDER = """
import sys
from pathlib import Path
from corpus.catalogue import Catalogue
from index.build import build
from index.hashing import HashingEncoder
build(Catalogue(Path(sys.argv[1])), Path(sys.argv[1]) / "index", HashingEncoder())
"""


SYLLABLES = [first + second for first in "bdgklmnprst" for second in "aeiou"]


def described(
    title: str, texts: list[str], visibility: Visibility = Visibility.PUBLIC
) -> tuple[Origin, Reading]:
    digits = hashlib.sha256(title.encode()).hexdigest()
    passages = tuple(Passage("", "", n, text, (), (Span(1, 0, len(text)),)) for n, text in enumerate(texts))
    page = Page(1, None, "\n".join(texts), 595, 842)
    return Origin(digits, f"{title}.txt", f"/reports/{title}.txt"), Reading(
        Description(title, visibility=visibility), (page,), passages
    )


class CountingEncoder(HashingEncoder):
    """Counts the passages that reach it."""

    def __init__(self) -> None:
        self.passages = 0

    def encode_passages(self, texts: list[str]) -> Vectors:
        self.passages += len(texts)
        return super().encode_passages(texts)


def files_with(folder: Path, word: str) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]


def test_a_second_build_finds_nothing_to_do(filled: Catalogue, folder: Path) -> None:
    encoder = CountingEncoder()
    first = build(filled, folder, encoder)
    assert build(filled, folder, encoder) == first
    assert encoder.passages == first.passages == 8


def test_only_new_passages_are_encoded(filled: Catalogue, folder: Path, add: Callable[..., Document]) -> None:
    encoder = CountingEncoder()
    build(filled, folder, encoder)
    document = add("Neu", ["Das Familienzentrum am Markt berät zu Elterngeld."])
    build(filled, folder, encoder)
    assert encoder.passages == 9
    filled.remove(document.id)
    assert build(filled, folder, encoder).passages == 8
    assert encoder.passages == 9


def test_what_a_search_goes_by_changes_when_a_document_can_be_found_not_when_it_is_noted(
    filled: Catalogue, folder: Path, encoder: HashingEncoder, add: Callable[..., Document]
) -> None:
    build(filled, folder, encoder)
    index = Index.open(folder, filled, encoder)
    before = index.state((Visibility.PUBLIC,))
    add("Neu", ["Das Familienzentrum am Markt berät zu Elterngeld."])
    index.refresh()
    assert index.state((Visibility.PUBLIC,)) == before
    build(filled, folder, encoder)
    index.refresh()
    assert index.state((Visibility.PUBLIC,)) != before


def test_what_turns_public_tells_nothing_of_what_is_internal_beside_it(tmp_path: Path) -> None:
    """Beyond 2,000 passages vectors are compressed, as what lies beside them asks for."""
    random_words = random.Random(1)  # noqa: S311
    many = [" ".join(random_words.choices(SYLLABLES, k=12)) for _ in range(2_100)]
    found = []
    for name, beside in (("with", many[:50]), ("without", [])):
        catalogue, encoder, folder = Catalogue(tmp_path / name), HashingEncoder(), tmp_path / name / "index"
        catalogue.add(*described("Offen", many))
        turning = catalogue.add(*described("Wird offen", ["ba ka da li mo", *many[-3:]], Visibility.INTERNAL))
        if beside:
            catalogue.add(*described("Geheim", ["ba ba ka", *beside], Visibility.INTERNAL))
        build(catalogue, folder, encoder)
        catalogue.describe(turning.id, replace(turning.description, visibility=Visibility.PUBLIC))
        build(catalogue, folder, encoder)
        hits = Index.open(folder, catalogue, encoder).search("ba ka li", 20)
        found.append([(hit.passage.text, hit.score, hit.similarity, hit.lexical) for hit in hits])
    assert found[0] == found[1] != []


@pytest.mark.parametrize("factory", ["IVF4,SQ8", "SQ8"])
def test_a_public_part_too_small_for_the_index_that_is_set_is_kept_whole(
    catalogue: Catalogue, folder: Path, encoder: HashingEncoder, add: Callable[..., Document], factory: str
) -> None:
    engine = LocalEngine(factory)
    add(
        "Geheim",
        [f"Wohngeld und Miete im Jahr {2000 + number}" for number in range(8)],
        visibility=Visibility.INTERNAL,
    )
    build(catalogue, folder, encoder, engine=engine)
    index = Index.open(folder, catalogue, encoder, engine=engine)
    assert index.search("Wohngeld") == []
    add("Offen", ["Wohngeld für Familien"])
    build(catalogue, folder, encoder, engine=engine)
    index.refresh()
    assert [hit.passage.text for hit in index.search("Wohngeld")] == ["Wohngeld für Familien"]
    assert check(catalogue, folder, encoder, engine) == []


def test_a_removed_internal_document_leaves_nothing_on_disk_beside_the_index_of_the_public(
    filled: Catalogue, folder: Path, encoder: HashingEncoder, add: Callable[..., Document]
) -> None:
    add("Intern", ["Ein Satz, der bleibt."], visibility=Visibility.INTERNAL)
    document = add("Geheim", ["Zwiebelkuchenrezept der Verwaltung."], visibility=Visibility.INTERNAL)
    build(filled, folder, encoder)
    assert Lexical(snapshot.current(folder)).words("zwiebel") == ["zwiebelkuchenrezept"]
    filled.remove(document.id)
    build(filled, folder, encoder)
    assert (snapshot.current(folder) / PUBLIC_FOLDER).is_dir()
    assert not files_with(folder, "wiebelkuchen")
    assert not files_with(folder, document.id)


def test_a_generation_whose_index_of_the_public_is_gone_is_not_opened(
    filled: Catalogue, folder: Path, encoder: HashingEncoder, add: Callable[..., Document]
) -> None:
    add("Intern", ["Ein Satz, der bleibt."], visibility=Visibility.INTERNAL)
    build(filled, folder, encoder)
    shutil.rmtree(snapshot.current(folder) / PUBLIC_FOLDER)
    with pytest.raises(SnapshotDamaged, match="lotse rebuild"):
        Index.open(folder, filled, encoder)


def test_the_state_of_a_search_changes_when_a_withdrawn_document_no_longer_counts(
    filled: Catalogue, folder: Path, encoder: HashingEncoder
) -> None:
    build(filled, folder, encoder)
    index = Index.open(folder, filled, encoder)
    document = filled.documents()[0]
    filled.describe(document.id, replace(document.description, visibility=Visibility.INTERNAL))
    index.refresh()
    withdrawn = index.state((Visibility.PUBLIC,))
    build(filled, folder, encoder)
    index.refresh()
    assert index.state((Visibility.PUBLIC,)) != withdrawn


def test_progress_counts_up_to_its_total(filled: Catalogue, folder: Path, encoder: HashingEncoder) -> None:
    steps: list[tuple[int, int]] = []
    build(filled, folder, encoder, lambda done, total: steps.append((done, total)))
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert steps[-1] == (16, 16)


def test_an_empty_catalogue_has_an_index_that_finds_nothing(
    catalogue: Catalogue, folder: Path, encoder: HashingEncoder
) -> None:
    build(catalogue, folder, encoder)
    assert Index.open(folder, catalogue, encoder).search("Wohngeld") == []
    assert check(catalogue, folder, encoder) == []


def test_a_removed_document_leaves_no_word_and_no_vector_on_disk(
    filled: Catalogue, folder: Path, encoder: HashingEncoder, add: Callable[..., Document]
) -> None:
    document = add("Geheim", ["Zwiebelkuchenrezept der Verwaltung."])
    key = max(filled.owners())
    build(filled, folder, encoder)
    assert Lexical(snapshot.current(folder)).words("zwiebel") == ["zwiebelkuchenrezept"]
    filled.remove(document.id)
    build(filled, folder, encoder)
    generation = snapshot.current(folder)
    assert Lexical(generation).words("zwiebel") == []
    assert not list((generation / "lexical").glob("*.del"))
    assert not files_with(folder, "wiebelkuchen")
    assert not files_with(folder, document.id)
    assert not np.isin(key, Dense.open(generation).keys())
    assert check(filled, folder, encoder) == []


def test_only_the_generation_in_use_stays(
    filled: Catalogue, folder: Path, encoder: HashingEncoder, add: Callable[..., Document]
) -> None:
    build(filled, folder, encoder)
    add("Neu", ["Noch ein Satz über Wohngeld."])
    name = build(filled, folder, encoder).generation
    assert {path.name for path in folder.iterdir()} == {name, "CURRENT", "LOCK"}


def test_a_damaged_file_is_refused_and_built_anew(
    filled: Catalogue, folder: Path, encoder: HashingEncoder
) -> None:
    name = build(filled, folder, encoder).generation
    (folder / name / "vectors.faiss").write_bytes(b"")
    with pytest.raises(SnapshotDamaged, match="lotse rebuild"):
        Index.open(folder, filled, encoder)
    assert check(filled, folder, encoder) != []
    build(filled, folder, encoder)
    assert check(filled, folder, encoder) == []


def test_a_flipped_bit_is_found_by_the_check_and_mended_by_building_anew(
    filled: Catalogue, folder: Path, encoder: HashingEncoder
) -> None:
    file = folder / build(filled, folder, encoder).generation / "vectors.faiss"
    contents = bytearray(file.read_bytes())
    contents[-1] ^= 1
    file.write_bytes(contents)
    assert "vectors.faiss" in check(filled, folder, encoder)[0]
    build(filled, folder, encoder, anew=True)
    assert check(filled, folder, encoder) == []


def test_what_the_catalogue_holds_beyond_the_index_is_reported(
    filled: Catalogue, folder: Path, encoder: HashingEncoder, add: Callable[..., Document]
) -> None:
    build(filled, folder, encoder)
    document = add("Neu", ["Noch ein Satz über Wohngeld."])
    assert "1 Textstellen des Katalogs fehlen" in check(filled, folder, encoder)[0]
    build(filled, folder, encoder)
    filled.remove(document.id)
    assert "1 Textstellen im Suchindex" in check(filled, folder, encoder)[0]


def test_an_interrupted_encoding_goes_on_where_it_stopped(filled: Catalogue, folder: Path) -> None:
    class Interrupted(CountingEncoder):
        def encode_passages(self, texts: list[str]) -> Vectors:
            if self.passages >= 1100:
                raise KeyboardInterrupt
            return super().encode_passages(texts)

    texts = [f"Satz Nummer {number} über Wohngeld." for number in range(1500)]
    for number in range(2):
        filled.add(*described(f"Lang {number}", texts))
    with pytest.raises(KeyboardInterrupt):
        build(filled, folder, Interrupted())
    encoder = CountingEncoder()
    passages = build(filled, folder, encoder).passages
    assert passages == 3008
    assert encoder.passages == 3008 - 1024
    assert not list(folder.glob("encoded-*"))


def test_a_build_that_is_killed_at_any_moment_leaves_an_index_that_answers(
    filled: Catalogue, folder: Path, encoder: HashingEncoder
) -> None:
    build(filled, folder, encoder)
    moments = random.Random(7)  # noqa: S311
    for number in range(20):
        filled.add(
            *described(f"Lauf {number}", [f"Lauf {number} und Wohngeld, Satz {n}." for n in range(40)])
        )
        process = subprocess.Popen([sys.executable, "-c", BUILDER, str(filled.folder)])
        time.sleep(moments.uniform(0.05, 0.9))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert Index.open(folder, filled, encoder).search("Schuldnerberatung")
    build(filled, folder, encoder)
    assert check(filled, folder, encoder) == []
    assert snapshot.current(folder).is_dir()
    assert Index.open(folder, filled, encoder).passages(tuple(Visibility)) == 8 + 20 * 40


def test_a_service_that_searches_while_the_index_is_built_drops_nothing(
    filled: Catalogue, folder: Path, encoder: HashingEncoder, add: Callable[..., Document]
) -> None:
    build(filled, folder, encoder)
    index = Index.open(folder, filled, encoder)
    for number in range(5):
        add(f"Neu {number}", [f"Satz {number} über das Wohngeld."])
        build(filled, folder, encoder)
        assert index.search("Schuldnerberatung")
        assert index.refresh()
        assert len(index.search("Wohngeld", 20)) >= number + 1
