"""What if: an imagined interview, and the weeks after it. Nothing is saved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.views import current_user
from applications.models.interview import Kind
from reminders.forms.what_if import WhatIfForm
from reminders.imagined import play
from reminders.services.manners import calendar_of, etiquette_of


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The form and what follows from it; for htmx what follows alone, as one types."""
    user = current_user(request)
    form = WhatIfForm(_first_guess(user) | request.GET.dict(), user=user)
    context: dict[str, Any] = {"form": form, "nav": "settings"}
    if form.is_valid():
        context["play"] = play(
            form.imagined(),
            calendar_of(user),
            etiquette_of(user),
            today=timezone.localdate(),
        )
    part = "#play" if request.headers.get("HX-Request") else ""
    response = render(
        request, f"reminders/what_if.html{part}", context, status=200 if form.is_valid() else 422
    )
    patch_vary_headers(response, ["HX-Request"])
    return response


def _first_guess(user: User) -> dict[str, Any]:
    """A panel of three next Tuesday, with two weeks named: enough to see what the page is for."""
    today = timezone.localdate()
    tuesday = today + timedelta(days=(1 - today.weekday() - 1) % 7 + 1)
    return {
        "kind": Kind.PANEL.value,
        "people": 3,
        "starts": f"{tuesday}T10:00",
        "time_zone": user.time_zone,
        "said": "two weeks",
        "answer_on": "",
        "named": "",
    }
