"""Whose notices a browser shows when people sign in and out there. It remembers in a cookie which browser it is."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest

from accounts.models import User
from reminders.services import browsers

COOKIE = "browser"
# Signed: a browser's address stands in the database in the open, and whoever only read it there must lead nothing away.
SALT = "reminders.browser"


def listen() -> None:
    user_logged_in.connect(_signed_in, dispatch_uid="reminders.doors")
    user_logged_out.connect(_signed_out, dispatch_uid="reminders.doors")


def address_here(request: HttpRequest) -> str:
    """The address of the browser that asks, as it was when notices were turned on in it; else empty."""
    return request.get_signed_cookie(COOKIE, default="", salt=SALT) or ""


def _signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    if address := address_here(request):
        browsers.stop_for_others(user, address)


def _signed_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    address = address_here(request)
    if user is not None and address:
        browsers.forget(user, address)
