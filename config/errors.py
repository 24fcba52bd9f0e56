"""The page for a request that went wrong, made of nothing that may itself be away."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

SECONDS_TO_COME_BACK = "30"


def show_error(request: HttpRequest) -> HttpResponse:
    """500; where the database did not answer, 503 and what that means for what was typed."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        page = render_to_string("503.html")
        return HttpResponse(page, status=503, headers={"Retry-After": SECONDS_TO_COME_BACK})
    return HttpResponse(render_to_string("500.html"), status=500)
