"""What every page shows of the reminders: how much is due, in the menu and in the title."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.http import HttpRequest
from django.utils import timezone

from accounts.views import current_user
from reminders.queries import count_asking


def due(request: HttpRequest) -> dict[str, Callable[[], int] | str]:
    """`due_count`: counted once, where a page asks for it. `due_since`: the instant it goes on to watch from."""
    now = timezone.now()

    @cache
    def due_count() -> int:
        return count_asking(current_user(request), now=now) if request.user.is_authenticated else 0

    return {"due_count": due_count, "due_since": now.isoformat()}
