"""A letter put into other words by a language model: agreed to, proposed, then used or not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.context import say
from accounts.ownership import get_owned_or_404
from accounts.views import current_user
from reminders.drafting.rewriting import ask, facts_sent
from reminders.forms.follow_up import DraftForm
from reminders.letters import letter_facts, title_of, with_letters
from reminders.models import FollowUp
from reminders.models.follow_up import FollowUpStatus
from reminders.proposals import read_proposal
from reminders.services import drafts
from reminders.services.language_models import Help, agree, count_one, help_for
from reminders.services.rewriting import RewritingError
from reminders.services.running import listen
from reminders.sheets import Sheet, sheet_of

# Where the session keeps for which letter a rewrite was asked for; the page begins it as it opens.
BEGINS = "rewrite_begins"
BEFORE = "before rewriting it"


@dataclass(frozen=True)
class _Letter:
    """A letter that can be rewritten, and by whom."""

    row: FollowUp
    sheet: Sheet
    help: Help | None
    facts: tuple[tuple[str, str], ...]

    @property
    def context(self) -> dict[str, Any]:
        return {
            "row": self.row,
            "title": title_of(self.row),
            "sheet": self.sheet,
            "help": self.help,
            "facts": self.facts,
            "nav": "today",
        }


@never_cache
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter and, beside it, its proposal; before the first, what is sent to whom.

    A POST writes the proposal and waits for it: the way without JavaScript.
    """
    letter = _letter(request, pk)
    if letter.row.status != FollowUpStatus.OPEN:
        return _settled(request, letter.row)
    context = letter.context
    if request.method != "POST":
        context["begins"] = request.session.pop(BEGINS, None) == pk
        return render(request, "reminders/rewrite_page.html", context)
    try:
        text = "".join(_proposed(request, letter)).strip()
    except RewritingError as error:
        return render(request, "reminders/rewrite_page.html", context | {"error": str(error)}, status=422)
    context["proposal"] = read_proposal(letter.row, letter.sheet, text, now=timezone.now())
    return render(request, "reminders/rewrite_page.html", context)


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the page and have it begin; with `agree`, note first that the user agreed to that address."""
    letter = _letter(request, pk)
    if "agree" in request.POST and not agree(
        current_user(request), request.POST["agree"], now=timezone.now()
    ):
        say(request, "The address has changed meanwhile. Look at it again.")
    request.session[BEGINS] = letter.row.pk
    return redirect("follow_up_rewrite", pk)


@require_POST
def stream(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The proposal as it is written, one JSON object a line: `piece`, and at the end `proposal` (HTML) or `error`.

    An empty line each second without a word shows whether anyone still reads.
    """
    letter = _letter(request, pk)

    def lines() -> Iterator[str]:
        said = ""
        try:
            for piece in _proposed(request, letter):
                said += piece
                yield json.dumps({"piece": piece}) + "\n" if piece else "\n"
        except RewritingError as error:
            yield json.dumps({"error": str(error)}) + "\n"
            return
        proposal = read_proposal(letter.row, letter.sheet, said.strip(), now=timezone.now())
        html = render_to_string(
            "reminders/rewrite_page.html#proposal", letter.context | {"proposal": proposal}, request
        )
        yield json.dumps({"proposal": html}) + "\n"

    return StreamingHttpResponse(
        lines(),
        content_type="application/x-ndjson; charset=utf-8",
        # nginx would else gather the whole answer first.
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


@require_POST
def use(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposal becomes the letter; the wording before it is kept, and one click brings it back."""
    row, now = _mine(request, pk), timezone.now()
    sheet = sheet_of(row, now=now)
    if sheet is None:
        raise Http404
    form = DraftForm({"subject": sheet.subject, "body": request.POST.get("body", "")})
    if not form.is_valid():
        say(request, "There was nothing to use. The letter is as it was.")
        return redirect("follow_up_rewrite", pk)
    try:
        kept = drafts.save_draft(
            row, subject=sheet.subject, body=form.cleaned_data["body"], why=BEFORE, now=now
        )
    except drafts.SettledAlready:
        return _settled(request, row)
    undo = (
        f"{reverse('follow_up_draft_restore', args=[pk])}?version={kept.pk}"
        if kept
        else reverse("follow_up_draft_drop", args=[pk])
    )
    say(request, "The letter is as rewritten.", undo_url=undo)
    return redirect("follow_up", pk)


def _proposed(request: HttpRequest, letter: _Letter) -> Iterator[str]:
    """What the model writes, piece by piece. Raises RewritingError; before the user agreed, nothing is sent."""
    found, row, sheet = letter.help, letter.row, letter.sheet
    user = current_user(request)
    if row.status != FollowUpStatus.OPEN:
        raise RewritingError("This letter is done already, so it is left as it is.")
    if found is None or not found.agreed:
        raise RewritingError(
            "You have not agreed to send this letter anywhere. Open this page again to do so."
        )
    if found.trouble:
        raise RewritingError(found.trouble)
    count_one(user)
    prompt = ask(sheet.body, sheet.subject, letter.facts, kind=row.kind)
    yield from listen(user.pk, found.endpoint, prompt, found.permit)


def _letter(request: HttpRequest, pk: int) -> _Letter:
    row, now = _mine(request, pk), timezone.now()
    sheet = sheet_of(row, now=now)
    if sheet is None:
        raise Http404
    return _Letter(row, sheet, help_for(current_user(request)), facts_sent(letter_facts(row, now=now)))


def _mine(request: HttpRequest, pk: int) -> FollowUp:
    return get_owned_or_404(with_letters(FollowUp.objects.live()), current_user(request), pk)


def _settled(request: HttpRequest, row: FollowUp) -> HttpResponse:
    row.refresh_from_db()
    say(request, f"{title_of(row)}: {row.get_status_display().lower()} already.")
    return redirect("follow_up", row.pk)
