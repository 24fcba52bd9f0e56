"""What the user says of a follow-up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from accounts.fields import OneLine, WallClockField, WholeText
from accounts.models import User
from applications.forms.application import instant_of
from applications.models.message import Means
from reminders.drafting.gaps import fill_gaps
from reminders.drafting.register import Register
from reminders.models import FollowUp, Template
from reminders.services.attention import reminder_hour_in
from reminders.sheets import own_templates

MOST_GAPS = 50


class SentForm(forms.Form):
    """When it was sent, by what means. No time means now."""

    at = WallClockField(label="When did you send it?", required=False)
    means = forms.ChoiceField(label="By", choices=Means.choices, initial=Means.EMAIL, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.instant: datetime | None = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.instant = instant_of(self, "at", self.user)
        if self.instant is None and not self.errors:
            self.instant = timezone.now()
        return cleaned

    @property
    def chosen_means(self) -> Means:
        return Means(self.cleaned_data.get("means") or Means.EMAIL)


PUT_OFF = {
    "tomorrow": ("Tomorrow", 1),
    "three_days": ("In three days", 3),
    "week": ("In a week", 7),
}


class SnoozeForm(forms.Form):
    until = forms.ChoiceField(choices=[(key, words) for key, (words, _) in PUT_OFF.items()])

    def instant(self, user: User, *, now: datetime) -> datetime:
        """The reminder hour of the day chosen, in the user's zone."""
        _, days = PUT_OFF[self.cleaned_data["until"]]
        return reminder_hour_in(days, user, now=now)


class WordingForm(forms.Form):
    """Ours in a register, which may ask for time to decide; or a template of the user's for this kind."""

    register = forms.ChoiceField(choices=[(each.value, each.label) for each in Register], required=False)
    template = forms.ModelChoiceField(Template.objects.none(), required=False)
    asks_for_time = forms.BooleanField(required=False)

    def __init__(self, *args: Any, row: FollowUp, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"].queryset = own_templates(row)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(cleaned.get("register")) == bool(cleaned.get("template")):
            raise forms.ValidationError("Choose one wording.")
        return cleaned

    @property
    def wording(self) -> Register | Template:
        template: Template | None = self.cleaned_data["template"]
        return template or Register(self.cleaned_data["register"])


class SkillForm(forms.Form):
    """The line from the shelf for one letter; empty for none."""

    skill = OneLine(required=False, max_length=200)


class DraftForm(forms.Form):
    """The letter as typed, with the gaps filled in at its side, and which of two texts is wanted."""

    subject = OneLine(
        label="Subject", max_length=500, error_messages={"required": "The letter needs a subject."}
    )
    body = WholeText(
        label="Letter",
        max_length=50_000,
        multiline=True,
        error_messages={"required": "The letter is empty. Write something, or go back to your notes."},
    )
    why = OneLine(max_length=100, required=False)
    choice = forms.ChoiceField(choices=[("mine", "Mine"), ("theirs", "The other")], required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("subject", "body"):
            if name in cleaned:
                cleaned[name] = self.fields[name].clean(fill_gaps(cleaned[name], self._filled()))
        return cleaned

    def _filled(self) -> list[tuple[str, str]]:
        """What was typed into the fields beside the letter: each gap's words, and the answer on one line."""
        return [
            (self.data.get(f"gap-{number}-words", ""), " ".join(self.data.get(f"gap-{number}", "").split()))
            for number in range(1, MOST_GAPS + 1)
        ]

    @property
    def started_from(self) -> str | None:
        """The version the editor read; None where it did not say."""
        started: str | None = self.data.get("started_from")
        return started

    @property
    def takes_mine(self) -> bool:
        return bool(self.cleaned_data["choice"] == "mine")

    @property
    def takes_theirs(self) -> bool:
        return bool(self.cleaned_data["choice"] == "theirs")
