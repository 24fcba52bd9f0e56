"""What an open page asks now and then: how much is due, and what has come since."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.views import current_user
from reminders.queries import count_asking, newly_asking
from reminders.services.planning import replan_due

MOST_NAMED = 5
LONGEST_ABSENCE = timedelta(days=1)


@never_cache
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """How many steps ask now, those that began to since `since`, and the instant to ask with next time."""
    user, now = current_user(request), timezone.now()
    # An interview may have ended a moment ago. What opens with that must not be counted before it is planned.
    replan_due(now, owner=user)
    fresh = newly_asking(user, since=_since(request.GET.get("since", ""), now), now=now, limit=MOST_NAMED)
    return JsonResponse(
        {
            "count": count_asking(user, now=now),
            "at": now.isoformat(),
            "fresh": [
                {"id": each.row.pk, "title": each.title, "url": reverse("follow_up", args=[each.row.pk])}
                for each in fresh
            ],
        }
    )


def _since(text: str, now: datetime) -> datetime:
    """The instant named, within the last day; now for what is none."""
    try:
        named = parse_datetime(text) if len(text) < 50 else None
    except ValueError:
        named = None
    if named is None or timezone.is_naive(named):
        return now
    return min(max(named, now - LONGEST_ABSENCE), now)
