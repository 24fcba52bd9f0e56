from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.ownership import OwnedQuerySet
from applications.models.limits import at_most
from reminders.drafting.templates import LONGEST_NAME, LONGEST_SOURCE, LONGEST_SUBJECT, OwnTemplate
from reminders.policy import StepKind


class LetterKind(models.TextChoices):
    """The steps that have a letter, as a person calls them."""

    THANK_YOU = StepKind.THANK_YOU.value, "Thank-you"
    STATUS_INQUIRY = StepKind.STATUS_INQUIRY.value, "Asking about their decision"
    APPLICATION_INQUIRY = StepKind.APPLICATION_INQUIRY.value, "Asking about your application"
    CONFIRM_INTERVIEW = StepKind.CONFIRM_INTERVIEW.value, "Confirming an interview"
    RESCHEDULE = StepKind.RESCHEDULE.value, "Asking for a new date"
    ANSWER = StepKind.ANSWER.value, "Answering a question"
    REJECTION_THANKS = StepKind.REJECTION_THANKS.value, "Thanks after a rejection"
    OFFER_ACKNOWLEDGEMENT = StepKind.OFFER_ACKNOWLEDGEMENT.value, "Thanks for an offer"
    OFFER_DECISION = StepKind.OFFER_DECISION.value, "Deciding on an offer"
    OWN_PROMISE = StepKind.OWN_PROMISE.value, "Keeping a promise"


class TemplateQuerySet(OwnedQuerySet["Template"]):
    def live(self) -> TemplateQuerySet:
        return self.filter(deleted_at=None)


class Template(models.Model):
    """A letter in the user's own words, in Liquid, for one kind of step.

    `subject` and `body` are those of its newest version. Of a kind at most one is the default: letters of
    that kind are written from it.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="templates")
    kind = models.CharField(max_length=30, choices=LetterKind.choices)
    name = models.CharField(max_length=LONGEST_NAME)
    subject = models.CharField(max_length=LONGEST_SUBJECT, blank=True)
    body = models.TextField(max_length=LONGEST_SOURCE, blank=True)
    is_default = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "name"], name="template_once_a_name", condition=Q(deleted_at=None)
            ),
            models.UniqueConstraint(
                fields=["owner", "kind"],
                name="template_one_default_a_kind",
                condition=Q(is_default=True, deleted_at=None),
            ),
            models.CheckConstraint(condition=Q(kind__in=LetterKind.values), name="template_kind_known"),
            models.CheckConstraint(condition=~Q(name=""), name="template_has_a_name"),
            *at_most("template", name=LONGEST_NAME, subject=LONGEST_SUBJECT, body=LONGEST_SOURCE),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def text(self) -> OwnTemplate:
        return OwnTemplate(self.subject, self.body)


class TemplateVersionQuerySet(OwnedQuerySet["TemplateVersion"]):
    owner_path = "template__owner"


class TemplateVersion(models.Model):
    """One saved text of a template. The newest is what the template says."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="versions")
    subject = models.CharField(max_length=LONGEST_SUBJECT, blank=True)
    body = models.TextField(max_length=LONGEST_SOURCE, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = TemplateVersionQuerySet.as_manager()

    class Meta:
        constraints = [*at_most("template_version", subject=LONGEST_SUBJECT, body=LONGEST_SOURCE)]

    def __str__(self) -> str:
        return f"{self.template_id} as of {self.saved_at:%Y-%m-%d %H:%M}"

    @property
    def text(self) -> OwnTemplate:
        return OwnTemplate(self.subject, self.body)
