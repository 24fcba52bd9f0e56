"""Say a day the way one would in a letter read on another day."""

from datetime import date

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_spoken(day: date, today: date) -> str:
    """ "today", "yesterday", "on Tuesday" within the week, else "on 3 November", for a day gone by.

    One after `today` is a day where it was held, and still today for the writer.
    """
    ago = (today - day).days
    if ago <= 0:
        return "today"
    if ago == 1:
        return "yesterday"
    if 1 < ago < 7:
        return f"on {_WEEKDAYS[day.weekday()]}"
    return f"on {day_and_month(day, today)}"


def day_and_month(day: date, today: date) -> str:
    """ "3 November"; with its year only where the plain date could be taken for a nearer one."""
    year = f" {day.year}" if abs((day - today).days) > 180 and day.year != today.year else ""
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"


def day_with_weekday(day: date, today: date) -> str:
    """ "Friday 13 November": for days that somebody has to keep."""
    return f"{_WEEKDAYS[day.weekday()]} {day_and_month(day, today)}"
