"""Days and instants in words, as pages and letters write them for the reader's own day and zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

NEAR = {0: "today", 1: "tomorrow", -1: "yesterday"}


def spell_day(day: date, today: date) -> str:
    """Friday 13 November; with the year where it is not this one."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day:%A} {day.day} {day:%B}{year}"


def short_day(day: date, today: date) -> str:
    """Fri 13 Nov; with the year where it is not this one."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day:%a} {day.day} {day:%b}{year}"


def near_day(day: date, today: date) -> str:
    """today, tomorrow, yesterday, else the day itself."""
    return NEAR.get((day - today).days) or short_day(day, today)


def spell_deadline(
    best_by: datetime | None, late_after: datetime | None, *, now: datetime, zone: ZoneInfo
) -> str:
    """What a card's tag says, on the reader's clock; empty for a step without a deadline."""
    today = now.astimezone(zone).date()
    if late_after is not None and now > late_after:
        return f"Late since {near_day(late_after.astimezone(zone).date(), today)}"
    if best_by is not None and now <= best_by:
        local = best_by.astimezone(zone)
        if local.date() == today:
            return f"Best by {local:%H:%M} today"
        return f"Best by {near_day(local.date(), today)}"
    if late_after is not None:
        return f"Late after {near_day(late_after.astimezone(zone).date(), today)}"
    return ""


def spell_since(instant: datetime, *, now: datetime, zone: ZoneInfo) -> str:
    """Since when something lasts: 14:05, yesterday, Monday, Fri 13 Nov."""
    local, today = instant.astimezone(zone), now.astimezone(zone).date()
    days = (today - local.date()).days
    if days <= 0:
        return f"{local:%H:%M}"
    if days == 1:
        return "yesterday"
    return f"{local:%A}" if days < 7 else short_day(local.date(), today)


def spell_moment(instant: datetime, *, now: datetime, zone: ZoneInfo) -> str:
    """A day and its hour: today at 14:05, tomorrow at 08:00, Fri 13 Nov at 08:00."""
    local = instant.astimezone(zone)
    return f"{near_day(local.date(), now.astimezone(zone).date())} at {local:%H:%M}"


def spell_ago(instant: datetime, *, now: datetime, zone: ZoneInfo) -> str:
    """How long ago something ended: 25 minutes ago, 3 hours ago, yesterday, on Mon 2 Nov."""
    span = now - instant
    minutes = span // timedelta(minutes=1)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} minute{'s' if minutes != 1 else ''} ago"
    today, day = now.astimezone(zone).date(), instant.astimezone(zone).date()
    if day == today:
        hours = minutes // 60
        return f"{hours} hour{'s' if hours != 1 else ''} ago"
    return "yesterday" if (today - day).days == 1 else f"on {short_day(day, today)}"
