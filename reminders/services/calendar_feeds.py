"""The calendar that a user subscribes to: its address, its choices, and what it answers."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db import transaction

from accounts.models import User
from accounts.secrets import SealError, seal, unseal
from reminders.agenda import read_agenda
from reminders.calendar_feed import Entry, Revision, feed_calendar, revise
from reminders.models import CalendarFeed

NAME = "Followthrough"
LONGEST_KEY = 100
# Calendars ask every few minutes at most; ten devices that all do stay below this.
MOST_FETCHES = 60
FETCHES_WITHIN = timedelta(minutes=10)
NOTED_EVERY = timedelta(minutes=10)


class TooOften(Exception):
    """One address was asked for more often than any calendar does."""


@dataclass(frozen=True)
class Calendar:
    """The feed as it is served. `changed_at` is UTC, in whole seconds."""

    content: bytes
    etag: str
    changed_at: datetime


def feed_of(user: User) -> CalendarFeed:
    """The user's feed, or a row that is off and not stored."""
    try:
        return user.calendar_feed
    except CalendarFeed.DoesNotExist:
        return CalendarFeed(user=user)


def key_of(feed: CalendarFeed) -> str:
    """The key of its address, for its owner; empty while it is off, or where our secret has changed since."""
    try:
        return unseal(feed.sealed_key) if feed.is_on else ""
    except SealError:
        return ""


@transaction.atomic
def give_address(user: User) -> CalendarFeed:
    """Give the feed a new address; the one before it leads nowhere from now on."""
    feed = _held(user)
    key = secrets.token_urlsafe(32)
    feed.key_hash, feed.sealed_key, feed.fetched_at = _hash(key), seal(key), None
    feed.save(update_fields=["key_hash", "sealed_key", "fetched_at"])
    return feed


@transaction.atomic
def take_address_away(user: User) -> None:
    """Turn the feed off. What the user chose stays, for the next address."""
    feed = _held(user)
    feed.key_hash = feed.sealed_key = ""
    feed.fetched_at = None
    feed.save(update_fields=["key_hash", "sealed_key", "fetched_at"])


@transaction.atomic
def choose(user: User, chosen: Mapping[str, Any]) -> CalendarFeed:
    """Store what the feed shows: a value for each field's name."""
    feed = _held(user)
    for name, value in chosen.items():
        setattr(feed, name, value)
    feed.save(update_fields=list(chosen))
    return feed


def read_calendar(key: str, *, now: datetime) -> Calendar | None:
    """The calendar at this key; None where there is none. Raises TooOften.

    Notes which events changed since it was last read: their SEQUENCE grows with it.
    """
    if len(key) > LONGEST_KEY:
        return None
    feed = (
        CalendarFeed.objects.select_related("user").filter(key_hash=_hash(key), user__is_active=True).first()
    )
    if feed is None:
        return None
    _count(feed)
    _note_fetched(feed, now)
    entries = read_agenda(feed, now=now)
    calendar, _ = _write(feed, entries, now)
    return calendar if calendar.etag == feed.etag else _keep(feed, entries, now)


def _write(feed: CalendarFeed, entries: list[Entry], now: datetime) -> tuple[Calendar, dict[str, Revision]]:
    revisions = revise(entries, _told(feed), now=now)
    content = feed_calendar(entries, revisions, name=NAME, uid_space=feed.uid_space)
    etag = hashlib.sha256(content).hexdigest()[:32]
    changed_at = now.astimezone(UTC).replace(microsecond=0)
    if feed.changed_at is not None:
        # Each change has a second of its own, and the later one: some programs know no more of it than that.
        later = max(changed_at, feed.changed_at + timedelta(seconds=1))
        changed_at = feed.changed_at if etag == feed.etag else later
    return Calendar(content, etag, changed_at), revisions


@transaction.atomic
def _keep(feed: CalendarFeed, entries: list[Entry], now: datetime) -> Calendar:
    """Store what is told now, one reader at a time: no two count the same change apart."""
    held = CalendarFeed.objects.select_for_update(no_key=True).get(pk=feed.pk)
    calendar, revisions = _write(held, entries, now)
    held.told = {
        key: [each.fingerprint, each.sequence, each.changed_at.isoformat()] for key, each in revisions.items()
    }
    held.etag, held.changed_at = calendar.etag, calendar.changed_at
    held.save(update_fields=["told", "etag", "changed_at"])
    return calendar


def _told(feed: CalendarFeed) -> dict[str, Revision]:
    return {
        key: Revision(fingerprint, sequence, datetime.fromisoformat(changed_at))
        for key, (fingerprint, sequence, changed_at) in feed.told.items()
    }


def _count(feed: CalendarFeed) -> None:
    name = f"calendar-fetches-{feed.pk}"
    cache.add(name, 0, timeout=FETCHES_WITHIN.total_seconds())
    try:
        count = cache.incr(name)
    except ValueError:
        # The ten minutes have just ended, or nothing is counted here.
        return
    if count > MOST_FETCHES:
        raise TooOften


def _note_fetched(feed: CalendarFeed, now: datetime) -> None:
    if feed.fetched_at is None or feed.fetched_at < now - NOTED_EVERY:
        CalendarFeed.objects.filter(pk=feed.pk, key_hash=feed.key_hash).update(fetched_at=now)


def _held(user: User) -> CalendarFeed:
    CalendarFeed.objects.get_or_create(user=user)
    return CalendarFeed.objects.select_for_update(no_key=True).get(user=user)


def _hash(key: str) -> str:
    """Of 256 random bits: no slow hash is needed for what cannot be guessed."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
