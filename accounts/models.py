"""The user: how they sign in, sign their letters, and where and when they live."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Lower
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from accounts.regions import check_country, check_time_zone

# Of the days of the week, bit 0 is Monday.
EVERY_DAY = 0b111_1111


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> User:
        """Create a user who signs in with this address. Raises ValueError without one."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    signature = models.TextField(max_length=1000, blank=True)
    time_zone = models.CharField(max_length=64, default="UTC", validators=[check_time_zone])
    country = models.CharField(max_length=2, blank=True, validators=[check_country])
    subdivision = models.CharField(max_length=40, blank=True)
    reminder_hour = models.TimeField(default=time(8, 0))
    reminder_days = models.PositiveSmallIntegerField(default=EVERY_DAY)
    quiet_from = models.TimeField(default=time(21, 0))
    quiet_until = models.TimeField(default=time(7, 0))
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique_ignoring_case"),
            models.CheckConstraint(
                condition=Q(reminder_days__gte=1) & Q(reminder_days__lte=EVERY_DAY),
                name="user_reminder_days_of_the_week",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def reminder_weekdays(self) -> frozenset[int]:
        """On which days of the week reminders may come; Monday is 0."""
        return frozenset(day for day in range(7) if self.reminder_days >> day & 1)


class DayOff(models.Model):
    """Days on which the user does no business: `first` to `last`, both included, in their own calendar.

    It has no query set of its own: it is only ever reached through its owner.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="days_off")
    first = models.DateField()
    last = models.DateField()
    name = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["first", "pk"]
        verbose_name_plural = "days off"
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="day_off_ends_after_it_begins"),
            models.UniqueConstraint(fields=["owner", "first", "last"], name="day_off_once_an_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


class SkillLine(models.Model):
    """One line of the user's shelf: something they have done, as it may stand in a letter. In their own order.

    Like a day off it is only ever reached through its owner.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="shelf")
    text = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="skill_line_says_something"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length(F("text")), 200), name="skill_line_text_at_most_200"
            ),
            models.UniqueConstraint(fields=["owner", "text"], name="skill_line_once_an_owner"),
        ]

    def __str__(self) -> str:
        return self.text


def display_name(user: User) -> str:
    """How pages and letters address the user: their name, else their address."""
    return user.name or user.email
