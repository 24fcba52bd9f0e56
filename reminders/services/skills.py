"""Which line of their shelf the user wants in a letter."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from reminders.drafting.letters import skill_said
from reminders.letters import letter_facts
from reminders.models import Draft, FollowUp
from reminders.models.follow_up import FollowUpStatus
from reminders.services.drafts import SettledAlready, save_draft
from reminders.sheets import letter_of


@transaction.atomic
def choose_skill(row: FollowUp, line: str, *, now: datetime) -> bool:
    """Say `line` in this letter; "" leaves it to the application's own. `row` comes with what its letter tells.

    A letter in the user's own wording is changed in that place only where the former line, or the gap for one,
    still stands as we wrote it; a template of theirs may say nothing of it. Returns whether the letter says the
    line now. No fact, so nothing is planned anew.
    Raises SettledAlready.
    """
    if FollowUp.objects.select_for_update(no_key=True).get(pk=row.pk).status != FollowUpStatus.OPEN:
        raise SettledAlready
    draft = Draft.objects.filter(follow_up=row).first()
    former = skill_said(letter_facts(row, now=now))
    row.skill = line
    row.save(update_fields=["skill"])
    said = skill_said(letter_facts(row, now=now))
    if draft is None:
        letter = letter_of(row, now=now)
        return not line or (letter is not None and said in letter.body)
    body = _in_its_place(draft.body, former, said)
    if body is not None:
        save_draft(row, subject=draft.subject, body=body, now=now, why="before another line from your shelf")
    return body is not None


def _in_its_place(body: str, former: str, said: str) -> str | None:
    """The text with `said` for the one place where `former` stands; None where there is not exactly one."""
    if said and re.search(_standing(said), body):
        return body
    places = list(re.finditer(_standing(former), body)) if former else []
    if len(places) != 1 or not said:
        return None
    # A line that was cut short ended its sentence itself.
    stop = "." if former.endswith("…") and not said.endswith("…") else ""
    return f"{body[: places[0].start()]}{said}{stop}{body[places[0].end() :]}"


def _standing(phrase: str) -> str:
    """The phrase by itself, not within a longer word; a text field may have wrapped its spaces."""
    words = r"\s+".join(re.escape(word) for word in phrase.split())
    return rf"(?<!\w){words}(?!\w)"
