"""Applications, their stages, and what they wrote."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.fields import DayField, OneLine, WallClockField, WholeText, instant_in
from accounts.models import User
from accounts.regions import country_choices, find_subdivision
from applications.forms.timing import TimingFields
from applications.models import Application
from applications.models.message import Means, MessageKind
from applications.services.applications import ApplicationEntry
from applications.stages import STAGE_CHOICES, Stage


class ApplicationForm(forms.Form):
    company = OneLine(
        label="Company",
        max_length=200,
        widget=forms.TextInput(attrs={"list": "companies", "autocomplete": "off"}),
    )
    title = OneLine(label="Role", max_length=200)
    applied_on = DayField(label="You applied on", required=False)
    closing_on = DayField(label="Applications close on", required=False)
    no_contact = forms.BooleanField(
        label="The posting asks not to be contacted",
        required=False,
        help_text="Then nothing reminds you to ask before an interview.",
    )
    fit = OneLine(
        label="Something you have done that fits this role",
        required=False,
        max_length=500,
        help_text="One line for your letters.",
        widget=forms.TextInput(attrs={"list": "skills", "autocomplete": "off"}),
    )
    posting_url = forms.URLField(
        label="Address of the posting", required=False, max_length=1000, assume_scheme="https"
    )
    location = OneLine(label="Location", required=False, max_length=200)
    salary = OneLine(label="Salary", required=False, max_length=200)
    source = OneLine(label="Where you found it", required=False, max_length=200)
    country = forms.ChoiceField(
        label="Holiday country",
        required=False,
        choices=lambda: [("", "As in my settings"), *country_choices()],
        help_text="Where their business days are counted: weekends and public holidays there.",
    )
    subdivision = OneLine(
        label="State or province",
        required=False,
        max_length=100,
        help_text="Its code or name, such as BY or Bayern. Empty: only the country's own holidays.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["posting_url"].widget.attrs.pop("maxlength", None)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "country" in self.errors:
            return cleaned
        try:
            cleaned["subdivision"] = find_subdivision(cleaned["country"], cleaned.get("subdivision", ""))
        except ValidationError as error:
            self.add_error("subdivision", error)
        return cleaned

    def entry(self) -> ApplicationEntry:
        """What was typed, for the service. Call on a valid form."""
        return ApplicationEntry(**self.cleaned_data)


DETAILS = tuple(ApplicationForm.base_fields)


def initial_of(application: Application) -> dict[str, Any]:
    initial: dict[str, Any] = {name: getattr(application, name) for name in DETAILS}
    return initial | {"company": application.company.name}


class StageForm(forms.Form):
    """Where the application stands now."""

    stage = forms.ChoiceField(label="Stage", choices=STAGE_CHOICES)
    on = DayField(label="Since")
    offer_deadline = DayField(label="Answer by", help_text="Only for an offer.", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        deadline, on = cleaned.get("offer_deadline"), cleaned.get("on")
        if cleaned.get("stage") == Stage.OFFER and deadline and on and deadline < on:
            self.add_error("offer_deadline", "That is before the offer.")
        if on and on > timezone.localdate():
            self.add_error("on", "That is still to come.")
        return cleaned


def instant_of(form: forms.Form, field: str, user: User) -> datetime | None:
    """The instant of a wall-clock field in the user's zone; one that cannot be is an error at the field."""
    local = form.cleaned_data.get(field)
    if local is None:
        return None
    try:
        instant = instant_in(user.zone, local)
    except ValidationError as error:
        form.add_error(field, error)
        return None
    if instant > timezone.now() + timedelta(minutes=1):
        form.add_error(field, "That is still to come.")
    return instant


def refuse_return_before(form: forms.Form, came_on: date) -> None:
    """An automatic reply that came on `came_on` names no day before it."""
    returns_on = form.cleaned_data.get("returns_on")
    if returns_on and returns_on < came_on:
        form.add_error("returns_on", "That is before their reply came.")


class ReplyForm(TimingFields):
    """They replied: when, and the date they named, if any."""

    said_on_field = "at"

    at = WallClockField(label="When did they reply?")
    text = WholeText(label="What they wrote", required=False, max_length=50_000, rows=3)

    field_order = ["at", "timing_text", "timing_date", "text"]

    def __init__(self, *args: Any, user: User, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.application = application
        self.reads_for(application)
        self.instant: datetime | None = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.instant = instant_of(self, "at", self.user)
        if self.instant is not None:
            said_on = self.instant.astimezone(self.user.zone).date()
            self.clean_timing(said_on=said_on, application=self.application)
        return cleaned


class MessageForm(ReplyForm):
    """Correct a message of the story."""

    means = forms.ChoiceField(label="By", choices=Means.choices)
    returns_on = DayField(label="Back on")
    subject = OneLine(label="Subject", required=False, max_length=500)

    field_order = ["at", "means", "returns_on", "timing_text", "timing_date", "subject", "text"]

    def __init__(self, *args: Any, kind: MessageKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].label, self.fields["text"].label = _ASKED.get(
            kind,
            ("When did it come?", "What they wrote")
            if kind.is_received
            else ("When did you send it?", "What you wrote"),
        )
        if kind not in {MessageKind.REPLY, MessageKind.QUESTION}:
            del self.fields["timing_text"], self.fields["timing_date"], self.fields["timing_shown"]
        if kind != MessageKind.AUTO_REPLY:
            del self.fields["returns_on"]
        else:
            # One that only says they have the application names no day.
            self.fields["returns_on"].required = False
        if kind == MessageKind.REFERENCES_CALLED:
            del self.fields["subject"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instant is not None:
            refuse_return_before(self, self.instant.astimezone(self.user.zone).date())
        return cleaned


_ASKED = {
    MessageKind.QUESTION: ("When did they ask?", "What did they ask?"),
    MessageKind.AUTO_REPLY: ("When did it come?", "What it said"),
    MessageKind.REFERENCES_CALLED: ("When did they call?", "What you know of it"),
}
