"""The link in a mail that ends the mails: for a person's click, and for the mailbox that offers a button for it.

RFC 2369 says where it stands, RFC 8058 how a mailbox uses it: a POST without cookies, whose body says
List-Unsubscribe=One-Click. A GET changes nothing, for programs that guard mailboxes follow every link.
"""

from __future__ import annotations

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from accounts.redirects import read_id
from reminders.decisions import record
from reminders.models import Channel
from reminders.models.channel import ChannelKind
from reminders.services.channels import switch_channel

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


class NoSuchMails(Exception):
    """No link of ours, or no mails go to its address any more. Whoever holds it learns not which."""


def stop_path(channel: Channel) -> str:
    """The path of the link. It works as long as mails go to that address.

    No date ends it: whoever finds an old reminder a year later must still be able to stop them, and all it can do
    is that.
    """
    signed = _signer().sign(_said(str(channel.pk), channel))
    return reverse("mail_stop", args=[f"{channel.pk}.{signed.rpartition('.')[2]}"])


def read_stop(token: str) -> Channel:
    """The channel whose mails the link ends. Raises NoSuchMails."""
    pk, _, signature = token.partition(".")
    mails = Channel.objects.filter(kind=ChannelKind.EMAIL, owner__is_active=True)
    channel = mails.filter(pk=read_id(pk) or 0).first()
    if channel is None:
        raise NoSuchMails
    try:
        _signer().unsign(f"{_said(pk, channel)}.{signature}")
    except BadSignature as error:
        raise NoSuchMails from error
    return channel


def stop(channel: Channel) -> None:
    """No more reminders there, until their owner turns them on again."""
    if channel.active:
        switch_channel(channel, active=False)
        record("unsubscribed", channel=channel.pk)


def stop_headers(address: str) -> dict[str, str]:
    """What tells a mailbox how to end the mails. One click is for https alone (RFC 8058, 3.1).

    No List-Id and no Precedence: a reminder is a letter to one person and no list's, and Auto-Submitted already
    keeps vacation responders still (RFC 3834).
    """
    headers = {"List-Unsubscribe": f"<{address}>"}
    if address.startswith("https://"):
        headers["List-Unsubscribe-Post"] = "=".join(*ONE_CLICK.items())
    return headers


def _signer() -> Signer:
    return Signer(salt="reminders.unsubscribing", sep=".")


def _said(pk: str, channel: Channel) -> str:
    # The address is signed, yet does not stand in the link: an old mail ends nothing at a new address.
    return f"{pk}.{channel.address.lower()}"
