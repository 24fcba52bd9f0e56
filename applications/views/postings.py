"""Looking over a job posting; of a mere link, fetching its page where the user asks for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.context import say
from accounts.models import User
from accounts.views import current_user
from applications.forms.posting import LinkForm, PostingForm
from applications.intake.errors import IntakeError
from applications.intake.from_posting import ParsedPosting, posting_as_json, posting_from_json, read
from applications.intake.reader import Json
from applications.models import Intake
from applications.services.intakes import finishing, mark_saved, understand_anew
from applications.services.postings import fetch_posting, save_posting, take_back


def page(request: HttpRequest, intake: Intake) -> HttpResponse:
    """The posting with what was understood of it; saved once."""
    posting = posting_from_json(intake.understood)
    if not posting.text and not posting.title:
        return _link(request, intake, posting)
    user = current_user(request)
    form = PostingForm(request.POST if request.method == "POST" else None, user=user, posting=posting)
    if form.is_valid():
        with finishing(intake) as locked:
            if locked is None:
                return redirect("intake", intake.pk)
            application, outcome = save_posting(user, form.entry(), today=timezone.localdate())
            mark_saved(locked, outcome | {"said": f"The posting is kept with {application}."})
        say(
            request,
            f"The posting is kept with {application}.",
            undo_url=reverse("intake_undo", args=[intake.pk]),
        )
        return redirect("application", application.pk)
    context = {"intake": intake, "form": form, "nav": "add"}
    return render(request, "applications/intake/posting.html", context, status=422 if form.is_bound else 200)


def _link(request: HttpRequest, intake: Intake, posting: ParsedPosting) -> HttpResponse:
    """Fetch the page, which only a click does, or take its text."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        text = form.cleaned_data["text"]
        try:
            if "fetch" in request.POST:
                found = fetch_posting(posting.url)
            elif text:
                found = replace(read(text.encode()), url=posting.url)
            else:
                raise IntakeError("Paste the posting here, or let the page be fetched.")
            understand_anew(intake, posting_as_json(found))
            return redirect("intake", intake.pk)
        except IntakeError as error:
            form.add_error("text", str(error))
    context = {"intake": intake, "form": form, "url": posting.url, "nav": "add"}
    return render(request, "applications/intake/link.html", context, status=422 if form.is_bound else 200)


def undo(user: User, outcome: Json, now: datetime) -> None:
    take_back(user, outcome, now=now)
