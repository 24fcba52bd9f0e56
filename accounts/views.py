"""Settings of one's own."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.context import say
from accounts.forms import DayOffForm, SettingsForm, initial_of
from accounts.models import User
from accounts.regions import next_holidays
from accounts.services import TooManyDaysOff, add_days_off, remove_days_off, save_settings


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


def days_off(request: HttpRequest) -> HttpResponse:
    """The user's own days off, and the public holidays to come."""
    user = current_user(request)
    # The undo of a removal names its days in the address.
    typed = request.POST if "first" in request.POST else request.GET
    form = DayOffForm(typed if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add_days_off(user, **form.cleaned_data)
        except TooManyDaysOff:
            form.add_error("first", "There is no room for more. Remove some that are past.")
        else:
            say(request, "Noted. Your dates are being worked out anew.")
            return redirect("days_off")
    today = timezone.localdate()
    context = {
        "form": form,
        "entries": user.days_off.filter(last__gte=today),
        "past": user.days_off.filter(last__lt=today),
        "holidays": next_holidays(user.country, user.subdivision, today),
        "nav": "settings",
    }
    return render(request, "accounts/days_off.html", context, status=422 if form.is_bound else 200)


@require_POST
def remove_day_off(request: HttpRequest, pk: int) -> HttpResponse:
    removed = remove_days_off(current_user(request), pk)
    if removed is None:
        raise Http404
    again = urlencode({"first": removed.first, "last": removed.last, "name": removed.name})
    say(
        request,
        "Removed. Your dates are being worked out anew.",
        undo_url=f"{reverse('days_off')}?{again}",
    )
    return redirect("days_off")


def current_user(request: HttpRequest) -> User:
    """The signed-in user of a page that only signed-in users reach."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("This page needs a signed-in user.")
    return user
