"""The status inquiry and what ends it: rows 4-12, 18 and 19 of the decision table, at most one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from reminders.policy.case import Case, NamedDate
from reminders.policy.facts import MessageKind
from reminders.policy.reckoning import How, Leg, Window, since
from reminders.policy.rounds import Round, Thanks, ThanksState, last_round, thanks_of, thanks_owed
from reminders.policy.rules import awaiting_new_date
from reminders.policy.silence import Silence, open_question, promise_in_force, silence_of
from reminders.policy.steps import Argument, Reason, Step, StepKind
from reminders.policy.windows import Floor, days_after, past_promise, place, wait, workdays_after, workdays_on

_COUNTED = 2


@dataclass(frozen=True)
class _Wait:
    """A row's window before floors, with its reason's code and arguments."""

    window: Window
    code: str
    args: dict[str, Argument | dt.date]


def inquiry(case: Case) -> Iterator[Step]:
    """At most one step, about the latest round (row 15).

    None while an interview is ahead (row 14), the employer owes a new date (17) or a question is open (13).
    Then rows 9 and 9a, then row 4, then the others.
    """
    held = last_round(case)
    if held is None or case.ahead or awaiting_new_date(case) or open_question(case):
        return
    silence = silence_of(case, held)
    if silence.skips or len(silence.inquiries) >= case.etiquette.most_inquiries:
        yield from close_out(case, silence)
        return
    thanks = thanks_of(case, held)
    if thanks.on is None:
        yield blocked(case, held, silence)
        return
    promise = promise_in_force(case, held)
    chosen = _row(case, held, silence, thanks.on, thanks, promise)
    placed = place(
        case.days, case.etiquette, chosen.window, _floors(case, silence, chosen, thanks.on, promise)
    )
    moved: dict[str, Argument | dt.date] = (
        {"floor": placed.floor.why, "floor_fact": placed.floor.fact} if placed.floor else {}
    )
    reason = Reason.of(
        chosen.code,
        **chosen.args,
        **moved,
        number=silence.number,
        most=case.etiquette.most_inquiries,
        opens=placed.window.opens.date,
        quiet=placed.quiet,
    )
    yield case.step(StepKind.STATUS_INQUIRY, placed.window, reason, silence.anchor, number=silence.number)


def close_out(case: Case, silence: Silence) -> Iterator[Step]:
    """Rows 9 and 9a (S8, C9): as many inquiries as one sends, or one that was skipped; then let go."""
    if silence.close_out_skipped:
        return
    if len(silence.inquiries) >= case.etiquette.most_inquiries:
        # C9: two weeks after the second, whatever was sent beyond it.
        counted = silence.inquiries[:_COUNTED]
        code, base = "close_out", since(counted[-1], "inquiry")
    else:
        code, base = "close_out_skipped", since(silence.skips[0], "skip")
    number = case.etiquette.close_out_days
    opens = base.then(Leg(How.DAYS, base.date + dt.timedelta(days=number), number))
    reason = Reason.of(code, on=base.date, opens=opens.date, asked=len(silence.inquiries[:_COUNTED]))
    yield case.step(StepKind.CLOSE_OUT, Window(opens), reason, silence.anchor)


def blocked(case: Case, held: Round, silence: Silence) -> Step:
    """Row 4 (S6): no inquiry before a thank-you."""
    owed = tuple(
        sorted(
            person
            for person, interview in thanks_owed(case)
            if person is not None and interview.date == held.date
        )
    )
    return case.blocked_step(
        StepKind.STATUS_INQUIRY,
        Reason.of("inquiry_blocked", people=owed, number=silence.number),
        silence.anchor,
        silence.number,
    )


def _row(
    case: Case,
    held: Round,
    silence: Silence,
    thanked: dt.date,
    thanks: Thanks,
    promise: NamedDate | None,
) -> _Wait:
    """The row that sets the wait: references (18), else one inquiry (8), else an answer, else the round."""
    days, manners = case.days, case.etiquette
    if (called := _references_called(case, held, silence)) is not None:
        return _Wait(
            # Row 18 (C14).
            workdays_after(
                days,
                since(called, "references"),
                manners.references_opens_workdays,
                manners.references_best_by_workdays,
                manners.references_late_after_workdays,
            ),
            "inquiry_references",
            {"on": called},
        )
    if silence.inquiries:
        # Row 8 (S8, C8).
        asked = silence.inquiries[-1]
        return _Wait(wait(days, manners, since(asked, "inquiry")), "inquiry_second", {"on": asked})
    if silence.answer is not None:
        return _after_answer(case, silence, promise)
    if promise is not None:
        # Row 7 (S2, C6).
        return _Wait(past_promise(days, manners, promise.date), "inquiry_promise", _told(promise))
    # Row 6 (S7, C7), with T = the round's date in row 5 and for a take-home (19).
    code = {
        ThanksState.NOT_OWED: "inquiry_nobody_to_thank",
        ThanksState.SKIPPED: "inquiry_thanks_skipped",
    }.get(thanks.state, "inquiry_after_thanks")
    counted_from = "thanks" if thanks.state is ThanksState.THANKED else "interview"
    return _Wait(wait(days, manners, since(thanked, counted_from)), code, {"on": thanked})


def _after_answer(case: Case, silence: Silence, promise: NamedDate | None) -> _Wait:
    """Rows 10, 11 and 13 (once answered): a new silence since their answer."""
    manners, answer = case.etiquette, silence.answer
    is_reply = answer is not None and answer.kind is MessageKind.REPLY
    if answer is not None and is_reply and promise is not None and case.named_date(answer):
        return _Wait(
            past_promise(case.days, manners, promise.date),
            "inquiry_reply_promise",
            {"on": answer.on, **_told(promise)},
        )
    replied = is_reply and silence.base == silence.start
    return _Wait(
        days_after(
            case.days,
            since(silence.base, "reply" if replied else "answer"),
            manners.reply_opens_days,
            manners.reply_best_by_days,
            manners.reply_late_after_days,
        ),
        "inquiry_after_reply" if replied else "inquiry_after_answer",
        {"on": silence.base},
    )


def _told(promise: NamedDate) -> dict[str, Argument | dt.date]:
    return {"text": promise.text, "said_on": promise.said_on, "date": promise.date}


def _references_called(case: Case, held: Round, silence: Silence) -> dt.date | None:
    """Row 18: the last reference check of this round, if it came after their answer and our last inquiry.

    Same day: ours came before theirs, so a check on the day of our inquiry came after it.
    """
    called = [each.on for each in case.sent(MessageKind.REFERENCES_CALLED) if each.on >= held.date]
    if not called:
        return None
    last = max(called)
    after_answer = silence.answer is None or last > silence.answer.on
    after_inquiry = not silence.inquiries or last >= silence.inquiries[-1]
    return last if after_answer and after_inquiry else None


def _floors(
    case: Case, silence: Silence, chosen: _Wait, thanked: dt.date, promise: NamedDate | None
) -> Iterator[Floor]:
    """What an inquiry does not open before: the promise in force, their absence, the thanks (Floors)."""
    days, manners = case.days, case.etiquette
    if promise is not None:
        yield Floor(past_promise(days, manners, promise.date).opens, "promise", promise.date)
    for away in case.sent(MessageKind.AUTO_REPLY):
        if away.returns_on is not None and away.on >= silence.start:
            opens = workdays_on(days, since(away.returns_on, "away"), manners.after_absence_workdays)
            yield Floor(opens, "away", away.returns_on)
    if chosen.code == "inquiry_promise":
        opens = workdays_on(days, since(thanked, "thanks"), manners.after_thanks_workdays)
        yield Floor(opens, "thanks", thanked)
