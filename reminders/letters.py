"""Stored follow-ups → what their letters tell, and the sentences a person reads, worked out for the day of reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from accounts.models import User
from accounts.regions import place_of
from applications.models import Contact, Interview, Message, Participation
from applications.models.interview import Kind
from applications.models.message import MessageKind
from reminders.drafting.context import LetterFacts
from reminders.drafting.register import Register
from reminders.models import FollowUp, Manners, Template
from reminders.models.follow_up import FollowUpQuerySet
from reminders.policy import StepKind, tell
from reminders.rounds import latest_round, recipient_of

KIND_WORDS = {
    Kind.PHONE_SCREEN: "phone screen",
    Kind.VIDEO: "video interview",
    Kind.ON_SITE: "on-site interview",
    Kind.PANEL: "panel interview",
    Kind.TECHNICAL: "technical interview",
    Kind.CASE: "case interview",
    Kind.FINAL: "final interview",
    Kind.INFORMAL: "conversation",
    Kind.TAKE_HOME: "take-home",
    Kind.AUTOMATED: "assessment",
}


def with_letters(rows: FollowUpQuerySet) -> FollowUpQuerySet:
    """The rows together with all that their letters tell: the same few queries however many rows."""
    return (
        rows.select_related(
            "application__company",
            "application__owner__manners",
            "interview",
            "contact",
            "draft",
            "message",
            "template",
        )
        .prefetch_related(
            Prefetch(
                "application__owner__templates", queryset=Template.objects.live().filter(is_default=True)
            )
        )
        .prefetch_related(
            Prefetch(
                "application__interviews",
                queryset=Interview.objects.filter(deleted_at=None).order_by("starts_at", "pk"),
            )
        )
        .prefetch_related(
            Prefetch(
                "application__interviews__participations",
                queryset=Participation.objects.select_related("contact").order_by("position", "pk"),
            )
        )
        .prefetch_related(Prefetch("application__messages", queryset=Message.objects.order_by("at", "pk")))
    )


def reason_of(row: FollowUp, *, now: datetime, brief: bool = False, lasting: bool = False) -> str:
    """Why, in a sentence or two for this day; `brief` where the day itself stands beside it.

    `lasting` where it is read on other days as well.
    """
    user = row.application.owner
    # Shown in the user's zone, as the card's tag is: a deadline in New York may be tomorrow's in Sydney.
    reason = row.reason.showing(
        opens=row.opens_at and local_today(user, row.opens_at),
        best_by=row.best_by and local_today(user, row.best_by),
        late_after=row.late_after and local_today(user, row.late_after),
    )
    return tell(reason, today=local_today(user, now), name=_names(row), brief=brief, lasting=lasting)


def title_of(row: FollowUp) -> str:
    """What is to be done, in a few words that name to whom."""
    company = row.application.company.name
    who = recipient_name(row)
    match row.step_kind:
        case StepKind.THANK_YOU:
            return f"Thank-you to {who or company}"
        case StepKind.STATUS_INQUIRY:
            again = " once more" if row.number == 2 else ""
            return f"Ask {company} about their decision{again}"
        case StepKind.APPLICATION_INQUIRY:
            return f"Ask {company} about your application"
        case StepKind.CLOSE_OUT:
            return f"Let {company} go?"
        case StepKind.CONFIRM_INTERVIEW:
            return f"Confirm the interview with {company}"
        case StepKind.RESCHEDULE:
            return f"Ask {company} for a new date"
        case StepKind.ANSWER:
            return f"Answer {company}"
        case StepKind.REJECTION_THANKS:
            return f"Thank {company} all the same"
        case StepKind.OFFER_ACKNOWLEDGEMENT:
            return f"Thank {company} for the offer"
        case StepKind.OFFER_DECISION:
            return f"Decide on the offer from {company}"
        case StepKind.OWN_PROMISE:
            return f"Keep your promise to {company}"


def recipient_name(row: FollowUp) -> str:
    return str(row.contact) if row.contact else ""


def local_today(user: User, now: datetime) -> date:
    return now.astimezone(user.zone).date()


def register_of(row: FollowUp) -> Register:
    """How its letter sounds: as chosen for it, else as the user's letters do."""
    if row.register:
        return Register(row.register)
    try:
        return Register(row.application.owner.manners.register)
    except Manners.DoesNotExist:
        return Register.WARM


