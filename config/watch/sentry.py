"""Errors to the operator's Sentry, without what anybody wrote.

An event is built anew from the few fields named here, so that whatever the client comes to add stays at home: the
kind of each error and the lines of code it passed, never its words, variables, request, user or breadcrumbs.
"""

from __future__ import annotations

from typing import Any

import sentry_sdk
from sentry_sdk.types import Event, Hint

KEPT = (
    "event_id",
    "timestamp",
    "level",
    "platform",
    "logger",
    "release",
    "environment",
    "sdk",
    "transaction",
)
OF_A_FRAME = ("filename", "abs_path", "module", "function", "lineno", "in_app", "context_line")
LOGGERS = ("accounts", "applications", "config", "reminders", "django", "celery")
OF_A_CONTEXT = ("runtime", "os")


def start(dsn: str) -> None:
    """Send unexpected errors of this process there from now on."""
    sentry_sdk.init(
        dsn=dsn,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        send_client_reports=False,
        traces_sample_rate=0.0,
        server_name="",
        before_send=scrub,
        before_send_transaction=lambda _event, _hint: None,
    )


def scrub(event: Event, _hint: Hint) -> Event:
    """The event with what says where our code failed, and nothing else."""
    known: Any = event
    kept: Any = {name: known[name] for name in KEPT if name in known}
    raised = (known.get("exception") or {}).get("values") or []
    if raised:
        kept["exception"] = {"values": [_scrub_exception(each) for each in raised]}
    # The sentence as it stands in the code, with its places for values still empty.
    message = (known.get("logentry") or {}).get("message")
    if message and str(known.get("logger")).partition(".")[0] in LOGGERS:
        kept["logentry"] = {"message": message}
    contexts = known.get("contexts") or {}
    kept["contexts"] = {name: contexts[name] for name in OF_A_CONTEXT if name in contexts}
    return kept  # type: ignore[no-any-return]


def _scrub_exception(raised: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {name: raised[name] for name in ("type", "module") if name in raised}
    frames = (raised.get("stacktrace") or {}).get("frames") or []
    if frames:
        kept["stacktrace"] = {
            "frames": [{name: frame[name] for name in OF_A_FRAME if name in frame} for frame in frames]
        }
    return kept
