"""Rows 1-3 and 14-16 of the decision table."""

from __future__ import annotations

from typing import Any

import pytest

from tests.policy.builders import Json, dates, inquiry, interview, message, only, steps, thanked


def invited(date: str = "2026-11-20", on: str | None = "2026-11-10", **more: Any) -> Json:
    return interview(date, status="scheduled", confirmed=False, invited_on=on, **more)


class TestConfirm:
    """Row 1."""

    def test_counts_business_days_from_the_invitation(self) -> None:
        (step,) = steps(invited(), now="2026-11-10T18:00:00-05:00")
        assert dates(step) == ("11-10", "11-12", "11-13")
        assert step["interview"] == "i1"
        assert step["state"] == "due"

    def test_no_date_is_after_the_interviews(self) -> None:
        (step,) = steps(invited("2026-11-10"), now="2026-11-09T18:00:00-05:00")
        assert dates(step) == ("11-10", "11-10", "11-10")
        (step,) = steps(invited("2026-11-05", "2026-11-04"), now="2026-11-04T18:00:00-05:00")
        assert dates(step) == ("11-04", "11-05", "11-05")

    def test_the_interviews_date_is_that_of_its_end(self) -> None:
        (step,) = steps(invited("2026-11-04T23:30", "2026-11-04"), now="2026-11-04T18:00:00-05:00")
        assert dates(step) == ("11-04", "11-05", "11-05")

    @pytest.mark.parametrize(
        ("now", "count"), [("2026-11-20T09:59:59-05:00", 1), ("2026-11-20T10:00:00-05:00", 0)]
    )
    def test_gone_at_the_start(self, now: str, count: int) -> None:
        assert len(only("confirm_interview", invited(), now=now)) == count

    def test_none_without_invitation_confirmed_or_skipped(self) -> None:
        now = "2026-11-10T18:00:00-05:00"
        assert steps(invited(on=None), now=now) == []
        assert steps(interview("2026-11-20", status="scheduled", invited_on="2026-11-10"), now=now) == []
        assert steps(invited(), now=now, skipped=[{"kind": "confirm_interview", "interview": "i1"}]) == []

    def test_a_skip_from_before_the_new_invitation_is_of_the_old(self) -> None:
        skip = {"kind": "confirm_interview", "interview": "i1", "on": "2026-11-02"}
        assert len(steps(invited(), now="2026-11-10T18:00:00-05:00", skipped=[skip])) == 1


def test_row_2_and_14_an_interview_ahead_bars_the_inquiry_and_its_blocked_form() -> None:
    ahead = interview("2026-11-17", "i2", status="scheduled")
    assert steps(interview(), ahead, messages=[thanked()]) == []
    assert [s["kind"] for s in steps(interview(), ahead)] == ["thank_you"]
    two = [thanked(), message("status_inquiry", "2026-11-12"), message("status_inquiry", "2026-11-13")]
    assert steps(interview(), ahead, messages=two, now="2026-11-16T12:00:00-05:00") == []


