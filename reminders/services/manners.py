"""A user's own etiquette and business calendar, as the policy wants them."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import User
from accounts.services import changing_settings
from applications.models import Application
from reminders.drafting.register import Register
from reminders.models import Manners, Plan
from reminders.policy import (
    DEFAULT_ETIQUETTE,
    DEFAULT_QUIET,
    CalendarFacts,
    CustomError,
    Etiquette,
    QuietPeriod,
    choose,
    quiet_from_text,
    quiet_to_text,
)

log = logging.getLogger(__name__)
_DAY = timedelta(days=1)


def manners_of(user: User) -> Manners:
    """The user's row, or one that is as POLICY says and not stored."""
    try:
        return user.manners
    except Manners.DoesNotExist:
        return Manners(user=user)


def etiquette_of(user: User) -> Etiquette:
    """The user's numbers. What a later version of the rules no longer takes is logged, and POLICY's count."""
    try:
        return choose(manners_of(user).numbers)
    except CustomError as error:
        log.warning("the numbers of user %s are not taken: %s", user.pk, error)
        return DEFAULT_ETIQUETTE


def quiet_of(user: User) -> tuple[QuietPeriod, ...]:
    """The days of the year on which the user makes no inquiries (C11)."""
    stored = manners_of(user).quiet
    return DEFAULT_QUIET if stored is None else quiet_from_text(stored)


def calendar_of(user: User, application: Application | None = None) -> CalendarFacts:
    """The application's own business calendar, else the user's; with the user's days off and quiet periods."""
    region = application if application is not None and application.country else user
    return CalendarFacts(
        country=region.country or None,
        subdivision=region.subdivision or None,
        quiet=quiet_of(user),
        days_off=frozenset(_days_off(user)),
        dates_as_in=user.country or None,
    )


def _days_off(user: User) -> Collection[date]:
    return [
        each.first + _DAY * number
        for each in user.days_off.all()
        for number in range((each.last - each.first).days + 1)
    ]


@dataclass(frozen=True)
class MannersEntry:
    """The etiquette form, understood."""

    numbers: Mapping[str, int]
    quiet: Sequence[QuietPeriod]
    register: Register


def save_manners(user: User, entry: MannersEntry) -> None:
    """Store the user's own etiquette and have every application of theirs planned anew.

    Raises CustomError, with nothing stored, for numbers that the policy does not take.
    """
    choose(entry.numbers)
    own = tuple(entry.quiet)
    with changing_settings(user):
        Manners.objects.update_or_create(
            user=user,
            defaults={
                "numbers": dict(entry.numbers),
                "quiet": None if own == DEFAULT_QUIET else quiet_to_text(own),
                "register": entry.register,
            },
        )


def reset_manners(user: User) -> None:
    """Back to POLICY's values."""
    with changing_settings(user):
        Manners.objects.filter(user=user).delete()


@dataclass(frozen=True)
class Progress:
    """How many of the user's applications are planned by the settings of now, and how many could not be."""

    done: int
    failed: int
    total: int

    @property
    def is_over(self) -> bool:
        return self.done + self.failed == self.total


def read_progress(user: User) -> Progress:
    """How far the planning that a change of settings set off has come."""
    plans = Plan.objects.filter(application__owner=user, application__deleted_at=None)
    stale = plans.filter(stale=True)
    total, failed = plans.count(), stale.exclude(failed_at=None).count()
    return Progress(done=total - stale.count(), failed=failed, total=total)
