"""When a step opens, is best done by and late after, in dates; and what moves an inquiry (POLICY, Words)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reminders.policy.etiquette import Etiquette
from reminders.policy.workdays import Workdays


@dataclass(frozen=True)
class Window:
    """The three dates of a step; None where the table gives none."""

    opens: dt.date
    best_by: dt.date | None = None
    late_after: dt.date | None = None


@dataclass(frozen=True)
class Floor:
    """An inquiry does not open before `opens`; `why` is promise, away or thanks, `fact` its date."""

    opens: dt.date
    why: str
    fact: dt.date


@dataclass(frozen=True)
class Placed:
    """A window after floors and quiet periods, with what moved its opening."""

    window: Window
    floor: Floor | None
    quiet: bool


def workdays_after(days: Workdays, base: dt.date, opens: int, best_by: int, late_after: int) -> Window:
    """So many business days after `base`; 0 is `base` itself, business day or not."""
    return Window(*(days.count(base, number) for number in (opens, best_by, late_after)))


def days_after(days: Workdays, base: dt.date, opens: int, best_by: int, late_after: int) -> Window:
    """So many calendar days after `base`, each moved on to a business day: `F(base + n)`."""
    return Window(
        *(days.on_or_after(base + dt.timedelta(days=number)) for number in (opens, best_by, late_after))
    )


def wait(days: Workdays, etiquette: Etiquette, base: dt.date) -> Window:
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
    base = days.on_or_after(promised)
    return Window(
        opens=days.count(base, etiquette.promise_opens_workdays),
        best_by=days.count(base, etiquette.promise_best_by_workdays),
        late_after=days.on_or_after(base + dt.timedelta(days=etiquette.promise_late_after_days)),
    )


def lift(window: Window) -> Window:
    """Last of all: `best_by` not before `opens`, `late_after` not before `best_by`."""
    best_by = window.best_by and max(window.best_by, window.opens)
    late_after = window.late_after and max(window.late_after, best_by or window.opens)
    return Window(window.opens, best_by, late_after)


def place(days: Workdays, etiquette: Etiquette, window: Window, floors: Iterable[Floor]) -> Placed:
    """An inquiry's window after its floors, then the quiet periods (C11), then lifted."""
    floor = max(floors, key=lambda each: (each.opens, each.why), default=None)
    if floor is not None and floor.opens > window.opens:
        window = _moved(days, etiquette, replace(window, opens=floor.opens))
    else:
        floor = None
    quiet = days.is_quiet(window.opens)
    return Placed(lift(_around_quiet(days, etiquette, window)), floor, quiet)


def _moved(days: Workdays, etiquette: Etiquette, window: Window) -> Window:
    """A moved opening leaves room: at least two business days to `best_by` and five to `late_after`."""
    least_best_by = days.count(window.opens, etiquette.moved_best_by_workdays)
    least_late_after = days.count(window.opens, etiquette.moved_late_after_workdays)
    return Window(
        window.opens,
        max(window.best_by or least_best_by, least_best_by),
        max(window.late_after or least_late_after, least_late_after),
    )


def _around_quiet(days: Workdays, etiquette: Etiquette, window: Window) -> Window:
    """No date of an inquiry inside a quiet period.

    With several periods close together, an opening that was moved past one may have its new best-by inside
    the next: that one then goes back, and its late-after on, as for an opening that was never inside.
    """
    if days.is_quiet(window.opens):
        # "A date inside counts as not there": only dates outside hold against the least ones.
        window = _moved(
            days,
            etiquette,
            Window(
                days.after_quiet(window.opens),
                None if window.best_by and days.is_quiet(window.best_by) else window.best_by,
                None if window.late_after and days.is_quiet(window.late_after) else window.late_after,
            ),
        )
    best_by, late_after = window.best_by, window.late_after
    if best_by and days.is_quiet(best_by):
        best_by = max(days.before_quiet(best_by), window.opens)
    if late_after and days.is_quiet(late_after):
        late_after = days.after_quiet(late_after)
    return Window(window.opens, best_by, late_after)
