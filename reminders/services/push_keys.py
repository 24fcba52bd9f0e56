"""The keys with which notices to browsers are signed: made once, at the first start or by the first page, and kept."""

from __future__ import annotations

import logging
from email.utils import parseaddr

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.db import transaction

from accounts.secrets import SealError, seal, unseal
from reminders.decisions import record
from reminders.delivery.base import DeliveryError
from reminders.delivery.push import SigningKeys
from reminders.delivery.subscriptions import base64url
from reminders.models import Channel, PushKey
from reminders.models.channel import ChannelKind

log = logging.getLogger(__name__)


def public_key() -> str:
    """The public key for browsers to subscribe with, base64url. Makes the pair where there is none to sign with.

    Whoever changed the site's secret without a fallback made the old pair unreadable: then there is a new one, and
    what subscribed to the old is switched off, for nobody can send to it any more.
    """
    row = PushKey.objects.filter(pk=1).first()
    if row is None:
        # Two that ask at once: the second finds the first one's.
        row, made = PushKey.objects.get_or_create(pk=1, defaults=_new_pair())
        if made:
            record("push_keys_made")
    return row.public if _is_readable(row) else _made_anew()


def signing_keys() -> SigningKeys:
    """The pair, to sign with. Never makes one: a worker that was given another secret must not void the real one.

    Raises DeliveryError.
    """
    row = PushKey.objects.filter(pk=1).first()
    try:
        if row is None:
            raise SealError
        return SigningKeys(row.public, unseal(row.sealed_private), _contact())
    except SealError as error:
        raise DeliveryError(
            "The keys that sign notices cannot be read, for the secret of this Followthrough has changed. "
            "Open Settings, Reminders: new ones are made there.",
            permanent=True,
            code="no_keys",
        ) from error


@transaction.atomic
def _made_anew() -> str:
    row = PushKey.objects.select_for_update().get(pk=1)
    if _is_readable(row):
        # Somebody was faster.
        return row.public
    log.warning("the keys that sign notices were sealed with another SECRET_KEY; new ones are made")
    PushKey.objects.filter(pk=1).update(**_new_pair())
    stopped = Channel.objects.filter(kind=ChannelKind.BROWSER).update(active=False)
    record("push_keys_made", channels_stopped=stopped)
    row.refresh_from_db()
    return row.public


def _is_readable(row: PushKey) -> bool:
    try:
        unseal(row.sealed_private)
    except SealError:
        return False
    return True


def _new_pair() -> dict[str, str]:
    key = ec.generate_private_key(ec.SECP256R1())
    point = key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    number = key.private_numbers().private_value.to_bytes(32, "big")
    return {"public": base64url(point), "sealed_private": seal(base64url(number))}


def _contact() -> str:
    """Whom a push service writes to when something is wrong with what we send."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return f"mailto:{address}" if address else str(settings.SITE_URL)
