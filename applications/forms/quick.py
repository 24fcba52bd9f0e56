"""An interview that is just over, told with a thumb."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.fields import OneLine, WallClockField, instant_in
from accounts.forms import TimeZoneField
from accounts.models import User
from applications.forms.interview import ALREADY_LOGGED
from applications.forms.timing import DID_NOT_SAY, OTHER, USUAL_ANSWERS, TimingChips
from applications.models import Application, Interview
from applications.models.interview import Kind
from applications.services.companies import find_application
from applications.services.contacts import Person
from applications.services.interviews import InterviewEntry
from applications.timing import read_timing

LENGTHS = [(15, "15 minutes"), (30, "30 minutes"), (45, "45 minutes"), (60, "An hour"), (90, "An hour and a half"),
           (120, "Two hours"), (180, "Three hours"), (300, "Half a day"), (480, "A whole day")]  # fmt: skip
USUAL_LENGTH = 60


@dataclass(frozen=True)
class Chip:
    """An answer to tap, and the day it means, None where it means none."""

    value: str
    label: str
    day: date | None


class QuickLogForm(TimingChips):
    """The few things that matter the hour after. `application` is the one it was for; else it is asked."""

    said_on_field = "ended"

    company = OneLine(
        label="Company",
        max_length=200,
        widget=forms.TextInput(attrs={"list": "companies", "autocomplete": "off", "autocapitalize": "words"}),
    )
    title = OneLine(
        label="Role",
        max_length=200,
        widget=forms.TextInput(attrs={"list": "titles", "autocomplete": "off", "autocapitalize": "words"}),
    )
    ended = WallClockField(label="Ended")
    minutes = forms.TypedChoiceField(label="It took", choices=LENGTHS, coerce=int, initial=USUAL_LENGTH)
    time_zone = TimeZoneField(label="Time zone of the interview")
    kind = forms.ChoiceField(label="Kind", choices=Kind.choices, initial=Kind.VIDEO)

    def __init__(
        self, *args: Any, user: User, now: datetime, application: Application | None, **kwargs: Any
    ) -> None:
        ended = now.astimezone(user.zone)
        ended -= timedelta(minutes=ended.minute % 5, seconds=ended.second, microseconds=ended.microsecond)
        first = {"time_zone": user.time_zone, "ended": f"{ended:%Y-%m-%dT%H:%M}"}
        super().__init__(*args, initial=first | kwargs.pop("initial", {}), **kwargs)
        self.user, self.now, self.application = user, now, application
        del self.fields["timing_date"]
        if application is not None:
            del self.fields["company"], self.fields["title"]
            self.reads_for(application)
        self.ended_at: datetime | None = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._clean_end(cleaned)
        application = self.application or find_application(
            self.user, company=cleaned.get("company", ""), title=cleaned.get("title", "")
        )
        if self.ended_at is not None and application is not None and "minutes" in cleaned:
            same = Interview.objects.live().filter(application=application, starts_at=self._starts_at)
            if same.exists():
                self.add_error("ended", ALREADY_LOGGED)
        self.clean_timing(said_on=self.held_on, application=application)
        return cleaned

    def _clean_end(self, cleaned: dict[str, Any]) -> None:
        ended, zone_name = cleaned.get("ended"), cleaned.get("time_zone")
        if ended is None or zone_name is None:
            return
        try:
            instant = instant_in(ZoneInfo(zone_name), ended)
        except ValidationError as error:
            self.add_error("ended", error)
            return
        if instant > timezone.now():
            self.add_error(
                "ended", "That is still to come. Log what is to come with all its details instead."
            )
            return
        self.ended_at = instant

    @property
    def _starts_at(self) -> datetime:
        if self.ended_at is None:
            raise ValueError("the form is not valid")
        return self.ended_at - timedelta(minutes=self.cleaned_data["minutes"])

    @property
    def held_on(self) -> date | None:
        """The interview's date: the local date of its end."""
        if self.ended_at is None:
            return None
        return self.ended_at.astimezone(ZoneInfo(self.cleaned_data["time_zone"])).date()

    @property
    def chips(self) -> list[Chip]:
        """The answers to tap, each with the day it means when it was said today."""
        today = self.now.astimezone(self.user.zone).date()
        usual = [
            Chip(
                text,
                label,
                read_timing(text, said_on=today, user=self.user, application=self.application).date,
            )
            for text, label in USUAL_ANSWERS.items()
        ]
        return [*usual, Chip(DID_NOT_SAY, "They didn’t say", None), Chip(OTHER, "Something else", None)]

    def entry(self, people: tuple[Person, ...]) -> InterviewEntry:
        """What was told, for the service. Call on a valid form."""
        cleaned = self.cleaned_data
        return InterviewEntry(
            fit="",
            kind=Kind(cleaned["kind"]),
            starts_at=self._starts_at,
            time_zone=cleaned["time_zone"],
            minutes=cleaned["minutes"],
            place="",
            people=people,
            timing=self.timing(said_on=self.held_on),
            promise_text="",
            promise_due=None,
            notes="",
            told=True,
        )
