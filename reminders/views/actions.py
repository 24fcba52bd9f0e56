"""What one does with a follow-up. Each answers with the page it came from; htmx takes what changed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.context import say
from accounts.ownership import get_owned_or_404
from accounts.redirects import go_back
from accounts.views import current_user
from applications.models.message import Means
from reminders.calendar_feed import step_calendar
from reminders.days import spell_day
from reminders.forms.follow_up import SentForm, SnoozeForm
from reminders.letters import reason_of, title_of, with_letters
from reminders.models import Delivery, FollowUp
from reminders.models.follow_up import FollowUpStatus
from reminders.policy import StepKind
from reminders.services import follow_ups as service
from reminders.services.sending import send_again
from reminders.sheets import letter_of

ALARM_MINUTES = 15
CAN_BE_SENT = {*service.MESSAGES, StepKind.OWN_PROMISE}


@require_POST
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    """Sent: when and by what means; the text is kept as it was."""
    user, now = current_user(request), timezone.now()
    row = _mine(request, pk)
    if row.kind not in CAN_BE_SENT:
        raise Http404
    form = SentForm(request.POST, user=user)
    if form.is_valid() and form.instant is not None:
        try:
            service.mark_sent_as_drafted(row, at=form.instant, means=form.chosen_means, now=now)
        except service.DoesNotSettle:
            form.add_error("at", "That is before the day this answers. Choose a later time.")
    if not form.is_valid():
        context = {
            "form": form,
            "row": row,
            "title": title_of(row),
            "means": Means.choices,
            "nav": "today",
        }
        response = render(request, "reminders/sent_form.html", context, status=422)
        if request.headers.get("HX-Request"):
            response = render(request, "reminders/sent_form.html#form", context, status=422)
            response["HX-Retarget"] = f"#sent-{pk}"
            response["HX-Reswap"] = "outerHTML"
        return response
    say(request, _after_sent(row), undo_url=reverse("follow_up_unsent", args=[pk]))
    return _leave(request, row)


def _after_sent(row: FollowUp) -> str:
    """What was done, and what follows from it."""
    following = (
        FollowUp.objects.filter(application=row.application, status=FollowUpStatus.OPEN)
        .exclude(opens_at=None)
        .filter(opens_at__gt=timezone.now())
        .select_related("application__company", "contact")
        .order_by("opens_at")
        .first()
    )
    if following is None or following.opens_at is None:
        return "Marked as sent."
    opens = following.opens_at.astimezone(following.zone)
    return f"Marked as sent. Next: {title_of(following)}, from {opens:%a} {opens.day} {opens:%b}."


@require_POST
def unsent(request: HttpRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    if row.status == FollowUpStatus.SENT:
        service.unmark_sent(row)
        say(request, "It is open again.")
    return go_back(request, "today")


@require_POST
def skip(request: HttpRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    if row.status != FollowUpStatus.OPEN:
        return _settled_already(request, row)
    service.skip(row, now=timezone.now())
    say(request, f"Left out: {title_of(row)}.", undo_url=reverse("follow_up_unskip", args=[pk]))
    return _leave(request, row)


@require_POST
def unskip(request: HttpRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    if row.status == FollowUpStatus.SKIPPED:
        service.unskip(row)
        say(request, "It is open again.")
    return go_back(request, "today")


@require_POST
def snooze(request: HttpRequest, pk: int) -> HttpResponse:
    user, now = current_user(request), timezone.now()
    row = _mine(request, pk)
    form = SnoozeForm(request.POST)
    if not form.is_valid():
        raise Http404
    if row.status != FollowUpStatus.OPEN:
        return _settled_already(request, row)
    service.snooze(row, until=form.instant(user, now=now), now=now)
    until = form.instant(user, now=now)
    late = row.late_after is not None and row.late_after < until
    words = f"Put off until {spell_day(until.date(), now.astimezone(user.zone).date())}"
    say(
        request,
        f"{words}, when it will be late." if late else f"{words}.",
        undo_url=reverse("follow_up_unsnooze", args=[pk]),
    )
    return _leave(request, row)


@require_POST
def unsnooze(request: HttpRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    if row.status == FollowUpStatus.OPEN:
        service.snooze(row, until=None, now=timezone.now())
        say(request, "It is back on Today.")
    return go_back(request, "today")


@require_POST
def close_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a silent application as "no response"."""
    row = _mine(request, pk)
    if row.kind != StepKind.CLOSE_OUT:
        raise Http404
    if row.status != FollowUpStatus.OPEN:
        return _settled_already(request, row)
    service.close_out(row, now=timezone.now())
    change = row.application.stage_changes.latest("pk")
    say(
        request,
        f"{row.application.company} is closed as “no response”.",
        undo_url=f"{reverse('application_stage_undo', args=[row.application_id])}?change={change.pk}",
    )
    return _leave(request, row)


@require_GET
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The step as a calendar entry with an alarm."""
    row, now = _mine(request, pk), timezone.now()
    starts = row.best_by or row.opens_at
    if starts is None:
        raise Http404
    letter = letter_of(row, now=now)
    content = step_calendar(
        uid=f"follow-up-{row.pk}@{request.get_host().partition(':')[0]}",
        title=title_of(row),
        description=reason_of(row, now=now) + (f"\n\n{letter.body}" if letter else ""),
        url=request.build_absolute_uri(reverse("follow_up", args=[pk])),
        starts=starts,
        minutes=15,
        alarm_minutes_before=ALARM_MINUTES,
        now=now,
    )
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="follow-up-{pk}.ics"'},
    )


@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a reminder again that could not be sent."""
    delivery = Delivery.objects.filter(channel__owner=current_user(request), pk=pk).first()
    if delivery is None:
        raise Http404
    again = send_again(delivery, now=timezone.now())
    say(request, "It is on its way again." if again else "That one needs no second start.")
    return go_back(request, "today")


def _mine(request: HttpRequest, pk: int) -> FollowUp:
    return get_owned_or_404(with_letters(FollowUp.objects.live()), current_user(request), pk)


def _settled_already(request: HttpRequest, row: FollowUp) -> HttpResponse:
    """The page was older than the step: nothing changes, and the answer shows it as it is."""
    say(request, f"{title_of(row)}: {row.get_status_display().lower()} already.")
    return _leave(request, row)


def _leave(request: HttpRequest, row: FollowUp) -> HttpResponse:
    """Back to the page, or from the letter that is now done to Today."""
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    if reverse("follow_up", args=[row.pk]) in came_from:
        return redirect("today")
    return go_back(request, "today")
