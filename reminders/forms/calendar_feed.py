"""What a user's calendar shows, how openly, and when it sounds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.models import model_to_dict

from reminders.models import CalendarFeed
from reminders.models.calendar_feed import WEEKS

KINDS = ("interviews", "thank_yous", "inquiries", "other_steps")
NONE = "none"
ALARMS = [
    (NONE, "No alarm"),
    ("0", "When it begins"),
    ("15", "15 minutes before"),
    ("30", "30 minutes before"),
    ("60", "An hour before"),
    ("180", "3 hours before"),
    ("1440", "A day before"),
]


def initial_of(feed: CalendarFeed) -> dict[str, object]:
    """The form as the feed is."""
    stored = model_to_dict(feed, fields=list(CalendarForm.base_fields))
    return {name: NONE if value is None else value for name, value in stored.items()}


def _number(value: str) -> int | None:
    return None if value == NONE else int(value)


class CalendarForm(forms.Form):
    interviews = forms.BooleanField(label="Interviews", required=False)
    invitations = forms.BooleanField(
        label="Interviews that came as an invitation, too",
        required=False,
        help_text="Leave this out if your own calendar holds them already.",
    )
    thank_yous = forms.BooleanField(label="Thank-yous", required=False)
    inquiries = forms.BooleanField(label="Inquiries", required=False)
    other_steps = forms.BooleanField(
        label="Everything else",
        required=False,
        help_text="Confirmations, answers, promises, decisions.",
    )
    weeks = forms.TypedChoiceField(
        label="How far ahead",
        coerce=_number,
        choices=[
            (NONE, "However far ahead"),
            *((str(each), f"What is due within {each} week{'s' if each > 1 else ''}") for each in WEEKS),
        ],
        help_text="Late steps and interviews always show.",
    )
    interview_alarm = forms.TypedChoiceField(label="Before an interview", coerce=_number, choices=ALARMS)
    step_alarm = forms.TypedChoiceField(
        label="Before a step is best done",
        coerce=_number,
        choices=ALARMS,
    )
    discreet = forms.BooleanField(
        label="No names in the calendar",
        required=False,
        help_text="Titles say only “Interview” or “Thank-you due”: no people, companies, places, links or drafts.",
    )
    drafts = forms.BooleanField(
        label="The draft, in the event’s text",
        required=False,
        help_text="Whoever can read your calendar can read it then.",
    )

    def clean(self) -> dict[str, Any] | None:
        chosen = super().clean()
        if chosen and not any(chosen.get(kind) for kind in KINDS):
            self.add_error("interviews", "Choose at least one, or turn the calendar off.")
        return chosen
