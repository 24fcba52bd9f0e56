from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models import Interview
from reminders.models.channel import Channel
from reminders.models.follow_up import FollowUp


class DeliveryStatus(models.TextChoices):
    PENDING = "pending", "Waiting to be sent"
    SENT = "sent", "Sent"
    KEPT = "kept", "Written to a file; it reached nobody"
    FAILED = "failed", "Could not be sent"
    WITHDRAWN = "withdrawn", "No longer needed"


class Delivery(models.Model):
    """What one reminder message carried. Its notifications and Message-ID are fixed at the first lease."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="deliveries")
    message_id = models.CharField(max_length=200, unique=True)
    status = models.CharField(max_length=20, choices=DeliveryStatus.choices, default=DeliveryStatus.PENDING)
    lease_token = models.CharField(max_length=40, blank=True)
    lease_expires_at = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=1000, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(fields=["next_try_at"], name="delivery_to_try", condition=Q(status="pending")),
            models.Index(fields=["channel", "-created_at"], name="delivery_log"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=DeliveryStatus.values), name="delivery_status_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} ({self.status})"


def _one_of(*names: str) -> Q:
    """Exactly one of them is there."""
    found = Q()
    for name in names:
        found |= Q(**{f"{each}__isnull": each != name for each in names})
    return found


class Notification(models.Model):
    """The outbox: what is to be told on one channel, once. `due_at` is UTC.

    It is a moment of a follow-up, or an interview that is over (moment `evening`; `due_at` is half an hour after
    its end, so a moved one is another), or what a day of the user's calendar holds (moment `digest`).
    """

    follow_up = models.ForeignKey(
        FollowUp, on_delete=models.CASCADE, null=True, blank=True, related_name="notifications"
    )
    interview = models.ForeignKey(
        Interview, on_delete=models.CASCADE, null=True, blank=True, related_name="notifications"
    )
    day = models.DateField(null=True, blank=True)
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="notifications")
    moment = models.CharField(max_length=20)
    due_at = models.DateTimeField()
    delivery = models.ForeignKey(
        Delivery, on_delete=models.CASCADE, null=True, blank=True, related_name="notifications"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(
                fields=["channel"],
                name="notification_to_gather",
                condition=Q(delivery=None, withdrawn_at=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up", "channel", "moment", "due_at"], name="notification_once_a_moment"
            ),
            models.UniqueConstraint(
                fields=["interview", "channel", "due_at"], name="notification_once_an_evening"
            ),
            models.UniqueConstraint(fields=["channel", "day"], name="notification_once_a_morning"),
            models.CheckConstraint(
                condition=_one_of("follow_up", "interview", "day"), name="notification_of_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.moment} of {self.follow_up_id or self.interview_id or self.day}"
