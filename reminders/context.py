"""What every page shows of the reminders: how much is due, in the menu and in the title."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from reminders.queries import count_asking


def due(request: HttpRequest) -> dict[str, Callable[[], int] | str]:
    """`due_count`: counted once, where a page asks for it. `due_since`: the instant it goes on to watch from."""
    now = timezone.now()

    @cache
    def due_count() -> int:
        # The page that says that a request made no sense may be shown before anybody looked who asks.
        user = getattr(request, "user", None)
        return count_asking(user, now=now) if isinstance(user, User) else 0

    return {"due_count": due_count, "due_since": now.isoformat()}
