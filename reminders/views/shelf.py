"""The line from the skills shelf that a letter says."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.context import say
from accounts.ownership import get_owned_or_404
from accounts.views import current_user
from reminders.drafting.letters import says_skill
from reminders.forms.follow_up import SkillForm
from reminders.letters import title_of, with_letters
from reminders.models import FollowUp
from reminders.services.drafts import SettledAlready
from reminders.services.skills import choose_skill


@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """This line in this letter; an empty one takes the choice back."""
    row = get_owned_or_404(with_letters(FollowUp.objects.live()), current_user(request), pk)
    # The undo of a choice names the line before in the address.
    form = SkillForm(request.POST if "skill" in request.POST else request.GET)
    if not says_skill(row.kind) or not form.is_valid():
        raise Http404
    before, line = row.skill, form.cleaned_data["skill"]
    try:
        placed = choose_skill(row, line, now=timezone.now())
    except SettledAlready:
        row.refresh_from_db()
        say(request, f"{title_of(row)}: {row.get_status_display().lower()} already.")
        return redirect("follow_up", pk)
    undo = f"{reverse('follow_up_skill', args=[pk])}?{urlencode({'skill': before})}"
    say(request, _done(line, placed=placed), undo_url=undo)
    return redirect("follow_up", pk)


def _done(line: str, *, placed: bool) -> str:
    if not placed:
        return "The letter stays as it is." + (" The line to copy stands beside it." if line else "")
    return "The line is in this letter." if line else "No line from your shelf in this letter."
