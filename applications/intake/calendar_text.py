"""A calendar's text, made harmless before a library sees it: bounded, unpacked by nothing, without rules that count
for hours."""

from __future__ import annotations

import re

from applications.intake.charsets import decoded
from applications.intake.errors import IntakeError

MOST_BYTES = 5 * 1024 * 1024
MOST_LINES = 150_000
MOST_ZONES = 200
MOST_CHANGES = 400
DEEPEST = 6
# A library works a zone's rules out from their first day: once or twice a year is all that clocks ever change.
_RULE_PARTS = {"FREQ", "INTERVAL", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT", "WKST"}
_OPENING = re.compile(r"\s*BEGIN\s*:\s*([A-Z0-9-]+)\s*\Z", re.IGNORECASE)
_CLOSING = re.compile(r"\s*END\s*:\s*([A-Z0-9-]+)\s*\Z", re.IGNORECASE)
NOT_A_CALENDAR = "This is no calendar file. Save the invitation as .ics, or log the interview by typing."


def calm_calendar(data: bytes) -> list[str]:
    """The unfolded lines of a calendar, whatever its encoding. Raises IntakeError past the limits.

    What stands before and after the calendar is left out, and so are time zones whose rules are no clock's.
    """
    if len(data) > MOST_BYTES:
        raise IntakeError(
            f"This calendar is larger than {MOST_BYTES // 2**20} MB. Save only the invitation as .ics."
        )
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    unfolded = re.sub(r"\n[ \t]", "", text)
    lines = unfolded.split("\n")
    if len(lines) > MOST_LINES:
        raise IntakeError("This calendar is too long to read. Save only the invitation as .ics.")
    lines = _only_calendars(lines)
    _check_depth(lines)
    return _without_wild_zones(lines)


def _only_calendars(lines: list[str]) -> list[str]:
    """From each BEGIN:VCALENDAR to its END; of events that were copied without their calendar, those."""
    for wanted in ("VCALENDAR", "VEVENT"):
        kept: list[str] = []
        depth = 0
        for line in lines:
            if (opened := _OPENING.match(line)) and opened[1].upper() == wanted:
                depth += 1
            if depth:
                kept.append(line.strip(" ") if _OPENING.match(line) or _CLOSING.match(line) else line)
            if depth and (closed := _CLOSING.match(line)) and closed[1].upper() == wanted:
                depth -= 1
        if kept:
            # A calendar that was cut off ends here.
            kept += [f"END:{wanted}"] * depth
            return (
                kept if wanted == "VCALENDAR" else ["BEGIN:VCALENDAR", "VERSION:2.0", *kept, "END:VCALENDAR"]
            )
    raise IntakeError(NOT_A_CALENDAR)


def _check_depth(lines: list[str]) -> None:
    depth = 0
    for line in lines:
        if _OPENING.match(line):
            depth += 1
            if depth > DEEPEST:
                raise IntakeError(
                    "This calendar is nested too deep to be one. Save the invitation as .ics again."
                )
        elif _CLOSING.match(line):
            depth -= 1


def _without_wild_zones(lines: list[str]) -> list[str]:
    kept: list[str] = []
    zone: list[str] | None = None
    zones = 0
    for line in lines:
        if zone is None and (opened := _OPENING.match(line)) and opened[1].upper() == "VTIMEZONE":
            zone, zones = [], zones + 1
        if zone is None:
            kept.append(line)
            continue
        zone.append(line)
        if (closed := _CLOSING.match(line)) and closed[1].upper() == "VTIMEZONE":
            if zones <= MOST_ZONES and _is_a_clock(zone):
                kept += zone
            zone = None
    return kept


def _is_a_clock(zone: list[str]) -> bool:
    rules = [line.strip().upper() for line in zone if line.upper().startswith(("RRULE", "EXRULE"))]
    changes = sum(1 + line.count(",") for line in zone if line.upper().startswith(("DTSTART", "RDATE")))
    return changes <= MOST_CHANGES and all(map(_is_yearly, rules))


def _is_yearly(rule: str) -> bool:
    """Whether a rule names days of each year, every part once and nothing else."""
    name, _, value = rule.partition(":")
    parts = [part.partition("=")[::2] for part in value.split(";") if part]
    said = dict(parts)
    every = said.get("INTERVAL", "1")
    return (
        name == "RRULE"
        and len(said) == len(parts)
        and said.keys() <= _RULE_PARTS
        and said.get("FREQ") == "YEARLY"
        and every.isdecimal()
        and 1 <= int(every[:6]) <= 100
    )