def writes_to(row: FollowUp, *, now: datetime) -> Contact | None:
    """Whom its letter goes to, None where nobody is known; of an inquiry the round's recipient (POLICY "Round")."""
    return _addressed(row, now=now)[2]


def _addressed(
    row: FollowUp, *, now: datetime
) -> tuple[list[Interview], list[Participation], Contact | None]:
    """The round a step belongs to, who sat in it, and whom its letter goes to."""
    round_ = _round_around(row, list(row.application.interviews.all()), now=now)
    seats = [seat for interview in round_ for seat in interview.participations.all()]
    seat = _seat_of(row, round_, seats)
    return round_, seats, row.contact or (seat.contact if seat else None)


def letter_facts(row: FollowUp, *, now: datetime) -> LetterFacts:
    """All that the letter of this follow-up can tell."""
    application = row.application
    user = application.owner
    round_, seats, contact = _addressed(row, now=now)
    # Of a promise made outside an interview nobody knows the day, so no conversation is spoken of.
    no_talk = row.kind == StepKind.OWN_PROMISE or not round_
    subject_of_talk = row.interview or (None if no_talk else round_[-1])
    others = [each for each in seats if contact is None or each.contact_id != contact.pk]
    passing = _who_passes_on(others) if contact is not None and not contact.email else None
    timing = next((each for each in reversed(round_) if each.timing_text or each.timing_date), None)
    messages = list(application.messages.all())
    named = _latest(messages, MessageKind.REPLY, MessageKind.QUESTION, dated=True)
    newer = named if named and (timing is None or named.at > timing.ends_at) else None
    first_inquiry = _latest(messages, MessageKind.STATUS_INQUIRY)
    question = _latest(messages, MessageKind.QUESTION)
    silence = _silence(row, messages, round_)
    reason = row.reason
    return LetterFacts(
        kind=row.kind,
        register=register_of(row),
        asks_for_time=row.asks_for_time,
        today=local_today(user, now),
        number=row.number or None,
        sender_name=user.name,
        signature=user.signature,
        recipient_name=contact.name if contact else "",
        recipient_email=contact.email if contact else "",
        pass_on_name=passing.contact.name if passing else "",
        pass_on_email=passing.contact.email if passing else "",
        company=application.company.name,
        title=application.title,
        # The day as the user lived it; the place beside the hour says whose clock that is.
        interview_on=subject_of_talk.local_end.date() if subject_of_talk else None,
        interview_starts=_spell_start(subject_of_talk) if subject_of_talk else "",
        interview_kind=KIND_WORDS[Kind(subject_of_talk.kind)] if subject_of_talk else "",
        topics=" ".join(each.topics for each in seats if contact and each.contact_id == contact.pk).strip(),
        other_topics=" ".join(each.topics for each in others if each.topics),
        met_with_others=bool(others),
        nobody_met=bool(round_) and not any(each.owes_thanks for each in round_),
        fit=row.skill or application.fit,
        promise_text=newer.timing_text if newer else (timing.timing_text if timing else ""),
        promise_said_on=(
            _day(newer, row)
            if newer
            else (timing.timing_said_on or timing.local_end.date() if timing else None)
        ),
        promise_date=newer.timing_date if newer else (timing.timing_date if timing else None),
        inquiry_on=_day(first_inquiry, row) if first_inquiry else None,
        their_reply_on=silence.replied_on,
        answered_on=silence.answered_on,
        references_called_on=silence.references_called_on,
        away_until=_away_until(row, messages, contact),
        asked_on=reason.day("asked_on") if row.reason_code == "reschedule_again" else None,
        applied_on=application.applied_on,
        offer_deadline=application.offer_deadline,
        question_text=question.text if question else "",
        own_promise_text=str(reason.get("text") or "") if row.kind == StepKind.OWN_PROMISE else "",
    )


