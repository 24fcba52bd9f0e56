"""An imagined interview, as it is typed."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError

from accounts.fields import DayField, OneLine, WallClockField, instant_in
from accounts.forms import TimeZoneField
from accounts.models import User
from applications.models.interview import Kind
from applications.timing import TimingReading
from reminders.imagined import MOST_PEOPLE, Imagined
from reminders.timing import read_timing


class WhatIfForm(forms.Form):
    kind = forms.ChoiceField(label="Kind", choices=Kind.choices, initial=Kind.PANEL)
    people = forms.IntegerField(label="How many people", min_value=0, max_value=MOST_PEOPLE, initial=3)
    starts = WallClockField(label="Starts")
    time_zone = TimeZoneField(label="Time zone of the interview")
    said = OneLine(
        label="What they say about timing",
        required=False,
        max_length=500,
        help_text="In their words: “two weeks”, “by the end of next week”. Empty: nothing.",
    )
    answer_on = DayField(label="And then they answer on", required=False)
    named = OneLine(
        label="Naming a time",
        required=False,
        max_length=500,
        help_text="In their words. Empty: none.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.said_reading: TimingReading | None = None
        self.named_reading: TimingReading | None = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts, zone, answer_on = cleaned.get("starts"), cleaned.get("time_zone"), cleaned.get("answer_on")
        if starts is None or zone is None:
            return cleaned
        try:
            instant_in(ZoneInfo(zone), starts)
        except ValidationError as error:
            self.add_error("starts", error)
        held_on = Imagined(starts=starts, time_zone=zone).held_on
        if answer_on and answer_on <= held_on:
            self.add_error("answer_on", "Choose a day after the interview.")
        if cleaned.get("named") and not answer_on and "answer_on" not in self.errors:
            self.add_error("answer_on", "Say on which day they answer.")
        self.said_reading = self._read(cleaned.get("said"), held_on)
        self.named_reading = self._read(cleaned.get("named"), answer_on)
        return cleaned

    def _read(self, words: str | None, on: date | None) -> TimingReading | None:
        if not words or on is None:
            return None
        return read_timing(words, said_on=on, user=self.user, application=None)

    def imagined(self) -> Imagined:
        """What was typed. Call on a valid form."""
        cleaned = self.cleaned_data
        return Imagined(
            starts=cleaned["starts"],
            time_zone=cleaned["time_zone"],
            people=cleaned["people"],
            owes_thanks=Kind(cleaned["kind"]).owes_thanks,
            said=self.said_reading.date if self.said_reading else None,
            answer_on=cleaned["answer_on"],
            named=self.named_reading.date if self.named_reading else None,
        )
