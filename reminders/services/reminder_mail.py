"""Follow-ups → the letter that reminds their owner of them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from reminders.delivery.base import Letter
from reminders.letters import reason_of, title_of, with_letters
from reminders.models import Channel, FollowUp
from reminders.models.channel import ChannelKind
from reminders.services.channels import destination
from reminders.services.mail_links import links_of
from reminders.services.unsubscribing import stop_headers, stop_path
from reminders.sheets import Sheet, sheet_of

log = logging.getLogger(__name__)


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


def compose_reminder(
    channel: Channel, follow_ups: Sequence[FollowUp], *, message_id: str, now: datetime
) -> Letter:
    """The reminder as text and HTML: for each follow-up the reason, the draft and the links to it."""
    user = channel.owner
    found = FollowUp.objects.filter(pk__in=[row.pk for row in follow_ups])
    rows = {row.pk: row for row in with_letters(found)}
    with timezone.override(user.zone):
        told = [rows[row.pk] for row in follow_ups if row.pk in rows]
        items = [_item_or_bare(row, now=now) for row in told]
        stop_url = ""
        if channel.kind == ChannelKind.EMAIL:
            items = [
                replace(item, links=links_of(row, now=now)) for item, row in zip(items, told, strict=True)
            ]
            stop_url = _absolute(stop_path(channel))
        subject = _subject(items)
        context = {
            "subject": subject,
            "items": items,
            "user": user,
            "today_url": _absolute(reverse("today")),
            "stop_url": stop_url,
            "preview": _brief(items),
        }
        return Letter(
            to=destination(channel),
            subject=subject,
            text=render_to_string("reminders/email/reminder.txt", context),
            html=render_to_string("reminders/email/reminder.html", context),
            brief=_brief(items),
            url=items[0].url if len(items) == 1 else _absolute(reverse("today")),
            message_id=message_id,
            headers=stop_headers(stop_url) if stop_url else {},
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


def _subject(items: Sequence[Item]) -> str:
    first = " ".join(items[0].title.split())
    if len(items) == 1:
        return first
    if len(items) == 2:
        return f"{first}, and one more"
    return f"{first}, and {len(items) - 1} more"


def _brief(items: Sequence[Item]) -> str:
    """A line or two for each, for a screen of a few lines: a messenger, a browser's notice."""
    if len(items) == 1:
        return f"{items[0].where}\n{items[0].reason}"
    return "\n".join(f"{item.title}: {item.where}" for item in items)


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
