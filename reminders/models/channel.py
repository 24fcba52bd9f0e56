from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.ownership import OwnedQuerySet
from applications.models.limits import at_most

MOST_SECRET = 8_000


class ChannelKind(models.TextChoices):
    EMAIL = "email", "E-mail"
    MESSENGER = "messenger", "Messenger"
    BROWSER = "browser", "Browser"


class Tells(models.TextChoices):
    """What a channel tells: the moments of a step (the policy's), and two of the user's days."""

    OPENS = "opens", "When something can be sent"
    BEST_BY = "best_by", "Before it is best sent"
    LATE = "late", "When it has become late"
    SNOOZE = "snooze", "When a snooze ends"
    DIGEST = "digest", "In the morning: what the day holds"
    EVENING = "evening", "After an interview: how it went"


# What comes on any day of the week: the end of a snooze was chosen, and the interview was on that day.
ANY_DAY = frozenset({Tells.SNOOZE.value, Tells.EVENING.value})

# A summary is read at a desk; what buzzes in a pocket says only what is new.
_USUALLY = {
    ChannelKind.EMAIL: frozenset(Tells.values),
    ChannelKind.MESSENGER: frozenset(Tells.values) - {Tells.DIGEST},
    ChannelKind.BROWSER: frozenset(Tells.values) - {Tells.DIGEST},
}


class ChannelQuerySet(OwnedQuerySet["Channel"]):
    pass


class Channel(models.Model):
    """Where a user's reminders go.

    `address` may be shown and is the channel's own among its owner's: an e-mail address, a messenger's address
    without what is secret in it, the name of a browser's subscription. `secret` is sealed (accounts.secrets) and
    never shown: a messenger's whole address, a browser's keys. `name`: what its owner calls it. `moments`: what
    it tells, as its owner chose (a list of Tells); None: what its kind usually does. `created_at`: since when it
    leads where it leads now (UTC).
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="channels")
    kind = models.CharField(max_length=20, choices=ChannelKind.choices, default=ChannelKind.EMAIL)
    address = models.CharField(max_length=500)
    name = models.CharField(max_length=100, blank=True)
    secret = models.TextField(blank=True)
    active = models.BooleanField(default=True)
    moments = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind", "address"], name="channel_once_an_address"),
            # A browser is one person's: whoever turns it on takes it over.
            models.UniqueConstraint(
                fields=["address"], condition=Q(kind="browser"), name="channel_browser_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=ChannelKind.values), name="channel_kind_known"),
            models.CheckConstraint(condition=~Q(address=""), name="channel_has_an_address"),
            models.CheckConstraint(condition=Q(kind="email") | ~Q(secret=""), name="channel_has_its_secret"),
            *at_most("channel", secret=MOST_SECRET),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.address}"

    @property
    def tells(self) -> frozenset[str]:
        """What it tells: values of Tells."""
        return _USUALLY[ChannelKind(self.kind)] if self.moments is None else frozenset(self.moments)

    @property
    def title(self) -> str:
        """What stands for it on pages: its name, else its address."""
        return self.name or self.address
