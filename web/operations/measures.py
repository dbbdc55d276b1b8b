"""Prometheus measures: requests and durations by route template, and what the index holds."""

from collections.abc import Iterator
from pathlib import Path

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from web.texts import text

CONTENT_TYPE = CONTENT_TYPE_LATEST
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)


class Measures:
    """The measures of one service; its worker processes add theirs up in the folder `shared`."""

    def __init__(self, shared: Path | None) -> None:
        self._shared = shared
        self._own = CollectorRegistry()
        self._requests = Counter(
            "lotse_requests", text("metrics.requests"), ["method", "route", "status"], registry=self._own
        )
        self._seconds = Histogram(
            "lotse_request_seconds",
            text("metrics.seconds"),
            ["method", "route"],
            registry=self._own,
            buckets=SECONDS,
        )

    def note(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def exposition(self, passages: int, generation: str) -> bytes:
        """All measures in Prometheus's text format, with the size and name of the snapshot in use."""
        counts = generate_latest(self._counts())
        index = CollectorRegistry()
        index.register(_Snapshot(passages, generation))
        return counts + generate_latest(index)

    def _counts(self) -> CollectorRegistry:
        if self._shared is None:
            return self._own
        together = CollectorRegistry()
        MultiProcessCollector(together, str(self._shared))  # type: ignore[no-untyped-call]
        return together


class _Snapshot(Collector):
    """The snapshot in use, read when asked for, since every worker process holds the same."""

    def __init__(self, passages: int, generation: str) -> None:
        self._passages = passages
        self._generation = generation

    def collect(self) -> Iterator[Metric]:
        yield GaugeMetricFamily("lotse_passages", text("metrics.passages"), self._passages)
        named = GaugeMetricFamily("lotse_generation", text("metrics.generation"), labels=["generation"])
        named.add_metric([self._generation], 1)
        yield named
