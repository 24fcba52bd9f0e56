"""A mail as it was understood, to be looked over before anything is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms

from accounts.fields import DayField, OneLine, WallClockField, WholeText
from accounts.models import User
from applications.forms.application import instant_of, refuse_return_before
from applications.forms.timing import TimingFields, initial_timing
from applications.intake.belongs import Match
from applications.intake.foreign_days import read_day
from applications.intake.mail import ParsedMail
from applications.intake.parsed import ParsedContact
from applications.intake.recognise import MailKind, Recognised
from applications.models import Application, Contact
from applications.models.interview import Role
from applications.models.message import MessageKind
from applications.services.contacts import Person
from applications.services.mails import Arrival
from applications.services.messages import NOTHING_SAID, MessageEntry
from applications.stages import Stage
from applications.timing import read_timing

NEW = "new"
_MOST_OFFERED = 200


@dataclass(frozen=True)
class What:
    """One thing a mail can be. `label` is the user's word for it, `comes_of_it` what saving does.

    It may bring a `stage`, or confirm the next interview.
    """

    label: str
    comes_of_it: str
    stored_as: MessageKind = MessageKind.REPLY
    stage: Stage | None = None
    confirms: bool = False


WHATS: Mapping[str, What] = {
    "reply": What("A reply", "The wait begins anew, or counts from the day they named."),
    "question": What(
        "They ask me something",
        "You are reminded to answer. Once you have, the wait begins anew.",
        MessageKind.QUESTION,
    ),
    "invitation": What(
        "They invite me to an interview", "It is kept as their reply; then you log the interview."
    ),
    "confirmation": What(
        "They confirm an interview",
        "It is kept as their reply, and the next interview here no longer waits to be confirmed.",
        confirms=True,
    ),
    "cancelled": What(
        "They cancel or move an interview", "It is kept as their reply; then you say which interview."
    ),
    "away": What(
        "An automatic reply: they are away",
        "Nothing reminds you to ask before they are back and have caught up.",
        MessageKind.AUTO_REPLY,
    ),
    "receipt": What(
        "They have my application",
        "It is kept, and counts as no answer: nobody has read it yet.",
        MessageKind.AUTO_REPLY,
    ),
    "offer": What(
        "They make me an offer",
        "You are reminded to thank them, and to answer before the day they gave.",
        stage=Stage.OFFER,
    ),
    "rejected": What(
        "They turn me down",
        "Nothing more is asked of them. A short thank-you is offered, if you like.",
        stage=Stage.REJECTED,
    ),
}
PROPOSED = {
    MailKind.REPLY: "reply",
    MailKind.PROMISE: "reply",
    MailKind.QUESTION: "question",
    MailKind.INVITATION: "invitation",
    MailKind.CONFIRMATION: "confirmation",
    MailKind.CANCELLATION: "cancelled",
    MailKind.OUT_OF_OFFICE: "away",
    MailKind.RECEIPT: "receipt",
    MailKind.OFFER: "offer",
    MailKind.REJECTION: "rejected",
}
# The kinds in which a field counts; elsewhere what stands in it is left alone.
_COUNTS_IN = {
    "timing_text": {"reply", "question"},
    "timing_date": {"reply", "question"},
    "returns_on": {"away"},
    "offer_deadline": {"offer"},
}


class MailForm(TimingFields):
    """What kind of mail, which application, from whom, when, and the day it names."""

    said_on_field = "at"

    what = forms.ChoiceField(
        label="What is it?",
        choices=[(key, each.label) for key, each in WHATS.items()],
        widget=forms.RadioSelect,
    )
    application = forms.ChoiceField(label="Which application?")
    company = OneLine(label="Company", required=False, max_length=200)
    title = OneLine(label="Role", required=False, max_length=200)
    at = WallClockField(label="When did it come?")
    name = OneLine(label="From", required=False, max_length=200)
    email = forms.EmailField(label="Their e-mail", required=False, max_length=254)
    role = OneLine(label="What they do", required=False, max_length=200)
    phone = OneLine(label="Their phone", required=False, max_length=50)
    keeps_signature = forms.BooleanField(label="Add this to the person", required=False)
    returns_on = DayField(label="Back on", required=False)
    offer_deadline = DayField(label="Answer by", required=False)
    subject = OneLine(label="Subject", required=False, max_length=500)
    text = WholeText(label="What they wrote", required=False, max_length=50_000, rows=6)

    def __init__(
        self,
        *args: Any,
        user: User,
        matches: list[Match],
        known: Mapping[int, Application],
        signed: bool,
        **kwargs: Any,
    ) -> None:
        """`signed`: whether its signature says something of the sender that is not known."""
        super().__init__(*args, **kwargs)
        if not signed:
            for name in ("role", "phone", "keeps_signature"):
                del self.fields[name]
        self.user = user
        self.known = known
        self.instant: datetime | None = None
        self.fields["timing_text"].label = "When you will hear, in their words"
        self.fields["timing_text"].help_text = ""
        self.fields["email"].widget.attrs.pop("maxlength", None)
        choice = self.fields["application"]
        if isinstance(choice, forms.ChoiceField):
            offered = [(str(each.candidate.pk), _called(each)) for each in matches[:_MOST_OFFERED]]
            choice.choices = [("", "Choose one"), *offered, (NEW, "Another one, not here yet")]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        what = cleaned.get("what", "reply")
        for name, kinds in _COUNTS_IN.items():
            if what not in kinds:
                cleaned[name] = "" if name == "timing_text" else None
                self.errors.pop(name, None)
        if cleaned.get("application") == NEW:
            for name, asked in (("company", "Which company?"), ("title", "Which role?")):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, asked)
        named = cleaned.get("name") or cleaned.get("email") or {"name", "email"} & self.errors.keys()
        if cleaned.get("keeps_signature") and not named:
            self.add_error("name", "Say whose signature it is, or add nothing from it.")
        self.instant = instant_of(self, "at", self.user)
        if self.instant is not None:
            came_on = self.instant.astimezone(self.user.zone).date()
            self.clean_timing(said_on=came_on, application=self.chosen)
            if what == "away":
                refuse_return_before(self, came_on)
                if not cleaned.get("returns_on") and "returns_on" not in self.errors:
                    self.add_error("returns_on", "When are they back? If it does not say, choose “A reply”.")
            deadline = cleaned.get("offer_deadline")
            if deadline and deadline < came_on:
                self.add_error("offer_deadline", "That is before the offer.")
        return cleaned

    @property
    def chosen(self) -> Application | None:
        """The application chosen from those that are here."""
        named = str(self.cleaned_data.get("application", ""))
        return self.known.get(int(named)) if named.isdecimal() else None

    def arrival(self, mail: ParsedMail) -> Arrival:
        """What was looked over, for the service. Call on a valid form."""
        if self.instant is None:
            raise ValueError("the form is not valid")
        said, came_on = self.cleaned_data, self.instant.astimezone(self.user.zone).date()
        what = WHATS[said["what"]]
        name, email = said["name"], said["email"]
        takes_timing = said["what"] in _COUNTS_IN["timing_text"]
        return Arrival(
            entry=MessageEntry(
                kind=what.stored_as,
                at=self.instant,
                subject=said["subject"],
                text=said["text"],
                timing=self.timing(said_on=came_on) if takes_timing else NOTHING_SAID,
                returns_on=said["returns_on"],
                message_id=mail.message_id,
                thread_id=next(iter(mail.references), mail.message_id),
            ),
            sender=Person(name=name, email=email, role=Role.INTERVIEWER, topics="")
            if name or email
            else None,
            on=came_on,
            stage=what.stage,
            confirms=what.confirms,
            offer_deadline=said["offer_deadline"],
            role=said["role"] if said.get("keeps_signature") else "",
            phone=said["phone"] if said.get("keeps_signature") else "",
        )


def initial_mail(
    mail: ParsedMail,
    found: Recognised,
    *,
    user: User,
    sender: Contact | None,
    signature: ParsedContact | None,
    application: Application | None,
    now: datetime,
) -> dict[str, Any]:
    """The form as the mail was understood."""
    at = sent_at(mail, user, now=now)
    said_on = at.astimezone(user.zone).date()
    initial: dict[str, Any] = {
        "what": PROPOSED[found.kind],
        "application": str(application.pk) if application else "",
        "at": at.astimezone(user.zone).strftime("%Y-%m-%dT%H:%M"),
        "name": sender.name if sender else mail.sender_name,
        "email": sender.email or mail.sender_address if sender else mail.sender_address,
        **unknown_of(sender, signature),
        "subject": mail.subject[:500],
        "text": mail.whole[:50_000],
        "returns_on": _returns(found, said_on=said_on, user=user),
    }
    if found.timing and len(found.timing) <= 500:
        day = read_timing(found.timing, said_on=said_on, user=user, application=application).date
        if day:
            placed = application or Application(owner=user)
            initial |= initial_timing(found.timing, day, said_on=said_on, user=user, application=placed)
    if found.deadline:
        day = read_timing(found.deadline[:500], said_on=said_on, user=user, application=application).date
        initial["offer_deadline"] = day
    return initial


def unknown_of(sender: Contact | None, signature: ParsedContact | None) -> dict[str, str]:
    """What the signature says of its writer and nobody knew: role and phone, those that it has."""
    if signature is None:
        return {}
    said = {"role": signature.role, "phone": signature.phone}
    return {name: text for name, text in said.items() if text and not (sender and getattr(sender, name))}


def sent_at(mail: ParsedMail, user: User, *, now: datetime) -> datetime:
    """When it was sent, on the user's clock where it names no zone; now where it does not say, or lies ahead."""
    if mail.sent is None:
        return now
    at = mail.sent if mail.sent.tzinfo else mail.sent.replace(tzinfo=user.zone)
    return min(at, now)


def _returns(found: Recognised, *, said_on: date, user: User) -> date | None:
    if not found.returns:
        return None
    day = read_timing(found.returns, said_on=said_on, user=user).date
    day = day or read_day(found.returns, said_on=said_on)
    return day + timedelta(days=1) if day and found.returns_after else day


def _called(match: Match) -> str:
    one = match.candidate
    return f"{one.company}, {one.title}" + ("" if one.is_open else " (over)")
