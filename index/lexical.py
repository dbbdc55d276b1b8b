"""The lexical side in tantivy: BM25 (k1 1.2, b 0.75) over stems with compound parts and over 4-grams."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tantivy

from index.german import Analysis
from index.ranking import Keys, Ranking, Scores
from index.vocabulary import Vocabulary

FOLDER = "lexical"
STEM_WEIGHT = 0.6
GRAM_WEIGHT = 0.4
LARGE = 50_000  # passages; below, every gram is worth its time
COMMON_GRAM = 0.4  # share of passages
WRITER_BYTES = 128_000_000
MOST_FORMS = 200
_OWN_FILES = (".managed.json", "meta.json")
_LOCKS = (".tantivy-writer.lock", ".tantivy-meta.lock")
_Q = tantivy.Query
_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a passage should contain: terms of both scored fields with their weights."""

    stems: Mapping[str, float]
    grams: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a passage must satisfy at all: documents to look into (None: all) or to leave out, folded words.

    `phrases` must stand in the passage word by word, of each of `forms` one must, none of `forbidden` and of
    `forbidden_phrases` may.
    """

    documents: tuple[str, ...] | None = None
    without_documents: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    forms: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[str, ...] = ()
    forbidden_phrases: tuple[tuple[str, ...], ...] = ()

    @property
    def on_words(self) -> bool:
        """True if the words of a passage decide, not only its document."""
        return bool(self.phrases or self.forms or self.forbidden or self.forbidden_phrases)


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as it goes into the lexical index."""

    key: int
    document_id: str
    analysis: Analysis


class Lexical:
    """The lexical index of one generation, read-only; safe to use from several threads."""

    def __init__(self, folder: Path, large: int = LARGE) -> None:
        self._large = large
        index = tantivy.Index.open(str(folder / FOLDER))
        self._schema = index.schema
        self._searcher = index.searcher()
        self.vocabulary = Vocabulary(lambda: self.words(limit=None))

    @property
    def count(self) -> int:
        """How many passages there are."""
        return int(self._searcher.num_docs)

    def best(self, wanted: Wanted, k: int, limits: Limits) -> Ranking:
        """The `k` best passages by BM25 that satisfy the limits and contain at least one wanted term."""
        if not wanted.stems and not wanted.grams:
            return _ranking([], [])
        query = self._with_limits(self._scored(wanted), limits)
        hits = self._searcher.search(query, k, count=False).hits
        return _ranking(self._keys(hits), [score for score, _ in hits])

    def scores(self, wanted: Wanted, keys: Sequence[int]) -> Scores:
        """The BM25 score of each of these passages, 0 without a wanted term."""
        if not keys or not (wanted.stems or wanted.grams):
            return np.zeros(len(keys), dtype=np.float32)
        # key by key: a set of terms would walk through all keys there are
        chosen = _Q.boolean_query([(_SHOULD, _Q.term_query(self._schema, "key", int(key))) for key in keys])
        query = _Q.boolean_query([(_SHOULD, self._scored(wanted)), (_MUST, _silent(chosen))])
        hits = self._searcher.search(query, len(keys), count=False).hits
        found = dict(zip(self._keys(hits), (score for score, _ in hits), strict=True))
        return np.array([found.get(int(key), 0.0) for key in keys], dtype=np.float32)

    def matching(self, limits: Limits, stems: Sequence[str] = ()) -> Keys:
        """The keys of all passages that satisfy the limits and hold one of the stems, if any, in no order."""
        wanted = self._any("stems", stems) if stems else _Q.all_query()
        query = self._with_limits(_Q.const_score_query(wanted, 1.0), limits)
        hits = self._searcher.search(query, max(1, self.count), count=False).hits
        return np.array(self._keys(hits), dtype=np.int64)

    def keys(self) -> Keys:
        """All keys, ascending."""
        return np.sort(self.matching(Limits()))

    def knows(self, field: str, term: str, limits: Limits) -> bool:
        """True if some passage within the limits has this term in the field ("words", "stems" or "grams")."""
        if limits == Limits() or not self._searcher.doc_freq(field, term):
            return bool(self._searcher.doc_freq(field, term))
        query = self._with_limits(_silent(_Q.term_query(self._schema, field, term, "basic")), limits)
        return bool(self._searcher.search(query, 1, count=False).hits)

    def holding(self, stem: str) -> int:
        """How many passages hold this stem."""
        return int(self._searcher.doc_freq("stems", stem))

    def words(self, prefix: str = "", limit: int | None = MOST_FORMS) -> list[str]:
        """The folded words that begin so, those in most passages first."""
        return [word for word, _ in self._searcher.terms_with_prefix("words", prefix, limit=limit)]

    def _keys(self, hits: Iterable[tuple[float, tantivy.DocAddress]]) -> list[int]:
        values = self._searcher.fast_field_values("key", [address for _, address in hits])
        return [int(value) for value in values if value is not None]

    def _scored(self, wanted: Wanted) -> tantivy.Query:
        fields = (("stems", wanted.stems, STEM_WEIGHT), ("grams", self._telling(wanted), GRAM_WEIGHT))
        return _Q.boolean_query(
            [
                (_SHOULD, _Q.boost_query(_Q.term_query(self._schema, field, term, "freq"), weight * share))
                for field, terms, share in fields
                for term, weight in terms.items()
            ]
        )

    def _telling(self, wanted: Wanted) -> Mapping[str, float]:
        """The grams; in a large collection without the most common, which cost most and say least."""
        if self.count < self._large:
            return wanted.grams
        most = COMMON_GRAM * self.count
        rare = {
            gram: weight
            for gram, weight in wanted.grams.items()
            if self._searcher.doc_freq("grams", gram) <= most
        }
        return rare if rare or wanted.stems else wanted.grams

    def _with_limits(self, query: tantivy.Query, limits: Limits) -> tantivy.Query:
        clauses = [(_MUST, query)]
        if limits.documents is not None:
            clauses.append((_MUST, _silent(self._any("document", limits.documents))))
        clauses += [(_MUST, _silent(self._phrase(words))) for words in limits.phrases]
        clauses += [(_MUST, _silent(self._any("words", forms))) for forms in limits.forms]
        if limits.without_documents:
            clauses.append((_NOT, self._any("document", limits.without_documents)))
        if limits.forbidden:
            clauses.append((_NOT, self._any("words", limits.forbidden)))
        clauses += [(_NOT, self._phrase(words)) for words in limits.forbidden_phrases]
        return _Q.boolean_query(clauses) if len(clauses) > 1 else query

    def _any(self, field: str, terms: Sequence[str]) -> tantivy.Query:
        return _Q.term_set_query(self._schema, field, list(terms))

    def _phrase(self, words: Sequence[str]) -> tantivy.Query:
        if len(words) == 1:
            return _Q.term_query(self._schema, "words", words[0])
        return _Q.phrase_query(self._schema, "words", list(words))