class TestThankYou:
    """Row 3."""

    def test_boundaries_are_inclusive(self) -> None:
        at = {
            "2026-11-03T10:59:59-05:00": "upcoming",
            "2026-11-03T11:00:00-05:00": "due",
            "2026-11-06T17:00:00-05:00": "due",
            "2026-11-06T17:00:01-05:00": "late",
            "2027-11-06T17:00:01-05:00": "late",
        }
        for now, state in at.items():
            assert [s["state"] for s in only("thank_you", interview(), now=now)] == [state], now

    def test_one_a_person(self) -> None:
        found = only("thank_you", interview(people=["sara", "tom", "ann"]))
        assert [s["to"] for s in found] == ["ann", "sara", "tom"]

    def test_met_several_times_on_one_day_once_after_the_last_slot(self) -> None:
        late = interview("2026-11-03T15:00", "a", people=["sara", "tom"])
        found = only("thank_you", late, interview())
        assert [(s["to"], s["interview"]) for s in found] == [("sara", "a"), ("tom", "a")]
        now = "2026-11-03T12:00:00-05:00"
        assert [s["state"] for s in only("thank_you", interview(), late, now=now)] == ["upcoming", "upcoming"]

    def test_met_on_several_days_once_for_the_latest(self) -> None:
        found = only("thank_you", interview(), interview("2026-11-10", "i2"), now="2026-11-11T12:00:00-05:00")
        assert [s["interview"] for s in found] == ["i2"]

    def test_a_thank_you_settles_everything_before_it_whatever_interview_it_names(self) -> None:
        both = (interview(), interview("2026-11-10", "i2"))
        note = message("thank_you", "2026-11-11", to="sara", interview="i1")
        now = "2026-11-12T12:00:00-05:00"
        assert only("thank_you", *both, messages=[note], now=now) == []
        assert [s["interview"] for s in only("thank_you", *both, messages=[thanked()], now=now)] == ["i2"]

    def test_the_same_day_settles_the_day_before_does_not(self) -> None:
        assert only("thank_you", interview(), messages=[thanked("2026-11-03")]) == []
        assert len(only("thank_you", interview(), messages=[thanked("2026-11-02")])) == 1

    def test_earlier_thank_yous_stay_owed_in_a_further_round(self) -> None:
        found = only(
            "thank_you",
            interview(people=["tom"]),
            interview("2026-11-10", "i2"),
            now="2026-11-11T12:00:00-05:00",
        )
        assert [(s["to"], s["state"]) for s in found] == [("tom", "late"), ("sara", "due")]

    def test_nobody_named(self) -> None:
        alone = interview(people=[])
        (step,) = only("thank_you", alone)
        assert step["to"] is None
        assert only("thank_you", alone, messages=[message("thank_you", "2026-11-04", interview="i1")]) == []
        assert only("thank_you", alone, messages=[message("thank_you", "2026-11-04")]) == []
        named = message("thank_you", "2026-11-04", interview="i1", to="rita")
        assert only("thank_you", alone, messages=[named]) == []
        assert only("thank_you", interview(people=[], recipient="rita"), messages=[thanked(to="rita")]) == []
        assert len(only("thank_you", alone, messages=[thanked(to="rita")])) == 1

    def test_a_note_to_nobody_in_particular_is_to_everyone_of_its_interview(self) -> None:
        note = message("thank_you", "2026-11-04", interview="i1")
        assert only("thank_you", interview(people=["sara", "tom"]), messages=[note]) == []

    def test_nobody_to_thank(self) -> None:
        assert only("thank_you", interview(owes_thanks=False)) == []

    def test_skips(self) -> None:
        panel = interview(people=["sara", "tom"])
        skip = {"kind": "thank_you", "interview": "i1", "to": "tom", "on": None}
        assert [s["to"] for s in only("thank_you", panel, skipped=[skip])] == ["sara"]
        assert only("thank_you", panel, skipped=[{"kind": "thank_you", "interview": "i1"}]) == []
        assert [s["to"] for s in only("thank_you", panel, skipped=[{"kind": "thank_you", "to": "tom"}])] == [
            "sara"
        ]
        assert (
            only("thank_you", interview(people=[]), skipped=[{"kind": "thank_you", "interview": "i1"}]) == []
        )

    def test_a_skip_reaches_back_not_forward(self) -> None:
        both = (interview(), interview("2026-11-10", "i2"))
        now = "2026-11-12T12:00:00-05:00"
        first = {"kind": "thank_you", "interview": "i1", "to": "sara"}
        assert [s["interview"] for s in only("thank_you", *both, skipped=[first], now=now)] == ["i2"]
        second = {"kind": "thank_you", "interview": "i2", "to": "sara"}
        assert only("thank_you", *both, skipped=[second], now=now) == []
        dated = {"kind": "thank_you", "to": "sara", "on": "2026-11-05"}
        assert [s["interview"] for s in only("thank_you", *both, skipped=[dated], now=now)] == ["i2"]

    def test_row_16_nothing_of_the_old_date(self) -> None:
        moved = interview("2026-11-10")
        now = "2026-11-11T12:00:00-05:00"
        skip = {"kind": "thank_you", "interview": "i1", "to": "sara", "on": "2026-11-04"}
        assert len(only("thank_you", moved, messages=[thanked()], skipped=[skip], now=now)) == 1

    def test_over_midnight_counts_from_the_day_it_ends(self) -> None:
        (step,) = only("thank_you", interview("2026-11-03T23:30"))
        assert dates(step) == ("11-04", "11-05", "11-09")

    def test_days_off_and_another_weekend(self) -> None:
        (step,) = only("thank_you", interview(), calendar={"days_off": ["2026-11-04"]})
        assert dates(step) == ("11-03", "11-05", "11-09")
        cairo = interview("2026-11-05", time_zone="Africa/Cairo")
        (step,) = only("thank_you", cairo, calendar={"country": "EG"}, now="2026-11-05T20:00:00+02:00")
        assert dates(step) == ("11-05", "11-08", "11-10")

    def test_clock_change_between(self) -> None:
        # New York leaves summer time on 1 November 2026.
        friday = interview("2026-10-30")
        assert only("thank_you", friday, now="2026-11-04T22:00:00Z")[0]["state"] == "due"
        assert only("thank_you", friday, now="2026-11-04T22:00:01Z")[0]["state"] == "late"


class TestHeldOrAhead:
    def test_scheduled_is_held_from_its_end(self) -> None:
        coming = interview(status="scheduled")
        assert steps(coming, now="2026-11-03T10:59:59-05:00") == []
        assert len(steps(coming, now="2026-11-03T11:00:00-05:00")) == 2

    def test_marked_held_early_opens_at_its_end(self) -> None:
        (step, _) = steps(interview(), now="2026-11-03T09:00:00-05:00")
        assert step["state"] == "upcoming"

    def test_cancelled_by_the_user_is_ignored(self) -> None:
        assert steps(interview(status="cancelled")) == []
        gone = interview("2026-11-20", "i2", status="cancelled")
        assert inquiry(interview(), gone, messages=[thanked()]) == (1, "11-12", "11-16", "11-18")


def test_sorted_by_opening_with_the_blocked_one_last() -> None:
    found = steps(
        interview(people=["tom", "sara"]),
        interview("2026-11-10", "i0", people=["ann"]),
        now="2026-11-11T12:00:00-05:00",
    )
    assert [(s["kind"], s.get("to")) for s in found] == [
        ("thank_you", "sara"), ("thank_you", "tom"), ("thank_you", "ann"), ("status_inquiry", None),
    ]  # fmt: skip
