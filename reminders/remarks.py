"""Slips and tone of the user's own words, in a letter or its template: a wrong name, a gap left open, a reproach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from applications.models import Company
from applications.models.message import MessageKind
from reminders.drafting.checks import Checked, check
from reminders.letters import local_today, with_letters
from reminders.models import FollowUp
from reminders.policy import StepKind
from reminders.sheets import Sheet, sheet_of

MOST_COMPANIES = 500


@dataclass(frozen=True)
class Noticed:
    """A remark as the page shows it: the words it is about ("" for the whole letter), why, and what to write.

    `start` and `end` count characters of the letter's body; `category` is a value of `Slip`, or of the tone's.
    """

    words: str
    why: str
    rewrite: str
    start: int = 0
    end: int = 0
    category: str = ""


def read_remarks(row: FollowUp, sheet: Sheet | None, *, now: datetime) -> list[Noticed]:
    """What to look at in a letter of the user's words; one that is all ours has its gaps only."""
    if sheet is None or not (sheet.edited or (sheet.template and not sheet.problem)):
        return []
    user = row.application.owner
    # The line to whoever passes the letter on greets somebody else, rightly (C4).
    begins = len(sheet.covering) if sheet.body.startswith(sheet.covering) else 0
    text = sheet.body[begins:]
    companies = Company.objects.for_user(user).exclude(pk=row.application.company_id).order_by("-pk")
    draft = getattr(row, "draft", None)
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
        edited_on=local_today(user, draft.updated_at if draft else now),
    )
    return [
        Noticed(
            text[each.start : each.end],
            each.why,
            each.rewrite,
            each.start + begins,
            each.end + begins,
            each.category.value,
        )
        for each in check(text, facts)
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
