"""Slips and tone in the user's own wording of a letter: a wrong name, a gap left open, a reproach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from applications.models import Company
from applications.models.message import MessageKind
from reminders.drafting.checks import Checked, check
from reminders.letters import Sheet, local_today, sheet_of, with_letters
from reminders.models import FollowUp
from reminders.policy import StepKind

MOST_COMPANIES = 500


@dataclass(frozen=True)
class Noticed:
    """A remark as the page shows it: the words it is about ("" for the whole letter), why, and what to write."""

    words: str
    why: str
    rewrite: str


def read_remarks(row: FollowUp, sheet: Sheet | None, *, now: datetime) -> list[Noticed]:
    """What to look at in a letter that the user changed; one written from the facts has its gaps only."""
    if sheet is None or not sheet.edited:
        return []
    user = row.application.owner
    companies = Company.objects.for_user(user).exclude(pk=row.application.company_id).order_by("-pk")
    facts = Checked(
        kind=row.kind,
        company=row.application.company.name,
        role=row.application.title,
        recipient_name=row.contact.name if row.contact else "",
        other_companies=tuple(companies.values_list("name", flat=True)[:MOST_COMPANIES]),
        today=local_today(user, now),
        attachments=0,
        others=_to_others(row, now=now),
        earlier=_to_the_same(row),
        edited_on=local_today(user, row.draft.updated_at),
    )
    return [
        Noticed(sheet.body[each.start : each.end], each.why, each.rewrite)
        for each in check(sheet.body, facts)
    ]


def _to_others(row: FollowUp, *, now: datetime) -> tuple[str, ...]:
    """The thank-yous to others for the same interview, sent or as they stand (C3)."""
    if row.kind != StepKind.THANK_YOU:
        return ()
    sent = [
        each.text
        for each in row.application.messages.all()
        if each.kind == MessageKind.THANK_YOU
        and each.interview_id == row.interview_id
        and each.contact_id != row.contact_id
    ]
    panel = FollowUp.objects.open().filter(
        application=row.application_id, kind=row.kind, interview=row.interview_id
    )
    open_sheets = [sheet_of(each, now=now) for each in with_letters(panel.exclude(pk=row.pk))]
    return (*filter(None, sent), *(sheet.body for sheet in open_sheets if sheet))


def _to_the_same(row: FollowUp) -> tuple[str, ...]:
    """What the user wrote to this person before about this application."""
    return tuple(
        each.text
        for each in row.application.messages.all()
        if not each.is_received and each.contact_id == row.contact_id and each.text
    )
