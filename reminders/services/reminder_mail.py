"""What is due → the message that tells its owner: steps, how an interview went, what the day holds."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.contrib.humanize.templatetags.humanize import apnumber
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.regions import place_of
from applications.models import Interview
from reminders.days import spell_deadline, spell_moment
from reminders.delivery.base import Letter
from reminders.digest import Digest
from reminders.letters import local_today, reason_of, title_of, with_letters
from reminders.models import Channel, FollowUp
from reminders.models.channel import ChannelKind
from reminders.policy import enumerate_all
from reminders.services.channels import destination
from reminders.services.mail_links import links_of
from reminders.services.unsubscribing import stop_headers, stop_path
from reminders.sheets import Sheet, sheet_of

log = logging.getLogger(__name__)

# Of what is told elsewhere the message names so many; Today has them all.
MOST_OTHERS = 10
MOST_NAMED = 3
MOST_LINES = 6


@dataclass(frozen=True)
class Item:
    """One follow-up in the reminder."""

    title: str
    where: str
    reason: str
    sheet: Sheet | None
    url: str
    calendar_url: str
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Question:
    """An interview that is over, and where to write down how it went."""

    title: str
    where: str
    ended: str
    url: str
    interview_url: str


@dataclass(frozen=True)
class Meeting:
    """An interview of today, on its owner's clock; `elsewhere` is its own clock where that differs."""

    at: str
    elsewhere: str
    title: str
    place: str
    url: str


@dataclass(frozen=True)
class Other:
    """A step that the day holds and that is told of elsewhere: in an earlier message, or nowhere."""

    title: str
    where: str
    deadline: str
    url: str


@dataclass(frozen=True)
class Message:
    """What one message says, in the order in which it does."""

    headline: str
    meetings: tuple[Meeting, ...]
    questions: tuple[Question, ...]
    items: tuple[Item, ...]
    others: tuple[Other, ...]
    more: int
    about: tuple[str, ...]
    """The titles of what it asks for, for the subject."""

    @property
    def subject(self) -> str:
        if self.headline:
            return self.headline
        first = " ".join(self.about[0].split())
        if len(self.about) == 1:
            return first
        if len(self.about) == 2:
            return f"{first}, and one more"
        return f"{first}, and {len(self.about) - 1} more"

    @property
    def brief(self) -> str:
        """A line or two for each, for a screen of a few lines: a messenger, a browser's notice."""
        if not self.headline and len(self.items) == 1 and not self.questions:
            return f"{self.items[0].where}\n{self.items[0].reason}"
        if not self.headline and len(self.questions) == 1 and not self.items:
            return f"{self.questions[0].where}\n{self.questions[0].ended}"
        lines = [f"{each.at}{each.elsewhere} {each.title}" for each in self.meetings]
        lines += [each.title for each in self.questions]
        lines += [f"{each.title}: {each.where}" for each in self.items]
        lines += [f"{each.title}: {each.where}" for each in self.others]
        more = len(lines) + self.more - MOST_LINES
        return "\n".join([*lines[:MOST_LINES], f"and {more} more"] if more > 0 else lines)

    @property
    def url(self) -> str:
        """The one page it is about, else Today."""
        pages = [each.url for each in self.questions] + [each.url for each in self.items]
        one = len(pages) == 1 and not self.meetings and not self.others
        return pages[0] if one else _absolute(reverse("today"))


def compose_reminder(
    channel: Channel,
    follow_ups: Sequence[FollowUp],
    *,
    interviews: Sequence[Interview] = (),
    digest: Digest | None = None,
    message_id: str,
    now: datetime,
) -> Letter:
    """The message as text, HTML and a few lines.

    Of each follow-up it tells the reason, the draft and the links to it; of `interviews`, which are over, it asks
    how they went; `digest` is what the day holds, as it stands at `now`.
    """
    user = channel.owner
    found = FollowUp.objects.filter(pk__in=[row.pk for row in follow_ups])
    rows = {row.pk: row for row in with_letters(found)}
    with timezone.override(user.zone):
        told = [rows[row.pk] for row in follow_ups if row.pk in rows]
        message = _message(user, told, interviews, digest, now=now)
        stop_url = ""
        if channel.kind == ChannelKind.EMAIL:
            message = _with_links(message, told, now=now)
            stop_url = _absolute(stop_path(channel))
        context = {
            "message": message,
            "user": user,
            "today_url": _absolute(reverse("today")),
            "stop_url": stop_url,
            "log_url": _absolute(reverse("quick_log")),
        }
        return Letter(
            to=destination(channel),
            subject=message.subject,
            text=render_to_string("reminders/email/reminder.txt", context),
            html=render_to_string("reminders/email/reminder.html", context),
            brief=message.brief,
            url=message.url,
            message_id=message_id,
            headers=stop_headers(stop_url) if stop_url else {},
        )


