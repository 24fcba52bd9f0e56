"""What one heard from them: one page for every fact that the policy goes by and no other page logs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.context import say
from accounts.ownership import get_owned_or_404
from accounts.views import current_user
from applications.forms.heard import (
    AwayForm,
    CancelledForm,
    OfferForm,
    PromiseForm,
    QuestionForm,
    ReferencesForm,
    SinceForm,
)
from applications.models import Application
from applications.services.applications import add_promise, move_stage
from applications.services.interviews import cancel_interview
from applications.services.messages import record_message
from applications.stages import Stage
from applications.views.applications import undo_url_of

ONLY_TOLD = "At this stage it changes no date. It is told in the story."
UNDER_WAY = frozenset({Stage.APPLIED, Stage.INTERVIEWING})

F = TypeVar("F", bound=forms.Form)


@dataclass(frozen=True)
class Fact(Generic[F]):
    """Something that happened. `save` stores what the valid form says and returns the address that undoes it.

    What comes of it holds in the stages `counts_in`; in others it is only told in the story.
    """

    title: str
    comes_of_it: str
    said: str
    form: type[F]
    save: Callable[[F, Application], str]
    counts_in: frozenset[Stage] = frozenset(Stage)

    def consequence(self, stage: str) -> str:
        """What the user may expect of it, in a sentence or two."""
        return self.comes_of_it if Stage(stage) in self.counts_in else ONLY_TOLD


def heard(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Log one of `FACTS` of an application."""
    fact = FACTS.get(what)
    if fact is None:
        raise Http404
    user = current_user(request)
    application = get_owned_or_404(Application.objects.live().select_related("company", "owner"), user, pk)
    form = fact.form(
        request.POST if request.method == "POST" else None,
        user=user,
        application=application,
        initial={"at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"), "on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        say(request, fact.said, undo_url=fact.save(form, application))
        return redirect("application", pk)
    context = {
        "fact": fact,
        "consequence": fact.consequence(application.stage),
        "what": what,
        "form": form,
        "application": application,
        "nav": "applications",
    }
    return render(request, "applications/heard_form.html", context, status=422 if form.is_bound else 200)


def _log(form: QuestionForm | AwayForm | ReferencesForm, application: Application) -> str:
    return reverse("message_delete", args=[record_message(application, form.entry()).pk])


def _reject(form: SinceForm, application: Application) -> str:
    return undo_url_of(move_stage(application, Stage.REJECTED, on=form.cleaned_data["on"]))


def _offer(form: OfferForm, application: Application) -> str:
    said = form.cleaned_data
    change = move_stage(application, Stage.OFFER, on=said["on"], offer_deadline=said["offer_deadline"])
    return undo_url_of(change)


def _cancel(form: CancelledForm, application: Application) -> str:
    interview = form.cleaned_data["interview"]
    cancel_interview(interview, by_employer=True, on=form.cleaned_data["on"], now=timezone.now())
    return reverse("interview_reinstate", args=[interview.pk])


def _promise(form: PromiseForm, application: Application) -> str:
    said = form.cleaned_data
    promise = add_promise(application, text=said["text"], due_on=said["due_on"])
    return reverse("promise_delete", args=[promise.pk])


FACTS: dict[str, Fact[Any]] = {
    "question": Fact(
        title="They asked me something",
        comes_of_it="You are reminded to answer. Once you have, the wait begins anew.",
        said="Their question is logged.",
        form=QuestionForm,
        save=_log,
        counts_in=UNDER_WAY,
    ),
    "away": Fact(
        title="An automatic reply: they are away",
        comes_of_it="Nothing reminds you to ask before they are back and have caught up.",
        said="Their automatic reply is logged.",
        form=AwayForm,
        save=_log,
        counts_in=frozenset({Stage.INTERVIEWING}),
    ),
    "references": Fact(
        title="They called my references",
        comes_of_it="A good sign. They get some days to decide before you are reminded to ask.",
        said="Noted that they called your references.",
        form=ReferencesForm,
        save=_log,
        counts_in=frozenset({Stage.INTERVIEWING}),
    ),
    "rejected": Fact(
        title="They turned me down",
        comes_of_it="Nothing more is asked of them. A short thank-you is offered, if you like.",
        said=f"Stage: {Stage.REJECTED.label}.",
        form=SinceForm,
        save=_reject,
    ),
    "offer": Fact(
        title="They made me an offer",
        comes_of_it="You are reminded to thank them, and to answer before the day they gave.",
        said=f"Stage: {Stage.OFFER.label}.",
        form=OfferForm,
        save=_offer,
    ),
    "cancelled": Fact(
        title="They cancelled the interview",
        comes_of_it="You are reminded to ask for a new date. Log that one once you have it.",
        said="The interview is cancelled.",
        form=CancelledForm,
        save=_cancel,
        counts_in=UNDER_WAY,
    ),
    "promise": Fact(
        title="I promised them something",
        comes_of_it="You are reminded before that day.",
        said="Your promise is logged.",
        form=PromiseForm,
        save=_promise,
        counts_in=UNDER_WAY | {Stage.OFFER},
    ),
}