def create(folder: Path, entries: Iterable[Entry]) -> None:
    """Write the lexical index of a generation from nothing."""
    (folder / FOLDER).mkdir()
    _write(tantivy.Index(_schema(), path=str(folder / FOLDER)), folder, entries)


def extend(old: Path, new: Path, entries: Iterable[Entry]) -> None:
    """Write an older generation with more passages in it; what is already there is linked, not copied."""
    (new / FOLDER).mkdir()
    for file in (old / FOLDER).iterdir():
        if file.name in _OWN_FILES:
            shutil.copyfile(file, new / FOLDER / file.name)
        elif file.name not in _LOCKS:
            (new / FOLDER / file.name).hardlink_to(file)
    _write(tantivy.Index.open(str(new / FOLDER)), new, entries)


def _write(index: tantivy.Index, folder: Path, entries: Iterable[Entry]) -> None:
    index.register_tokenizer("whitespace", _blanks())
    writer = index.writer(WRITER_BYTES, 1)
    for entry in entries:
        document = tantivy.Document()
        document.add_unsigned("key", entry.key)
        document.add_text("document", entry.document_id)
        document.add_text("words", entry.analysis.words)
        document.add_text("stems", entry.analysis.stems)
        document.add_text("grams", entry.analysis.grams)
        writer.add_document(document)
    writer.commit()
    writer.garbage_collect_files()
    writer.wait_merging_threads()
    for lock in _LOCKS:
        (folder / FOLDER / lock).unlink(missing_ok=True)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", indexed=True, fast=True)
    builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("stems", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("grams", tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _blanks() -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


def _silent(query: tantivy.Query) -> tantivy.Query:
    """A condition that adds nothing to the score."""
    return _Q.const_score_query(query, 0.0)


def _ranking(keys: Sequence[int], scores: Sequence[float]) -> Ranking:
    return Ranking(np.array(keys, dtype=np.int64), np.array(scores, dtype=np.float32))
