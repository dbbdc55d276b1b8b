"""The quick sides of the search against slow, obvious code."""

import math
import random
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Description, Document, Visibility
from index import dense, lexical
from index.dense import Dense
from index.errors import InvalidVectorIndex
from index.fusion import join, z_scores
from index.german import Analysis
from index.hit import Filters
from index.lexical import Entry, Lexical, Limits, Wanted
from index.narrowing import passing

WORDS = ("wohngeld", "miete", "kind", "armut", "rente", "kita", "pflege", "schule", "amt", "stadt")


def vectors(count: int, dimensions: int = 32) -> np.ndarray:
    rows = np.random.default_rng(3).normal(size=(count, dimensions)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def written(folder: Path, rows: np.ndarray, factory: str | None = None) -> tuple[Dense, np.ndarray]:
    keys = np.arange(len(rows), dtype=np.int64) * 3 + 5
    dense.create(folder, keys, rows, factory)
    return Dense.open(folder), keys


def test_the_exact_index_finds_what_a_matrix_product_finds(tmp_path: Path) -> None:
    rows = vectors(500)
    index, keys = written(tmp_path, rows)
    for query in vectors(20)[10:]:
        best = np.argsort(-(rows @ query))[:10]
        assert index.nearest(query, 10).keys.tolist() == keys[best].tolist()


@pytest.mark.parametrize("factory", ["SQ8", "IVF16,SQ8"])
def test_a_compressed_index_finds_nearly_what_a_matrix_product_finds(tmp_path: Path, factory: str) -> None:
    rows = vectors(3000)
    index, keys = written(tmp_path, rows, factory)
    found = 0
    for query in rows[:50]:
        best = set(keys[np.argsort(-(rows @ query))[:10]].tolist())
        found += len(best & set(index.nearest(query, 10).keys.tolist()))
    assert found >= 0.95 * 500


@pytest.mark.parametrize("factory", ["Flat", "SQ8", "IVF16,SQ8"])
def test_filtered_vectors_rank_as_an_exhaustive_ranking_that_is_filtered(
    tmp_path: Path, factory: str
) -> None:
    rows = vectors(3000)
    index, keys = written(tmp_path, rows, factory)
    choice = random.Random(1)  # noqa: S311
    for share in (0.002, 0.05, 0.5):
        allowed = np.zeros(int(keys[-1]) + 1, dtype=np.bool_)
        chosen = np.array(sorted(choice.sample(keys.tolist(), int(share * len(keys)))))
        allowed[chosen] = True
        query = rows[choice.randrange(len(rows))]
        exhaustive = chosen[np.argsort(-index.cosines(query, chosen.tolist()), kind="stable")][:10]
        assert set(index.nearest(query, 10, allowed).keys.tolist()) == set(exhaustive.tolist())


@pytest.mark.parametrize("factory", ["Flat", "SQ8", "IVF16,SQ8", "HNSW16"])
def test_vectors_are_added_and_removed_without_a_rebuild(tmp_path: Path, factory: str) -> None:
    rows = vectors(3000)
    old, new, last = (tmp_path / name for name in ("old", "new", "last"))
    for folder in (old, new, last):
        folder.mkdir()
    _, keys = written(old, rows, factory)
    fresh = np.array([20_000, 20_001])
    dense.update(old, new, np.empty(0, dtype=np.int64), fresh, vectors(3002)[-2:], factory)
    dense.update(new, last, np.append(keys[:100], 20_000), fresh[:0], rows[:0], factory)
    index = Dense.open(last)
    assert index.keys().tolist() == [*keys[100:].tolist(), 20_001]
    assert index.nearest(vectors(3002)[-1], 1).keys.tolist() == [20_001]
    assert index.cosines(rows[200], [int(keys[200])]) == pytest.approx([1], abs=0.01)
    with pytest.raises(KeyError):
        index.cosines(rows[0], [int(keys[0])])


def test_a_sketch_finds_what_a_matrix_product_finds_within_every_filter(tmp_path: Path) -> None:
    rows = vectors(dense.SKETCH_FROM)
    index, keys = written(tmp_path, rows)
    assert (tmp_path / dense.SKETCH_FILE).exists()
    for share in (1.0, 0.5, 0.001):
        allowed = np.zeros(int(keys[-1]) + 1, dtype=np.bool_)
        chosen = keys[np.random.default_rng(4).random(len(keys)) < share]
        allowed[chosen] = True
        found = 0
        for query in rows[:20]:
            exhaustive = chosen[np.argsort(-index.cosines(query, chosen.tolist()), kind="stable")][:10]
            found += len(set(index.nearest(query, 10, allowed).keys.tolist()) & set(exhaustive.tolist()))
        assert found >= 0.98 * 200


def test_a_sketch_follows_what_is_added_and_removed(tmp_path: Path) -> None:
    rows = vectors(dense.SKETCH_FROM + 1)
    old, new, last = (tmp_path / name for name in ("old", "new", "last"))
    for folder in (old, new, last):
        folder.mkdir()
    _, keys = written(old, rows[1:-1])
    assert not (old / dense.SKETCH_FILE).exists()
    dense.update(old, new, keys[:0], np.array([1, 100_000]), rows[[0, -1]])
    assert (new / dense.SKETCH_FILE).exists()
    dense.update(new, last, np.append(keys[:100], 1), np.array([100_001]), rows[:1])
    index = Dense.open(last)
    assert index.keys().tolist() == [*keys[100:].tolist(), 100_000, 100_001]
    assert [index.nearest(rows[row], 1).keys.tolist() for row in (0, 101, -1)] == [
        [100_001],
        [keys[100]],
        [100_000],
    ]


def test_of_a_large_collection_only_the_newest_vectors_are_written(tmp_path: Path) -> None:
    rows = vectors(dense.SKETCH_FROM)
    old, new, last = (tmp_path / name for name in ("old", "new", "last"))
    for folder in (old, new, last):
        folder.mkdir()
    _, keys = written(old, rows[:-2])
    dense.update(old, new, keys[:0], np.array([100_000]), rows[-1:], linked_from=1000)
    assert (new / dense.FILE).samefile(old / dense.FILE)
    assert Dense.open(new).nearest(rows[-1], 1).keys.tolist() == [100_000]
    dense.update(new, last, keys[:1], np.array([100_001]), rows[-2:-1], linked_from=1000)
    index = Dense.open(last)
    assert index.count == len(rows) - 1
    assert [index.nearest(rows[row], 1).keys.tolist() for row in (-1, -2)] == [[100_000], [100_001]]


def test_a_vector_index_that_faiss_does_not_know_is_named_with_its_setting(tmp_path: Path) -> None:
    with pytest.raises(InvalidVectorIndex, match="»SQ9«.*LOTSE_VECTOR_INDEX"):
        dense.create(tmp_path, np.arange(3), vectors(3), "SQ9")


def entries(texts: list[str]) -> list[Entry]:
    return [Entry(n + 1, f"d{n % 3}", Analysis(text, text, text)) for n, text in enumerate(texts)]


def bm25(texts: list[str], query: dict[str, float]) -> list[float]:
    bags = [Counter(text.split()) for text in texts]
    mean = sum(map(Counter.total, bags)) / len(bags)
    scores = [0.0] * len(bags)
    for word, weight in query.items():
        holds = sum(word in bag for bag in bags)
        rarity = math.log(1 + (len(bags) - holds + 0.5) / (holds + 0.5))
        for n, bag in enumerate(bags):
            length = 1.2 * (1 - 0.75 + 0.75 * bag.total() / mean)
            scores[n] += weight * rarity * bag[word] * 2.2 / (bag[word] + length) if bag[word] else 0
    return scores


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join), min_size=1, max_size=40
    ),
    st.dictionaries(st.sampled_from(WORDS), st.sampled_from([0.5, 1.0]), min_size=1, max_size=4),
)
def test_both_fields_score_as_bm25_in_ten_lines(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], query: dict[str, float]
) -> None:
    folder = tmp_path_factory.mktemp("lexical")
    lexical.create(folder, entries(texts))
    index = Lexical(folder)
    wanted = Wanted(query, query)
    expected = bm25(texts, query)
    assert index.scores(wanted, range(1, len(texts) + 1)) == pytest.approx(expected, rel=1e-4, abs=1e-5)
    ranking = index.best(wanted, len(texts), Limits())
    assert sorted(ranking.keys.tolist()) == [n for n, score in enumerate(expected, start=1) if score > 0]


