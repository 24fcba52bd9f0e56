"""Rows 4-7, 12, 15, 18 and 19, floors and quiet periods."""

from __future__ import annotations

import pytest

from tests.policy.builders import asked, inquiry, interview, message, only, promise, steps, thanked

FIRST = (1, "11-12", "11-16", "11-18")


class TestThanksFirst:
    """Rows 4 and 5."""

    def test_blocked_whatever_came_in_or_went_out(self) -> None:
        for messages in (
            [],
            asked("2026-11-04"),
            [message("reply", "2026-11-05", promise=promise("2026-11-13"))],
            [message("references_called", "2026-11-05")],
            [message("question", "2026-11-05"), message("answer", "2026-11-05")],
        ):
            number = 2 if messages[:1] == asked("2026-11-04") else 1
            assert inquiry(interview(), messages=messages) == (number, "blocked")

    def test_rows_9_and_9a_stand_above(self) -> None:
        close = inquiry(interview(), messages=asked("2026-11-10", "2026-11-16"))
        assert close == ("close_out", "11-30", None, None)
        skip = {"kind": "status_inquiry", "number": 1, "on": "2026-11-10"}
        assert inquiry(interview(), skipped=[skip]) == ("close_out", "11-24", None, None)

    def test_all_skipped_counts_from_the_round(self) -> None:
        skip = {"kind": "thank_you", "interview": "i1", "to": "sara", "on": "2026-11-09"}
        assert inquiry(interview(), skipped=[skip]) == (1, "11-10", "11-13", "11-17")
        assert inquiry(interview(people=["sara", "tom"]), skipped=[skip]) == (1, "blocked")
        with_promise = interview(promise=promise("2026-11-13"))
        assert inquiry(with_promise, skipped=[skip]) == (1, "11-16", "11-18", "11-20")

    def test_one_thanked_and_one_skipped_counts_from_the_thank_you(self) -> None:
        skip = {"kind": "thank_you", "interview": "i1", "to": "tom"}
        panel = interview(people=["sara", "tom"])
        assert inquiry(panel, messages=[thanked()], skipped=[skip]) == FIRST

    def test_the_latest_round_must_be_thanked(self) -> None:
        second = interview("2026-11-10", "i2", people=["tom"])
        assert inquiry(interview(), second, messages=[thanked()], now="2026-11-12T12:00:00-05:00") == (
            1,
            "blocked",
        )

    def test_thanking_somebody_else_does_not_unblock(self) -> None:
        assert inquiry(interview(), messages=[thanked(to="rita")]) == (1, "blocked")


class TestThankedOn:
    """T: whose thank-you the wait counts from."""

    panel = interview(people=["sara", "tom"], recipient="tom")

    def test_the_recipients_first(self) -> None:
        messages = [thanked(), thanked("2026-11-09", "tom"), thanked("2026-11-10", "tom")]
        assert inquiry(self.panel, messages=messages) == (1, "11-16", "11-19", "11-23")

    def test_else_the_first_to_anyone(self) -> None:
        assert inquiry(self.panel, messages=[thanked()]) == FIRST
        assert inquiry(interview(people=["sara", "tom"]), messages=[thanked(to="tom")]) == FIRST

    def test_default_recipient_is_the_first_participant(self) -> None:
        panel = interview(people=["sara", "tom"])
        messages = [thanked("2026-11-09"), thanked("2026-11-04", "tom")]
        assert inquiry(panel, messages=messages) == (1, "11-16", "11-19", "11-23")

    def test_recipient_of_the_last_interview_that_names_one(self) -> None:
        later = interview("2026-11-03T15:00", "i2", people=["tom"], recipient="tom")
        messages = [thanked(), thanked("2026-11-09", "tom")]
        first = interview(recipient="sara")
        assert inquiry(first, later, messages=messages)[1] == "11-16"
        assert inquiry(first, later | {"recipient": None}, messages=messages)[1] == "11-12"

    def test_recipient_who_was_not_there(self) -> None:
        assert inquiry(interview(recipient="rita"), messages=[thanked(to="rita")]) == FIRST
        assert len(only("thank_you", interview(recipient="rita"), messages=[thanked(to="rita")])) == 1

    def test_row_19_nobody_to_thank_counts_from_the_round(self) -> None:
        home = interview("2026-11-05", owes_thanks=False)
        assert inquiry(home) == (1, "11-12", "11-16", "11-19")
        assert inquiry(home, messages=asked("2026-11-13")) == (2, "11-20", "11-23", "11-27")
        mixed = interview("2026-11-05T15:00", "i2", people=["tom"])
        assert inquiry(home, mixed) == (1, "blocked")


