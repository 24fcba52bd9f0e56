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
    """A remark as the page shows it: the words it is about ("" for the whole letter), why, and what to write."""

    words: str
    why: str
    rewrite: str


def read_remarks(row: FollowUp, sheet: Sheet | None, *, now: datetime) -> list[Noticed]:
    """What to look at in a letter of the user's words; one that is all ours has its gaps only."""
    if sheet is None or not (sheet.edited or (sheet.template and not sheet.problem)):
        return []
    user = row.application.owner
    text = sheet.body if sheet.edited else _own_text(sheet)
    companies = Company.objects.for_user(user).exclude(pk=row.application.company_id).order_by("-pk")
    facts = Checked(
        kind=row.kind,
        company=row.application.company.name,
        role=row.application.title,
        recipient_name=row.contact.name if row.contact else "",
        other_companies=tuple(companies.values_list("name", flat=True)[:MOST_COMPANIES]),
        today=local_today(user, now),
        attachments=0,
        others=_to_others(row),
        edited_on=local_today(user, row.draft.updated_at) if sheet.edited else None,
    )
    gaps = {str(gap) for gap in sheet.gaps} if not sheet.edited else set()
    found = [Noticed(text[each.start : each.end], each.why, each.rewrite) for each in check(text, facts)]
    # The page lists the gaps of a letter that nobody has changed yet by themselves.
    return [each for each in found if each.words not in gaps]


def _own_text(sheet: Sheet) -> str:
    """What the user's template has written: without the signature and the line to whoever passes it on (C4)."""
    letter = sheet.letter
    return "\n\n".join(letter.paragraphs[letter.begins_at : -1])


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
