"""Every number of the follow-up policy, once. Rule numbers are those of POLICY and SOURCES."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

MonthDay: TypeAlias = tuple[int, int]
QuietPeriod: TypeAlias = tuple[MonthDay, MonthDay]

# C11: no inquiries from 24 December to 1 January, both included.
DEFAULT_QUIET: tuple[QuietPeriod, ...] = (((12, 24), (1, 1)),)


@dataclass(frozen=True)
class Etiquette:
    """Waits and limits; `_days` are calendar days, `_workdays` business days, hours are local wall time."""

    # Instants (POLICY, Words): steps open at 09:00; best by and late after mean 17:00.
    opens_hour: dt.time = dt.time(9)
    closes_hour: dt.time = dt.time(17)

    # C17: confirm an invitation within a day.
    confirm_best_by_workdays: int = 1
    confirm_late_after_workdays: int = 2

    # C1, S4: a thank-you within 24 hours, late after three business days.
    thank_you_best_by_workdays: int = 1
    thank_you_late_after_workdays: int = 3
    # POLICY, Reminders: a thank-you this late when it is entered is history.
    thank_you_history_days: int = 30

    # S7, C7, C8: an inquiry a week to ten days after the thank-you, or after the first inquiry.
    wait_opens_days: int = 7
    wait_best_by_days: int = 10
    wait_late_after_days: int = 14

    # POLICY, "What they said about timing": a date further off than this is asked back.
    promise_farthest_days: int = 180

    # S2, C6: past a promised date, wait a business day or three.
    promise_opens_workdays: int = 1
    promise_best_by_workdays: int = 3
    promise_late_after_days: int = 7

    # Floors (POLICY, Words): after the thank-you (row 7), after an absence (row 12), and the room that a
    # moved step keeps.
    after_thanks_workdays: int = 2
    after_absence_workdays: int = 2
    moved_best_by_workdays: int = 2
    moved_late_after_workdays: int = 5

    # S8, C8: never a third inquiry into the same silence. C9: two weeks later, let go.
    most_inquiries: int = 2
    close_out_days: int = 14

    # Row 10: they answered, so wait longer.
    reply_opens_days: int = 10
    reply_best_by_days: int = 14
    reply_late_after_days: int = 21

    # Row 13: their question waits for the user.
    answer_best_by_workdays: int = 1
    answer_late_after_workdays: int = 2

    # Row 17: ask for a new date, once more a week later.
    reschedule_best_by_workdays: int = 1
    reschedule_late_after_workdays: int = 2
    reschedule_again_opens_workdays: int = 5
    reschedule_again_best_by_workdays: int = 6
    reschedule_again_late_after_workdays: int = 7

    # C14: after a reference check five business days, up to ten.
    references_opens_workdays: int = 5
    references_best_by_workdays: int = 7
    references_late_after_workdays: int = 10

    # C12: after an application only, one to three weeks.
    application_opens_days: int = 7
    application_best_by_days: int = 14
    application_late_after_days: int = 21

    # C15: thanks after a rejection within two days.
    rejection_best_by_workdays: int = 2
    rejection_late_after_days: int = 7

    # C16: acknowledge an offer the next business day; decide the business day before its deadline.
    offer_best_by_workdays: int = 1
    offer_late_after_workdays: int = 2
    decision_before_workdays: int = 1

    # Beside the table: one's own promise is remembered the business day before.
    own_promise_before_workdays: int = 1


DEFAULT_ETIQUETTE = Etiquette()
