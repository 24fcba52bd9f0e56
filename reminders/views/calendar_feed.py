"""The calendar to subscribe to: its settings, and the feed that a calendar program fetches."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST, require_safe

from accounts.context import say
from accounts.views import current_user
from reminders.forms.calendar_feed import CalendarForm, initial_of
from reminders.services.calendar_feeds import (
    FETCHES_WITHIN,
    TooOften,
    choose,
    feed_of,
    give_address,
    key_of,
    read_calendar,
    take_address_away,
)

THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@never_cache
def page(request: HttpRequest) -> HttpResponse:
    """The address, what the calendar shows, and how to subscribe."""
    feed = feed_of(current_user(request))
    form = CalendarForm(request.POST if request.method == "POST" else None, initial=initial_of(feed))
    if request.method == "POST" and form.is_valid():
        choose(feed.user, form.cleaned_data)
        say(request, "Saved. Calendars show it when they next ask.")
        return redirect("calendar_settings")
    key = key_of(feed)
    address = f"{settings.SITE_URL}{reverse('calendar_feed', args=[key])}" if key else ""
    site = urlsplit(settings.SITE_URL)
    context = {
        "form": form,
        "feed": feed,
        "address": address,
        "webcal": address.replace(f"{site.scheme}://", "webcal://", 1),
        "for_this_machine": site.hostname in THIS_MACHINE,
        "nav": "settings",
    }
    return render(request, "reminders/calendar.html", context, status=422 if form.is_bound else 200)


@require_POST
def new_address(request: HttpRequest) -> HttpResponse:
    """Turn the calendar on, or put a new address in the old one's place."""
    user = current_user(request)
    was_on = feed_of(user).is_on
    give_address(user)
    say(request, "This is the new address. The old one has stopped." if was_on else "Your calendar is ready.")
    return redirect("calendar_settings")


@require_POST
def turn_off(request: HttpRequest) -> HttpResponse:
    """Take the address away."""
    take_address_away(current_user(request))
    say(request, "The calendar is off. Its address has stopped.")
    return redirect("calendar_settings")


@login_not_required
@require_safe
@gzip_page
def feed(request: HttpRequest, key: str) -> HttpResponseBase:
    """The calendar itself, for whoever has its key and nobody else; no session is looked at."""
    try:
        calendar = read_calendar(key, now=timezone.now())
    except TooOften:
        wait = int(FETCHES_WITHIN.total_seconds())
        return _in_words("Asked too often. Try again later.", status=429, headers={"Retry-After": str(wait)})
    if calendar is None:
        return _in_words("There is no calendar at this address.", status=404)
    etag, changed_at = f'"{calendar.etag}"', int(calendar.changed_at.timestamp())
    response = HttpResponse(
        calendar.content,
        content_type="text/calendar; charset=utf-8",
        headers={
            "ETag": etag,
            "Last-Modified": http_date(changed_at),
            "Cache-Control": "private, no-cache",
            "Content-Disposition": 'inline; filename="followthrough.ics"',
            "X-Robots-Tag": "noindex",
        },
    )
    return get_conditional_response(request, etag, changed_at, response) or response


def _in_words(text: str, *, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    return HttpResponse(
        f"{text}\n",
        status=status,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store", **(headers or {})},
    )
