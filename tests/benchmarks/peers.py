"""Other retrieval systems over the same passages and the same encoder, each with its defaults."""

import os
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"

from haystack import Document
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from scipy.sparse import csr_matrix
from txtai import Embeddings

from index.encoder import Encoder
from index.german import analyse, stem, stop_words, tokens

Rank = Callable[[str, int], list[int]]  # a question and a depth to passage numbers, best first


class Bm25:
    """BM25 (k1 1.2, b 0.75) over any terms, as a sparse matrix."""

    def __init__(self, texts: Sequence[str], terms: Callable[[str], list[str]]) -> None:
        self.terms = terms
        bags = [Counter(terms(text)) for text in texts]
        self.numbers = {term: n for n, term in enumerate(sorted({term for bag in bags for term in bag}))}
        lengths = np.array([bag.total() for bag in bags], dtype=np.float64)
        norms = 1.2 * (0.25 + 0.75 * lengths / max(lengths.mean(), 1))
        rows = [row for row, bag in enumerate(bags) for _ in bag]
        columns = [self.numbers[term] for bag in bags for term in bag]
        counts = np.array([count for bag in bags for count in bag.values()], dtype=np.float64)
        holds = np.bincount(columns, minlength=len(self.numbers))
        rarity = np.log(1 + (len(bags) - holds + 0.5) / (holds + 0.5))
        weights = rarity[columns] * counts * 2.2 / (counts + norms[rows])
        self.matrix = csr_matrix((weights, (columns, rows)), shape=(len(self.numbers), len(bags)))

    def scores(self, question: str) -> np.ndarray:
        known = [self.numbers[term] for term in set(self.terms(question)) if term in self.numbers]
        return np.asarray(self.matrix[known].sum(axis=0)).ravel()

    def __call__(self, question: str, k: int) -> list[int]:
        return best(self.scores(question), k)


class TwoFields:
    """The two-field BM25 of the design: .4 stems with compound parts, .6 character 4-grams."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.stems = Bm25(texts, lambda text: analyse(text).stems.replace("+", "").split())
        self.grams = Bm25(texts, lambda text: analyse(text).grams.split())

    def __call__(self, question: str, k: int) -> list[int]:
        return best(0.4 * self.stems.scores(question) + 0.6 * self.grams.scores(question), k)


class EncoderAlone:
    """Cosines of the encoder, by a matrix product."""

    def __init__(self, encoder: Encoder, vectors: np.ndarray) -> None:
        self.encoder, self.vectors = encoder, vectors

    def __call__(self, question: str, k: int) -> list[int]:
        return best(self.vectors @ self.encoder.encode_queries([question])[0], k)


class Txtai:
    """txtai's hybrid index (BM25 and FAISS) with its defaults."""

    def __init__(self, texts: Sequence[str], encoder: Encoder, vectors: np.ndarray) -> None:
        ready = iter(vectors)

        def transform(asked: list[str]) -> Any:
            return encoder.encode_queries(list(asked)) if self.built else [next(ready) for _ in asked]

        self.built = False
        self.embeddings = Embeddings(method="external", transform=transform, hybrid=True)
        self.embeddings.index((n, text, None) for n, text in enumerate(texts))
        self.built = True

    def __call__(self, question: str, k: int) -> list[int]:
        return [int(found) for found, _ in self.embeddings.search(question, k)]


class Haystack:
    """Haystack's in-memory store: BM25 and embedding retriever, joined by reciprocal rank fusion."""

    def __init__(self, texts: Sequence[str], encoder: Encoder, vectors: np.ndarray) -> None:
        store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        store.write_documents(
            [
                Document(id=str(n), content=text, embedding=vector.tolist())
                for n, (text, vector) in enumerate(zip(texts, vectors, strict=True))
            ]
        )
        self.encoder = encoder
        self.words, self.meanings = InMemoryBM25Retriever(store), InMemoryEmbeddingRetriever(store)
        self.joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion")

    def __call__(self, question: str, k: int) -> list[int]:
        vector = self.encoder.encode_queries([question])[0].tolist()
        found = [
            self.words.run(query=question, top_k=k)["documents"],
            self.meanings.run(query_embedding=vector, top_k=k)["documents"],
        ]
        return [int(document.id) for document in self.joiner.run(documents=found)["documents"]][:k]


def plain_words(text: str) -> list[str]:
    return text.lower().split()


def stemmed_words(text: str) -> list[str]:
    folded = (token.lower() for token in tokens(text))
    return [stem(word) for word in folded if word not in stop_words()]


def best(scores: np.ndarray, k: int) -> list[int]:
    return np.argsort(-scores, kind="stable")[:k].tolist()