def _message(
    user: User,
    rows: Sequence[FollowUp],
    interviews: Sequence[Interview],
    digest: Digest | None,
    *,
    now: datetime,
) -> Message:
    items = tuple(_item_or_bare(row, now=now) for row in rows)
    told = {row.pk for row in rows}
    others = [row for row in digest.steps if row.pk not in told] if digest else []
    about = [ask_how(interviews, user, now=now)] if interviews else []
    return Message(
        headline=digest.headline if digest else "",
        meetings=tuple(_meeting(each, user) for each in digest.interviews) if digest else (),
        questions=tuple(_question(each, user, now=now) for each in interviews),
        items=items,
        others=tuple(_other(row, user, now=now) for row in others[:MOST_OTHERS]),
        more=max(0, len(others) - MOST_OTHERS),
        about=(*about, *(item.title for item in items)),
    )


def _with_links(message: Message, rows: Sequence[FollowUp], *, now: datetime) -> Message:
    """The same with what a mail alone offers: each step's links to mark it done and to put it off."""
    linked = zip(message.items, rows, strict=True)
    return replace(message, items=tuple(replace(item, links=links_of(row, now=now)) for item, row in linked))


def ask_how(interviews: Sequence[Interview], user: User, *, now: datetime) -> str:
    """How did Northwind go? Of the evening before: How did yesterday’s interview with Northwind go?"""
    names = list(dict.fromkeys(each.application.company.name for each in interviews))
    shown = enumerate_all(names) if len(names) <= MOST_NAMED else f"your {apnumber(len(names))} interviews"
    today = local_today(user, now)
    if all(local_today(user, each.ends_at) < today for each in interviews):
        what = "interview" if len(interviews) == 1 else "interviews"
        shown = f"yesterday’s {what} with {shown}" if len(names) <= MOST_NAMED else f"yesterday’s {what}"
    return f"How did {shown} go?"


def _question(interview: Interview, user: User, *, now: datetime) -> Question:
    ended = f"It ended {spell_moment(interview.ends_at, now=now, zone=user.zone)}."
    grows = "your thank-you grows from it" if interview.owes_thanks else "a few words are enough"
    return Question(
        title=ask_how([interview], user, now=now),
        where=f"{interview.kind_label}, {interview.application.title}",
        ended=f"{ended} Write down what you talked about while it is fresh: {grows}.",
        url=_absolute(reverse("interview_debrief", args=[interview.pk])),
        interview_url=_absolute(reverse("interview", args=[interview.pk])),
    )


def _meeting(interview: Interview, user: User) -> Meeting:
    mine, theirs = interview.starts_at.astimezone(user.zone), interview.local_start
    elsewhere = ""
    if mine.utcoffset() != theirs.utcoffset():
        elsewhere = f" ({theirs:%H:%M} in {place_of(interview.time_zone)})"
    return Meeting(
        at=f"{mine:%H:%M}",
        elsewhere=elsewhere,
        title=f"{interview.kind_label} with {interview.application.company.name}",
        place=" ".join(interview.place.split()),
        url=_absolute(reverse("interview", args=[interview.pk])),
    )


def _other(row: FollowUp, user: User, *, now: datetime) -> Other:
    return Other(
        title=title_of(row),
        where=f"{row.application.company.name}, {row.application.title}",
        deadline=spell_deadline(row.best_by, row.late_after, now=now, zone=user.zone),
        url=_absolute(reverse("follow_up", args=[row.pk])),
    )


def _item_or_bare(row: FollowUp, *, now: datetime) -> Item:
    """One step that cannot be put into words still gets its link, and takes nothing from the others."""
    try:
        return _item(row, now=now)
    except Exception:
        log.exception("the reminder of follow-up %s could not be composed", row.pk)
        return Item(
            title="A follow-up is due",
            where=f"{row.application.company.name}, {row.application.title}",
            reason="Open it to see what and why.",
            sheet=None,
            url=_absolute(reverse("follow_up", args=[row.pk])),
            calendar_url=_absolute(reverse("follow_up_calendar", args=[row.pk])),
        )


def _item(row: FollowUp, *, now: datetime) -> Item:
    return Item(
        title=title_of(row),
        where=f"{row.application.company.name}, {row.application.title}",
        reason=reason_of(row, now=now),
        sheet=sheet_of(row, now=now),
        url=_absolute(reverse("follow_up", args=[row.pk])),
        calendar_url=_absolute(reverse("follow_up_calendar", args=[row.pk])),
    )


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
