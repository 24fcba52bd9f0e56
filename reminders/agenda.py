"""Stored interviews and follow-ups → the entries of a user's calendar, as they chose to have them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Prefetch
from django.db.models.functions import Coalesce
from django.urls import reverse

from applications.models import Interview, Participation
from applications.models.interview import Status
from reminders.calendar_feed import Entry, Standing
from reminders.days import spell_day
from reminders.letters import local_today, reason_of, title_of, with_letters
from reminders.models import CalendarFeed, FollowUp
from reminders.policy import StepKind
from reminders.sheets import sheet_of

REACH = timedelta(days=2 * 365)
MOST_ENTRIES = 2_000
# A cancelled interview stands there as cancelled until its time, and so long after, so that every calendar hears of it.
CANCELLED_FOR = timedelta(days=30)
STEP_MINUTES = 15

THANK_YOUS = (StepKind.THANK_YOU, StepKind.REJECTION_THANKS, StepKind.OFFER_ACKNOWLEDGEMENT)
INQUIRIES = (StepKind.STATUS_INQUIRY, StepKind.APPLICATION_INQUIRY)
OTHER_STEPS = tuple(kind for kind in StepKind if kind not in {*THANK_YOUS, *INQUIRIES})
CANCELLED = (Status.CANCELLED, Status.CANCELLED_BY_EMPLOYER)


def read_agenda(feed: CalendarFeed, *, now: datetime) -> list[Entry]:
    """What the feed shows at `now`: two years back and ahead, the latest of more than MOST_ENTRIES.

    The queries are as many however many the entries.
    """
    entries = [*_interviews(feed, now=now), *_steps(feed, now=now)]
    entries.sort(key=lambda entry: (entry.starts, entry.key), reverse=True)
    return entries[:MOST_ENTRIES]


def _interviews(feed: CalendarFeed, *, now: datetime) -> list[Entry]:
    if not feed.interviews:
        return []
    rows = (
        Interview.objects.for_user(feed.user)
        .live()
        .filter(starts_at__gte=now - REACH, starts_at__lte=now + REACH)
        .exclude(status__in=CANCELLED, cancelled_on__lt=(now - CANCELLED_FOR).date(), starts_at__lt=now)
        .select_related("application__company")
        .prefetch_related(
            # Joined: SQLite takes no query for more than 1,000 contacts by their ids.
            Prefetch("participations", queryset=Participation.objects.select_related("contact"))
        )
        .order_by("-starts_at", "pk")
    )
    if not feed.invitations:
        rows = rows.filter(invitation="")
    return [_interview(row, feed) for row in rows[:MOST_ENTRIES]]


def _interview(row: Interview, feed: CalendarFeed) -> Entry:
    off = row.status in CANCELLED
    title = "Interview" if feed.discreet else f"{row.kind_label} with {row.application.company}"
    standing = Standing.CONFIRMED if row.confirmed else Standing.TENTATIVE
    link = _address("application", row.application_id)
    return Entry(
        key=f"interview-{row.pk}",
        # Said in the title too, for calendars that show no STATUS.
        title=f"Cancelled: {title}" if off else title,
        starts=row.starts_at,
        minutes=row.minutes,
        zone=row.time_zone,
        text="" if feed.discreet else _about(row, link),
        place="" if feed.discreet else row.place,
        url="" if feed.discreet else link,
        blocks=not off,
        standing=Standing.CANCELLED if off else standing,
        alarm_minutes_before=None if off else feed.interview_alarm,
    )


def _about(row: Interview, link: str) -> str:
    people = [f"{seat.contact}, {seat.role_label.lower()}" for seat in row.participations.all()]
    return "\n".join([row.application.title, *people, link])


def _steps(feed: CalendarFeed, *, now: datetime) -> list[Entry]:
    kinds = [
        *(THANK_YOUS if feed.thank_yous else ()),
        *(INQUIRIES if feed.inquiries else ()),
        *(OTHER_STEPS if feed.other_steps else ()),
    ]
    if not kinds:
        return []
    ahead = REACH if feed.weeks is None else timedelta(weeks=feed.weeks)
    rows = (
        with_letters(FollowUp.objects.for_user(feed.user).open().filter(kind__in=kinds))
        .alias(due=Coalesce("best_by", "opens_at"))
        # A blocked step has no day, and so none of these.
        .filter(due__gte=now - REACH, due__lte=now + ahead)
        .order_by(F("due").desc(), "pk")
    )
    return [_step(row, feed) for row in rows[:MOST_ENTRIES]]


def _step(row: FollowUp, feed: CalendarFeed) -> Entry:
    stands_at, link = _stands_at(row), _address("follow_up", row.pk)
    return Entry(
        key=f"follow-up-{row.pk}",
        title=_discreet_title(row) if feed.discreet else title_of(row),
        starts=stands_at,
        minutes=STEP_MINUTES,
        zone=row.time_zone,
        text="" if feed.discreet else _why(row, stands_at, link, draft=feed.drafts),
        url="" if feed.discreet else link,
        alarm_minutes_before=feed.step_alarm,
    )


def _stands_at(row: FollowUp) -> datetime:
    """When it is best done by; what was put off past that stands where it was put off to."""
    due = row.best_by or row.opens_at
    if due is None:
        raise ValueError("a blocked step has no day")
    return max(due, row.snoozed_until or due)


def _why(row: FollowUp, stands_at: datetime, link: str, *, draft: bool) -> str:
    """Reason, link and letter in words that hold on whatever day they are read, so that no night changes an event."""
    before = (row.opens_at or stands_at) - timedelta(days=1)
    parts = [reason_of(row, now=before, lasting=True), link]
    sheet = sheet_of(row, now=stands_at) if draft else None
    if sheet is not None:
        day = local_today(row.application.owner, stands_at)
        parts.append(f"The draft, as for {spell_day(day, day)}:\n\n{sheet.subject}\n\n{sheet.body}")
    return "\n\n".join(parts)


def _discreet_title(row: FollowUp) -> str:
    if row.kind in THANK_YOUS:
        return "Thank-you due"
    return "Inquiry due" if row.kind in INQUIRIES else "Follow-up due"


def _address(name: str, pk: int) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=[pk])}"
