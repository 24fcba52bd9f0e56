"""A log line as text with key=value, or as JSON. The ids of a decision come as `extra={"ids": …}`."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime


class TextLine(logging.Formatter):
    """2026-11-04 08:00:01,123 INFO followthrough.decisions: sent delivery=7 channel=3 tries=1"""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:
        ids = getattr(record, "ids", {})
        return " ".join([super().formatMessage(record), *(f"{name}={value}" for name, value in ids.items())])


class JsonLine(logging.Formatter):
    """One object a line: at (UTC), level, logger, message, the ids beside them, and an exception if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "ids", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
