"""Keeping a job posting: fetched where the user asks for it, stored with its application, taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from email.message import Message as Headers
from typing import Any

from accounts.models import User
from applications.intake.confined import read_confined
from applications.intake.errors import IntakeError
from applications.intake.from_posting import LONGEST_PAGE, ParsedPosting, page_text, posting_from_json, read
from applications.intake.kinds import Kind
from applications.intake.reader import Json
from applications.models import Application
from applications.outbound import OutboundError, Permit, fetch
from applications.services.applications import (
    DETAILS,
    ApplicationEntry,
    add_application,
    delete_application,
    edit_application,
)
from applications.services.changes import changing
from applications.services.companies import find_application
from applications.services.intakes import AT_ONCE

MOST_SECONDS = 10.0
KEPT = (*DETAILS, "posting_text", "title")
PASTE_IT = "Open it yourself, copy the posting, and paste it below."


def fetch_posting(url: str, *, permit: Permit | None = None, any_port: bool = False) -> ParsedPosting:
    """The posting at a public address; asked for once, without cookies. Raises IntakeError with what to do instead.

    `permit` and `any_port` are for tests against a server of their own.
    """
    try:
        answer = fetch(
            url,
            headers={"Accept": "text/html,application/xhtml+xml,text/plain;q=0.5"},
            permit=permit or Permit(),
            most_bytes=LONGEST_PAGE,
            most_seconds=MOST_SECONDS,
            any_port=any_port,
        )
    except OutboundError as error:
        raise IntakeError(f"{error} {PASTE_IT}") from error
    if answer.status != 200:
        raise IntakeError(f"The page does not open for us (it answered {answer.status}). {PASTE_IT}")
    header = Headers()
    header["Content-Type"] = answer.headers.get("content-type", "text/html")
    if header.get_content_maintype() != "text" and header.get_content_subtype() != "xhtml+xml":
        raise IntakeError(f"That address leads to no web page. {PASTE_IT}")
    page = page_text(answer.body, header.get_content_charset() or "").encode()
    try:
        large = len(page) > AT_ONCE
        posting = posting_from_json(read_confined(Kind.POSTING, page, "")) if large else read(page)
    except IntakeError as error:
        raise IntakeError(f"The page opens, but no posting can be read from it. {PASTE_IT}") from error
    return replace(posting, url=answer.url if len(answer.url) <= 1000 else url[:1000])


@dataclass(frozen=True)
class PostingEntry:
    """The posting as the user corrected it. `application` is their own one it belongs to, None for a new one."""

    details: ApplicationEntry
    text: str
    application: Application | None = None


def save_posting(user: User, entry: PostingEntry, *, today: date) -> tuple[Application, Json]:
    """Store the posting with its application; what an application says already stays as it is.

    Returns the application and what `take_back` needs. Call inside a transaction.
    """
    known = entry.application or find_application(
        user, company=entry.details.company, title=entry.details.title
    )
    if known is None:
        application = add_application(user, entry.details, today=today)
        before: dict[str, Any] = {}
    else:
        before = {name: _plain(getattr(known, name)) for name in KEPT}
        kept = {
            name: getattr(known, name)
            for name in DETAILS
            if getattr(known, name) or not getattr(entry.details, name)
        }
        details = replace(entry.details, company=known.company.name, title=known.title, **kept)
        application = edit_application(user, known, details)
    with changing(application) as application:
        application.posting_text = entry.text
        application.save(update_fields=["posting_text"])
    after = {name: _plain(getattr(application, name)) for name in KEPT}
    return application, {"application": application.pk, "before": before, "after": after}


def take_back(user: User, outcome: Any, *, now: datetime) -> None:
    """Undo `save_posting`: a new application goes, of an old one what has not been changed since."""
    application = Application.objects.for_user(user).live().filter(pk=outcome["application"]).first()
    if application is None:
        return
    if not outcome["before"]:
        # With an interview or a letter it has become more than a posting.
        if not application.interviews.exists() and not application.messages.exists():
            delete_application(application, now=now)
        return
    with changing(application) as application:
        for name, before in outcome["before"].items():
            if _plain(getattr(application, name)) == outcome["after"][name]:
                day = name in {"applied_on", "closing_on"} and before
                setattr(application, name, date.fromisoformat(before) if day else before)
        application.save(update_fields=list(KEPT))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
