"""Slips in the user's own words, of a letter or of its template: a wrong name, another employer's, a gap left open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from applications.models import Company
from applications.models.message import MessageKind
from reminders.drafting.checks import Checked, check
from reminders.letters import Sheet, local_today
from reminders.models import FollowUp
from reminders.policy import StepKind

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
        others=_to_others(row),
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


def _to_others(row: FollowUp) -> tuple[str, ...]:
    """The thank-yous that went to others for the same interview (C3)."""
    if row.kind != StepKind.THANK_YOU:
        return ()
    return tuple(
        each.text
        for each in row.application.messages.all()
        if each.kind == MessageKind.THANK_YOU
        and each.interview_id == row.interview_id
        and each.contact_id != row.contact_id
        and each.text
    )
