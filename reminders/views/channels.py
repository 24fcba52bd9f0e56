"""Where and when reminders reach their owner."""

from __future__ import annotations

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.context import say
from accounts.ownership import get_owned_or_404
from accounts.redirects import go_back
from accounts.views import current_user
from reminders.channel_cards import read_cards
from reminders.models import Channel
from reminders.models.channel import ChannelKind
from reminders.services.channel_tests import Tried, try_channel
from reminders.services.channels import switch_channel


@require_GET
@never_cache
def page(request: HttpRequest) -> HttpResponse:
    """The ways in which reminders leave this page, and when."""
    return settings_page(request)


@require_POST
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """One way out on or off."""
    # A browser is turned on where it stands.
    switched = Channel.objects.exclude(kind=ChannelKind.BROWSER)
    channel = get_owned_or_404(switched, current_user(request), pk)
    active = request.POST.get("active") == "1"
    switch_channel(channel, active=active)
    say(request, f"Reminders to {channel.title} are {'on' if active else 'off'}.")
    return go_back(request, "reminder_settings")


@require_POST
def test(request: HttpRequest, pk: int) -> HttpResponse:
    """A test message, now; the answer stands in the channel's card."""
    channel = get_owned_or_404(Channel.objects.select_related("owner"), current_user(request), pk)
    tried = try_channel(channel)
    if request.headers.get("HX-Request"):
        return render(request, "reminders/channel_answer.html", {"tried": tried})
    return settings_page(request, tried=(channel.pk, tried))


def settings_page(
    request: HttpRequest, *, tried: tuple[int, Tried] | None = None, refused: BaseForm | None = None
) -> HttpResponse:
    """The reminders' settings; with a form that was refused, as it was filled in (422).

    `tried`: what came of a test, with its channel's id.
    """
    now = timezone.now()
    cards = read_cards(current_user(request), now=now, tried=tried)
    context = {"cards": cards, "tried": tried, "refused": refused, "now": now, "nav": "settings"}
    return render(request, "reminders/reminder_settings.html", context, status=422 if refused else 200)
