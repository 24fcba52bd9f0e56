"""One place for what people already have: dropped, pasted or chosen, looked over, saved once."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.context import say
from accounts.models import User
from accounts.ownership import get_owned_or_404
from accounts.views import current_user
from applications.bookmarklet import bookmarklet
from applications.forms.add import AddForm
from applications.intake.errors import IntakeError
from applications.intake.kinds import Kind, tell_kind
from applications.models import Intake
from applications.models.intake import IntakeState
from applications.services import intakes as service
from applications.views.reviews import REVIEWS


def add(request: HttpRequest) -> HttpResponse:
    """Take files and pasted text in, and show what still waits to be looked over."""
    user = current_user(request)
    if request.method != "POST":
        return _show(request, AddForm(kinds=REVIEWS))
    form = AddForm(request.POST, request.FILES, kinds=REVIEWS)
    if not form.is_valid():
        return _show(request, form, status=422)
    taken: list[Intake] = []
    refused: list[str] = []
    for name, raw in form.things():
        try:
            taken.append(_take(user, name, raw, chosen=form.cleaned_data["kind"]))
        except IntakeError as error:
            refused.append(f"{name}: {error}" if name else str(error))
    if not taken:
        for each in refused:
            form.add_error("text" if form.cleaned_data["text"] else "file", each)
        return _show(request, form, status=422)
    for each in refused:
        messages.error(request, each)
    return redirect("intake", taken[0].pk) if len(taken) == 1 and not refused else redirect("add")


def _take(user: User, name: str, raw: bytes, *, chosen: str) -> Intake:
    kind = Kind(chosen) if chosen else tell_kind(raw, name)
    if kind not in REVIEWS:
        raise IntakeError(f"It is not clear what this is. {can_be_added()}")
    return service.take(user, kind=kind, name=name, raw=raw, now=timezone.now())


def can_be_added() -> str:
    """The sentence that says what can be added."""
    names = [review.called for review in REVIEWS.values()]
    return f"You can add {' and '.join([', '.join(names[:-1]), names[-1]] if names[1:] else names)}."


def intake(request: HttpRequest, pk: int) -> HttpResponse:
    """One thing that was taken in: being read, ready to be looked over, or done with."""
    row = _mine(request, pk)
    asks_how_far = request.method == "GET" and request.htmx  # type: ignore[attr-defined]
    if asks_how_far and not row.is_being_read:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if row.state == IntakeState.READ:
        return REVIEWS[Kind(row.kind)].page(request, row)
    if request.method == "POST" and row.state == IntakeState.SAVED:
        say(request, "This is saved already.")
        return redirect("intake", pk)
    return render(request, "applications/intake/state.html", {"intake": row})


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what saving made and changed. A second click takes back nothing more."""
    row = _mine(request, pk)
    with service.undoing(row) as locked:
        if locked is not None:
            REVIEWS[Kind(locked.kind)].undo(current_user(request), locked.outcome, timezone.now())
    say(request, "Taken back.")
    return redirect("today")


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget it unsaved."""
    row = _mine(request, pk)
    service.remove(row)
    say(request, "Removed. Nothing of it was saved." if row.state != IntakeState.SAVED else "Removed.")
    return redirect("add")


def _mine(request: HttpRequest, pk: int) -> Intake:
    return get_owned_or_404(Intake.objects.all(), current_user(request), pk)


def _show(request: HttpRequest, form: AddForm, *, status: int = 200) -> HttpResponse:
    rows = Intake.objects.for_user(current_user(request)).unfinished().defer("raw", "understood", "outcome")
    context = {
        "form": form,
        "rows": list(rows),
        "can_be_added": can_be_added(),
        "bookmarklet": bookmarklet(settings.SITE_URL),
        "nav": "add",
    }
    return render(request, "applications/add.html", context, status=status)
