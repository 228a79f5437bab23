"""Structured logs: one JSON line per record, with the request's id, on standard error. No secret is in them."""

import re
from collections.abc import MutableMapping
from typing import Any

import structlog

# Django names the path of every refused request, and these paths are the key to an account while they live.
_SECRET_PATH = re.compile(r"/(invitation|welcome)/[^\s'\"<>]+")


def logging_settings(level: str) -> dict[str, Any]:
    """Django's LOGGING for a level name such as WARNING."""
    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    hide_secret_paths,
                    structlog.processors.JSONRenderer(),
                ],
                "foreign_pre_chain": shared,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        # Its own handler, of debugging, would write the same once more, with secrets and without JSON.
        "loggers": {"django": {"handlers": []}},
    }


def hide_secret_paths(
    logger: object,  # noqa: ARG001  structlog's signature
    method: str,  # noqa: ARG001
    event: MutableMapping[str, Any],
) -> MutableMapping[str, Any]:
    """Whatever was written on a one-time link, in its text and its traceback, without what makes it work."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = _SECRET_PATH.sub(r"/\1/...", value)
    return event
