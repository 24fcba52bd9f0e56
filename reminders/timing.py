"""The reader of timing phrases that settings hand to the forms."""

from __future__ import annotations

from datetime import date, timedelta

from accounts.models import User
from applications.models import Application
from applications.timing import TimingReading
from reminders.days import spell_day
from reminders.policy import Understanding, Workdays, understand
from reminders.services.manners import calendar_of, etiquette_of


def read_timing(text: str, *, said_on: date, user: User, application: Application | None) -> TimingReading:
    """The day these words mean, with the sentence the form shows (S1, S2)."""
    calendar, manners = calendar_of(user, application), etiquette_of(user)
    found = understand(text, said_on, calendar, manners)
    if found.kind == Understanding.UNDERSTOOD and found.date is not None:
        days = Workdays(calendar)
        first = days.count(days.on_or_after(found.date), manners.promise_opens_workdays)
        return TimingReading(
            date=found.date,
            meaning=(
                f"Understood as {spell_day(found.date, said_on)}. "
                f"Nothing to ask before {spell_day(first, said_on)}."
            ),
        )
    if found.kind == Understanding.ASKED_BACK and found.doubtful is not None:
        return TimingReading(
            date=None,
            meaning=(
                f"That would be {spell_day(found.doubtful, said_on)}, which "
                f"{_doubt(found.doubtful, said_on)}."
            ),
            advice="Give the exact day below, or it is kept as a note.",
        )
    return TimingReading(
        date=None,
        meaning="No day can be read from that.",
        advice="It is kept as a note, and the usual wait counts.",
    )


def _doubt(found: date, said_on: date) -> str:
    if found < said_on:
        return "was already past when they said it"
    weeks = (found - said_on) // timedelta(weeks=1)
    return f"is {weeks} weeks away"
