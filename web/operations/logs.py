"""Log lines as JSON on stderr: what happened, never who asked what."""

import logging
import traceback
from types import TracebackType
from typing import Any

import structlog
from structlog.stdlib import ExtraAdder, ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import EventDict, WrappedLogger

MOST_FRAMES = 20


def formatter() -> logging.Formatter:
    """Formats each record as one JSON object with time, level, logger, event and its own fields."""
    return ProcessorFormatter(
        foreign_pre_chain=[add_log_level, add_logger_name, ExtraAdder(), _where_it_broke],
        processors=[
            ProcessorFormatter.remove_processors_meta,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def _where_it_broke(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Put the class of an exception and the lines it passed; its message may quote a question."""
    kind, _error, trace = event["_record"].exc_info or (None, None, None)
    if kind is not None:
        event["error"] = kind.__name__
        event["where"] = _lines(trace)
    event.pop("exc_info", None)
    return event


def _lines(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-MOST_FRAMES:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "web.operations.logs.formatter"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr", "formatter": "json"}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"lotse": {"level": "INFO"}},
}
