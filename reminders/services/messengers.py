"""The messengers that a user's reminders go to: added, renamed, given another address, removed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.secrets import SealError, seal
from reminders.decisions import record
from reminders.delivery.messenger_address import Address, AddressError, read_address
from reminders.models import Channel, Notification
from reminders.models.channel import ChannelKind
from reminders.services.channels import destination

MOST_MESSENGERS = 10


class MessengerError(Exception):
    """It cannot be added. The message is a sentence or two for the user."""


def messengers_of(user: User) -> list[Channel]:
    """The user's messengers, the oldest first."""
    return list(Channel.objects.for_user(user).filter(kind=ChannelKind.MESSENGER).order_by("pk"))


@transaction.atomic
def add_messenger(user: User, address: Address, *, name: str = "") -> Channel:
    """Store a messenger, its address sealed. Raises MessengerError for one too many, or one that is here already."""
    User.objects.select_for_update().get(pk=user.pk)
    others = messengers_of(user)
    if len(others) >= MOST_MESSENGERS:
        raise MessengerError(f"There are {MOST_MESSENGERS} messengers already. Remove one first.")
    _refuse_twice(address, others)
    channel = Channel.objects.create(
        owner=user,
        kind=ChannelKind.MESSENGER,
        address=_free_label(address, others),
        secret=seal(address.url),
        name=name,
    )
    record("messenger_added", channel=channel.pk, service=address.service.key)
    return channel


@transaction.atomic
def replace_address(channel: Channel, address: Address) -> Channel:
    """Give it another address; name, log and what waits stay. Raises MessengerError for one that is here already."""
    User.objects.select_for_update().get(pk=channel.owner_id)
    others = [each for each in messengers_of(channel.owner) if each.pk != channel.pk]
    _refuse_twice(address, others)
    channel.address, channel.secret = _free_label(address, others), seal(address.url)
    channel.created_at = timezone.now()
    channel.save(update_fields=["address", "secret", "created_at"])
    record("messenger_replaced", channel=channel.pk, service=address.service.key)
    return channel


def rename_messenger(channel: Channel, name: str) -> Channel:
    """What its owner calls it; empty for its address."""
    channel.name = name
    channel.save(update_fields=["name"])
    return channel


def remove_messenger(channel: Channel) -> None:
    """Forget its address, with its log and what waits to be sent on it."""
    pk = channel.pk
    channel.delete()
    record("messenger_removed", channel=pk)


def waiting_on(channel: Channel) -> int:
    """How many reminders have yet to go out on it."""
    waiting = Notification.objects.filter(channel=channel, withdrawn_at=None)
    return (waiting.filter(delivery=None) | waiting.filter(delivery__status="pending")).count()


def address_of(channel: Channel) -> Address | None:
    """Its address as it is stored; None where that can no longer be read."""
    try:
        return read_address(destination(channel))
    except (SealError, AddressError):
        return None


def _refuse_twice(address: Address, others: list[Channel]) -> None:
    for each in others:
        try:
            if destination(each) == address.url:
                raise MessengerError(f"This address is here already, as {each.title}.")
        except SealError:
            continue


def _free_label(address: Address, others: list[Channel]) -> str:
    """Its label, with a number where another has the same."""
    taken = {each.address for each in others}
    labels = [address.label, *(f"{address.label} ({number})" for number in range(2, MOST_MESSENGERS + 2))]
    return next(label for label in labels if label not in taken)
