"""What they replied, and corrections to the story."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.context import say
from accounts.ownership import get_owned_or_404
from accounts.views import current_user
from applications.forms.application import MessageForm, ReplyForm
from applications.forms.timing import initial_timing
from applications.models import Application, Message
from applications.models.message import Means, MessageKind
from applications.services import messages as service
from applications.services.messages import MessageEntry


def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """They replied, perhaps with a date: the wait begins anew."""
    user = current_user(request)
    application = get_owned_or_404(Application.objects.live().select_related("company", "owner"), user, pk)
    form = ReplyForm(
        request.POST if request.method == "POST" else None,
        user=user,
        application=application,
        initial={"at": timezone.localtime().strftime("%Y-%m-%dT%H:%M")},
    )
    if request.method == "POST" and form.is_valid() and form.instant is not None:
        said_on = form.instant.astimezone(user.zone).date()
        message = service.record_message(
            application,
            MessageEntry(
                kind=MessageKind.REPLY,
                at=form.instant,
                text=form.cleaned_data["text"],
                timing=form.timing(said_on=said_on),
            ),
        )
        say(request, "Their reply is logged.", undo_url=reverse("message_delete", args=[message.pk]))
        return redirect("application", pk)
    context = {"form": form, "application": application, "nav": "applications"}
    return render(request, "applications/reply_form.html", context, status=422 if form.is_bound else 200)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day, another means, other words."""
    user = current_user(request)
    message = get_owned_or_404(
        Message.objects.filter(application__deleted_at=None).select_related(
            "application__company", "application__owner", "contact"
        ),
        user,
        pk,
    )
    form = MessageForm(
        request.POST if request.method == "POST" else None,
        user=user,
        application=message.application,
        kind=MessageKind(message.kind),
        initial={
            "at": timezone.localtime(message.at).strftime("%Y-%m-%dT%H:%M"),
            "means": message.means,
            "subject": message.subject,
            "text": message.text,
            "returns_on": message.returns_on,
            **initial_timing(
                message.timing_text,
                message.timing_date,
                said_on=message.at.astimezone(user.zone).date(),
                user=user,
                application=message.application,
            ),
        },
    )
    if request.method == "POST" and form.is_valid() and form.instant is not None:
        said_on = form.instant.astimezone(user.zone).date()
        service.edit_message(
            message,
            at=form.instant,
            means=Means(form.cleaned_data["means"]),
            subject=form.cleaned_data.get("subject", ""),
            text=form.cleaned_data["text"],
            timing=form.timing(said_on=said_on),
            returns_on=form.cleaned_data.get("returns_on"),
        )
        say(request, "Saved.")
        return redirect("application", message.application_id)
    context = {"form": form, "message": message, "application": message.application, "nav": "applications"}
    return render(request, "applications/message_form.html", context, status=422 if form.is_bound else 200)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    message = get_owned_or_404(Message.objects.select_related("application"), current_user(request), pk)
    application_id = message.application_id
    service.delete_message(message)
    say(request, "Taken back.")
    return redirect("application", application_id)
