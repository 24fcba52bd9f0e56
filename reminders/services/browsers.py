"""The browsers that show a user's notices: turned on, renewed, and forgotten when their user leaves them."""

from __future__ import annotations

import re

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.secrets import seal
from reminders.decisions import record
from reminders.delivery.subscriptions import Subscription
from reminders.models import Channel
from reminders.models.channel import ChannelKind, ChannelQuerySet

MOST_BROWSERS = 10
# In the order in which they give themselves away: Edge calls itself Chrome, and Chrome calls itself Safari.
_BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrom": "Chrome",
    "Safari": "Safari",
}
_SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


class TooManyBrowsers(Exception):
    """The user has as many browsers as one may have."""


def browsers_of(user: User) -> list[Channel]:
    """The user's browsers, the oldest first. One that is not active took no notices when last asked."""
    return list(_browsers().for_user(user).order_by("pk"))


def name_of(user_agent: str) -> str:
    """What a person calls this browser: "Firefox on Linux"."""
    browser = next((name for sign, name in _BROWSERS.items() if sign in user_agent), "A browser")
    system = next((name for sign, name in _SYSTEMS.items() if re.search(rf"\b{sign}\b", user_agent)), "")
    return f"{browser} on {system}" if system else browser


def turn_on(user: User, subscription: Subscription, *, name: str, replaces: str = "") -> Channel:
    """Send the user's notices to this browser from now on. The same one twice is one channel.

    A browser shows one person's notices: whoever turned it on before gets none there any more. `replaces` is the
    address of the subscription that this browser had before, if it still knows. Raises TooManyBrowsers.
    """
    try:
        return _turn_on(user, subscription, name, replaces)
    except IntegrityError:
        # Somebody else turned the same one on at this instant and was first. It is taken over from them.
        return _turn_on(user, subscription, name, replaces)


@transaction.atomic
def _turn_on(user: User, subscription: Subscription, name: str, replaces: str) -> Channel:
    # One at a time, or two at once would both find room for a last one.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    _browsers().filter(address=subscription.address).exclude(owner=user).delete()
    mine = _browsers().for_user(user)
    channel = mine.filter(address=subscription.address).first() or mine.filter(address=replaces).first()
    if channel is None:
        if mine.count() >= MOST_BROWSERS:
            raise TooManyBrowsers
        channel = Channel(owner=user, kind=ChannelKind.BROWSER)
    channel.address, channel.name, channel.active = subscription.address, name, True
    channel.secret, channel.created_at = seal(subscription.as_text()), timezone.now()
    channel.save()
    record("browser_on", channel=channel.pk)
    return channel


def renew(address: str, subscription: Subscription) -> bool:
    """The browser at `address` changed its subscription by itself. False where there is none.

    The address stands in for its owner, who may be signed out by then: it is kept in the browser alone.
    """
    renewed = _browsers().filter(address=address)
    try:
        with transaction.atomic():
            return bool(renewed.update(address=subscription.address, secret=seal(subscription.as_text())))
    except IntegrityError:
        # Somebody has turned the new one on already.
        return False


def forget(user: User, address: str) -> None:
    """The user signed out in the browser at `address`: whoever sits there next sees none of their notices."""
    _browsers().for_user(user).filter(address=address).delete()


def stop_for_others(user: User, address: str) -> None:
    """Somebody signed in at the browser at `address`: what others turned on there stops, and they are told."""
    _browsers().filter(address=address).exclude(owner=user).update(active=False)


def _browsers() -> ChannelQuerySet:
    return Channel.objects.filter(kind=ChannelKind.BROWSER)