def test_limits_keep_the_scores_and_leave_passages_out(tmp_path: Path) -> None:
    choice = random.Random(2)  # noqa: S311
    texts = [" ".join(choice.choices(WORDS, k=8)) for _ in range(300)]
    lexical.create(tmp_path, entries(texts))
    index = Lexical(tmp_path)
    wanted = Wanted({"kita": 1.0, "rente": 1.0}, {})
    everything = index.best(wanted, 300, Limits())
    for limits in (Limits(documents=("d1",)), Limits(without_documents=("d0", "d2"))):
        some = index.best(wanted, 10, limits)
        exhaustive = [s for k, s in zip(everything.keys, everything.scores, strict=True) if (k - 1) % 3 == 1]
        assert some.scores.tolist() == pytest.approx(exhaustive[:10])
        assert index.matching(limits).tolist() == [k for k in range(1, 301) if (k - 1) % 3 == 1]


def test_a_large_collection_does_without_common_grams_but_never_without_all(tmp_path: Path) -> None:
    lexical.create(tmp_path, entries(["kita stadt", "stadt amt", "stadt", "rente stadt"]))
    large = Lexical(tmp_path, large=4)
    keys = [1, 2, 3, 4]
    without, both = Wanted({}, {"kita": 1.0}), Wanted({}, {"kita": 1.0, "stadt": 1.0})
    assert large.scores(both, keys).tolist() == large.scores(without, keys).tolist()
    assert Lexical(tmp_path).scores(both, keys).tolist() != large.scores(without, keys).tolist()
    assert len(large.best(Wanted({}, {"stadt": 1.0}), 4, Limits()).keys) == 4


