"""When reminders come, and what each channel tells: two parts of the reminders' settings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.context import say
from accounts.models import User
from accounts.ownership import get_owned_or_404
from accounts.services import save_settings
from accounts.views import current_user
from reminders.forms.when import MomentsForm, WhenForm, typed_of
from reminders.models import Channel
from reminders.services.channels import choose_moments
from reminders.views.channels import settings_page
from reminders.when import tell_when

# Where the session keeps the hours and days that were given up last.
BEFORE = "when_before"


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Hour, quiet hours and days."""
    user, form = current_user(request), WhenForm(request.POST)
    if not form.is_valid():
        return settings_page(request, refused=form)
    save_settings(user, form.chosen())
    say(request, f"Saved. {tell_when(form.rhythm(user.zone), now=timezone.now())}")
    return redirect("reminder_settings")


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """What these settings come to, in words; nothing is saved."""
    form = WhenForm(request.POST)
    told = ""
    if form.is_valid():
        told = tell_when(form.rhythm(current_user(request).zone), now=timezone.now())
    return render(request, "reminders/when.html#told", {"told": told})


@require_POST
def defaults(request: HttpRequest) -> HttpResponse:
    """Back to the usual; with `?undo`, back to the user's own."""
    user = current_user(request)
    if "undo" in request.GET:
        before = WhenForm(request.session.pop(BEFORE, {}))
        if before.is_valid():
            save_settings(user, before.chosen())
            say(request, "Your own hours and days are back.")
        return redirect("reminder_settings")
    request.session[BEFORE] = typed_of(user)
    usual = WhenForm(typed_of(User()))
    if usual.is_valid():
        save_settings(user, usual.chosen())
    say(request, "Back to the usual hours and days.", undo_url=f"{reverse('when_defaults')}?undo")
    return redirect("reminder_settings")


@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """What one of the user's channels tells."""
    channel = get_owned_or_404(Channel.objects.all(), current_user(request), pk)
    form = MomentsForm(request.POST, channel=channel)
    if not form.is_valid():
        return settings_page(request, refused=form)
    choose_moments(channel, form.cleaned_data["moments"])
    say(request, "Saved. It counts from the next reminder on.")
    return redirect(f"{reverse('reminder_settings')}#channel-{channel.pk}-moments")
