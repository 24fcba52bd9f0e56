"""Telling of an interview with a thumb, on the way home from it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.context import say
from accounts.ownership import get_owned_or_404
from accounts.redirects import read_id
from accounts.views import current_user
from applications.forms.people import met_lines
from applications.forms.quick import QuickLogForm
from applications.models import Application
from applications.models.interview import Kind
from applications.queries import just_finished, list_applications, people_to_tap, suggestions
from applications.services.interviews import log_interview

MOST_OFFERED = 20
NEW = "new"


def log(request: HttpRequest) -> HttpResponse:
    """First for which application, then the few things that matter; whoever has none begins with the second."""
    user, now = current_user(request), timezone.now()
    chosen = request.GET.get("application", "")
    applications = list(list_applications(user, over=False)[:MOST_OFFERED])
    if not chosen and applications and request.method != "POST":
        finished = just_finished(user, now=now, limit=5)
        context = {"applications": applications, "finished": finished, "nav": ""}
        return render(request, "applications/quick_which.html", context)
    application = None
    if chosen and chosen != NEW:
        rows = Application.objects.live().select_related("company", "owner")
        application = get_owned_or_404(rows, user, read_id(chosen) or 0)
    company = application.company_id if application else None
    known = people_to_tap(user, [company])[company] if company else []
    if request.method == "POST":
        form = QuickLogForm(request.POST, user=user, now=now, application=application)
        people = met_lines(user, known, request.POST)
        if form.is_valid() & people.is_valid():
            interview = log_interview(
                user,
                form.entry(people.people()),
                company=form.cleaned_data.get("company", ""),
                title=form.cleaned_data.get("title", ""),
                now=now,
                application=application,
            )
            text = f"{interview.kind_label} with {interview.application.company} is logged."
            say(request, text, undo_url=reverse("interview_delete", args=[interview.pk]))
            return redirect("today")
    else:
        form = QuickLogForm(
            user=user, now=now, application=application, initial={"kind": _usual_kind(application)}
        )
        people = met_lines(user, known)
    context = {
        "form": form,
        "people": people,
        "application": application,
        "asks_which": bool(applications),
        "suggestions": suggestions(user),
        "nav": "",
    }
    return render(request, "applications/quick_log.html", context, status=422 if form.is_bound else 200)


def _usual_kind(application: Application | None) -> str:
    """As the latest one of this application; a video interview where there is none."""
    latest = (
        application.interviews.filter(deleted_at=None).order_by("-starts_at").first() if application else None
    )
    return latest.kind if latest else Kind.VIDEO
