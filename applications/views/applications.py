"""The list of applications, their details and stages."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.context import say
from accounts.ownership import get_owned_or_404
from accounts.redirects import go_back, read_id
from accounts.views import current_user
from applications.forms.application import ApplicationForm, StageForm, initial_of
from applications.models import Application, OwnPromise, StageChange
from applications.queries import list_applications, suggestions
from applications.services import applications as service
from applications.stages import Stage

PAGE = 50


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    over = request.GET.get("show") == "over"
    search = request.GET.get("q", "").replace("\0", "").strip()[:200]
    rows = list_applications(current_user(request), over=over, search=search)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "applications/list.html",
        {
            "page": page,
            "over": over,
            "search": search,
            "query": urlencode(([("show", "over")] if over else []) + ([("q", search)] if search else [])),
            "nav": "applications",
        },
    )


def new(request: HttpRequest) -> HttpResponse:
    user = current_user(request)
    form = ApplicationForm(
        request.POST if request.method == "POST" else None, initial={"applied_on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        application = service.add_application(user, form.entry(), today=timezone.localdate())
        say(request, f"{application} is added.")
        return redirect("application", application.pk)
    return _show(request, form, None)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    user = current_user(request)
    application = _mine(request, pk)
    form = ApplicationForm(
        request.POST if request.method == "POST" else None, initial=initial_of(application)
    )
    if request.method == "POST" and form.is_valid():
        service.edit_application(user, application, form.entry())
        say(request, "Saved.")
        return redirect("application", pk)
    return _show(request, form, application)


@require_POST
def stage(request: HttpRequest, pk: int) -> HttpResponse:
    application = _mine(request, pk)
    form = StageForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "application": application, "nav": "applications"}
        return render(request, "applications/stage_form.html", context, status=422)
    to = Stage(form.cleaned_data["stage"])
    change = service.move_stage(
        application, to, on=form.cleaned_data["on"], offer_deadline=form.cleaned_data["offer_deadline"]
    )
    say(request, f"Stage: {to.label}.", undo_url=undo_url_of(change))
    return redirect("application", pk)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the stage change that `?change=` names back, or the latest one."""
    if service.undo_stage(_mine(request, pk), change_id=read_id(request.GET.get("change"))):
        say(request, "The stage is as it was.")
    return go_back(request, "application", pk)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    application = _mine(request, pk)
    service.delete_application(application, now=timezone.now())
    say(request, f"{application} is deleted.", undo_url=reverse("application_restore", args=[pk]))
    return redirect("applications")


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    # Deleted ones are found here and nowhere else.
    application = get_owned_or_404(Application.objects.all(), current_user(request), pk)
    service.restore_application(application)
    say(request, f"{application} is back.")
    return redirect("application", pk)


@require_POST
def revive(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan what is owed for an application that was imported as history."""
    service.revive(_mine(request, pk))
    say(request, "Its follow-ups are planned.")
    return redirect("application", pk)


@require_POST
def promise_kept(request: HttpRequest, pk: int) -> HttpResponse:
    """Done, or with `undo` not done after all."""
    promise = get_owned_or_404(OwnPromise.objects.all(), current_user(request), pk)
    kept = None if request.POST.get("undo") or request.GET.get("undo") else timezone.localdate()
    service.keep_promise(promise, on=kept)
    undo_url = f"{reverse('promise_kept', args=[pk])}?undo=1" if kept else ""
    say(request, "Promise kept." if kept else "The promise is open again.", undo_url=undo_url)
    return go_back(request, "application", promise.application_id)


@require_POST
def promise_delete(request: HttpRequest, pk: int) -> HttpResponse:
    promise = get_owned_or_404(OwnPromise.objects.select_related("application"), current_user(request), pk)
    service.delete_promise(promise)
    say(request, "Taken back.")
    return go_back(request, "application", promise.application_id)


def undo_url_of(change: StageChange) -> str:
    return f"{reverse('application_stage_undo', args=[change.application_id])}?change={change.pk}"


def _mine(request: HttpRequest, pk: int) -> Application:
    rows = Application.objects.live().select_related("company", "owner")
    return get_owned_or_404(rows, current_user(request), pk)


def _show(request: HttpRequest, form: ApplicationForm, application: Application | None) -> HttpResponse:
    return render(
        request,
        "applications/application_form.html",
        {
            "form": form,
            "application": application,
            "suggestions": suggestions(current_user(request)),
            "nav": "applications",
        },
        status=422 if form.is_bound else 200,
    )
