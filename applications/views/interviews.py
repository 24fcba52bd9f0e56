"""Logging, correcting, cancelling and deleting interviews."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.context import say
from accounts.fields import check_year
from accounts.models import User
from accounts.ownership import get_owned_or_404
from accounts.redirects import go_back, read_id
from accounts.views import current_user
from applications.forms.interview import InterviewForm, initial_of
from applications.forms.people import BasePeople, bound_lines, lines_of, people_of, typed_lines
from applications.forms.timing import shown_mark
from applications.models import Application, Interview
from applications.models.interview import Kind
from applications.queries import suggestions
from applications.services import interviews as service
from applications.timing import read_timing


def new(request: HttpRequest) -> HttpResponse:
    """Log an interview: one page, company and people made on the spot."""
    user = current_user(request)
    if request.method != "POST":
        form = InterviewForm(user=user, initial=_first_guess(request, user))
        form.fields["company"].widget.attrs["autofocus"] = True
        return _show(request, form, lines_of(user))
    if "add_line" in request.POST:
        form = InterviewForm(user=user, initial=_typed(request.POST))
        return _show(request, form, lines_of(user, typed_lines(request.POST)))
    form, people = InterviewForm(request.POST, user=user), bound_lines(user, request.POST)
    if not form.is_valid() & people.is_valid():
        return _show(request, form, people, status=422)
    interview = service.log_interview(
        user,
        form.entry(people.people()),
        company=form.cleaned_data["company"],
        title=form.cleaned_data["title"],
        now=timezone.now(),
    )
    say(
        request,
        f"{interview.kind_label} with {interview.application.company} is logged.",
        undo_url=reverse("interview_delete", args=[interview.pk]),
    )
    return redirect("today")


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an interview, or move it."""
    user = current_user(request)
    interview = get_owned_or_404(
        Interview.objects.live().select_related("application__company", "application__owner"), user, pk
    )
    if request.method != "POST":
        form = InterviewForm(user=user, interview=interview, initial=initial_of(interview))
        seated = people_of(interview)
        return _show(request, form, lines_of(user, seated, extra=0 if seated else 2), interview=interview)
    if "add_line" in request.POST:
        form = InterviewForm(user=user, interview=interview, initial=_typed(request.POST))
        return _show(request, form, lines_of(user, typed_lines(request.POST), extra=1), interview=interview)
    form = InterviewForm(request.POST, user=user, interview=interview)
    people = bound_lines(user, request.POST)
    if not form.is_valid() & people.is_valid():
        return _show(request, form, people, interview=interview, status=422)
    service.edit_interview(user, interview, form.entry(people.people()), now=timezone.now())
    say(request, "Saved.")
    return redirect("application", interview.application_id)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Called off, by them (`by=employer`) or by the user."""
    interview = _mine(request, pk)
    by_employer = request.POST.get("by") == "employer"
    now = timezone.now()
    service.cancel_interview(
        interview, by_employer=by_employer, on=now.astimezone(interview.zone).date(), now=now
    )
    say(
        request,
        f"Cancelled: {interview.kind_label.lower()} with {interview.application.company}.",
        undo_url=reverse("interview_reinstate", args=[pk]),
    )
    return go_back(request, "application", interview.application_id)


@require_POST
def reinstate(request: HttpRequest, pk: int) -> HttpResponse:
    interview = _mine(request, pk)
    service.reinstate_interview(interview, now=timezone.now())
    say(request, "The interview is on again.")
    return go_back(request, "application", interview.application_id)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    interview = _mine(request, pk)
    service.delete_interview(interview, now=timezone.now())
    say(request, "The interview is deleted.", undo_url=reverse("interview_restore", args=[pk]))
    return _leave(request, interview)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    # Deleted ones are found here and nowhere else.
    interview = get_owned_or_404(
        Interview.objects.filter(application__deleted_at=None), current_user(request), pk
    )
    service.restore_interview(interview)
    say(request, "The interview is back.")
    return go_back(request, "application", interview.application_id)


@require_POST
def recipient(request: HttpRequest, pk: int) -> HttpResponse:
    """To whom inquiries about this round go."""
    interview = _mine(request, pk)
    chosen = None
    if named := request.POST.get("contact"):
        chosen = interview.participations.filter(contact=read_id(named)).select_related("contact").first()
        if chosen is None:
            raise Http404
    service.choose_recipient(interview, chosen.contact_id if chosen else None)
    who = chosen.contact if chosen else "the hiring manager, else the recruiter"
    say(request, f"Inquiries about this round go to {who}.")
    return go_back(request, "application", interview.application_id)


@require_GET
def timing(request: HttpRequest) -> JsonResponse:
    """What the app understands by some words on timing, while they are typed."""
    user = current_user(request)
    said_on = _day(request.GET.get("said_on", "")) or timezone.localdate()
    application = None
    if number := read_id(request.GET.get("application")):
        application = Application.objects.for_user(user).live().filter(pk=number).first()
    text = " ".join(request.GET.get("text", "")[:500].split())
    reading = read_timing(text, said_on=said_on, user=user, application=application)
    return JsonResponse({"sentence": reading.sentence, "shown": shown_mark(text, reading)})


def _mine(request: HttpRequest, pk: int) -> Interview:
    rows = Interview.objects.live().select_related("application__company")
    return get_owned_or_404(rows, current_user(request), pk)


def _leave(request: HttpRequest, interview: Interview) -> HttpResponse:
    """Back to where the click came from, unless that was the page of what is now gone."""
    gone = reverse("interview", args=[interview.pk])
    if gone in (request.headers.get("Referer") or ""):
        return redirect("application", interview.application_id)
    return go_back(request, "application", interview.application_id)


def _show(
    request: HttpRequest,
    form: InterviewForm,
    people: BasePeople,
    *,
    interview: Interview | None = None,
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        "applications/interview_form.html",
        {
            "form": form,
            "people": people,
            "interview": interview,
            "suggestions": suggestions(current_user(request)),
            "reading": form.reading,
            "nav": "applications" if interview else "",
        },
        status=status,
    )


def _first_guess(request: HttpRequest, user: User) -> dict[str, Any]:
    """What the form starts with: the user's zone, and the kind and application that a link names."""
    guess: dict[str, Any] = {"time_zone": user.time_zone}
    if request.GET.get("kind") in Kind.values:
        guess["kind"] = request.GET["kind"]
    if number := read_id(request.GET.get("application")):
        application = Application.objects.for_user(user).live().filter(pk=number).first()
        if application is not None:
            guess |= {
                "company": application.company.name,
                "title": application.title,
                "fit": application.fit,
            }
    return guess


def _typed(typed: QueryDict) -> dict[str, Any]:
    return {name: value for name, value in typed.items() if name in InterviewForm.base_fields}


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text[:10])
        check_year(day)
    except (ValueError, ValidationError):
        return None
    return day
