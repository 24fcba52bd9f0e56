"""The fields of every form that asks what they said about timing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.urls import reverse

from accounts.fields import DayField, OneLine, retype
from accounts.models import User
from applications.models import Application
from applications.services.interviews import Timing
from applications.timing import TimingReading, read_timing

USUAL_ANSWERS = {
    "end of this week": "End of this week",
    "next week": "Next week",
    "in two weeks": "In two weeks",
}
DID_NOT_SAY, OTHER = "nothing", "other"


class TimingFields(forms.Form):
    """Their words, or the exact day; and the reading of the words that the user has been shown.

    Words are saved once their reading has stood on the page: shown while typing, or by the first submit,
    which then asks once.
    """

    timing_text = OneLine(
        label="Did they say when you would hear?",
        required=False,
        max_length=500,
        help_text="In their words: “by the end of next week”, “two weeks”, “13 November”.",
    )
    timing_date = DayField(label="Or the exact day they named", required=False)
    timing_shown = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-shown": ""}))

    said_on_field = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.fields["timing_text"].widget.attrs
        asked["data-understand-url"] = reverse("timing")
        if self.said_on_field:
            asked["data-said-on"] = self.add_prefix(self.said_on_field)

    def reads_for(self, application: Application) -> None:
        """While one types, read the words in this application's calendar, as saving will."""
        url = f"{reverse('timing')}?application={application.pk}"
        self.fields["timing_text"].widget.attrs["data-understand-url"] = url

    user: User
    reading: TimingReading | None = None

    def clean_timing(self, *, said_on: date | None, application: Application | None) -> None:
        """Read the words as of the day they were said. Adds an error once if the reading was not shown."""
        text = self.cleaned_data.get("timing_text", "")
        if not text or said_on is None or self.cleaned_data.get("timing_date"):
            return
        self.reading = read_timing(text, said_on=said_on, user=self.user, application=application)
        shown = shown_mark(text, self.reading)
        if self.cleaned_data.get("timing_shown") != shown:
            retype(self, "timing_shown", shown)
            self.add_error("timing_text", f"{self.reading.sentence} Save again if that is right.")

    def timing(self, *, said_on: date | None) -> Timing:
        """What was said, understood. Call on a valid form."""
        chosen = self.cleaned_data.get("timing_date")
        text = self.cleaned_data.get("timing_text", "")
        understood = chosen or (self.reading.date if self.reading else None)
        return Timing(text=text, date=understood, said_on=said_on if text or understood else None)


class TimingChips(TimingFields):
    """The same with the usual answers to tap. Each has one meaning, so its reading is not asked back."""

    timing_chip = forms.ChoiceField(
        label="Did they say when you would hear?",
        required=False,
        widget=forms.RadioSelect,
        choices=[*USUAL_ANSWERS.items(), (DID_NOT_SAY, "They didn’t say"), (OTHER, "Something else")],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["timing_text"].label = "In their words"
        told = self.initial.get("timing_text") or self.initial.get("timing_date")
        self.fields["timing_chip"].initial = OTHER if told else None

    def clean_timing(self, *, said_on: date | None, application: Application | None) -> None:
        """A chip stands above what is typed: the fields for that are out of sight beside it."""
        chip = self.cleaned_data.get("timing_chip")
        if chip not in {*USUAL_ANSWERS, DID_NOT_SAY}:
            super().clean_timing(said_on=said_on, application=application)
            return
        text = chip if chip in USUAL_ANSWERS else ""
        self.cleaned_data |= {"timing_text": text, "timing_date": None}
        if text and said_on is not None:
            self.reading = read_timing(text, said_on=said_on, user=self.user, application=application)


def initial_timing(
    text: str, day: date | None, *, said_on: date, user: User, application: Application
) -> dict[str, Any]:
    """What was said, as the form shows it again. A day read from the words goes with them."""
    if not text:
        return {"timing_text": "", "timing_date": day.isoformat() if day else None}
    reading = read_timing(text, said_on=said_on, user=user, application=application)
    if day == reading.date:
        return {"timing_text": text, "timing_date": None, "timing_shown": shown_mark(text, reading)}
    return {"timing_text": text, "timing_date": day.isoformat() if day else None}


def shown_mark(text: str, reading: TimingReading) -> str:
    """Proof that this reading of these words stood on the page."""
    return f"{reading.date or '-'} {' '.join(text.split())}"
