"""Where a user's reminders can go."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings

from accounts.models import User
from reminders.models import Channel
from reminders.models.channel import ChannelKind


def email_channel(user: User) -> Channel:
    """The user's e-mail channel, made at the address they sign in with when there is none."""
    channel = Channel.objects.for_user(user).filter(kind=ChannelKind.EMAIL).order_by("pk").first()
    if channel is not None:
        return channel
    channel, _ = Channel.objects.get_or_create(owner=user, kind=ChannelKind.EMAIL, address=user.email)
    return channel


def usable_channels(user: User) -> list[Channel]:
    """The channels that may be used now. With a mail server, an address gets mail only once it is confirmed:
    nobody can have Followthrough write to a stranger."""
    email_channel(user)
    channels = Channel.objects.for_user(user).filter(active=True)
    return [channel for channel in channels if is_confirmed(channel)]


def is_confirmed(channel: Channel) -> bool:
    if not settings.MAIL_REACHES_PEOPLE:
        return True
    return bool(
        EmailAddress.objects.filter(
            user_id=channel.owner_id, email__iexact=channel.address, verified=True
        ).exists()
    )


def switch_channel(channel: Channel, *, active: bool) -> Channel:
    channel.active = active
    channel.save(update_fields=["active"])
    return channel


@dataclass(frozen=True)
class Reach:
    """Whether reminders reach the user outside the page, and if not, why."""

    channel: Channel
    mail_server: bool
    confirmed: bool

    @property
    def reaches(self) -> bool:
        return self.mail_server and self.confirmed and self.channel.active


def reach(user: User) -> Reach:
    channel = email_channel(user)
    return Reach(
        channel=channel,
        mail_server=bool(settings.MAIL_REACHES_PEOPLE),
        confirmed=is_confirmed(channel),
    )