class TestPromises:
    """Row 7, and which promise is in force."""

    def test_row_7_not_before_two_business_days_after_the_thank_you(self) -> None:
        held = interview(promise=promise("2026-11-05"))
        assert inquiry(held, messages=[thanked()]) == (1, "11-06", "11-10", "11-12")
        assert inquiry(held, messages=[thanked("2026-11-16")]) == (1, "11-18", "11-20", "11-25")

    def test_said_in_words_and_a_date_stands_above_words(self) -> None:
        words = {"text": "by Friday 13 November"}
        seen = inquiry(interview(promise=words), messages=[thanked()])
        assert seen == inquiry(interview(promise=promise("2026-11-13")), messages=[thanked()])
        both = {"text": "next week", "date": "2026-11-20"}
        assert inquiry(interview(promise=both), messages=[thanked()])[1] == "11-23"

    @pytest.mark.parametrize("text", ["soon", "we'll be in touch", "", "by 13 November 2024", "in 300 days"])
    def test_words_without_a_usable_date_are_no_promise(self, text: str) -> None:
        assert inquiry(interview(promise={"text": text}), messages=[thanked()]) == FIRST

    def test_a_promise_on_a_holiday_counts_from_the_next_business_day(self) -> None:
        held = interview(promise=promise("2026-11-26"))
        assert inquiry(held, messages=[thanked()]) == (1, "11-30", "12-02", "12-04")

    def test_of_the_last_interview_of_the_round_that_names_one(self) -> None:
        morning = interview(promise=promise("2026-11-13"))
        noon = interview("2026-11-03T13:00", "i2", promise=promise("2026-11-11"))
        evening = interview("2026-11-03T16:00", "i3", promise={"text": "soon"})
        assert inquiry(evening, morning, noon, messages=[thanked()])[1] == "11-13"

    def test_not_of_an_earlier_round_nor_of_a_reply_before_this_one(self) -> None:
        first = interview(promise=promise("2026-12-04"))
        second = interview("2026-11-10", "i2")
        messages = [thanked("2026-11-11"), message("reply", "2026-11-06", promise=promise("2026-12-11"))]
        now = "2026-11-12T12:00:00-05:00"
        assert inquiry(first, second, messages=messages, now=now) == (1, "11-18", "11-23", "11-25")

    def test_a_newer_one_replaces_it(self) -> None:
        held = interview(promise=promise("2026-12-04"))
        sooner = [thanked(), message("reply", "2026-11-10", promise=promise("2026-11-13"))]
        assert inquiry(held, messages=sooner) == (1, "11-16", "11-18", "11-20")
        later = message("reply", "2026-11-11", promise=None)
        assert inquiry(held, messages=[*sooner, later]) == (1, "11-23", "11-25", "12-02")

    def test_on_the_rounds_own_day_a_reply_is_part_of_it(self) -> None:
        reply = message("reply", "2026-11-03", promise=promise("2026-11-13"))
        assert inquiry(interview(), messages=[thanked(), reply]) == (1, "11-16", "11-18", "11-20")

    def test_it_floors_a_second_inquiry(self) -> None:
        held = interview(promise=promise("2026-12-04"))
        assert inquiry(held, messages=[thanked(), *asked("2026-11-10")]) == (2, "12-07", "12-09", "12-14")

    def test_a_question_may_name_a_date_too(self) -> None:
        messages = [
            thanked(),
            message("question", "2026-11-09", promise=promise("2026-12-04")),
            message("answer", "2026-11-10"),
        ]
        assert inquiry(interview(), messages=messages) == (1, "12-07", "12-09", "12-14")


class TestAbsence:
    """Row 12."""

    away = message("auto_reply", "2026-11-09", returns_on="2026-11-20")

    def test_is_no_answer(self) -> None:
        messages = [
            thanked(),
            *asked("2026-11-16"),
            message("auto_reply", "2026-11-16", returns_on="2026-11-17"),
        ]
        assert inquiry(interview(), messages=messages) == (2, "11-23", "11-27", "11-30")

    def test_floors_a_promise_too(self) -> None:
        held = interview(promise=promise("2026-11-13"))
        assert inquiry(held, messages=[thanked(), self.away]) == (1, "11-24", "11-27", "12-02")

    def test_only_in_this_silence(self) -> None:
        messages = [thanked(), self.away, message("reply", "2026-11-10")]
        assert inquiry(interview(), messages=messages) == (1, "11-20", "11-24", "12-01")

    def test_without_a_date_it_floors_nothing(self) -> None:
        assert inquiry(interview(), messages=[thanked(), message("auto_reply", "2026-11-09")]) == FIRST

    def test_the_latest_return_counts(self) -> None:
        longer = message("auto_reply", "2026-11-06", returns_on="2026-11-30")
        assert inquiry(interview(), messages=[thanked(), self.away, longer]) == (1, "12-02", "12-04", "12-09")


