from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models.limits import at_most

WEEKS = (1, 2, 4, 8)
ALARMS = (0, 15, 30, 60, 180, 1440)


class CalendarFeed(models.Model):
    """The private calendar that a user subscribes to: its address, what it shows, what it last told.

    Whoever knows the key reads it; stored are its hash, to find the row by, and the key sealed (`accounts.secrets`),
    to show it to its owner. Both are empty while the feed is off. `told` is each event's revision by its key, `etag`
    and `changed_at` (UTC) of the whole; `fetched_at` (UTC) is when a calendar last asked, to within ten minutes.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    key_hash = models.CharField(max_length=64, blank=True)
    sealed_key = models.TextField(blank=True)
    # Outlives every key: a subscription to a new address shows the same events.
    uid_space = models.UUIDField(default=uuid.uuid4, editable=False)
    interviews = models.BooleanField(default=True)
    invitations = models.BooleanField(default=True)
    thank_yous = models.BooleanField(default=True)
    inquiries = models.BooleanField(default=True)
    other_steps = models.BooleanField(default=True)
    # None: however far ahead.
    weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    drafts = models.BooleanField(default=False)
    discreet = models.BooleanField(default=False)
    # Minutes before; None: no alarm.
    interview_alarm = models.PositiveSmallIntegerField(null=True, blank=True, default=60)
    step_alarm = models.PositiveSmallIntegerField(null=True, blank=True, default=60)
    told = models.JSONField(default=dict, blank=True)
    etag = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key_hash"], condition=~Q(key_hash=""), name="calendar_feed_once_a_key"
            ),
            models.CheckConstraint(
                condition=Q(key_hash="", sealed_key="") | (~Q(key_hash="") & ~Q(sealed_key="")),
                name="calendar_feed_key_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(weeks=None) | Q(weeks__in=WEEKS), name="calendar_feed_weeks_known"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{name: None}) | Q(**{f"{name}__in": ALARMS}),
                    name=f"calendar_feed_{name}_known",
                )
                for name in ("interview_alarm", "step_alarm")
            ),
            *at_most("calendar_feed", key_hash=64, sealed_key=500, etag=64),
        ]

    def __str__(self) -> str:
        return f"calendar of {self.user_id}"

    @property
    def is_on(self) -> bool:
        return bool(self.key_hash)
