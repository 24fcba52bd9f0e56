"""Form fields that hand back what was typed, whatever its length."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError

FIRST_YEAR, LAST_YEAR = 2000, 2100
_LONG_YEAR = re.compile(r"\s*0*([1-9]\d{4,5})-")


class WholeText(forms.CharField):
    """Text whose length the server checks: a browser's own limit would cut a paste off without a word."""

    def __init__(self, *, rows: int = 0, multiline: bool = False, **options: Any) -> None:
        if rows or multiline:
            options.setdefault("widget", forms.Textarea(attrs={"rows": rows or 3}))
        super().__init__(**options)
        self.widget.attrs.pop("maxlength", None)
        self.error_messages["max_length"] = (
            "This is %(show_value)d characters long; there is room for %(limit_value)d. "
            "Shorten it, nothing is lost."
        )

    def to_python(self, value: Any) -> str:
        # A browser sends each line break as two characters; the text has one.
        return str(super().to_python(value) or "").replace("\r\n", "\n")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = dict(super().widget_attrs(widget))
        attrs.pop("maxlength", None)
        return attrs


class OneLine(WholeText):
    """One line of text: line breaks and control characters become spaces, so no name can add a header."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        calm = "".join(" " if _breaks_line(character) else character for character in text)
        return " ".join(calm.split())


def _breaks_line(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Zl", "Zp"} and character != "\0"


class DayField(forms.DateField):
    """A calendar day within living memory."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        options.setdefault("error_messages", {"invalid": "Write the day as 2026-11-30."})
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"min": f"{FIRST_YEAR}-01-01", "max": f"{LAST_YEAR}-12-31"}

    def to_python(self, value: Any) -> date | None:
        _check_length_of_year(value)
        return super().to_python(value)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if isinstance(value, date):
            check_year(value)


class WallClockField(forms.DateTimeField):
    """A date and time on somebody's clock, as yet without a zone: see `instant_in`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        )
        options.setdefault("error_messages", {"invalid": "Write day and time as 2026-11-30 14:00."})
        options.setdefault("input_formats", ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"])
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        limits = {"min": f"{FIRST_YEAR}-01-01T00:00", "max": f"{LAST_YEAR}-12-31T23:59"}
        return super().widget_attrs(widget) | limits

    def prepare_value(self, value: Any) -> Any:
        return value

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        _check_length_of_year(value)
        for form in self.input_formats or ():
            try:
                return datetime.strptime(str(value).strip(), str(form))  # noqa: DTZ007
            except (ValueError, TypeError):
                continue
        raise ValidationError(self.error_messages["invalid"], code="invalid")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if isinstance(value, datetime):
            check_year(value.date())


def check_year(day: date) -> None:
    """Raise ValidationError for a year that is surely a slip of the keys."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _mistyped(str(day.year))


def _check_length_of_year(typed: Any) -> None:
    """A browser's year takes six digits, and no reader of dates understands more than four."""
    if isinstance(typed, str) and (long := _LONG_YEAR.match(typed)):
        raise _mistyped(long[1])


def _mistyped(year: str) -> ValidationError:
    return ValidationError(f"The year {year} looks mistyped. Write one between {FIRST_YEAR} and {LAST_YEAR}.")


def instant_in(zone: ZoneInfo, local: datetime, *, second: bool = False) -> datetime:
    """The instant (UTC) at which that zone's clock shows `local`; of two, the first, or else the `second`.

    Raises ValidationError for an hour that a clock change leaves out.
    """
    instant = local.replace(tzinfo=zone, fold=int(second)).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != local:
        raise ValidationError("The clocks go forward in that hour, so this time does not exist there.")
    return instant


def retype(form: forms.BaseForm, name: str, value: str) -> None:
    """Let a bound form hand back `value` in a field, whatever was typed there."""
    typed: Any = form.data
    changed = typed.copy()
    changed[form.add_prefix(name)] = value
    form.data = changed
