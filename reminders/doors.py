"""Whose notices a browser shows when people sign in and out there. It remembers in a cookie which browser it is."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest

from accounts.models import User
from reminders.services import browsers

COOKIE = "browser"
_ADDRESS = re.compile(r"[a-z0-9._:-]{1,300}:[0-9a-f]{32}")


def listen() -> None:
    user_logged_in.connect(_signed_in, dispatch_uid="reminders.doors")
    user_logged_out.connect(_signed_out, dispatch_uid="reminders.doors")


def address_here(request: HttpRequest) -> str:
    """The address of the browser that asks, as it was when notices were turned on in it; else empty."""
    kept = request.COOKIES.get(COOKIE, "")
    return kept if _ADDRESS.fullmatch(kept) else ""


def _signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    if address := address_here(request):
        browsers.stop_for_others(user, address)


def _signed_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    address = address_here(request)
    if user is not None and address:
        browsers.forget(user, address)
