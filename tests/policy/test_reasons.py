"""Reasons in words, and as they are stored."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from reminders.policy import Reason, plan, read_facts, source, tell
from reminders.policy.reasons import CODES
from tests.policy.builders import facts, interview, message, thanked

NAMES = {"sara": "Sara", "tom": "Tom", "ann": "Ann"}
PAST = dt.date(2026, 11, 3)
PROMISE = {"on": "2026-11-03", "text": "within a week", "date": "2026-11-10"}


def told(*args: Any, today: str = "2026-11-30", **kwargs: Any) -> list[str]:
    steps = plan(read_facts(facts(*args, **kwargs)))
    return [tell(step.reason, today=dt.date.fromisoformat(today), name=NAMES.__getitem__) for step in steps]


def test_thank_you() -> None:
    def words(today: str) -> str:
        return told(interview(), messages=[message("question", "2026-11-09")], today=today)[0]

    assert words("2026-11-01") == (
        "You met Sara today. "
        "A thank-you is best sent by Wednesday 4 November and late after Friday 6 November."
    )
    assert words("2026-11-04").startswith("You met Sara yesterday. A thank-you is best sent today and")
    assert words("2026-11-05").endswith("was best sent by Wednesday 4 November and late after tomorrow.")
    assert words("2027-11-07") == (
        "You met Sara on Tuesday 3 November 2026. "
        "A thank-you was due by Friday 6 November 2026; it is still welcome."
    )
    assert "nobody named" in told(interview(people=[]))[0]


def test_what_happened_was_never_tomorrow() -> None:
    """Tokyo's today is New York's tomorrow."""
    named = {
        "confirm_interview": "invited_on",
        "inquiry_promise": "said_on",
        "reschedule": "cancelled_on",
        "reschedule_again": "asked_on",
    }
    for code in CODES - {"inquiry_blocked", "offer_decision", "own_promise"}:
        # The posting's last day is the one past fact that may still be to come.
        reason = Reason.of("application_inquiry", on=PAST) if code == "application_inquiry" else REASONS[code]
        day = reason.day(named.get(code, "on")) or PAST

        def on(today: dt.date, reason: Reason = reason) -> str:
            return tell(reason, today=today, name=str.title, brief=True).lower()

        assert "today" in on(day - dt.timedelta(days=1))
        assert "tomorrow" not in on(day - dt.timedelta(days=1))
        assert "yesterday" in on(day + dt.timedelta(days=1))


def test_a_thank_you_sent_where_it_is_tomorrow_was_sent_today() -> None:
    late_thanks = told(
        interview(promise={"date": "2026-11-10"}), messages=[thanked("2026-11-12")], today="2026-11-11"
    )
    assert "your thank-you of today should have time" in late_thanks[0]


def test_what_is_still_to_come_may_be_tomorrow() -> None:
    promised = Reason.of("own_promise", text="send references", on=dt.date(2026, 11, 5))
    assert tell(promised, today=dt.date(2026, 11, 4), name=str).endswith("by tomorrow.")
    closing = facts(application={"stage": "applied", "closing_on": "2026-11-05"})
    (step,) = plan(read_facts(closing))
    words = tell(step.reason, today=dt.date(2026, 11, 4), name=str, brief=True)
    assert words == "Applications close tomorrow."


def test_blocked_names_whom_to_thank() -> None:
    assert told(interview())[1] == "Thank Sara first: no inquiry before a thank-you."
    panel = told(interview(people=["tom", "sara", "ann"]))
    assert panel[-1] == "Thank Ann, Sara and Tom first: no inquiry before a thank-you."
    assert told(interview(people=[]))[1] == "Send your thank-you first: no inquiry before a thank-you."


def test_promise() -> None:
    assert told(interview(promise=PROMISE), messages=[thanked()]) == [
        "They said “within a week” on Tuesday 3 November, which means Tuesday 10 November. "
        "The time to ask came on Thursday 12 November, the first of two times at most."
    ]
    silent = {"date": "2026-11-10"}
    (words,) = told(interview(promise=silent), messages=[thanked()], today="2026-11-04")
    assert words.startswith("Yesterday they named Tuesday 10 November. You may ask from")


def test_second_is_the_last() -> None:
    (words,) = told(
        interview(), messages=[thanked(), message("status_inquiry", "2026-11-16")], today="2026-11-16"
    )
    assert words == (
        "You asked today and no answer is logged since. "
        "You may ask from Monday 23 November, the second and last time."
    )


def test_what_held_it_back() -> None:
    away = message("auto_reply", "2026-11-09", returns_on="2026-11-20")
    (words,) = told(interview(), messages=[thanked(), away])
    assert words.endswith(
        "Tuesday 24 November, the first of two times at most: they are away until Friday 20 November."
    )
    (words,) = told(interview("2026-12-16"), messages=[thanked("2026-12-17")], now="2026-12-18T12:00:00Z")
    assert words.endswith(
        "Monday 4 January 2027, the first of two times at most: the quiet period is left in peace."
    )
    (words,) = told(interview(promise={"date": "2026-11-10"}), messages=[thanked("2026-11-12")])
    assert "your thank-you of Thursday 12 November should have time" in words
    longer = interview(promise={"date": "2026-12-24"})
    (words,) = told(longer, messages=[thanked(), message("reply", "2026-11-10")])
    assert words.endswith(
        "the date they named, Thursday 24 December, comes first and the quiet period is left in peace."
    )


def test_long_or_broken_quotes_are_shortened() -> None:
    text = "next week\n\n" + "and more " * 40
    (words,) = told(interview(promise={"text": text, "date": "2026-11-10"}), messages=[thanked()])
    assert "\n" not in words
    assert len(words) < 400
    assert "…”" in words


def every_reason() -> dict[str, Reason]:
    """One real reason of each code, from facts."""
    panel = interview(people=["sara", "tom"])
    skip_all = [{"kind": "thank_you", "interview": "i1"}]
    reply, question = message("reply", "2026-11-09"), message("question", "2026-11-09")
    ask = [message("status_inquiry", "2026-11-10"), message("status_inquiry", "2026-11-17")]
    gone = interview("2026-11-10", status="cancelled_by_employer", cancelled_on="2026-11-09")
    offer = {"stage": "offer", "offered_on": "2026-12-02", "offer_deadline": "2026-12-09"}
    several = [
        facts(
            panel, interview("2026-12-01", "i2", status="scheduled", confirmed=False, invited_on="2026-11-05")
        ),
        facts(panel),
        facts(panel, messages=[thanked()]),
        facts(panel, skipped=skip_all),
        facts(interview(owes_thanks=False)),
        facts(interview(promise=PROMISE), messages=[thanked()]),
        facts(panel, messages=[thanked(), ask[0]]),
        facts(panel, messages=[thanked(), *ask]),
        facts(panel, skipped=[{"kind": "status_inquiry", "on": "2026-11-12"}]),
        facts(panel, messages=[thanked(), reply]),
        facts(panel, messages=[thanked(), reply | {"promise": PROMISE}]),
        facts(panel, messages=[thanked(), question]),
        facts(panel, messages=[thanked(), question, message("answer", "2026-11-10")]),
        facts(panel, messages=[thanked(), message("references_called", "2026-11-10")]),
        facts(gone),
        facts(gone, messages=[message("reschedule", "2026-11-10")]),
        facts(application={"stage": "applied", "applied_on": "2026-12-18"}),
        facts(application={"stage": "applied", "closing_on": "2026-11-02"}),
        facts(application={"stage": "rejected", "rejected_on": "2026-11-02"}),
        facts(application=offer),
    ]
    found = {step.reason.code: step.reason for each in several for step in plan(read_facts(each))}
    return found | {"own_promise": Reason.of("own_promise", text="send references", on=dt.date(2026, 11, 5))}


REASONS = every_reason()


def test_every_code_is_seen() -> None:
    assert set(REASONS) == CODES


@pytest.mark.parametrize("code", sorted(CODES))
@pytest.mark.parametrize("today", ["2026-10-01", "2026-11-03", "2026-11-10", "2026-11-11", "2028-02-29"])
def test_every_code_is_told_kindly(code: str, today: str) -> None:
    words = tell(REASONS[code], today=dt.date.fromisoformat(today), name=str.title)
    assert words.endswith(".")
    assert words[0].isupper()
    assert words.count(". ") <= 1
    for word in (
        "!",
        "  ",
        "None",
        "..",
        "forgot",
        " on today",
        " on tomorrow",
        " on yesterday",
        "by yesterday",
    ):
        assert word not in words


@pytest.mark.parametrize("code", sorted(CODES))
def test_brief_says_why_and_leaves_out_from_when(code: str) -> None:
    today = dt.date(2026, 11, 5)
    whole, brief = (tell(REASONS[code], today=today, name=str.title, brief=each) for each in (False, True))
    assert whole.startswith(brief.rstrip("."))
    if code.startswith(("inquiry_", "application_")) and code != "inquiry_blocked":
        assert len(brief) < len(whole)
        assert "You may ask" not in brief


@pytest.mark.parametrize("code", sorted(CODES))
@pytest.mark.parametrize("today", ["2026-11-02", "2026-11-03", "2026-11-04", "2026-11-09", "2026-11-10"])
def test_what_lasts_names_every_day_by_its_date(code: str, today: str) -> None:
    told = tell(REASONS[code], today=dt.date.fromisoformat(today), name=str.title, lasting=True)
    assert not any(word in told.lower() for word in ("today", "tomorrow", "yesterday"))
    assert "by on" not in told


@pytest.mark.parametrize("code", sorted(CODES))
def test_stored_and_read_back(code: str) -> None:
    reason = REASONS[code]
    assert Reason.from_json(json.loads(json.dumps(reason.to_json()))) == reason
    assert hash(reason) == hash(Reason.from_json(reason.to_json()))


@pytest.mark.parametrize(
    "stored", [{}, {"code": 1, "args": {}}, {"code": "x", "args": []}, {"code": "x", "args": {"a": {}}}]
)
def test_what_is_no_stored_reason(stored: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="reason"):
        Reason.from_json(stored)


def test_an_unknown_code() -> None:
    with pytest.raises(ValueError, match="no_such_code"):
        tell(Reason("no_such_code"), today=dt.date(2026, 11, 5), name=str)


def test_sources() -> None:
    assert source(REASONS["thank_you"]) == ("C1", "C3", "C4", "C5", "S4")
    assert source(REASONS["inquiry_second"]) == ("S8", "C8")
    assert source(REASONS["application_inquiry"])[0] == "C12"
    assert source(Reason.of("inquiry_promise", quiet=True)) == ("S2", "C6", "C11")
    known = {f"S{n}" for n in range(1, 11)} | {f"C{n}" for n in range(1, 19)}
    for reason in REASONS.values():
        assert set(source(reason)) <= known
