"""The ways in which a user's reminders leave the page, as they stand on the page of settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from reminders.models import Channel
from reminders.models.channel import ChannelKind
from reminders.services.channel_tests import Tried
from reminders.services.channels import is_readable, reach
from reminders.trouble import Failing, read_failing


@dataclass(frozen=True)
class ChannelCard:
    """One way out. `tried`: what came of the test that was just sent on it."""

    channel: Channel
    failing: Failing | None
    is_readable: bool
    is_confirmed: bool
    is_kept: bool
    tried: Tried | None = None

    @property
    def state(self) -> str:
        """off, unreadable, kept, unconfirmed, failing or on."""
        if not self.channel.active:
            return "off"
        if not self.is_readable:
            return "unreadable"
        if self.is_kept:
            return "kept"
        if not self.is_confirmed:
            return "unconfirmed"
        return "failing" if self.failing else "on"


def read_cards(user: User, *, now: datetime, tried: tuple[int, Tried] | None = None) -> list[ChannelCard]:
    """The user's ways out but for browsers, e-mail first. `tried`: what came of a test, with its channel's id."""
    mail = reach(user)
    failing = {each.channel.pk: each for each in read_failing(user, now=now)}
    others = Channel.objects.for_user(user).exclude(kind=ChannelKind.BROWSER)
    channels = sorted(others, key=lambda each: (each.kind != ChannelKind.EMAIL, each.pk))
    return [
        ChannelCard(
            channel=each,
            failing=failing.get(each.pk),
            is_readable=is_readable(each),
            is_confirmed=each.kind != ChannelKind.EMAIL or mail.confirmed,
            is_kept=each.kind == ChannelKind.EMAIL and not mail.mail_server,
            tried=tried[1] if tried and tried[0] == each.pk else None,
        )
        for each in channels
    ]
