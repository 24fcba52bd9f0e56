"""What a user's day holds, for the message of the morning: counted and worded at the time of reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib.humanize.templatetags.humanize import apnumber
from django.db.models import F

from accounts.models import User
from applications.models import Interview
from applications.models.interview import InterviewQuerySet, Status
from applications.stages import Stage
from reminders.models import FollowUp
from reminders.policy import State, StepKind

# What is decided or done, with a letter or without one: it stands under its own heading.
TO_SETTLE = (StepKind.CLOSE_OUT, StepKind.OFFER_DECISION, StepKind.OWN_PROMISE)
OVER = [stage.value for stage in Stage if stage.is_over]
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Digest:
    """A day as it stands: its steps (the most pressing first) and the interviews still ahead on it."""

    steps: tuple[FollowUp, ...]
    interviews: tuple[Interview, ...]
    now: datetime

    @property
    def is_worth_telling(self) -> bool:
        """An interview, or a step that is in time. What is late was said when it became so, and what can never be
        late (letting an application go) would be said for ever: alone they make no message."""
        in_time = (row.late_after is not None and self.now <= row.late_after for row in self.steps)
        return bool(self.interviews) or any(in_time)

    @property
    def headline(self) -> str:
        """Two to send today, one late, one interview."""
        kinds = Counter(_standing(row, self.now) for row in self.steps)
        meetings = len(self.interviews)
        told = [f"{apnumber(count)} {words}" for words in _WORDS if (count := kinds[words])]
        told += [f"{apnumber(meetings)} interview{'s' if meetings > 1 else ''}"] if meetings else []
        if meetings and not kinds[_TO_SEND]:
            told[-1] += " today"
        line = ", ".join(told)
        return line[:1].upper() + line[1:]


_TO_SEND, _SETTLED, _LATE = "to send today", "to settle", "late"
_WORDS = (_TO_SEND, _SETTLED, _LATE)


def read_digest(user: User, *, now: datetime) -> Digest:
    """The user's day at `now`, in two queries."""
    steps = (
        FollowUp.objects.for_user(user)
        .asking(now)
        .select_related("application__company", "application__owner", "contact")
        .defer("application__posting_text")
        .order_by(F("best_by").asc(nulls_last=True), "opens_at", "pk")
    )
    first, last = _bounds(now.astimezone(user.zone).date(), user.zone)
    meetings = (
        _meetings()
        .for_user(user)
        .filter(starts_at__gte=first, starts_at__lt=last)
        .select_related("application__company")
        .order_by("starts_at", "pk")
    )
    return Digest(
        steps=tuple(steps),
        interviews=tuple(each for each in meetings if each.ends_at > now),
        now=now,
    )


def have_something(users: Iterable[User], *, now: datetime) -> set[int]:
    """The ids of those users whose digest would be worth telling at `now`, in two queries for all of them."""
    zones = {user.pk: user.zone for user in users}
    asked = FollowUp.objects.asking(now).filter(late_after__gte=now, application__owner__in=list(zones))
    meetings = _meetings().filter(
        application__owner__in=list(zones), starts_at__gt=now - _DAY, starts_at__lt=now + 2 * _DAY
    )
    return set(asked.values_list("application__owner", flat=True)) | {
        each.application.owner_id
        for each in meetings.select_related("application").defer("application__posting_text")
        if each.ends_at > now and _is_today(each.starts_at, now, zones[each.application.owner_id])
    }


def _standing(row: FollowUp, now: datetime) -> str:
    """Under which of Today's headings it stands."""
    if row.kind in TO_SETTLE:
        return _SETTLED
    return _LATE if row.state(now) == State.LATE else _TO_SEND


def _meetings() -> InterviewQuerySet:
    return Interview.objects.live().filter(status=Status.SCHEDULED).exclude(application__stage__in=OVER)


def _is_today(instant: datetime, now: datetime, zone: ZoneInfo) -> bool:
    return instant.astimezone(zone).date() == now.astimezone(zone).date()


def _bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first instants of a local day and of the next, in UTC."""
    first, last = (datetime.combine(each, time(0), tzinfo=zone).astimezone(UTC) for each in (day, day + _DAY))
    return first, last
