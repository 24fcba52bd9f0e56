"""Short ways to write facts in their JSON form. Everything is in New York unless said otherwise."""

from __future__ import annotations

from typing import Any

from reminders.explanation import explain

Json = dict[str, Any]
NEW_YORK = "America/New_York"


def interview(date: str = "2026-11-03", id: str = "i1", **more: Any) -> Json:
    """An hour held at 10:00 with Sara."""
    starts = date if "T" in date else f"{date}T10:00"
    base = {"id": id, "starts": starts, "time_zone": NEW_YORK, "status": "held", "people": ["sara"]}
    return base | more


def message(kind: str, on: str, **more: Any) -> Json:
    return {"kind": kind, "on": on} | more


def thanked(on: str = "2026-11-04", to: str = "sara") -> Json:
    return message("thank_you", on, to=to)


def facts(
    *interviews: Json,
    now: str = "2026-11-05T12:00:00-05:00",
    messages: tuple[Json, ...] | list[Json] = (),
    skipped: tuple[Json, ...] | list[Json] = (),
    application: Json | None = None,
    calendar: Json | None = None,
    **stage: Any,
) -> Json:
    return {
        "now": now,
        "me": {"time_zone": NEW_YORK},
        "calendar": {"country": "US"} | (calendar or {}),
        "application": {"stage": "interviewing"} | (application or {}) | stage,
        "interviews": list(interviews),
        "messages": list(messages),
        "skipped": list(skipped),
    }


def steps(*args: Any, **kwargs: Any) -> list[Json]:
    """The steps of `facts(...)`, without their reasons."""
    told: Any = explain(facts(*args, **kwargs))
    return [{key: value for key, value in step.items() if key != "reason"} for step in told]


def only(kind: str, *args: Any, **kwargs: Any) -> list[Json]:
    """The steps of that kind."""
    return [step for step in steps(*args, **kwargs) if step["kind"] == kind]


def dates(step: Json) -> tuple[str | None, str | None, str | None]:
    """Month and day of opens, best by and late after."""
    opens, best_by, late_after = (step[key] and step[key][5:] for key in ("opens", "best_by", "late_after"))
    return opens, best_by, late_after


def inquiry(*args: Any, **kwargs: Any) -> tuple[Any, ...]:
    """Number (or "close_out") and dates of the one inquiry; number and "blocked"; () if there is none."""
    found = [s for s in steps(*args, **kwargs) if s["kind"] in ("status_inquiry", "close_out")]
    assert len(found) <= 1
    if not found:
        return ()
    step = found[0]
    if step["state"] == "blocked":
        return step["number"], "blocked"
    return step.get("number", "close_out"), *dates(step)


def asked(*days: str) -> list[Json]:
    """Status inquiries sent on these days."""
    return [message("status_inquiry", day) for day in days]


def promise(date: str, on: str | None = None) -> Json:
    return {"on": on, "text": "", "date": date}
