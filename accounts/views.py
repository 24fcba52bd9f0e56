"""Settings of one's own."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.context import say
from accounts.forms import SettingsForm, initial_of
from accounts.models import User
from accounts.services import save_settings


def settings_page(request: HttpRequest) -> HttpResponse:
    user = current_user(request)
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=initial_of(user))
    if request.method == "POST" and form.is_valid():
        save_settings(user, form.cleaned_data)
        say(request, "Settings saved.")
        return redirect("settings")
    return render(
        request,
        "accounts/settings.html",
        {"form": form, "nav": "settings"},
        status=422 if form.is_bound else 200,
    )


@login_not_required
def alive(request: HttpRequest) -> HttpResponse:
    """For whoever watches the process: it answers."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def ready(request: HttpRequest) -> HttpResponse:
    """For a load balancer: it answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def current_user(request: HttpRequest) -> User:
    """The signed-in user of a page that only signed-in users reach."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("This page needs a signed-in user.")
    return user
