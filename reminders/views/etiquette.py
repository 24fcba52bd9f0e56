"""One's own etiquette: its page, what follows from it while one types, and how far the new planning is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.context import say
from accounts.models import User
from accounts.views import current_user
from reminders.forms.etiquette import EtiquetteForm, initial_of, typed_of
from reminders.imagined import preview as imagine
from reminders.policy import choose
from reminders.services.attention import rhythm_of
from reminders.services.channels import moments_told
from reminders.services.manners import calendar_of, read_progress, reset_manners, save_manners

# Where the session keeps the etiquette that was given up last.
BEFORE = "etiquette_before"
BEGIN_ANEW = "Your dates are being worked out anew."


def page(request: HttpRequest) -> HttpResponse:
    user = current_user(request)
    form = EtiquetteForm(request.POST if request.method == "POST" else None, initial=initial_of(user))
    if request.method == "POST" and form.is_valid():
        save_manners(user, form.entry())
        say(request, f"Saved. {BEGIN_ANEW}")
        return redirect("etiquette")
    context: dict[str, Any] = {"form": form, "nav": "settings"}
    context |= _preview(user, form if form.is_bound else EtiquetteForm(initial_of(user)))
    return render(request, "reminders/etiquette.html", context, status=422 if form.is_bound else 200)


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """With these settings, after an interview today you would …; nothing is saved."""
    user = current_user(request)
    return render(request, "reminders/etiquette.html#preview", _preview(user, EtiquetteForm(request.POST)))


@require_POST
def defaults(request: HttpRequest) -> HttpResponse:
    """Back to the usual; with `?undo`, back to the user's own."""
    user = current_user(request)
    if "undo" in request.GET:
        before = EtiquetteForm(request.session.pop(BEFORE, {}))
        if before.is_valid():
            save_manners(user, before.entry())
            say(request, f"Your own etiquette is back. {BEGIN_ANEW}")
        return redirect("etiquette")
    request.session[BEFORE] = typed_of(user)
    reset_manners(user)
    say(request, f"Back to the usual. {BEGIN_ANEW}", undo_url=f"{reverse('etiquette_defaults')}?undo")
    return redirect("etiquette")


@require_GET
def progress(request: HttpRequest) -> HttpResponse:
    """How many applications are planned by the settings of now."""
    context = {"progress": read_progress(current_user(request)), "polled": True}
    return render(request, "reminders/progress.html", context)


def _preview(user: User, form: EtiquetteForm) -> dict[str, Any]:
    """What the settings in the form come to; nothing while one of them cannot be taken."""
    if not form.is_valid():
        told = [(form[name].label, error) for name, errors in form.errors.items() for error in errors]
        return {"preview": None, "problems": told}
    entry = form.entry()
    shown = imagine(
        replace(calendar_of(user), quiet=tuple(entry.quiet)),
        choose(entry.numbers),
        rhythm_of(user),
        moments_told(user),
        today=timezone.localdate(),
    )
    return {"preview": shown}
