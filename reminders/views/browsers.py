"""Notices of a browser: turned on and off there, the script that shows them, and the home screen's page."""

from __future__ import annotations

import hashlib
from functools import cache
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition, require_POST, require_safe

from accounts.context import say
from accounts.ownership import get_owned_or_404
from accounts.views import current_user
from reminders.delivery.subscriptions import Subscription
from reminders.doors import COOKIE, SALT, address_here
from reminders.forms.browsers import SubscriptionForm
from reminders.models import Channel
from reminders.models.channel import ChannelKind
from reminders.services import browsers
from reminders.services.push_keys import public_key

# The longest that browsers keep a cookie.
SECONDS_REMEMBERED = 400 * 24 * 3_600


@cache
def _read_worker() -> tuple[bytes, str]:
    """The script, and its ETag."""
    content = (Path(settings.BASE_DIR) / "static" / "js" / "service-worker.js").read_bytes()
    return content, f'"{hashlib.sha256(content).hexdigest()[:32]}"'


@require_POST
def turn_on(request: HttpRequest) -> HttpResponse:
    """Send notices to the browser that asks. Answers with the settings' part about browsers, or what is wrong."""
    user = current_user(request)
    form = SubscriptionForm(request.POST, key=public_key())
    if not form.is_valid():
        return _problem(form.problem)
    try:
        browsers.turn_on(
            user,
            form.subscription,
            name=browsers.name_of(request.headers.get("User-Agent", "")[:1_000]),
            replaces=address_here(request),
        )
    except browsers.TooManyBrowsers:
        return _problem("Those are as many browsers as one may have. Remove one that you no longer use.")
    context = {"browsers": browsers.browsers_of(user), "push_key": public_key()}
    response = render(request, "reminders/browser_card.html", context)
    return _remembered(response, form.subscription)


@login_not_required
@csrf_exempt
@require_POST
def changed(request: HttpRequest) -> HttpResponse:
    """A browser has a new subscription in place of the one it had; its service worker says so, signed in or not.

    The cookie, which we signed and no other site can have sent, says which one that was.
    """
    form = SubscriptionForm(request.POST, key=public_key())
    if not form.is_valid():
        return _problem(form.problem)
    if not browsers.renew(address_here(request), form.subscription):
        return HttpResponse(status=HTTPStatus.NOT_FOUND)
    return _remembered(HttpResponse(status=HTTPStatus.NO_CONTENT), form.subscription)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """No more notices to this browser."""
    channel = _mine(request, pk)
    channel.delete()
    say(request, f"{channel.title} gets no more notices.")
    return redirect("reminder_settings")


@login_not_required
@require_safe
@condition(etag_func=lambda _request: _read_worker()[1])
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that shows notices. It stands at the root, for a browser lets it act only below its own address."""
    return HttpResponse(
        _read_worker()[0],
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What lets a phone put the site on its home screen; iPhones and iPads show notices of nothing else."""
    return JsonResponse(
        {
            "name": "Followthrough",
            "short_name": "Followthrough",
            "id": "/",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#faf8f4",
            "theme_color": "#faf8f4",
            "icons": [
                {"src": static("img/app-192.png"), "sizes": "192x192", "type": "image/png"},
                {"src": static("img/app-512.png"), "sizes": "512x512", "type": "image/png"},
                {
                    "src": static("img/app-512.png"),
                    "sizes": "512x512",
                    "type": "image/png",
                    "purpose": "maskable",
                },
            ],
        },
        content_type="application/manifest+json",
    )


def _mine(request: HttpRequest, pk: int) -> Channel:
    return get_owned_or_404(Channel.objects.filter(kind=ChannelKind.BROWSER), current_user(request), pk)


def _problem(words: str) -> JsonResponse:
    return JsonResponse({"problem": words}, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _remembered(response: HttpResponse, subscription: Subscription) -> HttpResponse:
    """The browser knows from now on which one it is, so that signing out there ends its notices."""
    response.set_signed_cookie(
        COOKIE,
        subscription.address,
        salt=SALT,
        max_age=SECONDS_REMEMBERED,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response
