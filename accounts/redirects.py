"""What an address or a form names, and where to go after something was done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme


def read_id(text: str | None) -> int | None:
    """The id that `text` is, or None: not every text is a number, and not every number an id."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else None


def go_back(request: HttpRequest, fallback: str, *args: object) -> HttpResponseRedirect:
    """Back to the page the click came from, else to `fallback` (a view's name). Never to another site.

    An htmx request follows the redirect by itself, and the page then answers with the part that changed.
    """
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return HttpResponseRedirect(came_from)
    return HttpResponseRedirect(resolve_url(fallback, *args))
