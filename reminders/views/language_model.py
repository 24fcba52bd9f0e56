"""The settings of help from a language model: where it is, its key, and what was agreed to."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.context import say
from accounts.models import User
from accounts.views import current_user
from reminders.forms.language_model import LanguageModelForm
from reminders.services.language_models import (
    forget_own_model,
    help_for,
    may_have_own,
    own_model,
    save_own_model,
    try_out,
    withdraw,
)
from reminders.services.rewriting import RewritingError

KEY_GIVEN_UP = (
    "Saved. The stored key belonged to the address before, so it was removed; enter the key for this one."
)


@never_cache
def page(request: HttpRequest) -> HttpResponse:
    """The model in force, and the form for one of the user's own where the operator allows it."""
    user = current_user(request)
    if request.method != "POST" or not may_have_own():
        return _show(request, user)
    form = _form(user, request)
    if not form.is_valid():
        return _show(request, user, form=form, status=422)
    given_up = save_own_model(user, **form.cleaned_data)
    say(request, KEY_GIVEN_UP if given_up else "Saved. Try it, to see whether it answers.")
    return redirect("language_model")


@require_POST
def try_it(request: HttpRequest) -> HttpResponse:
    """Ask the model in force for a word of greeting, and show what came of it."""
    user = current_user(request)
    found = help_for(user)
    if found is None:
        return redirect("language_model")
    try:
        return _show(request, user, answer=try_out(user, found))
    except RewritingError as error:
        return _show(request, user, problem=str(error), status=422)


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Remove the user's own model, with its key."""
    forget_own_model(current_user(request))
    say(request, "Removed, and the key with it.")
    return redirect("language_model")


@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """No letter goes anywhere before the user agrees again."""
    withdraw(current_user(request))
    say(request, "Taken back. Before the next rewrite you are asked again.")
    return redirect("language_model")


def _form(user: User, request: HttpRequest) -> LanguageModelForm:
    own = own_model(user)
    return LanguageModelForm(
        request.POST if request.method == "POST" and "address" in request.POST else None,
        has_key=bool(own.sealed_key),
        initial={"address": own.address, "name": own.name},
    )


def _show(
    request: HttpRequest,
    user: User,
    *,
    form: LanguageModelForm | None = None,
    status: int = 200,
    **said: Any,
) -> HttpResponse:
    own = own_model(user)
    context = {
        "form": form or _form(user, request),
        "help": help_for(user),
        "may_have_own": may_have_own(),
        "own": own,
        "loopback": settings.OUTBOUND_PERMIT.loopback,
        "nav": "settings",
        **said,
    }
    return render(request, "reminders/language_model.html", context, status=status)
