"""The rows of the decision table that are no inquiry, each a function from the case to its steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reminders.policy.case import Case
from reminders.policy.facts import InterviewFacts, InterviewStatus, MessageKind, Stage
from reminders.policy.reckoning import How, Window, since
from reminders.policy.rounds import thanks_owed
from reminders.policy.silence import anchor_of, open_question
from reminders.policy.steps import Reason, Step, StepKind
from reminders.policy.windows import days_after, days_on, place, workdays_after, workdays_on

APPLICATION_ANCHOR = "application"


def confirm_interview(case: Case) -> Iterator[Step]:
    """Row 1 (C17): invited and not confirmed while the start is ahead; no date after the interview's.

    Without the day of the invitation there is nothing to count from, so no step.
    """
    manners = case.etiquette
    for interview in case.ahead:
        invited = interview.invited_on
        if interview.confirmed or invited is None or interview.start_at <= case.facts.now:
            continue
        if case.skipped(StepKind.CONFIRM_INTERVIEW, interview.id, invited):
            continue
        window = workdays_after(
            case.days,
            since(invited, "invitation"),
            0,
            manners.confirm_best_by_workdays,
            manners.confirm_late_after_workdays,
        )
        limit = interview.date
        yield case.step(
            StepKind.CONFIRM_INTERVIEW,
            window.at_most(limit),
            Reason.of("confirm_interview", invited_on=invited, on=limit),
            f"interview:{interview.id}",
            interview=interview,
        )


def thank_yous(case: Case) -> Iterator[Step]:
    """Row 3 (C1, C3-C5, S4): one thank-you a person, opening when the interview ends."""
    manners = case.etiquette
    for person, interview in thanks_owed(case):
        window = workdays_after(
            case.days,
            since(interview.date, "interview"),
            0,
            manners.thank_you_best_by_workdays,
            manners.thank_you_late_after_workdays,
        )
        yield case.step(
            StepKind.THANK_YOU,
            window,
            Reason.of(
                "thank_you",
                to=person,
                on=interview.date,
                best_by=window.best_by.date if window.best_by else None,
                late_after=window.late_after.date if window.late_after else None,
            ),
            f"interview:{interview.id}",
            interview=interview,
            opens_at=interview.end_at,
            to=person,
        )


def answer(case: Case) -> Iterator[Step]:
    """Row 13: they asked something; the user's turn. One answer settles all that was asked up to its day."""
    question = open_question(case)
    if question is None:
        return
    manners = case.etiquette
    yield case.step(
        StepKind.ANSWER,
        workdays_after(
            case.days,
            since(question.on, "question"),
            0,
            manners.answer_best_by_workdays,
            manners.answer_late_after_workdays,
        ),
        Reason.of("answer", on=question.on),
        anchor_of(question),
    )


def cancelled_on(interview: InterviewFacts) -> dt.date:
    """When the employer cancelled; where it was not noted, the interview's own date is the last it can be."""
    return interview.cancelled_on or interview.date


def awaiting_new_date(case: Case) -> tuple[InterviewFacts, ...]:
    """Row 17: interviews the employer cancelled that still wait for a new date, by id.

    Not one that was replaced, nor one whose `reschedule` was skipped. A message or a skip from before the
    cancellation is about something older (row 16).
    """
    waiting = (
        each
        for each in case.facts.interviews
        if each.status is InterviewStatus.CANCELLED_BY_EMPLOYER
        and not each.replaced
        and not case.skipped(StepKind.RESCHEDULE, each.id, cancelled_on(each))
    )
    return tuple(sorted(waiting, key=lambda each: each.id))


def reschedule(case: Case) -> Iterator[Step]:
    """Row 17: ask for a new date, and once more a week later; after two, nothing (it still waits)."""
    manners = case.etiquette
    for interview in awaiting_new_date(case):
        cancelled = cancelled_on(interview)
        asked = [
            message.on
            for message in case.sent(MessageKind.RESCHEDULE)
            if message.interview in (None, interview.id) and message.on >= cancelled
        ]
        anchor = f"interview:{interview.id}"
        if not asked:
            window = workdays_after(
                case.days,
                since(cancelled, "cancelled"),
                0,
                manners.reschedule_best_by_workdays,
                manners.reschedule_late_after_workdays,
            )
            reason = Reason.of("reschedule", on=interview.date, cancelled_on=cancelled)
        elif len(asked) == 1:
            window = workdays_after(
                case.days,
                since(asked[0], "reschedule"),
                manners.reschedule_again_opens_workdays,
                manners.reschedule_again_best_by_workdays,
                manners.reschedule_again_late_after_workdays,
            )
            reason = Reason.of("reschedule_again", asked_on=asked[0])
            anchor += ":again"
        else:
            continue
        yield case.step(StepKind.RESCHEDULE, window, reason, anchor, interview=interview)


