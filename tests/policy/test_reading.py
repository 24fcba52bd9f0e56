"""What `read_facts` takes and what it refuses, with the path."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from reminders.explanation import explain
from reminders.policy import DEFAULT_QUIET, FactsError, read_facts
from tests.policy.builders import facts, interview, message

MINIMAL = {"now": "2026-11-05T12:00:00Z", "application": {"stage": "applied"}}


def changed(path: list[Any], value: Any) -> Any:
    """Full facts with one value put in at a path."""
    whole: Any = facts(
        interview(promise={"on": "2026-11-03", "text": "soon", "date": None}),
        messages=[
            message("reply", "2026-11-05", promise={"text": "soon"}),
            message("auto_reply", "2026-11-05"),
        ],
        skipped=[{"kind": "status_inquiry", "number": 1, "on": None}],
        calendar={"quiet": [["12-24", "01-01"]], "days_off": ["2026-11-06"], "subdivision": None},
    )
    place = whole
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return whole


def path_of(obj: Any) -> str:
    with pytest.raises(FactsError) as caught:
        read_facts(obj)
    assert str(caught.value).startswith(caught.value.path)
    assert caught.value.problem
    return caught.value.path


def test_defaults() -> None:
    read = read_facts(MINIMAL)
    assert read.time_zone == "UTC"
    assert read.calendar.quiet == DEFAULT_QUIET == (((12, 24), (1, 1)),)
    assert (read.calendar.country, read.calendar.days_off) == (None, frozenset())
    assert (read.interviews, read.messages, read.skipped) == ((), (), ())
    bare = {"id": "i", "starts": "2026-11-03T10:00", "time_zone": "UTC", "status": "held"}
    (one,) = read_facts(MINIMAL | {"interviews": [bare]}).interviews
    assert (one.minutes, one.confirmed, one.owes_thanks, one.replaced) == (60, True, True, False)
    assert (one.people, one.recipient, one.promise) == ((), None, None)
    assert read_facts(MINIMAL | {"calendar": {"quiet": []}}).calendar.quiet == ()


def test_null_is_left_out() -> None:
    nulls = MINIMAL | {"me": None, "calendar": {"country": None, "subdivision": None}}
    assert read_facts(nulls) == read_facts(MINIMAL)


def test_the_policys_own_example() -> None:
    example = {
        "now": "2026-11-05T12:00:00-05:00",
        "me": {"time_zone": "America/New_York"},
        "calendar": {"country": "US", "subdivision": None, "quiet": [["12-24", "01-01"]], "days_off": []},
        "application": {"stage": "interviewing", "applied_on": None, "closing_on": None, "no_contact": False,
                        "rejected_on": None, "offered_on": None, "offer_deadline": None},
        "interviews": [{
            "id": "i1", "starts": "2026-11-03T10:00", "minutes": 60, "time_zone": "America/New_York",
            "status": "held", "confirmed": True, "owes_thanks": True, "invited_on": None,
            "cancelled_on": None, "replaced": False, "people": ["sara", "tom"], "recipient": "sara",
            "promise": {"on": "2026-11-03", "text": "within a week", "date": None},
        }],
        "messages": [{"kind": "thank_you", "to": "sara", "interview": "i1", "on": "2026-11-04"},
                     {"kind": "status_inquiry", "on": "2026-11-16"},
                     {"kind": "application_inquiry", "on": "2026-11-16"},
                     {"kind": "reply", "on": "2026-11-17", "promise": None},
                     {"kind": "question", "on": "2026-11-18"},
                     {"kind": "auto_reply", "on": "2026-11-17", "returns_on": "2026-11-23"},
                     {"kind": "answer", "on": "2026-11-18"},
                     {"kind": "references_called", "on": "2026-11-19"},
                     {"kind": "reschedule", "interview": "i1", "on": "2026-11-19"},
                     {"kind": "rejection_thanks", "on": "2026-11-20"},
                     {"kind": "offer_acknowledgement", "on": "2026-11-20"}],
        "skipped": [{"kind": "thank_you", "interview": "i1", "to": "tom", "on": None},
                    {"kind": "status_inquiry", "number": 1, "on": "2026-11-12"}],
    }  # fmt: skip
    read = read_facts(json.loads(json.dumps(example)))
    assert read.now == dt.datetime(2026, 11, 5, 17, tzinfo=dt.UTC)
    assert len(read.messages) == 11
    assert explain(example)


REFUSED: list[tuple[list[Any], Any, str]] = [
    (["nonsense"], 1, "nonsense"),
    (["me", "zone"], "UTC", "me.zone"),
    (["me"], [], "me"),
    (["me", "time_zone"], "Mars/Base", "me.time_zone"),
    (["me", "time_zone"], "America", "me.time_zone"),
    (["me", "time_zone"], "../etc/passwd", "me.time_zone"),
    (["me", "time_zone"], "", "me.time_zone"),
    (["me", "time_zone"], 5, "me.time_zone"),
    (["now"], "2026-11-05T12:00:00", "now"),
    (["now"], "2026-11-05", "now"),
    (["now"], "2026-11-05T25:00:00Z", "now"),
    (["now"], "2026-11-05T12:00:00+99:00", "now"),
    (["now"], "0001-01-01T00:00:00+14:00", "now"),
    (["now"], 1762340400, "now"),
    (["now"], None, "now"),
    (["calendar"], "US", "calendar"),
    (["calendar", "country"], "XX", "calendar.country"),
    (["calendar", "country"], "us", "calendar.country"),
    (["calendar", "country"], ["US"], "calendar.country"),
    (["calendar", "subdivision"], "XX", "calendar.subdivision"),
    (["calendar"], {"subdivision": "NY"}, "calendar.subdivision"),
    (["calendar", "quiet"], None, "calendar.quiet"),
    (["calendar", "quiet"], "12-24", "calendar.quiet"),
    (["calendar", "quiet"], [["12-24"]], "calendar.quiet[0]"),
    (["calendar", "quiet"], [["12-24", "01-01"], ["02-30", "03-01"]], "calendar.quiet[1][0]"),
    (["calendar", "quiet"], [["12-24", "1-1"]], "calendar.quiet[0][1]"),
    (["calendar", "quiet"], [["12-24", 101]], "calendar.quiet[0][1]"),
    (["calendar", "quiet"], [["01-01", "12-31"]], "calendar.quiet"),
    (["calendar", "quiet"], [["07-01", "12-31"], ["01-01", "06-30"]], "calendar.quiet"),
    (["calendar", "days_off", 0], "2026-13-01", "calendar.days_off[0]"),
    (["calendar", "days_off"], {}, "calendar.days_off"),
    (["application"], None, "application"),
    (["application", "stage"], "ghosted", "application.stage"),
    (["application", "stage"], True, "application.stage"),
    (["application", "stage"], ["offer"], "application.stage"),
    (["application", "no_contact"], 0, "application.no_contact"),
    (["application", "no_contact"], None, "application.no_contact"),
    (["application", "applied_on"], "2026-02-29", "application.applied_on"),
    (["application", "applied_on"], "20261103", "application.applied_on"),
    (["application", "applied_on"], "2026-W45-1", "application.applied_on"),
    (["application", "applied_on"], "9999-12-31", "application.applied_on"),
    (["application", "applied_on"], "２０２６-11-03", "application.applied_on"),
    (["application", "salary"], 1, "application.salary"),
    (["interviews"], {}, "interviews"),
    (["interviews", 0], "i1", "interviews[0]"),
    (["interviews", 0, "id"], "", "interviews[0].id"),
    (["interviews", 0, "id"], 7, "interviews[0].id"),
    (["interviews", 0, "starts"], "2026-11-03T10:00Z", "interviews[0].starts"),
    (["interviews", 0, "starts"], "2026-11-03 10:00", "interviews[0].starts"),
    (["interviews", 0, "starts"], "2026-11-03T10:00-05:00", "interviews[0].starts"),
    (["interviews", 0, "starts"], "2026-11-31T10:00", "interviews[0].starts"),
    (["interviews", 0, "starts"], "2026-11-03", "interviews[0].starts"),
    (["interviews", 0, "minutes"], 0, "interviews[0].minutes"),
    (["interviews", 0, "minutes"], -60, "interviews[0].minutes"),
    (["interviews", 0, "minutes"], 10**9, "interviews[0].minutes"),
    (["interviews", 0, "minutes"], True, "interviews[0].minutes"),
    (["interviews", 0, "minutes"], 60.0, "interviews[0].minutes"),
    (["interviews", 0, "minutes"], float("nan"), "interviews[0].minutes"),
    (["interviews", 0, "minutes"], "60", "interviews[0].minutes"),
    (["interviews", 0, "time_zone"], "EST5", "interviews[0].time_zone"),
    (["interviews", 0, "time_zone"], None, "interviews[0].time_zone"),
    (["interviews", 0, "status"], "done", "interviews[0].status"),
    (["interviews", 0, "confirmed"], "yes", "interviews[0].confirmed"),
    (["interviews", 0, "people"], "sara", "interviews[0].people"),
    (["interviews", 0, "people"], ["sara", 5], "interviews[0].people[1]"),
    (["interviews", 0, "people"], [" "], "interviews[0].people[0]"),
    (["interviews", 0, "recipient"], ["sara"], "interviews[0].recipient"),
    (["interviews", 0, "promise"], "soon", "interviews[0].promise"),
    (["interviews", 0, "promise", "date"], "soon", "interviews[0].promise.date"),
    (["interviews", 0, "promise", "on"], 3, "interviews[0].promise.on"),
    (["interviews", 0, "promise", "text"], 3, "interviews[0].promise.text"),
    (["interviews", 0, "promise", "by"], "x", "interviews[0].promise.by"),
    (["messages", 0, "kind"], "letter", "messages[0].kind"),
    (["messages", 0, "on"], None, "messages[0].on"),
    (["messages", 0, "on"], "2026-11-05T10:00", "messages[0].on"),
    (["messages", 0, "to"], 5, "messages[0].to"),
    (["messages", 0, "interview"], "i9", "messages[0].interview"),
    (["messages", 0, "returns_on"], "2026-11-09", "messages[0].returns_on"),
    (["messages", 0, "promise"], {"date": "x"}, "messages[0].promise.date"),
    (["messages", 1, "promise"], {"text": "soon"}, "messages[1].promise"),
    (["messages", 0, "key"], "k", "messages[0].key"),
    (["skipped", 0, "kind"], "reply", "skipped[0].kind"),
    (["skipped", 0, "interview"], "i9", "skipped[0].interview"),
    (["skipped", 0, "number"], True, "skipped[0].number"),
    (["skipped", 0, "number"], 3, "skipped[0].number"),
    (["skipped", 0, "on"], "", "skipped[0].on"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value", "expected"), REFUSED, ids=[f"{p[-1]}={v!r}"[:40] for p, v, _ in REFUSED]
)
def test_refused_with_its_path(path: list[Any], value: Any, expected: str) -> None:
    assert path_of(changed(path, value)) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (["now"], "now"),
        (["application"], "application"),
        (["application", "stage"], "application.stage"),
        (["interviews", 0, "id"], "interviews[0].id"),
        (["interviews", 0, "starts"], "interviews[0].starts"),
        (["interviews", 0, "time_zone"], "interviews[0].time_zone"),
        (["interviews", 0, "status"], "interviews[0].status"),
        (["messages", 0, "kind"], "messages[0].kind"),
        (["messages", 0, "on"], "messages[0].on"),
        (["skipped", 0, "kind"], "skipped[0].kind"),
    ],
)
def test_required(path: list[Any], expected: str) -> None:
    whole = place = changed(["now"], "2026-11-05T12:00:00Z")
    for key in path[:-1]:
        place = place[key]
    del place[path[-1]]
    assert path_of(whole) == expected


def test_interview_ids_are_unique() -> None:
    assert path_of(facts(interview(), interview("2026-11-04"))) == "interviews[1].id"


@pytest.mark.parametrize("obj", [None, 5, "x", True, float("nan")])
def test_not_an_object(obj: Any) -> None:
    assert path_of(obj) == ""


def test_paths_in_a_list_of_facts() -> None:
    with pytest.raises(FactsError) as caught:
        explain([MINIMAL, MINIMAL, changed(["interviews", 0, "starts"], "noon")])
    assert caught.value.path == "[2].interviews[0].starts"
    with pytest.raises(FactsError) as caught:
        explain([MINIMAL, 5])
    assert caught.value.path == "[1]"


def test_a_message_from_the_future_and_an_unknown_recipient_are_taken() -> None:
    late = message("thank_you", "2027-01-01", to="rita", interview="i1")
    assert read_facts(facts(interview(), messages=[late])).messages[0].to == "rita"


def test_a_subdivision_by_code_or_name() -> None:
    for name in ("BY", "Bayern"):
        assert read_facts(facts(calendar={"country": "DE", "subdivision": name})).calendar.subdivision == name
