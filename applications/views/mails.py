"""Looking over what a mail says, and saving it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.context import say
from accounts.models import User
from accounts.ownership import get_owned_or_404
from accounts.views import current_user
from applications.forms.mail import NEW, WHATS, MailForm, initial_mail
from applications.forms.paste import PasteForm
from applications.intake.belongs import Match, proposed, rank
from applications.intake.errors import IntakeError
from applications.intake.from_eml import look_inside
from applications.intake.kinds import Kind
from applications.intake.mail import ParsedMail, mail_from_json
from applications.intake.parsed import ParsedContact
from applications.intake.recognise import recognise
from applications.intake.senders import company_of, is_scheduler
from applications.intake.signature import read_signature
from applications.models import Application, Intake
from applications.services import intakes
from applications.services import mails as service
from applications.timing import read_timing

SAID = {
    "reply": "Their reply is logged.",
    "question": "Their question is logged.",
    "invitation": "Their invitation is kept. Now the interview itself.",
    "confirmation": "Their confirmation is logged.",
    "cancelled": "Their mail is kept. Now say which interview.",
    "away": "Their automatic reply is logged.",
    "receipt": "Their confirmation is logged.",
    "offer": "The offer is logged.",
    "rejected": "Their answer is logged.",
}


@require_POST
def paste(request: HttpRequest, pk: int) -> HttpResponse:
    """A mail pasted on an application's page: read, then looked over like any other that is added."""
    user = current_user(request)
    application = get_owned_or_404(Application.objects.live().select_related("company"), user, pk)
    form = PasteForm(request.POST)
    if form.is_valid():
        try:
            raw = form.cleaned_data["mail"].encode("utf-8", "replace")
            intake = intakes.take(user, kind=Kind.MAIL, name="", raw=raw, now=timezone.now())
        except IntakeError as error:
            form.add_error("mail", str(error))
        else:
            return redirect(f"{reverse('intake', args=[intake.pk])}?application={pk}")
    context = {"form": form, "application": application, "nav": "applications"}
    return render(request, "applications/paste_form.html", context, status=422)


def review(request: HttpRequest, intake: Intake) -> HttpResponse:
    """A mail, what it was taken for, and where it belongs: to be corrected and saved once."""
    user, now = current_user(request), timezone.now()
    own = {each.lower() for each in _addresses_of(user)}
    mail = look_inside(mail_from_json(intake.understood["mail"]), own)
    is_mine = mail.sender_address.lower() in own
    home = _find_home(user, mail, asked_for=request.GET.get("application", ""))
    # Nobody writes to a machine, and the user is no contact of theirs.
    nobody = is_mine or (bool(mail.sender_address) and is_scheduler(mail.sender_address))
    writer = replace(mail, sender_name="", sender_address="") if nobody else mail
    signature = None if nobody else read_signature(mail.signature)
    writer = _named_by(signature, writer, own)
    sender = service.find_sender(user, writer, home.application)
    found = recognise(mail)
    initial = initial_mail(
        writer, found, user=user, sender=sender, signature=signature, application=home.application, now=now
    )
    if home.application is None:
        initial["company"] = company_of(mail.sender_address) if mail.sender_address else ""
    if not home.known:
        initial["application"] = NEW
    typed = request.POST if request.method == "POST" else None
    form = MailForm(
        typed,
        user=user,
        matches=home.matches,
        known=home.known,
        signed=bool({"role", "phone"} & initial.keys()),
        initial=initial,
    )
    if form.is_valid():
        return _save(request, intake, mail, form)
    context = {
        "intake": intake,
        "form": form,
        "mail": mail,
        "found": found,
        "proposal": WHATS[initial["what"]],
        "whats": WHATS,
        "reading": _reading(form, initial, home.application),
        "why": home.why,
        "sender": sender,
        "is_mine": is_mine,
        "logged": service.logged_already(user, mail),
        "nav": "add",
    }
    return render(request, "applications/intake/mail.html", context, status=422 if form.is_bound else 200)


def _named_by(signature: ParsedContact | None, writer: ParsedMail, own: Collection[str]) -> ParsedMail:
    """The mail with its writer's name as they sign, where no header names them. A first name alone names nobody."""
    if signature is None or writer.sender_name or writer.sender_address or " " not in signature.name:
        return writer
    address = "" if signature.email.lower() in own else signature.email
    return replace(writer, sender_name=signature.name, sender_address=address)


@dataclass(frozen=True)
class Home:
    """Where a mail may belong, the likeliest first, and the application proposed, with the reason to tell."""

    matches: list[Match]
    known: Mapping[int, Application]
    application: Application | None
    why: str


def _find_home(user: User, mail: ParsedMail, *, asked_for: str) -> Home:
    """`asked_for` is the id of the application on whose page it was pasted: the surest sign, and needs no reason."""
    matches = rank(mail, service.candidates(user, mail))
    matches.sort(key=lambda each: str(each.candidate.pk) != asked_for)
    rows = Application.objects.for_user(user).live().select_related("company", "owner")
    known = rows.in_bulk([each.candidate.pk for each in matches])
    if matches and str(matches[0].candidate.pk) == asked_for:
        return Home(matches, known, known[matches[0].candidate.pk], "")
    found = proposed(matches)
    return Home(matches, known, known[found.candidate.pk] if found else None, found.why if found else "")


def _addresses_of(user: User) -> set[str]:
    return {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}


def _reading(form: MailForm, initial: dict[str, Any], application: Application | None) -> str:
    """What the words about timing mean, as the form stands."""
    if form.is_bound:
        return form.reading.sentence if form.reading else ""
    words, at = initial.get("timing_text", ""), initial["at"]
    if not words:
        return ""
    said_on = date.fromisoformat(at[:10])
    return read_timing(words, said_on=said_on, user=form.user, application=application).sentence


def _save(request: HttpRequest, intake: Intake, mail: ParsedMail, form: MailForm) -> HttpResponse:
    user, now = current_user(request), timezone.now()
    said = form.cleaned_data
    with intakes.finishing(intake) as locked:
        if locked is None:
            return redirect("intake", intake.pk)
        application, made = form.chosen, False
        if application is None:
            application, made = service.application_for(
                user, company=said["company"], title=said["title"], today=timezone.localdate(now)
            )
        outcome = service.save_mail(application, form.arrival(mail), made=made, now=now)
        intakes.mark_saved(locked, outcome | {"said": SAID[said["what"]]})
    say(request, SAID[said["what"]], undo_url=reverse("intake_undo", args=[intake.pk]))
    return _next(user, mail, said["what"], application)


def _next(user: User, mail: ParsedMail, what: str, application: Application) -> HttpResponseRedirect:
    """On to what the mail asks for: the invitation inside it, the interview's form, or back to the application."""
    if mail.calendars:
        try:
            inside = intakes.take(
                user, kind=Kind.CALENDAR, name="invitation.ics", raw=mail.calendars[0], now=timezone.now()
            )
            return redirect("intake", inside.pk)
        except IntakeError:
            # The mail is saved; what came with it cannot be read, and its form is asked instead.
            pass
    if what == "invitation":
        return redirect(f"{reverse('interview_new')}?application={application.pk}")
    if what == "cancelled":
        return redirect("heard", application.pk, "cancelled")
    return redirect("application", application.pk)