class TestReferences:
    """Row 18."""

    called = message("references_called", "2026-11-10")

    def test_next_number_never_a_third(self) -> None:
        assert inquiry(interview(), messages=[thanked(), *asked("2026-11-09"), self.called])[:2] == (
            2,
            "11-18",
        )
        two = [thanked(), *asked("2026-11-06", "2026-11-09"), self.called]
        assert inquiry(interview(), messages=two)[:2] == ("close_out", "11-23")

    def test_only_after_their_answer_and_our_inquiry(self) -> None:
        reply = message("reply", "2026-11-12")
        assert inquiry(interview(), messages=[thanked(), self.called, reply])[1] == "11-23"
        assert inquiry(interview(), messages=[thanked(), self.called, *asked("2026-11-12")])[1] == "11-19"

    def test_same_day_as_our_inquiry_came_after_it(self) -> None:
        assert inquiry(interview(), messages=[thanked(), self.called, *asked("2026-11-10")])[:2] == (
            2,
            "11-18",
        )

    def test_not_of_an_earlier_round(self) -> None:
        second = interview("2026-11-12", "i2")
        messages = [thanked("2026-11-13"), self.called]
        assert inquiry(interview(), second, messages=messages, now="2026-11-16T12:00:00-05:00")[1] == "11-20"

    def test_floors_apply(self) -> None:
        held = interview(promise=promise("2026-11-20"))
        assert inquiry(held, messages=[thanked(), self.called]) == (1, "11-23", "11-25", "12-01")

    def test_the_users_choice_to_ask_no_more_stands(self) -> None:
        skip = {"kind": "status_inquiry", "number": 1, "on": "2026-11-06"}
        assert inquiry(interview(), messages=[thanked(), self.called], skipped=[skip])[0] == "close_out"


class TestQuiet:
    def quiet(self, *periods: tuple[str, str]) -> dict[str, object]:
        return {"quiet": [list(period) for period in periods]}

    def test_best_by_inside_goes_back_and_late_after_on(self) -> None:
        held = interview("2026-12-14")
        now = "2026-12-16T12:00:00-05:00"
        # W(15 December): 22, 25 (a holiday, so 28), 29 December.
        assert inquiry(held, messages=[thanked("2026-12-15")], now=now) == (1, "12-22", "12-23", "01-04")

    def test_best_by_goes_back_no_further_than_opens(self) -> None:
        calendar = self.quiet(("11-13", "11-20"))
        assert inquiry(interview(), messages=[thanked()], calendar=calendar) == (1, "11-12", "11-12", "11-23")

    def test_none_and_several_and_adjacent(self) -> None:
        held, now = interview("2026-12-16"), "2026-12-18T12:00:00-05:00"
        sent = [thanked("2026-12-17")]
        assert inquiry(held, messages=sent, calendar={"quiet": []}, now=now) == (1, "12-24", "12-28", "12-31")
        several = self.quiet(("12-20", "12-26"), ("12-27", "01-05"), ("01-04", "01-08"), ("06-01", "06-30"))
        assert inquiry(held, messages=sent, calendar=several, now=now) == (1, "01-11", "01-13", "01-19")

    def test_one_that_ends_on_the_leap_day(self) -> None:
        held, now = interview("2027-02-16"), "2027-02-18T12:00:00-05:00"
        calendar = self.quiet(("02-20", "02-29"))
        assert inquiry(held, messages=[thanked("2027-02-17")], calendar=calendar, now=now)[1] == "03-01"
        leap, now = interview("2028-02-15"), "2028-02-18T12:00:00-05:00"
        assert inquiry(leap, messages=[thanked("2028-02-16")], calendar=calendar, now=now)[1] == "03-01"

    def test_a_date_inside_counts_as_not_there_one_behind_it_stays(self) -> None:
        held = interview()
        calendar = self.quiet(("11-12", "11-13"))
        # W(4 November): 12, 16, 18 November; only the opening lies inside.
        assert inquiry(held, messages=[thanked()], calendar=calendar) == (1, "11-16", "11-18", "11-23")

    def test_its_weekdays_count_as_business_days(self) -> None:
        held = interview(promise=promise("2026-12-22"))
        # PR: opens 23, best by 28 December (inside, so back to the 23rd), late after 29 December.
        assert inquiry(held, messages=[thanked()]) == (1, "12-23", "12-23", "01-04")

    def test_a_period_that_leaves_no_business_day_is_ignored(self) -> None:
        calendar = self.quiet(("01-02", "12-31"))
        assert inquiry(interview(), messages=[thanked()], calendar=calendar)[1] == "11-12"

    def test_close_out_and_thank_you_go_on(self) -> None:
        messages = [thanked(), *asked("2026-12-07", "2026-12-14")]
        assert inquiry(interview(), messages=messages)[1] == "12-28"


def test_a_long_holiday_that_turns_dates_round_is_lifted() -> None:
    days_off = [f"2026-11-{day:02}" for day in range(12, 31)]
    seen = inquiry(
        interview(promise=promise("2026-11-11")), messages=[thanked()], calendar={"days_off": days_off}
    )
    # F(11 November, a holiday) is 1 December.
    assert seen == (1, "12-02", "12-04", "12-08")
    assert inquiry(interview(), messages=[thanked()], calendar={"days_off": days_off}) == (
        1,
        "12-01",
        "12-01",
        "12-01",
    )


def test_zone_of_the_latest_interview_held() -> None:
    held = interview(time_zone="Asia/Tokyo")
    state = [
        steps(held, messages=[thanked()], now=now)[0]["state"]
        for now in (
            "2026-11-11T23:59:59Z",
            "2026-11-12T00:00:00Z",
            "2026-11-18T08:00:00Z",
            "2026-11-18T08:00:01Z",
        )
    ]
    assert state == ["upcoming", "due", "due", "late"]
