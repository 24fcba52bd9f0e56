"""The links in a reminder's mail, for whoever holds the mail: one step and one act each.

They need no session, so each is signed, carries all that it may do, ends by itself and is bound to the step as the
mail told of it. What it asks for is done by the services that the pages use.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from applications.models import StageChange
from applications.models.message import Means
from applications.services.applications import undo_stage
from reminders.decisions import record
from reminders.letters import with_letters
from reminders.models import FollowUp
from reminders.models.follow_up import FollowUpStatus
from reminders.policy import StepKind
from reminders.services import follow_ups
from reminders.services.attention import reminder_hour_in

WORKS_FOR = timedelta(days=14)
UNDONE_WITHIN = timedelta(hours=1)


class Act(StrEnum):
    """What a link does. The last two take the first two back, from the page that says what was done."""

    DONE = "done"
    TOMORROW = "tomorrow"
    REOPEN = "reopen"
    BACK = "back"


UNDO = {Act.DONE: Act.REOPEN, Act.TOMORROW: Act.BACK}


class UnknownLink(Exception):
    """No link of ours, or what it was for is gone. Whoever holds it learns not which."""


class OldLink(Exception):
    """It was ours, but its time is over or its step is not as the mail told. The step is still there to open."""

    def __init__(self, follow_up_id: int) -> None:
        super().__init__(follow_up_id)
        self.follow_up_id = follow_up_id


@dataclass(frozen=True)
class Asked:
    """What a link asks for, and the step as it is now. `stands`: there is something left to do."""

    act: Act
    row: FollowUp
    told: int
    stands: bool


def links_of(row: FollowUp, *, now: datetime) -> tuple[tuple[str, str], ...]:
    """What can be done with a step from its mail: the words and the address of each link."""
    if row.opens_at is None:
        return ()
    words = {Act.DONE: _done_words(row), Act.TOMORROW: "Snooze to tomorrow"}
    return tuple(
        (said, f"{settings.SITE_URL}{path_of(row, act, now=now)}") for act, said in words.items() if said
    )


def path_of(row: FollowUp, act: Act, *, now: datetime) -> str:
    """The path of the link. It works for 14 days, one that takes something back for an hour."""
    until = now + (WORKS_FOR if act in UNDO else UNDONE_WITHIN)
    said = (act, row.pk, row.application.owner_id, _told(row, act), int(until.timestamp()))
    return reverse("mail_link", args=[_signer().sign(".".join(map(str, said)))])


def read_link(token: str, *, now: datetime) -> Asked:
    """What a link asks for. Raises UnknownLink, or OldLink where its step is still there."""
    try:
        act, pk, owner_id, told, until = _signer().unsign(token).split(".")
    except BadSignature as error:
        raise UnknownLink from error
    mine = FollowUp.objects.live().filter(
        application__owner=int(owner_id), application__owner__is_active=True
    )
    row = with_letters(mine).filter(pk=int(pk)).first()
    if row is None:
        raise UnknownLink
    asked = Asked(Act(act), row, int(told), _stands(row, Act(act), now))
    if now.timestamp() > int(until) or (asked.stands and _told(row, asked.act) != asked.told):
        raise OldLink(row.pk)
    return asked


def follow(asked: Asked, *, now: datetime) -> None:
    """Do what the link asks for, or nothing where nothing is left to do.

    Raises DoesNotSettle where the step would stay due all the same.
    """
    if not asked.stands:
        return
    row = asked.row
    match asked.act:
        case Act.DONE if row.kind == StepKind.CLOSE_OUT:
            follow_ups.close_out(row, now=now)
        case Act.DONE:
            follow_ups.mark_sent_as_drafted(row, at=now, means=Means.EMAIL, now=now)
        case Act.TOMORROW:
            follow_ups.snooze(row, until=reminder_hour_in(1, row.application.owner, now=now), now=now)
        case Act.BACK:
            follow_ups.snooze(row, until=None, now=now)
        case Act.REOPEN if row.kind == StepKind.CLOSE_OUT:
            undo_stage(row.application, change_id=asked.told)
        case Act.REOPEN:
            follow_ups.unmark_sent(row)
    record(f"mail_link_{asked.act}", follow_up=row.pk)


def _signer() -> Signer:
    return Signer(salt="reminders.mail_links", sep=".")


def _done_words(row: FollowUp) -> str:
    """Empty for a decision on an offer: it is noted with what was decided, so no link settles it."""
    match row.step_kind:
        case StepKind.OFFER_DECISION:
            return ""
        case StepKind.CLOSE_OUT:
            return "Mark “no response”"
        case StepKind.OWN_PROMISE:
            return "Mark as done"
        case _:
            return "Mark as sent"


def _stands(row: FollowUp, act: Act, now: datetime) -> bool:
    match act:
        case Act.DONE:
            return row.status == FollowUpStatus.OPEN
        case Act.TOMORROW:
            return row.status == FollowUpStatus.OPEN and not row.is_snoozed(now)
        case Act.BACK:
            return row.status == FollowUpStatus.OPEN and row.is_snoozed(now)
        case Act.REOPEN:
            return _deed_of(row) != 0


def _told(row: FollowUp, act: Act) -> int:
    """What of the step the link rests on: when it began, until when it was put off, what was done with it."""
    if act == Act.REOPEN:
        return _deed_of(row)
    instant = row.snoozed_until if act == Act.BACK else row.opens_at
    return int(instant.timestamp()) if instant else 0


def _deed_of(row: FollowUp) -> int:
    """The message, or the change of stage, that settled the step; 0 where none did."""
    if row.kind == StepKind.CLOSE_OUT:
        latest = StageChange.objects.filter(application=row.application_id).order_by("-pk").first()
        return latest.pk if latest and row.status != FollowUpStatus.OPEN else 0
    return (row.message_id or row.pk) if row.status == FollowUpStatus.SENT else 0
