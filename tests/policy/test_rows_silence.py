"""Rows 8-11 and 13, 9a, and the same-day rule."""

from __future__ import annotations

from tests.policy.builders import asked, dates, inquiry, interview, message, only, promise, steps, thanked

FIRST = (1, "11-12", "11-16", "11-18")


class TestSilence:
    """Rows 8-11, 13 and the same-day rule."""

    def test_an_inquiry_on_the_rounds_day_counts_one_before_it_does_not(self) -> None:
        assert inquiry(interview(), messages=[thanked(), *asked("2026-11-03")]) == (
            2,
            "11-10",
            "11-13",
            "11-17",
        )
        assert inquiry(interview(), messages=[thanked(), *asked("2026-11-02")]) == FIRST

    def test_same_day_ours_came_before_their_answer(self) -> None:
        reply = message("reply", "2026-11-17")
        wait = (1, "11-27", "12-01", "12-08")
        assert inquiry(interview(), messages=[thanked(), reply, *asked("2026-11-17")]) == wait
        next_day = [thanked(), reply, *asked("2026-11-18")]
        assert inquiry(interview(), messages=next_day) == (2, "11-25", "11-30", "12-02")

    def test_inquiries_of_an_older_silence_do_not_count(self) -> None:
        messages = [thanked(), *asked("2026-11-10", "2026-11-17"), message("reply", "2026-11-18")]
        assert inquiry(interview(), messages=messages) == (1, "11-30", "12-02", "12-09")
        second = interview("2026-11-20", "i2", people=["sara"])
        messages = [thanked(), *asked("2026-11-10", "2026-11-17"), thanked("2026-11-20")]
        now = "2026-11-23T12:00:00-05:00"
        assert inquiry(interview(), second, messages=messages, now=now) == (1, "11-27", "11-30", "12-04")

    def test_an_answer_on_the_rounds_day_begins_nothing(self) -> None:
        assert inquiry(interview(), messages=[thanked(), message("reply", "2026-11-03")]) == FIRST

    def test_never_a_third(self) -> None:
        messages = [thanked(), *asked("2026-11-30", "2026-11-16", "2026-11-23")]
        assert inquiry(interview(), messages=messages) == ("close_out", "12-07", None, None)

    def test_close_out_may_be_skipped_in_its_silence(self) -> None:
        messages = [thanked(), *asked("2026-11-16", "2026-11-23")]
        for on in (None, "2026-12-08"):
            skip = {"kind": "close_out", "on": on}
            assert steps(interview(), messages=messages, skipped=[skip]) == []
        old = {"kind": "close_out", "on": "2026-11-02"}
        assert inquiry(interview(), messages=messages, skipped=[old])[0] == "close_out"

    def test_close_out_never_expires(self) -> None:
        messages = [thanked(), *asked("2026-11-16", "2026-11-23")]
        (step,) = steps(interview(), messages=messages, now="2028-12-08T09:00:00-05:00")
        assert step["state"] == "due"

    def test_row_9a_only_in_this_silence(self) -> None:
        skip = {"kind": "status_inquiry", "number": 1, "on": "2026-11-12"}
        reply = message("reply", "2026-11-17")
        assert inquiry(interview(), messages=[thanked(), reply], skipped=[skip])[0] == 1
        same_day = skip | {"on": "2026-11-17"}
        assert inquiry(interview(), messages=[thanked(), reply], skipped=[same_day])[0] == 1
        assert inquiry(
            interview(), messages=[thanked(), *asked("2026-11-12")], skipped=[skip | {"on": "2026-11-19"}]
        )[:2] == ("close_out", "12-03")
        undated = {"kind": "status_inquiry"}
        assert inquiry(interview(), messages=[thanked()], skipped=[undated])[:2] == ("close_out", "11-17")

    def test_row_11_the_new_date_governs(self) -> None:
        reply = message("reply", "2026-11-17", promise=promise("2026-11-20"))
        expected = (1, "11-23", "11-25", "11-27")
        assert inquiry(interview(), messages=[thanked(), *asked("2026-11-16"), reply]) == expected
        in_words = message("reply", "2026-11-17", promise={"text": "end of this week"})
        assert inquiry(interview(), messages=[thanked(), in_words]) == expected
        bare = message("reply", "2026-11-17", promise="2026-11-20")
        assert inquiry(interview(), messages=[thanked(), bare]) == expected

    def test_row_13_open_bars_answered_waits(self) -> None:
        question = message("question", "2026-11-09")
        (step,) = steps(interview(), messages=[thanked(), question])
        assert (step["kind"], *dates(step)) == ("answer", "11-09", "11-10", "11-12")
        answered = [thanked(), question, message("answer", "2026-11-12")]
        assert inquiry(interview(), messages=answered) == (1, "11-23", "11-27", "12-03")
        same_day = [thanked(), question, message("answer", "2026-11-09")]
        assert inquiry(interview(), messages=same_day) == (1, "11-19", "11-23", "11-30")
        before = [thanked(), question, message("answer", "2026-11-08")]
        assert inquiry(interview(), messages=before) == ()

    def test_row_13_stands_beside_a_thank_you_without_the_blocked_inquiry(self) -> None:
        found = steps(interview(), messages=[message("question", "2026-11-05")])
        assert [s["kind"] for s in found] == ["thank_you", "answer"]

    def test_row_13_one_answer_settles_every_question_up_to_its_day(self) -> None:
        questions = [message("question", "2026-11-09"), message("question", "2026-11-10")]
        assert [dates(s)[0] for s in only("answer", messages=questions)] == ["11-09"]
        assert only("answer", messages=[*questions, message("answer", "2026-11-10")]) == []
        assert len(only("answer", messages=[*questions, message("answer", "2026-11-09")])) == 1

    def test_row_13_skipped_no_longer_waits(self) -> None:
        skip = {"kind": "answer", "on": "2026-11-12"}
        messages = [thanked(), message("question", "2026-11-09")]
        assert inquiry(interview(), messages=messages, skipped=[skip]) == (1, "11-23", "11-27", "12-03")

    def test_inquiry_after_an_answered_question_counts(self) -> None:
        messages = [
            thanked(),
            message("question", "2026-11-09"),
            message("answer", "2026-11-10"),
            *asked("2026-11-20"),
        ]
        assert inquiry(interview(), messages=messages) == (2, "11-27", "11-30", "12-04")
