"""What was sent and what came back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from applications.models import Application, Contact, Interview, Message
from applications.models.message import Means, MessageKind
from applications.services.changes import changing
from applications.services.interviews import Timing

NOTHING_SAID = Timing(text="", date=None, said_on=None)


@dataclass(frozen=True)
class MessageEntry:
    """A message as the user tells it. `at` is an instant."""

    kind: MessageKind
    at: datetime
    means: Means = Means.EMAIL
    contact: Contact | None = None
    interview: Interview | None = None
    subject: str = ""
    text: str = ""
    timing: Timing = field(default=NOTHING_SAID)
    returns_on: date | None = None
    message_id: str = ""
    thread_id: str = ""


def record_message(application: Application, entry: MessageEntry) -> Message:
    """Add a message to the application's story. The same one a second time (a double click) changes nothing."""
    with changing(application) as application:
        message, _ = Message.objects.get_or_create(
            application=application,
            kind=entry.kind,
            at=entry.at,
            means=entry.means,
            contact=entry.contact,
            interview=entry.interview,
            subject=entry.subject,
            text=entry.text,
            timing_text=entry.timing.text,
            timing_date=entry.timing.date,
            returns_on=entry.returns_on,
            message_id=entry.message_id,
            thread_id=entry.thread_id,
        )
        return message


def edit_message(
    message: Message,
    *,
    at: datetime,
    means: Means,
    subject: str,
    text: str,
    timing: Timing,
    returns_on: date | None,
) -> Message:
    """Correct when and by what means a message went, what it said, or the date it named.

    `returns_on`: of an automatic reply, the day they are back.
    """
    with changing(message.application):
        message.at = at
        message.means = means
        message.subject = subject
        message.text = text
        message.timing_text = timing.text
        message.timing_date = timing.date
        message.returns_on = returns_on
        message.save()
    return message


def delete_message(message: Message) -> None:
    """Take a message back, as if it had never been logged."""
    with changing(message.application):
        message.delete()
