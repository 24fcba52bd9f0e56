"""The pages for a request that went wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import page_not_found

from applications.models import Application

SECONDS_TO_COME_BACK = "30"


def show_error(request: HttpRequest) -> HttpResponse:
    """500; where the database did not answer, 503 and what that means for what was typed.

    The pages are made of nothing that may itself be away.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        page = render_to_string("503.html")
        return HttpResponse(page, status=503, headers={"Retry-After": SECONDS_TO_COME_BACK})
    return HttpResponse(render_to_string("500.html"), status=500)


class GoneMiddleware:
    """What an undo took while a write of its user waited for it is not found, as if they came later."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Application.DoesNotExist):
            return page_not_found(request, exception)
        return None
