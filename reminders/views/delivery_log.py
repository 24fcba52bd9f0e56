"""The log of a channel: what was sent, what was not and why."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.ownership import get_owned_or_404
from accounts.views import current_user
from reminders.delivery_log import read_log
from reminders.models import Channel
from reminders.services.sending import MOST_TRIES


@require_GET
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of each reminder on one of the user's channels, the newest first."""
    user = current_user(request)
    channel = get_owned_or_404(Channel.objects.all(), user, pk)
    context = {
        "channel": channel,
        "channels": Channel.objects.for_user(user).order_by("pk"),
        "log": read_log(channel, request.GET.get("page")),
        "most_tries": MOST_TRIES,
        "now": timezone.now(),
        "nav": "settings",
    }
    return render(request, "reminders/delivery_log.html", context)
