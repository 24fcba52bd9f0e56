"""Today, an application's story: the pages that answer "what do I owe whom, now?"."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from accounts.context import say
from accounts.ownership import get_owned_or_404
from accounts.views import current_user
from applications.forms.application import ReplyForm, StageForm
from applications.forms.interview import DebriefForm
from applications.forms.paste import PasteForm
from applications.models import Interview
from applications.models.message import Means
from applications.queries import people_to_tap
from applications.services.interviews import debrief_interview
from reminders.forms.follow_up import PUT_OFF
from reminders.letters import reason_of, title_of, with_letters
from reminders.models import FollowUp
from reminders.policy import StepKind
from reminders.queries import count_asking, read_today
from reminders.services.channels import reach
from reminders.services.planning import replan_due
from reminders.story import read_story
from reminders.trouble import read_trouble
from reminders.why import read_why


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """What to send now, what is late, what waits."""
    user, now = current_user(request), timezone.now()
    # An interview may have ended since the last sweep; the page does not wait for it.
    replan_due(now, owner=user)
    page = read_today(user, now=now, every_card="all" in request.GET)
    known = people_to_tap(user, {each.application.company_id for each in page.finished})
    context = {
        "page": page,
        "now": now,
        "local_now": timezone.localtime(now).strftime("%Y-%m-%dT%H:%M"),
        "snoozes": PUT_OFF,
        "means": Means.choices,
        "debriefs": [
            DebriefForm(
                user=user, interview=each, known=known[each.application.company_id], prefix=str(each.pk)
            )
            for each in page.finished
        ],
        "reach": reach(user),
        "trouble": read_trouble(user, now=now),
        "under_up": settings.UNDER_UP,
        "nav": "today",
        "due_count": page.card_count,
        "board": True,
    }
    return _show(request, "reminders/today.html", context)


@require_GET
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """One application's whole story, past and planned."""
    user, now = current_user(request), timezone.now()
    replan_due(now, owner=user)
    only_messages = request.GET.get("show") == "conversation"
    story = read_story(user, pk, now=now, only_messages=only_messages)
    if story is None:
        raise Http404
    local_now = timezone.localtime(now).strftime("%Y-%m-%dT%H:%M")
    context = {
        "story": story,
        "only_messages": only_messages,
        "application": story.application,
        "now": now,
        "local_now": local_now,
        "snoozes": PUT_OFF,
        "means": Means.choices,
        "paste_form": PasteForm(),
        "reply_form": ReplyForm(user=user, application=story.application, initial={"at": local_now}),
        "stage_form": StageForm(
            initial={
                "stage": story.application.stage,
                "on": timezone.localdate(now),
                "offer_deadline": story.application.offer_deadline,
            }
        ),
        "nav": "applications",
        "due_count": count_asking(user, now=now),
        "board": True,
    }
    return _show(request, "reminders/application.html", context)


@require_GET
def why(request: HttpRequest, pk: int) -> HttpResponse:
    """How a step is worked out; for htmx the part to unfold."""
    user, now = current_user(request), timezone.now()
    row = get_owned_or_404(with_letters(FollowUp.objects.live()), user, pk)
    context = {
        "row": row,
        "title": title_of(row),
        "reason": reason_of(row, now=now),
        "why": read_why(row, now=now),
        "nav": "today",
        "due_count": count_asking(user, now=now),
    }
    return _show(request, "reminders/why.html", context, part="worked")


def debrief(request: HttpRequest, pk: int) -> HttpResponse:
    """How an interview went, while it is fresh; then on to the thank-you."""
    user, now = current_user(request), timezone.now()
    interview = get_owned_or_404(
        Interview.objects.live()
        .select_related("application__company", "application__owner")
        .prefetch_related("participations__contact"),
        user,
        pk,
    )
    # Today has one such form for each interview; the prefix keeps their fields apart.
    company = interview.application.company_id
    form = DebriefForm(
        request.POST if request.method == "POST" else None,
        user=user,
        interview=interview,
        known=people_to_tap(user, [company])[company],
        prefix=str(pk),
    )
    if request.method == "POST" and form.is_valid():
        debrief_interview(
            interview,
            topics=form.topics,
            timing=form.timing(said_on=form.held_on),
            now=now,
            people=form.people.people(),
        )
        thank_you = (
            FollowUp.objects.for_user(user)
            .open()
            .filter(interview=interview, kind=StepKind.THANK_YOU)
            .order_by("pk")
            .first()
        )
        if thank_you is None:
            say(request, "Noted.")
            return redirect("today")
        say(request, "Noted. Here is the thank-you.")
        return redirect(reverse("follow_up", args=[thank_you.pk]))
    context = {"form": form, "interview": interview, "nav": "today"}
    return render(request, "reminders/debrief.html", context, status=422 if form.is_bound else 200)


def _show(
    request: HttpRequest, template: str, context: dict[str, Any], *, part: str = "board"
) -> HttpResponse:
    """The page, or for htmx the part of it that changes. A browser must not keep one as the other."""
    named = f"{template}#{part}" if request.headers.get("HX-Request") else template
    response = render(request, named, context)
    patch_vary_headers(response, ["HX-Request"])
    return response
