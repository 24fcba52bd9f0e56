"""Facts and etiquettes as chance would have them, in the JSON form that `read_facts` takes."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from reminders.policy import (
    CUSTOMS,
    DEFAULT_ETIQUETTE,
    Etiquette,
    Facts,
    MessageKind,
    State,
    Step,
    StepKind,
    choose,
    number_of,
    plan,
    problems,
    read_facts,
)

DAY_ZERO = dt.date(2026, 10, 26)
PEOPLE = ["sara", "tom", "ann"]
ZONES = ["America/New_York", "Asia/Tokyo", "Europe/London", "Pacific/Auckland", "Asia/Kathmandu", "UTC"]
MESSAGES = [kind.value for kind in MessageKind]
STEPS = [kind.value for kind in StepKind]
WORDS = [
    "",
    "soon",
    "next week",
    "within a week",
    "2-3 weeks",
    "after the holidays",
    "end of the month",
    "13 Nov",
]

many = settings(
    # A long search by hand: HYPOTHESIS_EXAMPLES=2000 python -m pytest tests/policy
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "120")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

dates = st.integers(0, 90).map(lambda n: (DAY_ZERO + dt.timedelta(days=n)).isoformat())
maybe_dates = st.none() | dates
person = st.none() | st.sampled_from([*PEOPLE, "rita"])
ids = st.none() | st.sampled_from(["i0", "i1", "i2"])
exact_promises = st.none() | st.fixed_dictionaries({"on": maybe_dates, "text": st.just(""), "date": dates})
promises = exact_promises | st.fixed_dictionaries({"on": maybe_dates, "text": st.sampled_from(WORDS)})


def polite(numbers: Mapping[str, int]) -> Etiquette:
    """An etiquette with these numbers, those raised that come before one they have to follow."""
    raised = dict(numbers)
    while wrong := next(problems(raised), None):
        raised[wrong.name] = raised.get(wrong.name, number_of(DEFAULT_ETIQUETTE, wrong.name)) + 1
    return choose(raised)


etiquettes = st.fixed_dictionaries(
    {}, optional={each.name: st.integers(each.least, each.most) for each in CUSTOMS}
).map(polite)


def interviews(promise: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    one = st.fixed_dictionaries(
        {
            "starts": st.builds(lambda d, h: f"{d}T{h:02}:30", dates, st.integers(0, 23)),
            "minutes": st.sampled_from([30, 60, 600, 3000]),
            "time_zone": st.sampled_from(ZONES),
            "status": st.sampled_from(["scheduled", "held", "held", "cancelled_by_employer", "cancelled"]),
            "confirmed": st.booleans(),
            "owes_thanks": st.sampled_from([True, True, False]),
            "invited_on": maybe_dates,
            "cancelled_on": maybe_dates,
            "replaced": st.booleans(),
            "people": st.lists(st.sampled_from(PEOPLE), unique=True),
            "recipient": person,
            "promise": promise,
        }
    )
    return st.lists(one, min_size=3, max_size=3).map(
        lambda found: [each | {"id": f"i{number}"} for number, each in enumerate(found)]
    )


@st.composite
def messages(draw: st.DrawFn, promise: st.SearchStrategy[Any]) -> dict[str, Any]:
    kind = draw(st.sampled_from(MESSAGES))
    told: dict[str, Any] = {"kind": kind, "on": draw(dates)}
    if kind in ("thank_you", "reschedule"):
        told |= {"interview": draw(ids), "to": draw(person)}
    if kind in ("reply", "question"):
        told["promise"] = draw(promise)
    if kind == "auto_reply":
        told["returns_on"] = draw(maybe_dates)
    return told


skips = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(STEPS),
        "interview": ids,
        "to": person,
        "number": st.none() | st.sampled_from([1, 2]),
        "on": maybe_dates,
    }
)
own_promises = st.lists(
    st.fixed_dictionaries(
        {"text": st.just("Send references"), "on": dates, "done": st.booleans(), "interview": ids}
    ),
    max_size=2,
).map(lambda found: [each | {"id": f"p{number}"} for number, each in enumerate(found)])
calendars = st.fixed_dictionaries(
    {
        # EG rests on Friday and Saturday, AE on Saturday and Sunday with holidays of the moon.
        "country": st.sampled_from([None, "US", "DE", "EG", "AE"]),
        "quiet": st.sampled_from(
            [
                [["12-24", "01-01"]],
                [],
                [["11-10", "11-12"], ["11-13", "11-20"]],
                [["11-25", "02-29"]],
                [["01-02", "12-31"]],
            ]
        ),
        "days_off": st.lists(dates, max_size=5),
    }
)
applications = st.fixed_dictionaries(
    {
        "stage": st.sampled_from(["applied", *["interviewing"] * 6, "offer", "rejected", "closed"]),
        "applied_on": maybe_dates,
        "closing_on": maybe_dates,
        "no_contact": st.booleans(),
        "rejected_on": maybe_dates,
        "offered_on": maybe_dates,
        "offer_deadline": maybe_dates,
    }
)


def all_facts(
    promise: st.SearchStrategy[Any] = promises, calendar: st.SearchStrategy[Any] = calendars
) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "now": st.builds(lambda d, h: f"{d}T{h:02}:00:00Z", dates, st.integers(0, 23)),
            "me": st.fixed_dictionaries({"time_zone": st.sampled_from(ZONES)}),
            "calendar": calendar,
            "application": applications,
            "interviews": interviews(promise).flatmap(
                lambda found: st.integers(1, 3).map(
                    lambda n: found[:n] + [each | {"status": "cancelled"} for each in found[n:]]
                )
            ),
            "messages": st.lists(messages(promise), max_size=8),
            "skipped": st.lists(skips, max_size=2),
            "own_promises": own_promises,
        }
    )


def moved(value: Any, days: int) -> Any:
    """The same JSON with every date so many days later."""
    if isinstance(value, dict):
        return {key: moved(each, days) for key, each in value.items()}
    if isinstance(value, list):
        return [moved(each, days) for each in value]
    if isinstance(value, str) and value[:2] == "20":
        later = dt.date.fromisoformat(value[:10]) + dt.timedelta(days=days)
        return later.isoformat() + value[10:]
    return value


def read(obj: dict[str, Any], manners: Etiquette = DEFAULT_ETIQUETTE) -> tuple[Facts, tuple[Step, ...]]:
    facts = read_facts(obj)
    return facts, plan(facts, manners)


def timeless(facts: Facts, manners: Etiquette, now: dt.datetime) -> list[Step]:
    """The plan at another instant, whatever is due by then."""
    return [replace(step, state=State.DUE) for step in plan(replace(facts, now=now), manners)]
