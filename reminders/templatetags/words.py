"""The pages' words for days, zones and people."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone

from accounts.regions import place_of
from applications.models import Interview
from reminders.days import (
    near_day,
    short_day,
    spell_ago,
    spell_day,
    spell_deadline,
    spell_moment,
    spell_since,
)
from reminders.models import FollowUp

register = template.Library()


@register.filter
def initials(name: object) -> str:
    """SL for Sara Lindqvist, A for Acme."""
    words = [word for word in str(name).replace("@", " ").split() if word[:1].isalnum()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[0] for word in words]
    return "".join(letters).upper() or "?"


@register.filter
def day(value: datetime | date) -> str:
    """Fri 13 Nov on the reader's calendar."""
    return short_day(_local(value), timezone.localdate())


@register.filter
def long_day(value: datetime | date) -> str:
    return spell_day(_local(value), timezone.localdate())


@register.filter
def near(value: datetime | date) -> str:
    return near_day(_local(value), timezone.localdate())


@register.filter
def ago(value: datetime) -> str:
    return spell_ago(value, now=timezone.now(), zone=_zone())


@register.filter
def since(value: datetime) -> str:
    return spell_since(value, now=timezone.now(), zone=_zone())


@register.filter
def at(value: datetime) -> str:
    """today at 14:05"""
    return spell_moment(value, now=timezone.now(), zone=_zone())


@register.filter
def moment(value: datetime) -> str:
    """Fri 13 Nov, 14:05"""
    local = timezone.localtime(value)
    return f"{short_day(local.date(), timezone.localdate())}, {local:%H:%M}"


@register.filter
def deadline(row: FollowUp) -> str:
    return spell_deadline(row.best_by, row.late_after, now=timezone.now(), zone=_zone())


@register.filter
def both_clocks(interview: Interview) -> str:
    """Thu 5 Nov 14:00 in New York, 20:00 for you: the interview's clock, and the reader's if it differs."""
    theirs = interview.local_start
    mine = timezone.localtime(interview.starts_at)
    words = f"{short_day(theirs.date(), timezone.localdate())} {theirs:%H:%M}"
    if theirs.utcoffset() == mine.utcoffset():
        return words
    other_day = f" on {mine:%a}" if mine.date() != theirs.date() else ""
    return f"{words} in {place_of(interview.time_zone)}, {mine:%H:%M}{other_day} for you"


@register.filter
def people_count(interview: Interview) -> str:
    count = len(interview.participations.all())
    return f"{count} person" if count == 1 else f"{count} people" if count else ""


def _local(value: datetime | date) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def _zone() -> ZoneInfo:
    """The reader's zone, which the middleware has set."""
    zone = timezone.get_current_timezone()
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo("UTC")
