from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.ownership import OwnedQuerySet
from applications.models.application import Application
from applications.models.contact import Contact
from applications.models.limits import at_most

LONGEST_INTERVIEW = 14 * 24 * 60


class Kind(models.TextChoices):
    PHONE_SCREEN = "phone_screen", "Phone screen"
    VIDEO = "video", "Video interview"
    ON_SITE = "on_site", "On-site interview"
    PANEL = "panel", "Panel interview"
    TECHNICAL = "technical", "Technical interview"
    CASE = "case", "Case or presentation"
    FINAL = "final", "Final interview"
    INFORMAL = "informal", "Informal chat"
    TAKE_HOME = "take_home", "Take-home handed in"
    AUTOMATED = "automated", "Automated test or recorded video"

    @property
    def owes_thanks(self) -> bool:
        """Whether there is anybody to thank (POLICY "Round", row 19)."""
        return self not in {Kind.TAKE_HOME, Kind.AUTOMATED}


class Status(models.TextChoices):
    SCHEDULED = "scheduled", "Scheduled"
    HELD = "held", "Held"
    CANCELLED_BY_EMPLOYER = "cancelled_by_employer", "They cancelled"
    CANCELLED = "cancelled", "I cancelled"


class InterviewQuerySet(OwnedQuerySet["Interview"]):
    owner_path = "application__owner"

    def live(self) -> InterviewQuerySet:
        return self.filter(deleted_at=None, application__deleted_at=None)


class Interview(models.Model):
    """One meeting. `starts_at` is UTC; `time_zone` is the zone its clock was agreed in."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="interviews")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.VIDEO)
    starts_at = models.DateTimeField()
    time_zone = models.CharField(max_length=64)
    minutes = models.PositiveIntegerField(default=60)
    place = models.CharField(max_length=500, blank=True)
    status = models.CharField(max_length=30, choices=Status.choices, default=Status.SCHEDULED)
    confirmed = models.BooleanField(default=True)
    invited_on = models.DateField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    # Cancelled by the employer: the interview that came in its place.
    replaced_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces"
    )
    recipient = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    timing_text = models.CharField(max_length=500, blank=True)
    timing_date = models.DateField(null=True, blank=True)
    timing_said_on = models.DateField(null=True, blank=True)
    notes = models.TextField(max_length=20_000, blank=True)
    debriefed_at = models.DateTimeField(null=True, blank=True)
    # It was over when it was imported: nothing is owed for it, until the user wants it.
    is_history = models.BooleanField(default=False)
    # The invitation it came from: its UID (with the RECURRENCE-ID of one in a series), and how new it was.
    invitation = models.CharField(max_length=300, blank=True)
    invitation_sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["application", "starts_at"]),
            models.Index(fields=["starts_at"]),
            models.Index(fields=["invitation"], condition=~Q(invitation=""), name="interview_by_invitation"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1) & Q(minutes__lte=LONGEST_INTERVIEW), name="interview_length_sane"
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="interview_status_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="interview_kind_known"),
            models.CheckConstraint(condition=~Q(time_zone=""), name="interview_has_a_zone"),
            *at_most("interview", time_zone=64, place=500, timing_text=500, notes=20_000, invitation=300),
        ]

    def __str__(self) -> str:
        return f"{self.kind_label} on {self.local_start:%Y-%m-%d %H:%M}"

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def owes_thanks(self) -> bool:
        return Kind(self.kind).owes_thanks

    @property
    def replaced(self) -> bool:
        """Whether a new date stands in its place; not while that one is deleted."""
        return self.replaced_by is not None and self.replaced_by.deleted_at is None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def local_start(self) -> datetime:
        """The start on the interview's own clock."""
        return self.starts_at.astimezone(self.zone)

    @property
    def local_end(self) -> datetime:
        return self.ends_at.astimezone(self.zone)

    def is_held(self, now: datetime) -> bool:
        """Marked so, or its end is past: nobody is punished for not debriefing."""
        return self.status == Status.HELD or (self.status == Status.SCHEDULED and self.ends_at <= now)

    def is_ahead(self, now: datetime) -> bool:
        return self.status == Status.SCHEDULED and self.ends_at > now


class Role(models.TextChoices):
    INTERVIEWER = "interviewer", "Interviewer"
    HIRING_MANAGER = "hiring_manager", "Hiring manager"
    RECRUITER = "recruiter", "Recruiter"
    COLLEAGUE = "colleague", "Future colleague"


class ParticipationQuerySet(OwnedQuerySet["Participation"]):
    owner_path = "interview__application__owner"


class Participation(models.Model):
    """That a contact was in an interview, as what, and what was talked about with them."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="participations")
    contact = models.ForeignKey(Contact, on_delete=models.RESTRICT, related_name="participations")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.INTERVIEWER)
    topics = models.TextField(max_length=5000, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["interview", "contact"], name="participation_once_an_interview"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="participation_role_known"),
            *at_most("participation", topics=5000),
        ]

    def __str__(self) -> str:
        return f"{self.contact} in {self.interview}"

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label)
