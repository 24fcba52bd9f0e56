"""Looking over what a calendar invitation says, and saving it."""

from __future__ import annotations

from datetime import UTC
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.context import say
from accounts.models import User
from accounts.views import current_user
from applications.forms.found import Found, Standing, judge
from applications.forms.invitation import Surroundings, fill
from applications.intake.from_ics import as_seen_by
from applications.intake.parsed import calendar_from_json
from applications.intake.reader import Json
from applications.models import Intake
from applications.queries import suggestions
from applications.services import intakes
from applications.services import invitations as service
from applications.services.invitations import Invitation


def review(request: HttpRequest, intake: Intake) -> HttpResponse:
    """A calendar's events, each to be corrected and saved, moved or called off. Saved once."""
    user = current_user(request)
    found, around = _find(user, intake)
    savable = [each for each in found if each.standing.can_be_saved]
    typed = request.POST if request.method == "POST" else None
    for each in savable:
        alone = len(savable) == 1
        each.ticked = alone or (f"take-{each.number}" in typed if typed is not None else _is_expected(each))
        fill(each, around, typed, growing=request.POST.get("add_line", ""))
    if typed is None or "add_line" in typed:
        return _show(request, intake, found)
    chosen = [each for each in savable if each.ticked]
    if not chosen:
        return _show(request, intake, found, problem="Tick at least one, or leave it.", status=422)
    # Every form is looked at, so that all that is wrong is said at once.
    valid = [_is_valid(each) for each in chosen]
    if not all(valid):
        return _show(request, intake, found, status=422)
    with intakes.finishing(intake) as locked:
        if locked is not None:
            _hold(user, chosen)
            done = [_save(user, each) for each in chosen]
            said = _sentence(chosen, done)
            intakes.mark_saved(locked, {"done": done, "said": said})
            say(request, said, undo_url=reverse("intake_undo", args=[intake.pk]))
    return redirect("today")


def _find(user: User, intake: Intake) -> tuple[list[Found], Surroundings]:
    own = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}
    events = [as_seen_by(each, own) for each in calendar_from_json(intake.understood).interviews]
    known = service.find_invited(user, [each.key for each in events])
    instants = [each.starts for each in events if each.starts.tzinfo and not each.all_day]
    twins = service.find_at(user, instants)
    found = []
    for number, each in enumerate(events):
        mine = known.get(each.key) if each.key else None
        twin = twins.get(each.starts.astimezone(UTC)) if each.starts.tzinfo and mine is None else None
        zone = ZoneInfo(each.time_zone) if each.time_zone else user.zone
        found.append(Found(number, each, judge(each, mine), zone, mine, twin))
    return found, Surroundings(user, events)


def _is_expected(found: Found) -> bool:
    """Whether it is ticked from the start: what is complete, but nothing that may be in here twice."""
    if found.standing is Standing.NEW:
        return found.twin is None and bool(found.parsed.role and found.parsed.company)
    return found.standing in {Standing.MOVES, Standing.CANCELS}


def _is_valid(found: Found) -> bool:
    if found.form is None or found.people is None:
        return True
    return found.form.is_valid() & found.people.is_valid()


def _hold(user: User, chosen: list[Found]) -> None:
    typed = [each.form.cleaned_data for each in chosen if each.form is not None and each.known is None]
    service.hold_applications(
        user,
        [each.known for each in chosen if each.known is not None],
        [(each["company"], each["title"]) for each in typed],
    )


def _save(user: User, found: Found) -> Json:
    now = timezone.now()
    invitation = Invitation(found.parsed.key, found.parsed.sequence)
    if found.form is None or found.people is None:
        assert found.known is not None
        return service.cancel_invited(found.known, on=now.astimezone(found.known.zone).date(), now=now)
    entry = found.form.entry(found.people.people())
    if found.known is not None:
        return service.move_invited(user, found.known, entry, invitation, now=now)
    cleaned = found.form.cleaned_data
    return service.log_invited(
        user, entry, invitation, company=cleaned["company"], title=cleaned["title"], now=now
    )


_SAID = {
    "logged": "is logged",
    "found": "was logged already",
    "moved": "is moved",
    "cancelled": "is called off",
}


def _sentence(chosen: list[Found], done: list[Json]) -> str:
    if len(chosen) > 1:
        return f"{len(chosen)} interviews are saved."
    found, did = chosen[0], _SAID[str(done[0]["did"])]
    if found.known is not None:
        return f"{found.known.kind_label} with {found.known.application.company} {did}."
    assert found.form is not None
    kind = dict(found.form.fields["kind"].choices)[found.form.cleaned_data["kind"]]  # type: ignore[attr-defined]
    return f"{kind} with {found.form.cleaned_data['company']} {did}."


def _show(
    request: HttpRequest, intake: Intake, found: list[Found], *, problem: str = "", status: int = 200
) -> HttpResponse:
    savable = [each for each in found if each.standing.can_be_saved]
    context = {
        "intake": intake,
        "found": found,
        "savable": savable,
        "several": len(savable) > 1,
        "refused": calendar_from_json(intake.understood).refused,
        "suggestions": suggestions(current_user(request)),
        "problem": problem,
    }
    return render(request, "applications/intake/invitation.html", context, status=status)
