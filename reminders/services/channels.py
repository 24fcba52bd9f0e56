"""Where a user's reminders can go."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.utils import timezone

from accounts.models import User
from accounts.secrets import SealError, unseal
from reminders.decisions import record
from reminders.models import Channel
from reminders.models.channel import ChannelKind
from reminders.policy import ALL_MOMENTS, MomentName


def email_channel(user: User) -> Channel:
    """The user's e-mail channel at the address they sign in with; made, or moved there, where it is not."""
    found = list(Channel.objects.for_user(user).filter(kind=ChannelKind.EMAIL).order_by("pk"))
    if not found:
        return Channel.objects.get_or_create(owner=user, kind=ChannelKind.EMAIL, address=user.email)[0]
    return _follow(user, found)


def usable_channels_of(users: Iterable[User]) -> dict[int, list[Channel]]:
    """Each user's channels that may be used now, by the user's id, in a few queries for all of them.

    With a mail server, an address gets mail only once it is confirmed: nobody can have Followthrough write
    to a stranger.
    """
    people = {user.pk: user for user in users}
    by_owner = _channels_of(people)
    # In the users' order, so that two flaggers that make the same channels do not lock each other out.
    lacking = [pk for pk in sorted(people) if not _email_only(by_owner[pk])]
    if lacking:
        fresh = [Channel(owner_id=pk, kind=ChannelKind.EMAIL, address=people[pk].email) for pk in lacking]
        Channel.objects.bulk_create(fresh, ignore_conflicts=True)
        by_owner = _channels_of(people)
    for pk in sorted(people):
        _follow(people[pk], _email_only(by_owner[pk]))
    confirmed = _confirmed(people)
    return {
        pk: [each for each in found if each.active and _may_be_used(each, confirmed)]
        for pk, found in by_owner.items()
    }


def is_confirmed(channel: Channel) -> bool:
    """Whether it may be written to: an e-mail address waits for its owner's confirmation, other ways do not."""
    return channel.kind != ChannelKind.EMAIL or _may_be_used(channel, _confirmed([channel.owner_id]))


def moments_told(user: User) -> frozenset[MomentName]:
    """At which of a step's moments the user is told, by any channel of theirs that is on; without one, all."""
    channels = [each.tells for each in Channel.objects.for_user(user).filter(active=True)]
    told = frozenset().union(*channels) if channels else ALL_MOMENTS
    return frozenset(name for name in ALL_MOMENTS if name in told)


def choose_moments(channel: Channel, chosen: Collection[str]) -> None:
    """Say what a channel tells (values of Tells). What its kind usually does is not stored."""
    channel.moments = None
    if channel.tells != frozenset(chosen):
        channel.moments = sorted(chosen)
    channel.save(update_fields=["moments"])


def switch_channel(channel: Channel, *, active: bool) -> Channel:
    channel.active = active
    channel.save(update_fields=["active"])
    return channel


def stop(channel: Channel) -> None:
    """Its far end is no more: nothing is sent there, unless it was opened anew since `channel` was read."""
    Channel.objects.filter(pk=channel.pk, secret=channel.secret).update(active=False)
    record("channel_stopped", channel=channel.pk)


def destination(channel: Channel) -> str:
    """What its way out needs to reach it. Raises SealError where a secret can no longer be read."""
    if channel.kind == ChannelKind.EMAIL:
        return channel.address
    try:
        return unseal(channel.secret)
    except SealError as error:
        raise SealError(
            "What is stored for it can no longer be read, for the secret of this Followthrough has changed. "
            "Set it up again in Settings, Reminders."
        ) from error


def is_readable(channel: Channel) -> bool:
    """Whether its secret can still be read; a channel without one always can."""
    try:
        destination(channel)
    except SealError:
        return False
    return True


@dataclass(frozen=True)
class Reach:
    """Whether reminders reach the user outside the page, and if not, why.

    `channel` is the e-mail channel, `others` the further ways out that are on and can be used.
    """

    channel: Channel
    mail_server: bool
    confirmed: bool
    others: tuple[Channel, ...] = ()

    @property
    def by_mail(self) -> bool:
        return self.mail_server and self.confirmed and self.channel.active

    @property
    def reaches(self) -> bool:
        return self.by_mail or bool(self.others)


def reach(user: User) -> Reach:
    found = list(Channel.objects.for_user(user).order_by("pk"))
    by_mail = _email_only(found)
    channel = _follow(user, by_mail) if by_mail else email_channel(user)
    others = (each for each in found if each.kind != ChannelKind.EMAIL and each.active)
    return Reach(
        channel=channel,
        mail_server=bool(settings.MAIL_REACHES_PEOPLE),
        confirmed=is_confirmed(channel),
        others=tuple(each for each in others if is_readable(each)),
    )


def _channels_of(owner_ids: Iterable[int]) -> dict[int, list[Channel]]:
    found: dict[int, list[Channel]] = {pk: [] for pk in owner_ids}
    for channel in Channel.objects.filter(owner__in=list(found)).order_by("pk"):
        found[channel.owner_id].append(channel)
    return found


def _email_only(channels: Iterable[Channel]) -> list[Channel]:
    return [channel for channel in channels if channel.kind == ChannelKind.EMAIL]


def _follow(user: User, channels: list[Channel]) -> Channel:
    """The channel at the user's address. Who changes the address they sign in with takes it along."""
    for channel in channels:
        if channel.address.lower() == user.email.lower():
            return channel
    first = channels[0]
    first.address, first.created_at = user.email, timezone.now()
    first.save(update_fields=["address", "created_at"])
    return first


def _confirmed(owner_ids: Iterable[int]) -> set[tuple[int, str]] | None:
    """Who confirmed which address (in lower case); None where no mail leaves and nothing needs confirming."""
    if not settings.MAIL_REACHES_PEOPLE:
        return None
    found = EmailAddress.objects.filter(user__in=list(owner_ids), verified=True)
    return {(user_id, email.lower()) for user_id, email in found.values_list("user_id", "email")}


def _may_be_used(channel: Channel, confirmed: set[tuple[int, str]] | None) -> bool:
    return channel.kind != ChannelKind.EMAIL or confirmed is None or _key(channel) in confirmed


def _key(channel: Channel) -> tuple[int, str]:
    return channel.owner_id, channel.address.lower()