@dataclass(frozen=True)
class _Silence:
    """What is known of the silence an inquiry goes into; all None for other steps."""

    replied_on: date | None = None
    answered_on: date | None = None
    references_called_on: date | None = None


def _silence(row: FollowUp, messages: list[Message], round_: list[Interview]) -> _Silence:
    """What began the silence, as the row's anchor names it, and a reference check in it (rows 10, 13, 18)."""
    if row.kind != StepKind.STATUS_INQUIRY or not round_:
        return _Silence()
    prefix, _, key = row.anchor.partition(":")
    word = next((each for each in messages if prefix == each.kind and key == str(each.pk)), None)
    start = _day(word, row) if word else round_[-1].local_end.date()
    since = [each for each in messages if _day(each, row) >= start]
    called = _latest(since, MessageKind.REFERENCES_CALLED)
    # A question counts as answered when its answer was skipped, too: only what was sent is spoken of.
    asked = word is not None and word.kind == MessageKind.QUESTION
    answer = _latest(since, MessageKind.ANSWER) if asked else None
    return _Silence(
        replied_on=start if word and word.kind == MessageKind.REPLY else None,
        answered_on=_day(answer, row) if answer else None,
        references_called_on=_day(called, row) if called else None,
    )


def _away_until(row: FollowUp, messages: list[Message], contact: Contact | None) -> date | None:
    """Until when the recipient was away, where the inquiry waited for it (row 12); None if it was another."""
    if row.reason.get("floor") != "away":
        return None
    until = row.reason.day("floor_fact")
    from_ = {
        each.contact_id
        for each in messages
        if each.kind == MessageKind.AUTO_REPLY and each.returns_on == until
    }
    return until if from_ <= {None, contact.pk if contact else None} else None


def _round_around(row: FollowUp, interviews: list[Interview], *, now: datetime) -> list[Interview]:
    """The day of the interview the step names, else the latest round."""
    if row.interview is None:
        return latest_round(interviews, now=now)
    day = row.interview.local_end.date()
    return [each for each in interviews if each.local_end.date() == day]


def _seat_of(row: FollowUp, round_: list[Interview], seats: list[Participation]) -> Participation | None:
    if row.contact_id is not None:
        return next((each for each in seats if each.contact_id == row.contact_id), None)
    return None if row.kind == StepKind.THANK_YOU else recipient_of(round_)


def _who_passes_on(seats: list[Participation]) -> Participation | None:
    """Someone of the round with an address, the recruiter first (C4)."""
    reachable = [each for each in seats if each.contact.email]
    return min(reachable, key=lambda each: each.role != "recruiter", default=None)


def _latest(messages: list[Message], *kinds: MessageKind, dated: bool = False) -> Message | None:
    matching = [each for each in messages if each.kind in kinds and (not dated or each.timing_date)]
    return matching[-1] if matching else None


def _day(message: Message, row: FollowUp) -> date:
    return message.at.astimezone(row.zone).date()


def _spell_start(interview: Interview) -> str:
    return f"{interview.local_start:%H:%M} ({place_of(interview.time_zone)})"


def _names(row: FollowUp) -> _Names:
    names = {
        str(seat.contact_id): str(seat.contact)
        for interview in row.application.interviews.all()
        for seat in interview.participations.all()
    }
    if row.contact is not None:
        names[str(row.contact_id)] = str(row.contact)
    return _Names(names)


@dataclass(frozen=True)
class _Names:
    """What the policy's ids are called in a sentence."""

    known: dict[str, str]

    def __call__(self, key: str) -> str:
        return self.known.get(key, "them")
