"""A letter's page, which is its editor, and its ways out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.context import say
from accounts.ownership import get_owned_or_404
from accounts.redirects import read_id
from accounts.views import current_user
from applications.models.message import Means
from reminders.drafting.length import CLOSING, RANGES
from reminders.drafting.letter import Gap
from reminders.drafting.letters import has_letter
from reminders.drafting.outgoing import eml
from reminders.drafting.register import Register
from reminders.forms.follow_up import PUT_OFF, DraftForm, WordingForm
from reminders.letters import letter_facts, reason_of, register_of, title_of, with_letters
from reminders.margin import read_margin
from reminders.models import Draft, DraftVersion, FollowUp, Template
from reminders.models.follow_up import FollowUpStatus
from reminders.queries import count_asking, read_correspondence
from reminders.services import drafts as service
from reminders.sheets import Sheet, own_templates, sheet_of, template_of, wording_of
from reminders.shelf import read_shelf


@dataclass(frozen=True)
class Choice:
    """One of the chips that say how a letter is worded: the field and value it sends, and whether it is chosen."""

    name: str
    value: str
    label: str
    chosen: bool


@require_GET
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One step with its letter, to read, change and copy."""
    return _show(request, _mine(request, pk))


@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the wording. The editor saves by itself and takes the new margin; without it the page is shown again."""
    row = _mine(request, pk)
    if not has_letter(row.kind):
        raise Http404
    form = DraftForm(request.POST, auto_id=f"%s-{pk}")
    if not form.is_valid():
        return _refuse(request, row, form)
    try:
        _save(row, form)
    except service.ChangedElsewhere as conflict:
        return _offer_both(request, row, form, conflict.draft)
    except service.SettledAlready:
        return _settled_already(request, row)
    if not _saves_by_itself(request):
        say(request, "Saved.")
        return redirect("follow_up", pk)
    row, now = _mine(request, pk), timezone.now()
    sheet = sheet_of(row, now=now)
    return render(request, "reminders/letter_notes.html", _margin(row, sheet) if sheet else {})


def _save(row: FollowUp, form: DraftForm) -> None:
    """Raises ChangedElsewhere, SettledAlready."""
    now, typed = timezone.now(), form.cleaned_data
    subject, body = typed["subject"], typed["body"]
    if form.takes_theirs:
        service.keep_aside(row, subject=subject, body=body, why="before you took the other text", now=now)
        return
    service.save_draft(
        row,
        subject=subject,
        body=body,
        why="before your text took its place" if form.takes_mine else typed["why"],
        started_from=None if form.takes_mine else form.started_from,
        now=now,
    )


def _refuse(request: HttpRequest, row: FollowUp, form: DraftForm) -> HttpResponse:
    if _saves_by_itself(request):
        said = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return HttpResponse(said, status=422, content_type="text/plain; charset=utf-8")
    return _show(request, row, form=form, status=422)


def _offer_both(request: HttpRequest, row: FollowUp, form: DraftForm, theirs: Draft | None) -> HttpResponse:
    """Nothing is overwritten: the person sees both and chooses."""
    sheet = sheet_of(_mine(request, row.pk), now=timezone.now())
    if _saves_by_itself(request):
        return render(request, "reminders/letter_conflict.html", {"row": row, "theirs": sheet}, status=409)
    return _show(request, row, form=form, theirs=sheet, status=409)


def _settled_already(request: HttpRequest, row: FollowUp) -> HttpResponse:
    row.refresh_from_db()
    said = f"{title_of(row)}: {row.get_status_display().lower()} already. The letter stays as it was then."
    if _saves_by_itself(request):
        return HttpResponse(said, status=410, content_type="text/plain; charset=utf-8")
    say(request, said)
    return redirect("follow_up", row.pk)


@require_POST
def choose_wording(request: HttpRequest, pk: int) -> HttpResponse:
    """Another register, or a template. The user's own wording makes way, and one click brings it back."""
    row = _mine(request, pk)
    # A way back is an address (see `_way_back`), a chip a field.
    form = WordingForm(request.GET or request.POST, row=row)
    if not has_letter(row.kind) or not form.is_valid():
        raise Http404
    chosen = form.wording
    how = chosen.label.lower() if isinstance(chosen, Register) else f"written from “{chosen}”"
    why = f"before it became {how}" if chosen != wording_of(row) else "before another letter"
    asks_for_time = form.cleaned_data["asks_for_time"]
    return _write_anew(request, row, chosen, f"The letter is {how} now.", asks_for_time, why)


