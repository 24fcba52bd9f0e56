"""What one hears from them beside a plain reply, and what one promises them: a form for each."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.fields import DayField, OneLine, WallClockField, WholeText
from accounts.models import User
from applications.forms.application import ReplyForm, instant_of, refuse_return_before
from applications.models import Application, Interview
from applications.models.message import Means, MessageKind
from applications.queries import interviews_they_can_cancel
from applications.services.interviews import CANCELLED
from applications.services.messages import MessageEntry


class HeardForm(forms.Form):
    def __init__(self, *args: Any, user: User, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.application = application


class QuestionForm(ReplyForm):
    """They asked something, and may have named a date (POLICY row 13)."""

    at = WallClockField(label="When did they ask?")
    text = WholeText(label="What did they ask?", max_length=50_000, rows=3)

    field_order = ["at", "text", "timing_text", "timing_date"]

    def entry(self) -> MessageEntry:
        """What was typed, for the service. Call on a valid form."""
        at = _certain(self.instant)
        return MessageEntry(
            kind=MessageKind.QUESTION,
            at=at,
            text=self.cleaned_data["text"],
            timing=self.timing(said_on=at.astimezone(self.user.zone).date()),
        )


class AwayForm(HeardForm):
    """An automatic reply that says when they are back (POLICY row 12)."""

    at = WallClockField(label="When did it come?")
    returns_on = DayField(label="Back on")
    text = WholeText(label="What it said", required=False, max_length=50_000, rows=3)

    instant: datetime | None = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.instant = instant_of(self, "at", self.user)
        if self.instant is not None:
            refuse_return_before(self, self.instant.astimezone(self.user.zone).date())
        return cleaned

    def entry(self) -> MessageEntry:
        """What was typed, for the service. Call on a valid form."""
        return MessageEntry(
            kind=MessageKind.AUTO_REPLY,
            at=_certain(self.instant),
            text=self.cleaned_data["text"],
            returns_on=self.cleaned_data["returns_on"],
        )


class ReferencesForm(HeardForm):
    """They called the user's references (POLICY row 18)."""

    at = WallClockField(label="When did they call?")

    instant: datetime | None = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.instant = instant_of(self, "at", self.user)
        return cleaned

    def entry(self) -> MessageEntry:
        """What was typed, for the service. Call on a valid form."""
        return MessageEntry(kind=MessageKind.REFERENCES_CALLED, at=_certain(self.instant), means=Means.PHONE)


class SinceForm(HeardForm):
    """Since which day it is so; all there is to say of being turned down (POLICY row 21)."""

    on = DayField(label="Since")

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise ValidationError("That is still to come.")
        return on


class OfferForm(SinceForm):
    """They made an offer, perhaps with a day to answer by (POLICY row 22)."""

    offer_deadline = DayField(label="Answer by", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        on, deadline = cleaned.get("on"), cleaned.get("offer_deadline")
        if on and deadline and deadline < on:
            self.add_error("offer_deadline", "That is before the offer.")
        return cleaned


class CancelledForm(SinceForm):
    """They called one of the application's interviews off (POLICY row 17)."""

    interview = forms.ModelChoiceField(queryset=Interview.objects.none(), label="Which interview?")
    on = DayField(label="On which day did they tell you?")

    field_order = ["interview", "on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["interview"]
        if not isinstance(field, forms.ModelChoiceField):
            raise TypeError("the field chooses an interview")
        # One they have cancelled already is taken once more: it is the second click.
        field.queryset = interviews_they_can_cancel(self.application)
        shown = [(each.pk, _words(each)) for each in field.queryset if each.status not in CANCELLED]
        field.choices = shown if len(shown) == 1 else [("", "Choose one"), *shown]
        self.nothing_to_cancel = not shown


class PromiseForm(HeardForm):
    """What the user promised them outside an interview, and by when."""

    text = OneLine(label="What did you promise?", max_length=500, help_text="“Send two references”")
    due_on = DayField(label="By when?")


def _certain(instant: datetime | None) -> datetime:
    if instant is None:
        raise ValueError("the form is not valid")
    return instant


def _words(interview: Interview) -> str:
    local = interview.local_start
    # The day first: a narrow list cuts the end off.
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M}, {interview.kind_label.lower()}"
