"""When reminders come, and what each channel tells."""

from __future__ import annotations

from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict

from accounts.forms import hour_field
from accounts.models import User
from reminders.models import Channel
from reminders.models.channel import Tells
from reminders.policy import Rhythm
from reminders.when import WEEKDAYS

HOURS = ("reminder_hour", "quiet_from", "quiet_until")


class WhenForm(forms.Form):
    """Each field is the user's attribute of that name; of the days the form has the numbers, Monday 0."""

    reminder_hour = hour_field("Remind me at")
    quiet_from = hour_field("No reminders from")
    quiet_until = hour_field("until")
    reminder_days = forms.MultipleChoiceField(
        label="On these days",
        choices=[(str(number), name) for number, name in enumerate(WEEKDAYS)],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one day."},
    )

    def chosen(self) -> dict[str, object]:
        """The user's attributes. Call on a valid form."""
        days = sum(1 << int(number) for number in set(self.cleaned_data["reminder_days"]))
        return {name: self.cleaned_data[name] for name in HOURS} | {"reminder_days": days}

    def rhythm(self, zone: ZoneInfo) -> Rhythm:
        """What was chosen, for somebody who lives there. Call on a valid form."""
        cleaned = self.cleaned_data
        return Rhythm(
            hour=cleaned["reminder_hour"],
            zone=zone,
            quiet=(cleaned["quiet_from"], cleaned["quiet_until"]),
            days=frozenset(map(int, cleaned["reminder_days"])),
        )


def initial_of(user: User) -> dict[str, Any]:
    """The user's settings as the form shows them."""
    days = [str(day) for day in sorted(user.reminder_weekdays)]
    return {name: getattr(user, name) for name in HOURS} | {"reminder_days": days}


def typed_of(user: User) -> dict[str, Any]:
    """The same as a browser would send it back."""
    return {
        name: f"{value:%H:%M}" if isinstance(value, time) else value
        for name, value in initial_of(user).items()
    }


class MomentsForm(forms.Form):
    """What one channel tells. Several stand on a page, so each has a prefix of its own."""

    moments = forms.MultipleChoiceField(
        label="What it tells you",
        choices=Tells.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one, or turn these reminders off."},
    )

    def __init__(self, typed: QueryDict | None = None, *, channel: Channel) -> None:
        told = [each for each in Tells.values if each in channel.tells]
        super().__init__(typed, prefix=f"channel-{channel.pk}", initial={"moments": told})
        self.channel = channel