@require_POST
def write_from_facts(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to the letter written from the facts."""
    row = _mine(request, pk)
    source = "template" if template_of(row) else "notes"
    said, why = f"Back to the letter from your {source}.", f"before going back to your {source}"
    return _write_anew(request, row, None, said, row.asks_for_time, why)


def _write_anew(
    request: HttpRequest,
    row: FollowUp,
    wording: Register | Template | None,
    said: str,
    asks_for_time: bool,
    why: str,
) -> HttpResponse:
    way_back = _way_back(row)
    try:
        kept = service.write_anew(
            row, wording=wording, asks_for_time=asks_for_time, why=why, now=timezone.now()
        )
    except service.SettledAlready:
        return _settled_already(request, row)
    say(request, said, undo_url=_restoring(kept) if kept else way_back)
    return redirect("follow_up", row.pk)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """An earlier version again (`?version=`); one restored before has nothing left to do."""
    row = _mine(request, pk)
    way_back = _way_back(row)
    version = row.draft_versions.filter(pk=read_id(request.GET.get("version")) or 0).first()
    if version is None:
        return redirect("follow_up", pk)
    try:
        kept = service.restore_version(row, version, now=timezone.now())
    except service.SettledAlready:
        return _settled_already(request, row)
    say(request, "Your earlier wording is back.", undo_url=_restoring(kept) if kept else way_back)
    return redirect("follow_up", pk)


def _restoring(version: DraftVersion) -> str:
    return f"{reverse('follow_up_draft_restore', args=[version.follow_up_id])}?version={version.pk}"


def _way_back(row: FollowUp) -> str:
    """The address that brings the letter from the facts back, as it sounds now."""
    asks = {"asks_for_time": "on"} if row.asks_for_time else {}
    template = template_of(row)
    wording = {"template": str(template.pk)} if template else {"register": register_of(row).value}
    query = urlencode(wording | asks)
    return f"{reverse('follow_up_wording', args=[row.pk])}?{query}"


@require_GET
def draft_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as a file that a mail program opens as a draft of one's own."""
    user = current_user(request)
    row = _mine(request, pk)
    sheet = sheet_of(row, now=timezone.now())
    if sheet is None:
        raise Http404
    content = eml(
        to=sheet.to,
        to_name=sheet.letter.to_name,
        subject=sheet.subject,
        body=sheet.body,
        sender=user.email,
        sender_name=user.name,
    )
    return HttpResponse(
        content,
        content_type="message/rfc822",
        headers={"Content-Disposition": f'attachment; filename="letter-{pk}.eml"'},
    )


def _show(
    request: HttpRequest,
    row: FollowUp,
    *,
    form: DraftForm | None = None,
    theirs: Sheet | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; with `form` as it was typed, with `theirs` beside what another tab saved."""
    now = timezone.now()
    sheet = sheet_of(row, now=now)
    context: dict[str, Any] = {
        "row": row,
        "title": title_of(row),
        "reason": reason_of(row, now=now),
        "state": row.state(now) if row.status == FollowUpStatus.OPEN else None,
        "sheet": sheet,
        "form": form,
        "theirs": theirs,
        "topics": letter_facts(row, now=now).topics,
        "correspondence": read_correspondence(row),
        "shelf": read_shelf(row, sheet, now=now),
        "now": now,
        "local_now": timezone.localtime(now).strftime("%Y-%m-%dT%H:%M"),
        "snoozes": PUT_OFF,
        "means": Means.choices,
        "nav": "today",
        "due_count": count_asking(current_user(request), now=now),
    }
    if sheet and row.status == FollowUpStatus.OPEN:
        context |= _margin(row, sheet) | {
            "choices": _choices(row),
            "range": RANGES.get(row.kind),
            "closing": CLOSING,
        }
    elif sheet and row.message and row.message.text:
        context["sent_text"] = row.message
    return render(request, "reminders/follow_up.html", context, status=status)


def _margin(row: FollowUp, sheet: Sheet) -> dict[str, Any]:
    """What changes with the text: the notes beside it and the earlier versions."""
    draft = getattr(row, "draft", None)
    return {
        "row": row,
        "sheet": sheet,
        "version": draft.version if draft else "",
        "notes": read_margin(row, sheet, kept_at=lambda gap: _where_to_note(row, gap), now=timezone.now()),
        "versions": row.draft_versions.all(),
    }


def _choices(row: FollowUp) -> Sequence[Choice]:
    chosen = wording_of(row)
    ours = [Choice("register", each.value, each.label, each == chosen) for each in Register]
    own = [Choice("template", str(each.pk), each.name, each == chosen) for each in own_templates(row)]
    return ours + own


def _where_to_note(row: FollowUp, gap: Gap) -> str:
    """The page that keeps the fact a letter lacks; empty for what belongs to this letter alone."""
    if gap.name in {"fit", "title", "company"}:
        return f"{reverse('application_edit', args=[row.application_id])}#id_{gap.name}"
    if gap.name == "topics" and row.interview_id is not None:
        return reverse("interview", args=[row.interview_id])
    if gap.name == "sender_name":
        return reverse("settings")
    return ""


def _saves_by_itself(request: HttpRequest) -> bool:
    """Whether the editor asks, and not a form that was sent."""
    return request.headers.get("X-Requested-With") == "editor"


def _mine(request: HttpRequest, pk: int) -> FollowUp:
    return get_owned_or_404(with_letters(FollowUp.objects.live()), current_user(request), pk)