def application_inquiry(case: Case) -> Iterator[Step]:
    """Row 20 (C11, C12): applied and nothing held or ahead; once, and not where contact is unwanted.

    Counts from the later of applied and closing date; with neither known there is nothing to count from.
    """
    known = [d for d in (case.facts.application.applied_on, case.facts.application.closing_on) if d]
    if (
        case.facts.application.stage is not Stage.APPLIED
        or case.facts.application.no_contact
        or case.held
        or case.ahead
        or not known
        or case.sent(MessageKind.APPLICATION_INQUIRY)
        or case.skips(StepKind.APPLICATION_INQUIRY)
    ):
        return
    manners, base = case.etiquette, max(known)
    closing = base != case.facts.application.applied_on
    window = days_after(
        case.days,
        since(base, "closing" if closing else "applied"),
        manners.application_opens_days,
        manners.application_best_by_days,
        manners.application_late_after_days,
    )
    placed = place(case.days, manners, window, ())
    reason = Reason.of(
        "application_inquiry",
        on=base,
        closing=closing,
        opens=placed.window.opens.date,
        quiet=placed.quiet,
    )
    yield case.step(StepKind.APPLICATION_INQUIRY, placed.window, reason, APPLICATION_ANCHOR)


def rejection_thanks(case: Case) -> Iterator[Step]:
    """Row 21 (C15): thanks after a rejection, if the user likes; once."""
    rejected = case.facts.application.rejected_on
    if rejected is None or case.sent(MessageKind.REJECTION_THANKS) or case.skips(StepKind.REJECTION_THANKS):
        return
    manners = case.etiquette
    base = since(rejected, "rejection")
    window = Window(
        base,
        workdays_on(case.days, base, manners.rejection_best_by_workdays),
        days_on(case.days, base, manners.rejection_late_after_days),
    )
    reason = Reason.of("rejection_thanks", on=rejected)
    yield case.step(StepKind.REJECTION_THANKS, window, reason, APPLICATION_ANCHOR)


def offer(case: Case) -> Iterator[Step]:
    """Row 22 (C16): acknowledge the offer; decide the business day before the deadline, if there is one."""
    manners, application = case.etiquette, case.facts.application
    offered, deadline = application.offered_on, application.offer_deadline
    if (
        offered
        and not case.sent(MessageKind.OFFER_ACKNOWLEDGEMENT)
        and not case.skips(StepKind.OFFER_ACKNOWLEDGEMENT)
    ):
        window = workdays_after(
            case.days,
            since(offered, "offer"),
            0,
            manners.offer_best_by_workdays,
            manners.offer_late_after_workdays,
        )
        reason = Reason.of("offer_acknowledgement", on=offered)
        yield case.step(StepKind.OFFER_ACKNOWLEDGEMENT, window, reason, APPLICATION_ANCHOR)
    if deadline and not case.skips(StepKind.OFFER_DECISION):
        base = since(deadline, "deadline")
        decide = workdays_on(case.days, base, -manners.decision_before_workdays)
        if offered is not None:
            decide = decide.at_least(since(offered, "offer"), How.FLOOR, "offer")
        reason = Reason.of("offer_decision", deadline=deadline)
        yield case.step(StepKind.OFFER_DECISION, Window(decide, decide, base), reason, APPLICATION_ANCHOR)


def own_promises(case: Case) -> Iterator[Step]:
    """Beside the table: what the user promised, from the business day before."""
    by_id = {each.id: each for each in case.facts.interviews}
    skipped = {each.key for each in case.skips(StepKind.OWN_PROMISE)}
    for promise in case.facts.own_promises:
        if promise.done or promise.key in skipped:
            continue
        base = since(promise.on, "own_promise")
        opens = workdays_on(case.days, base, -case.etiquette.own_promise_before_workdays)
        yield case.step(
            StepKind.OWN_PROMISE,
            Window(opens, base, base),
            Reason.of("own_promise", text=promise.text, on=promise.on),
            f"own_promise:{promise.key}",
            interview=by_id.get(promise.interview or ""),
        )
