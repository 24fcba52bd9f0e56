"""What they said about timing, read as a day.

The grammar lives with the policy, which this app may not import: settings name the reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import User
from applications.models import Application


@dataclass(frozen=True)
class TimingReading:
    """The day understood, if any, what the words mean in a sentence, and what a form asks or does about it."""

    date: date | None
    meaning: str
    advice: str = ""

    @property
    def sentence(self) -> str:
        """All of it, for a form."""
        return f"{self.meaning} {self.advice}".strip()


class TimingReader(Protocol):
    def __call__(
        self, text: str, *, said_on: date, user: User, application: Application | None
    ) -> TimingReading: ...


def read_timing(
    text: str, *, said_on: date, user: User, application: Application | None = None
) -> TimingReading:
    """The day that `text`, said on `said_on`, means in the application's business calendar."""
    reader = cast(TimingReader, import_string(settings.TIMING_READER))
    return reader(text, said_on=said_on, user=user, application=application)
