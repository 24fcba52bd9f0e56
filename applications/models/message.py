from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.ownership import OwnedQuerySet
from applications.models.application import Application
from applications.models.contact import Contact
from applications.models.interview import Interview
from applications.models.limits import at_most


class MessageKind(models.TextChoices):
    THANK_YOU = "thank_you", "Thank-you"
    STATUS_INQUIRY = "status_inquiry", "Status inquiry"
    APPLICATION_INQUIRY = "application_inquiry", "Inquiry about your application"
    CONFIRMATION = "confirmation", "Confirmation"
    RESCHEDULE = "reschedule", "Asking for a new date"
    ANSWER = "answer", "Your answer"
    REJECTION_THANKS = "rejection_thanks", "Thanks after a rejection"
    OFFER_ACKNOWLEDGEMENT = "offer_acknowledgement", "Thanks for the offer"
    REPLY = "reply", "Their reply"
    QUESTION = "question", "Their question"
    AUTO_REPLY = "auto_reply", "Automatic reply"
    REFERENCES_CALLED = "references_called", "They called your references"

    @property
    def is_received(self) -> bool:
        return self in {
            MessageKind.REPLY,
            MessageKind.QUESTION,
            MessageKind.AUTO_REPLY,
            MessageKind.REFERENCES_CALLED,
        }


class Means(models.TextChoices):
    EMAIL = "email", "E-mail"
    PHONE = "phone", "Phone"
    LINKEDIN = "linkedin", "LinkedIn"
    IN_PERSON = "in_person", "In person"


class MessageQuerySet(OwnedQuerySet["Message"]):
    owner_path = "application__owner"


class Message(models.Model):
    """Something sent or received. `at` is UTC; its day is counted in the application's zone."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=30, choices=MessageKind.choices)
    at = models.DateTimeField()
    means = models.CharField(max_length=20, choices=Means.choices, default=Means.EMAIL)
    contact = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages"
    )
    interview = models.ForeignKey(
        Interview, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages"
    )
    subject = models.CharField(max_length=500, blank=True)
    text = models.TextField(max_length=50_000, blank=True)
    timing_text = models.CharField(max_length=500, blank=True)
    timing_date = models.DateField(null=True, blank=True)
    returns_on = models.DateField(null=True, blank=True)
    # As the mail's headers name it and the first mail of its conversation, to find later ones by.
    message_id = models.CharField(max_length=500, blank=True)
    thread_id = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["application", "at"]),
            models.Index(fields=["message_id"], condition=~Q(message_id=""), name="message_by_id"),
            models.Index(fields=["thread_id"], condition=~Q(thread_id=""), name="message_by_thread"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MessageKind.values), name="message_kind_known"),
            models.CheckConstraint(condition=Q(means__in=Means.values), name="message_means_known"),
            *at_most("message", subject=500, text=50_000, timing_text=500, message_id=500, thread_id=500),
        ]

    def __str__(self) -> str:
        return f"{self.kind_label} at {self.at:%Y-%m-%d %H:%M}"

    @property
    def kind_label(self) -> str:
        return str(MessageKind(self.kind).label)

    @property
    def title(self) -> str:
        """What it is, and to or from whom."""
        who = f" {'from' if self.is_received else 'to'} {self.contact}" if self.contact else ""
        return f"{self.kind_label}{who}"

    @property
    def means_label(self) -> str:
        return str(Means(self.means).label)

    @property
    def is_received(self) -> bool:
        return MessageKind(self.kind).is_received
