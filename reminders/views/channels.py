"""Where and when reminders reach their owner."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.views import current_user
from reminders.services.channels import reach


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The ways in which reminders leave this page."""
    context = {"reach": reach(current_user(request)), "nav": "settings"}
    return render(request, "reminders/reminder_settings.html", context)
