"""Where and when reminders reach their owner."""

from __future__ import annotations

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.views import current_user
from reminders.services.channels import reach


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The ways in which reminders leave this page, and when."""
    return settings_page(request)


def settings_page(request: HttpRequest, *, refused: BaseForm | None = None) -> HttpResponse:
    """The reminders' settings; with a form that was refused, as it was filled in (422)."""
    context = {"reach": reach(current_user(request)), "refused": refused, "nav": "settings"}
    return render(request, "reminders/reminder_settings.html", context, status=422 if refused else 200)
