"""What an application and its story come to in 64 characters: equal, as long as nobody has changed anything."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from applications.models import (
    Application,
    Company,
    Contact,
    Event,
    Interview,
    Message,
    OwnPromise,
    Participation,
    StageChange,
)

AT_ONCE = 500
# Named one by one, so that a column added later makes no old application look changed. Without `deleted_at`:
# what the user deleted, an undo may delete too.
_APPLICATION = (
    "company_id", "title", "fit", "posting_url", "posting_text", "location", "salary", "source", "stage",
    "applied_on", "closing_on", "no_contact", "rejected_on", "offered_on", "offer_deadline", "country",
    "subdivision", "archived", "is_history",
)  # fmt: skip
_INTERVIEW = (
    "kind", "starts_at", "time_zone", "minutes", "place", "status", "confirmed", "recipient_id", "timing_text",
    "timing_date", "notes", "debriefed_at", "is_history", "deleted_at",
)  # fmt: skip
_STORY: tuple[tuple[Any, str, tuple[str, ...]], ...] = (
    (StageChange, "application_id", ("from_stage", "to_stage", "on")),
    (Interview, "application_id", _INTERVIEW),
    (Participation, "interview__application_id", ("contact_id", "role", "topics")),
    (Event, "application_id", ("text", "at")),
    (Message, "application_id", ("kind", "at", "text")),
    (OwnPromise, "application_id", ("text", "due_on", "kept_on")),
)
_CONTACT = ("company_id", "name", "email", "phone", "profile_url", "role", "notes")


def fingerprints(ids: Sequence[int]) -> dict[int, str]:
    """The fingerprint of each application, by its id: seven queries for every five hundred."""
    found: dict[int, str] = {}
    for begin in range(0, len(ids), AT_ONCE):
        some = ids[begin : begin + AT_ONCE]
        parts: defaultdict[int, list[Any]] = defaultdict(list)
        for pk, *values in Application.objects.filter(pk__in=some).values_list("pk", *_APPLICATION):
            parts[pk].append(values)
        for model, path, columns in _STORY:
            rows = model.objects.filter(**{f"{path}__in": some}).order_by("pk")
            for pk, *values in rows.values_list(path, *columns):
                parts[pk].append((model.__name__, values))
        found |= {pk: _digest(values) for pk, values in parts.items()}
    return found


def fingerprint_contact(contact: Contact) -> str:
    return _digest([getattr(contact, column) for column in _CONTACT])


def fingerprint_company(company: Company) -> str:
    return _digest(company.name)


def _digest(values: Any) -> str:
    return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).hexdigest()
