"""When a step opens, is best done by and late after, in dates; and what moves an inquiry (POLICY, Words)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reminders.policy.etiquette import Etiquette
from reminders.policy.reckoning import How, Leg, Reckoned, Window, since
from reminders.policy.workdays import Workdays


@dataclass(frozen=True)
class Floor:
    """An inquiry does not open before `opens`; `why` is promise, away or thanks, `fact` its date."""

    opens: Reckoned
    why: str
    fact: dt.date


@dataclass(frozen=True)
class Placed:
    """A window after floors and quiet periods, with what moved its opening."""

    window: Window
    floor: Floor | None
    quiet: bool


def workdays_on(days: Workdays, base: Reckoned, number: int) -> Reckoned:
    """`BD(base, number)`; 0 is `base` itself, business day or not."""
    if number == 0:
        return base
    date = days.count(base.date, number)
    return base.then(Leg(How.WORKDAYS, date, number, days.closed_between(base.date, date)))


def to_workday(days: Workdays, base: Reckoned) -> Reckoned:
    """`F(base)`."""
    date = days.on_or_after(base.date)
    if date == base.date:
        return base
    over = (base.date, *days.closed_between(base.date, date))
    return base.then(Leg(How.MOVED_ON, date, over=over))


def days_on(days: Workdays, base: Reckoned, number: int) -> Reckoned:
    """`F(base + number)`, in calendar days."""
    reached = base.then(Leg(How.DAYS, base.date + dt.timedelta(days=number), number))
    return to_workday(days, reached)


def workdays_after(days: Workdays, base: Reckoned, opens: int, best_by: int, late_after: int) -> Window:
    """So many business days after `base`; 0 is `base` itself, business day or not."""
    return Window(*(workdays_on(days, base, number) for number in (opens, best_by, late_after)))


def days_after(days: Workdays, base: Reckoned, opens: int, best_by: int, late_after: int) -> Window:
    """So many calendar days after `base`, each moved on to a business day: `F(base + n)`."""
    return Window(*(days_on(days, base, number) for number in (opens, best_by, late_after)))


def wait(days: Workdays, etiquette: Etiquette, base: Reckoned) -> Window:
    """`W(b)` of POLICY (S7, S8, C7, C8)."""
    return days_after(
        days,
        base,
        etiquette.wait_opens_days,
        etiquette.wait_best_by_days,
        etiquette.wait_late_after_days,
    )


def past_promise(days: Workdays, etiquette: Etiquette, promised: dt.date) -> Window:
    """`PR(e)` of POLICY (S2, C6)."""
    base = to_workday(days, since(promised, "promise"))
    return Window(
        opens=workdays_on(days, base, etiquette.promise_opens_workdays),
        best_by=workdays_on(days, base, etiquette.promise_best_by_workdays),
        late_after=days_on(days, base, etiquette.promise_late_after_days),
    )


def place(days: Workdays, etiquette: Etiquette, window: Window, floors: Iterable[Floor]) -> Placed:
    """An inquiry's window after its floors, then the quiet periods (C11), then lifted."""
    floor = max(floors, key=lambda each: (each.opens.date, each.why), default=None)
    if floor is not None and floor.opens.date > window.opens.date:
        held_back = Leg(How.FLOOR, floor.opens.date, fact=floor.why, on=floor.fact)
        opens = Reckoned(floor.opens.date, (*window.opens.legs, *floor.opens.legs, held_back))
        window = _moved(days, etiquette, replace(window, opens=opens))
    else:
        floor = None
    quiet = days.is_quiet(window.opens.date)
    return Placed(_around_quiet(days, etiquette, window).lifted(), floor, quiet)


def _moved(days: Workdays, etiquette: Etiquette, window: Window) -> Window:
    """A moved opening leaves room: at least two business days to `best_by` and five to `late_after`."""
    return Window(
        window.opens,
        _with_room(days, window.best_by, window.opens, etiquette.moved_best_by_workdays),
        _with_room(days, window.late_after, window.opens, etiquette.moved_late_after_workdays),
    )


def _with_room(days: Workdays, day: Reckoned | None, opens: Reckoned, number: int) -> Reckoned:
    least = days.count(opens.date, number)
    if day is not None and day.date >= least:
        return day
    over = days.closed_between(opens.date, least)
    return since(opens.date, "opens").then(Leg(How.ROOM, least, number, over))


def _around_quiet(days: Workdays, etiquette: Etiquette, window: Window) -> Window:
    """No date of an inquiry inside a quiet period.

    With several periods close together, an opening that was moved past one may have its new best-by inside
    the next: that one then goes back, and its late-after on, as for an opening that was never inside.
    """
    if days.is_quiet(window.opens.date):
        # "A date inside counts as not there": only dates outside hold against the least ones.
        window = _moved(
            days,
            etiquette,
            Window(
                _out_of_quiet(window.opens, days.after_quiet(window.opens.date)),
                None if window.best_by and days.is_quiet(window.best_by.date) else window.best_by,
                None if window.late_after and days.is_quiet(window.late_after.date) else window.late_after,
            ),
        )
    best_by, late_after = window.best_by, window.late_after
    if best_by and days.is_quiet(best_by.date):
        best_by = _out_of_quiet(best_by, days.before_quiet(best_by.date))
        best_by = best_by.at_least(window.opens, How.LIFT, "opens")
    if late_after and days.is_quiet(late_after.date):
        late_after = _out_of_quiet(late_after, days.after_quiet(late_after.date))
    return Window(window.opens, best_by, late_after)


def _out_of_quiet(day: Reckoned, to: dt.date) -> Reckoned:
    return day.then(Leg(How.QUIET, to, on=day.date))