def test_phrases_forms_and_forbidden_words_limit_passages(tmp_path: Path) -> None:
    lexical.create(tmp_path, entries(["alte stadt", "stadt alte", "alte schule", "neue stadt"]))
    index = Lexical(tmp_path)
    assert index.matching(Limits(phrases=(("alte", "stadt"),))).tolist() == [1]
    assert index.matching(Limits(forms=(("schule", "neue"),))).tolist() == [3, 4]
    assert index.matching(Limits(forbidden=("stadt",))).tolist() == [3]


def test_an_index_that_was_extended_scores_as_one_built_at_once(tmp_path: Path) -> None:
    texts = ["wohngeld miete", "kita kind kind", "pflege rente", "miete miete stadt amt"]
    one, other, whole = (tmp_path / name for name in ("one", "other", "whole"))
    for folder in (one, other, whole):
        folder.mkdir()
    lexical.create(one, entries(texts)[:2])
    lexical.extend(one, other, entries(texts)[2:])
    lexical.create(whole, entries(texts))
    wanted = Wanted({"miete": 1.0, "kind": 1.0}, {"amt": 1.0})
    assert Lexical(other).scores(wanted, [1, 2, 3, 4]) == pytest.approx(
        Lexical(whole).scores(wanted, [1, 2, 3, 4])
    )


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=30), st.floats(0, 1))
def test_joining_is_a_weighted_sum_of_z_scores(scores: list[float], weight: float) -> None:
    lexical_side, dense_side = np.array(scores), np.array(scores[::-1])
    joined = join(lexical_side, dense_side, weight)
    expected = [
        (1 - weight) * (a - lexical_side.mean()) / (lexical_side.std() or 1)
        + weight * (b - dense_side.mean()) / (dense_side.std() or 1)
        for a, b in zip(lexical_side, dense_side, strict=True)
    ]
    assert joined.scores == pytest.approx(expected, abs=1e-6)
    assert ((joined.dense_shares >= 0) & (joined.dense_shares <= 1)).all()


def test_scores_without_differences_do_not_matter() -> None:
    assert z_scores([2.0, 2.0]).tolist() == [0, 0]
    assert join([0, 0], [0.1, 0.9], 0.5).scores.tolist() == [-0.5, 0.5]


DOCUMENTS = st.builds(
    lambda number, year, kind, areas, series, visibility: Document(
        str(number), "", "", Description("", year, kind, areas, None, series, visibility=visibility), 1, ""
    ),
    st.integers(0, 10**6),
    st.sampled_from([None, 2019, 2020, 2022]),
    st.sampled_from(["sozialbericht", "Satzung"]),
    st.sampled_from([(), ("Osterfeld",), ("Sterkrade", "Osterfeld")]),
    st.sampled_from([None, "Sozialbericht"]),
    st.sampled_from(Visibility),
)
FILTERS = st.builds(
    Filters,
    st.sampled_from([None, 2020]),
    st.sampled_from([None, 2020, 2021]),
    st.sampled_from([(), ("Sozialbericht",)]),
    st.sampled_from([(), ("osterfeld",), ("Sterkrade",)]),
    st.sampled_from([(), ("sozialbericht",)]),
    st.just(()),
    st.sampled_from([(Visibility.PUBLIC,), tuple(Visibility)]),
)


@given(DOCUMENTS, FILTERS)
def test_a_document_passes_when_nothing_speaks_against_it(document: Document, filters: Filters) -> None:
    described = document.description
    against = [
        described.visibility not in filters.visibilities,
        filters.first_year is not None and (described.year is None or described.year < filters.first_year),
        filters.last_year is not None and (described.year is None or described.year > filters.last_year),
        bool(filters.kinds) and described.kind.lower() not in [kind.lower() for kind in filters.kinds],
        bool(filters.areas)
        and not {area.lower() for area in described.areas} & {area.lower() for area in filters.areas},
        bool(filters.series) and (described.series or "").lower() not in filters.series,
    ]
    assert (document.id in passing([document], filters)) == (not any(against))
