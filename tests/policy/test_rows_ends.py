"""Rows 17 and 20-23 of the decision table."""

from __future__ import annotations

from tests.policy.builders import dates, inquiry, interview, message, only, steps, thanked


class TestReschedule:
    """Row 17."""

    gone = interview("2026-11-10", "i2", status="cancelled_by_employer", cancelled_on="2026-11-09")
    now = "2026-11-09T12:00:00-05:00"

    def asked(self, *days: str) -> list[dict[str, object]]:
        return [message("reschedule", day, interview="i2") for day in days]

    def test_first(self) -> None:
        (step,) = steps(self.gone, now=self.now)
        assert (step["kind"], step["interview"], *dates(step)) == (
            "reschedule",
            "i2",
            "11-09",
            "11-10",
            "11-12",
        )

    def test_once_more(self) -> None:
        (step,) = steps(self.gone, messages=self.asked("2026-11-10"), now=self.now)
        assert dates(step) == ("11-18", "11-19", "11-20")

    def test_then_nothing_and_it_still_waits(self) -> None:
        messages = [*self.asked("2026-11-10", "2026-11-18"), thanked()]
        assert steps(interview(), self.gone, messages=messages, now="2026-12-01T12:00:00-05:00") == []

    def test_waiting_bars_the_inquiry_and_a_skip_or_a_new_date_frees_it(self) -> None:
        held = (interview(), self.gone)
        assert inquiry(*held, messages=[thanked()], now=self.now) == ()
        skip = {"kind": "reschedule", "interview": "i2", "on": "2026-11-10"}
        free = (1, "11-12", "11-16", "11-18")
        assert inquiry(*held, messages=[thanked()], skipped=[skip], now=self.now) == free
        both = [thanked(), *self.asked("2026-11-10")]
        skip_second = {"kind": "reschedule", "interview": "i2", "on": "2026-11-19"}
        assert only("reschedule", *held, messages=both, skipped=[skip_second], now=self.now) == []
        assert (
            inquiry(interview(), self.gone | {"replaced": True}, messages=[thanked()], now=self.now) == free
        )

    def test_what_came_before_the_cancellation_is_of_an_older_one(self) -> None:
        skip = {"kind": "reschedule", "interview": "i2", "on": "2026-11-02"}
        (step,) = steps(self.gone, messages=self.asked("2026-11-02"), skipped=[skip], now=self.now)
        assert dates(step) == ("11-09", "11-10", "11-12")

    def test_unknown_day_of_cancellation(self) -> None:
        (step,) = steps(self.gone | {"cancelled_on": None}, now=self.now)
        assert dates(step) == ("11-10", "11-12", "11-13")


class TestApplied:
    """Row 20."""

    applied = {"stage": "applied", "applied_on": "2026-11-02"}

    def test_counts_from_the_later_of_applied_and_closing(self) -> None:
        (step,) = steps(application=self.applied | {"closing_on": "2026-11-06"})
        assert dates(step) == ("11-13", "11-20", "11-27")
        (step,) = steps(application=self.applied | {"closing_on": "2026-10-06"})
        assert dates(step) == ("11-09", "11-16", "11-23")
        (step,) = steps(application={"stage": "applied", "closing_on": "2026-11-02"})
        assert dates(step) == ("11-09", "11-16", "11-23")

    def test_quiet_period(self) -> None:
        (step,) = steps(application={"stage": "applied", "applied_on": "2026-12-18"})
        assert dates(step) == ("01-04", "01-06", "01-11")
        (step,) = steps(application={"stage": "applied", "applied_on": "2026-12-14"})
        assert dates(step) == ("12-21", "12-23", "01-04")

    def test_none(self) -> None:
        assert steps(application={"stage": "applied"}) == []
        assert steps(application=self.applied | {"no_contact": True}) == []
        assert steps(application=self.applied | {"stage": "interviewing"}) == []
        assert steps(application=self.applied, messages=[message("application_inquiry", "2026-11-10")]) == []
        assert steps(application=self.applied, skipped=[{"kind": "application_inquiry"}]) == []
        assert (
            only("application_inquiry", interview("2026-11-20", status="scheduled"), application=self.applied)
            == []
        )

    def test_something_held_behaves_as_any_interview(self) -> None:
        assert [s["kind"] for s in steps(interview(), application=self.applied)] == [
            "thank_you",
            "status_inquiry",
        ]

    def test_a_cancelled_interview_is_neither_held_nor_ahead(self) -> None:
        assert len(only("application_inquiry", interview(status="cancelled"), application=self.applied)) == 1


class TestEnds:
    """Rows 21-23: the stage comes first."""

    everything = (interview(people=["sara", "tom"]), interview("2026-12-20", "i2", status="scheduled"))
    question = message("question", "2026-11-09")

    def test_rejected(self) -> None:
        (step,) = steps(
            *self.everything, messages=[self.question], stage="rejected", rejected_on="2026-11-16"
        )
        assert (step["kind"], *dates(step)) == ("rejection_thanks", "11-16", "11-18", "11-23")

    def test_rejection_late_after_is_not_before_best_by(self) -> None:
        days_off = [f"2026-11-{day}" for day in range(17, 25)]
        (step,) = steps(stage="rejected", rejected_on="2026-11-16", calendar={"days_off": days_off})
        assert dates(step) == ("11-16", "11-27", "11-27")

    def test_rejected_and_done_or_unknown(self) -> None:
        ended = {"stage": "rejected", "rejected_on": "2026-11-16"}
        assert steps(application=ended, messages=[message("rejection_thanks", "2026-11-17")]) == []
        assert steps(application=ended, skipped=[{"kind": "rejection_thanks", "on": None}]) == []
        assert steps(stage="rejected") == []

    def test_offer(self) -> None:
        found = steps(*self.everything, messages=[self.question], stage="offer", offered_on="2026-12-02",
                      offer_deadline="2026-12-14")  # fmt: skip
        assert [(s["kind"], *dates(s)) for s in found] == [
            ("offer_acknowledgement", "12-02", "12-03", "12-04"),
            ("offer_decision", "12-11", "12-11", "12-14"),
        ]

    def test_offer_decision_not_before_the_offer(self) -> None:
        found = only("offer_decision", stage="offer", offered_on="2026-12-09", offer_deadline="2026-12-09")
        assert [dates(s) for s in found] == [("12-09", "12-09", "12-09")]

    def test_offer_without_deadline_and_settled(self) -> None:
        assert [s["kind"] for s in steps(stage="offer", offered_on="2026-12-02")] == ["offer_acknowledgement"]
        offer = {"stage": "offer", "offered_on": "2026-12-02", "offer_deadline": "2026-12-09"}
        sent = [message("offer_acknowledgement", "2026-12-02")]
        assert [s["kind"] for s in steps(application=offer, messages=sent)] == ["offer_decision"]
        skipped = [{"kind": "offer_decision"}, {"kind": "offer_acknowledgement"}]
        assert steps(application=offer, skipped=skipped) == []
        assert [s["kind"] for s in steps(stage="offer", offer_deadline="2026-12-09")] == ["offer_decision"]

    def test_closed(self) -> None:
        closed = {"stage": "closed", "rejected_on": "2026-11-16", "offered_on": "2026-12-02"}
        assert steps(*self.everything, messages=[self.question], application=closed) == []
