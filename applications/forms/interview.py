"""Logging an interview, correcting it, saying how it went."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.fields import DayField, OneLine, WallClockField, WholeText, instant_in
from accounts.forms import TimeZoneField
from accounts.models import User
from applications.forms.people import met_lines
from applications.forms.timing import TimingChips, TimingFields, initial_timing
from applications.models import Application, Contact, Interview
from applications.models.interview import LONGEST_INTERVIEW, Kind
from applications.services.companies import find_application
from applications.services.contacts import Person
from applications.services.interviews import InterviewEntry

USUAL_LENGTH = timedelta(hours=1)
ALREADY_LOGGED = "This interview is already logged. Change the time, or open it from the application."


class InterviewForm(TimingFields):
    """One interview. `interview` is the one to edit: then company and role are not asked."""

    said_on_field = "starts"

    company = OneLine(
        label="Company",
        max_length=200,
        widget=forms.TextInput(attrs={"list": "companies", "autocomplete": "off"}),
    )
    title = OneLine(
        label="Role",
        max_length=200,
        widget=forms.TextInput(attrs={"list": "titles", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label="Kind", choices=Kind.choices, initial=Kind.VIDEO)
    starts = WallClockField(label="Starts", help_text="On the clock of the time zone below.")
    ends = WallClockField(label="Ends", required=False, help_text="Empty: an hour later.")
    time_zone = TimeZoneField(label="Time zone of the interview")
    unconfirmed = forms.BooleanField(
        label="Not confirmed yet",
        required=False,
        help_text="Then you are reminded to confirm the time and its zone.",
    )
    invited_on = DayField(label="They invited you on", required=False)
    place = OneLine(label="Place or link", required=False, max_length=500)
    fit = OneLine(
        label="Something you have done that fits this role",
        required=False,
        max_length=500,
        help_text="One line for your letters: “cut batch time from four hours to nine minutes at Fjord”.",
        widget=forms.TextInput(attrs={"list": "skills", "autocomplete": "off"}),
    )
    promise_text = OneLine(
        label="Did you promise them anything?",
        required=False,
        max_length=500,
        help_text="“Send two references”",
    )
    promise_due = DayField(label="By when?", required=False)
    notes = WholeText(label="Notes for yourself", required=False, max_length=20_000, rows=4)

    field_order = [
        "company", "title", "kind", "starts", "ends", "time_zone", "unconfirmed", "invited_on", "place",
        "timing_text", "timing_date", "promise_text", "promise_due", "fit", "notes",
    ]  # fmt: skip

    def __init__(self, *args: Any, user: User, interview: Interview | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.interview = interview
        if interview is not None:
            del self.fields["company"], self.fields["title"]
            self.fields["ends"].help_text = "Left as it is, it moves to another day with the start."
            self.reads_for(interview.application)
        self.starts_at: datetime | None = None
        self.ends_at: datetime | None = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._clean_times(cleaned)
        self._clean_invitation(cleaned)
        if (
            cleaned.get("promise_text")
            and not cleaned.get("promise_due")
            and "promise_due" not in self.errors
        ):
            self.add_error("promise_due", "Say by which day, so that it can remind you.")
        if (
            cleaned.get("promise_due")
            and not cleaned.get("promise_text")
            and "promise_text" not in self.errors
        ):
            self.add_error("promise_text", "Say what you promised for that day.")
        application = self._known_application(cleaned)
        if application is not None and self._is_logged(application):
            self.add_error("starts", ALREADY_LOGGED)
        self.clean_timing(said_on=self.held_on, application=application)
        return cleaned

    def _is_logged(self, application: Application) -> bool:
        """Whether another interview of it starts at this instant. Two Saves at once: see `log_interview`."""
        if self.starts_at is None:
            return False
        same = Interview.objects.live().filter(application=application, starts_at=self.starts_at)
        return any(each != self.interview for each in same)

    def _clean_times(self, cleaned: dict[str, Any]) -> None:
        starts, zone_name = cleaned.get("starts"), cleaned.get("time_zone")
        if starts is None or zone_name is None:
            return
        zone = ZoneInfo(zone_name)
        try:
            self.starts_at = instant_in(zone, starts)
        except ValidationError as error:
            self.add_error("starts", error)
            return
        if self.interview is not None and _only_start_moved(self.interview, starts, cleaned.get("ends")):
            self.ends_at = self.starts_at + timedelta(minutes=self.interview.minutes)
            return
        if cleaned.get("ends") is None:
            if "ends" not in self.errors:
                self.ends_at = self.starts_at + USUAL_LENGTH
            return
        try:
            self.ends_at = instant_in(zone, cleaned["ends"])
        except ValidationError as error:
            self.add_error("ends", error)
            return
        if self.ends_at <= self.starts_at:
            # In the night when clocks go back an hour comes twice; the end may lie in its second.
            self.ends_at = instant_in(zone, cleaned["ends"], second=True)
        if self.ends_at <= self.starts_at:
            self.add_error("ends", "The end is not after the start.")
        elif self.ends_at - self.starts_at > timedelta(minutes=LONGEST_INTERVIEW):
            self.add_error("ends", "That is more than two weeks after the start.")

    def _clean_invitation(self, cleaned: dict[str, Any]) -> None:
        invited, starts = cleaned.get("invited_on"), cleaned.get("starts")
        if cleaned.get("unconfirmed") and invited is None and "invited_on" not in self.errors:
            self.add_error("invited_on", "Say when they invited you, so that it can remind you.")
        elif invited and invited > timezone.localdate():
            self.add_error("invited_on", "That is still to come.")
        elif invited and starts and invited > starts.date():
            self.add_error("invited_on", "That is after the interview.")

    def _known_application(self, cleaned: dict[str, Any]) -> Application | None:
        if self.interview is not None:
            return self.interview.application
        return find_application(self.user, company=cleaned.get("company", ""), title=cleaned.get("title", ""))

    @property
    def held_on(self) -> date | None:
        """The interview's date: the local date of its end."""
        if self.ends_at is None:
            return None
        return self.ends_at.astimezone(ZoneInfo(self.cleaned_data["time_zone"])).date()

    def entry(self, people: tuple[Person, ...]) -> InterviewEntry:
        """What was typed, for the service. Call on a valid form."""
        if self.starts_at is None or self.ends_at is None:
            raise ValueError("the form is not valid")
        cleaned = self.cleaned_data
        return InterviewEntry(
            fit=cleaned["fit"],
            kind=Kind(cleaned["kind"]),
            starts_at=self.starts_at,
            time_zone=cleaned["time_zone"],
            minutes=max(1, int((self.ends_at - self.starts_at).total_seconds() // 60)),
            place=cleaned["place"],
            people=people,
            timing=self.timing(said_on=self.held_on),
            promise_text=cleaned["promise_text"],
            promise_due=cleaned["promise_due"],
            notes=cleaned["notes"],
            confirmed=not cleaned["unconfirmed"],
            invited_on=cleaned["invited_on"],
        )


def _only_start_moved(interview: Interview, starts: datetime, ends: datetime | None) -> bool:
    """Whether the end was left standing when the interview moved, so that it can no longer be meant.

    It still shows the stored end, on the interview's own clock, while the start went to another day or past it.
    On the same day a later end may well be meant, and what was typed stands.
    """
    before = _shown(interview.local_start)
    if starts == before or ends is None or ends != _shown(interview.local_end):
        return False
    return starts.date() != before.date() or ends <= starts


def _shown(local: datetime) -> datetime:
    """A clock's time as the form's fields show it: to the minute, without a zone."""
    return local.replace(tzinfo=None, fold=0, second=0, microsecond=0)


def initial_timing_of(interview: Interview) -> dict[str, Any]:
    return initial_timing(
        interview.timing_text,
        interview.timing_date,
        said_on=interview.timing_said_on or interview.local_end.date(),
        user=interview.application.owner,
        application=interview.application,
    )


def initial_of(interview: Interview) -> dict[str, Any]:
    """An interview as its form shows it, on its own clock."""
    promise = interview.own_promises.first()
    return {
        "kind": interview.kind,
        "starts": f"{interview.local_start:%Y-%m-%dT%H:%M}",
        "ends": f"{interview.local_end:%Y-%m-%dT%H:%M}",
        "time_zone": interview.time_zone,
        "unconfirmed": not interview.confirmed,
        "invited_on": interview.invited_on,
        "place": interview.place,
        **initial_timing_of(interview),
        "promise_text": promise.text if promise else "",
        "promise_due": promise.due_on.isoformat() if promise else None,
        "fit": interview.application.fit,
        "notes": interview.notes,
    }


class DebriefForm(TimingChips):
    """How an interview went: what was talked about with each, who else was there, and what they said about timing.

    `known`: whom else the user knows at this company, to be tapped. `people` holds their lines.
    """

    def __init__(
        self, *args: Any, user: User, interview: Interview, known: Iterable[Contact] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=initial_timing_of(interview), **kwargs)
        self.user = user
        self.interview = interview
        self.seats = list(interview.participations.all())
        seated = {seat.contact_id for seat in self.seats}
        self.people = met_lines(
            user,
            [each for each in known if each.pk not in seated],
            self.data if self.is_bound else None,
            prefix=self.add_prefix("people"),
        )
        for seat in self.seats:
            self.fields[f"topics_{seat.pk}"] = WholeText(
                label=f"What did you talk about with {seat.contact}?",
                required=False,
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 2, "autocapitalize": "sentences"}),
                initial=seat.topics,
            )
        self.order_fields([f"topics_{seat.pk}" for seat in self.seats])

        url = f"{reverse('timing')}?said_on={self.held_on}&application={interview.application_id}"
        self.fields["timing_text"].widget.attrs["data-understand-url"] = url

    def is_valid(self) -> bool:
        return super().is_valid() & self.people.is_valid()

    @property
    def held_on(self) -> date:
        return self.interview.local_end.date()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.interview.starts_at > timezone.now():
            raise ValidationError("This interview is still to come. Say how it went once it is over.")
        self.clean_timing(said_on=self.held_on, application=self.interview.application)
        return cleaned

    @property
    def topics(self) -> dict[int, str]:
        """Participation id → what was talked about. Call on a valid form."""
        return {seat.pk: self.cleaned_data[f"topics_{seat.pk}"] for seat in self.seats}
