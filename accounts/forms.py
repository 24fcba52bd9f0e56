"""Signing up and settings of one's own."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts.fields import DayField, OneLine, WholeText
from accounts.models import User
from accounts.regions import check_time_zone, country_choices, find_subdivision, zone_choices
from accounts.shelf import LONGEST_LINE, MOST_LINES

LONGEST_BREAK = 365
COUNTRY_HELP = "Public holidays there do not count as business days."


class ZoneSelect(forms.Select):
    """The list, and the zone chosen before if the list lacks it: a browser would else take the first."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> Any:
        known = {choice for choice, _ in zone_choices()}
        unlisted = [(zone, zone.replace("_", " ")) for zone in value if zone and zone not in known]
        self.choices = [*unlisted, *zone_choices()]
        return super().optgroups(name, value, attrs)


class TimeZoneField(forms.ChoiceField):
    """A zone from the list. One that a browser names and the list lacks is taken too, if it exists."""

    def __init__(self, **options: Any) -> None:
        attrs = options.pop("attrs", {})
        super().__init__(choices=zone_choices, widget=ZoneSelect(attrs=attrs), **options)

    def valid_value(self, value: Any) -> bool:
        try:
            check_time_zone(str(value))
        except ValidationError:
            return False
        return True


def country_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Holiday country",
        required=False,
        choices=lambda: [("", "None: only weekends"), *country_choices()],
        help_text=COUNTRY_HELP,
    )


class SignupForm(forms.Form):
    """What signing up asks beside address and password (allauth adds those)."""

    name = OneLine(
        label="Your name",
        max_length=200,
        help_text="It signs your letters.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    time_zone = TimeZoneField(label="Your time zone", initial="UTC", attrs={"data-detect-zone": "UTC"})
    country = country_field()
    field_order = ["name", "email", "password1", "time_zone", "country"]

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth once the user is stored."""
        user.name = self.cleaned_data["name"]
        user.time_zone = self.cleaned_data["time_zone"]
        user.country = self.cleaned_data["country"]
        user.save(update_fields=["name", "time_zone", "country"])


def hour_field(label: str) -> forms.TimeField:
    """A time of day on the user's clock."""
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Write the time as 08:00."},
    )


class SettingsForm(forms.Form):
    """Settings of one's own; each field is the user's attribute of that name."""

    name = OneLine(label="Your name", max_length=200)
    signature = WholeText(
        label="Signature",
        required=False,
        max_length=1000,
        rows=4,
        help_text="Ends your letters. Empty: your name alone.",
    )
    time_zone = TimeZoneField(label="Your time zone")
    country = country_field()
    subdivision = OneLine(
        label="State or province",
        required=False,
        max_length=100,
        help_text="Its code or name, such as BY or Bayern. Empty: only the country's own holidays.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            cleaned["subdivision"] = find_subdivision(
                cleaned.get("country", ""), cleaned.get("subdivision", "")
            )
        except ValidationError as error:
            self.add_error("subdivision", error)
        return cleaned


class DayOffForm(forms.Form):
    """Days on which the user does no business."""

    first = DayField(label="From")
    last = DayField(label="Until", required=False, help_text="Empty: that day alone.")
    name = OneLine(label="What for", required=False, max_length=100)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first = cleaned.get("first")
        last = cleaned["last"] = cleaned.get("last") or first
        if first and last and last < first:
            self.add_error("last", "That is before the first day.")
        elif first and last and (last - first).days > LONGEST_BREAK:
            self.add_error("last", "Choose at most a year.")
        return cleaned


_BULLET = re.compile(r"^(?:[-*•·–—]|\d{1,2}[.)])(?:\s+|$)")


class ShelfForm(forms.Form):
    """Lines for the shelf, pasted as they are: one a line, bullets taken off."""

    lines = WholeText(
        label="Add lines",
        max_length=MOST_LINES * (LONGEST_LINE + 20),
        rows=4,
        error_messages={"required": "Write at least one line."},
        help_text="One a line, such as “cut batch time from 4 h to 9 min at Fjord”. Several can be pasted at once.",
    )

    def clean_lines(self) -> list[str]:
        one_line = OneLine(required=False)
        typed = (
            one_line.clean(_BULLET.sub("", line.strip())) for line in self.cleaned_data["lines"].split("\n")
        )
        lines = [line for line in typed if line]
        for line in lines:
            _check_length(line)
        if not lines:
            raise ValidationError("Write at least one line.")
        return lines


def _check_length(line: str) -> None:
    """Raise ValidationError, naming the line by its beginning, for one too long for a letter."""
    if len(line) > LONGEST_LINE:
        raise ValidationError(
            f"“{line[:40]}…” is {len(line)} characters long; there is room for {LONGEST_LINE} in a line. "
            "Shorten it, nothing is lost."
        )


class SkillLineForm(forms.Form):
    text = OneLine(
        label="The line",
        max_length=LONGEST_LINE,
        help_text="It stands in a letter after a colon: “Built the outbox” becomes “I built the outbox”.",
    )


def initial_of(user: User) -> dict[str, Any]:
    return {name: getattr(user, name) for name in SettingsForm.base_fields}
