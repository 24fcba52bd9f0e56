"""Time zones and holiday regions that exist, and what people call them."""

from __future__ import annotations

from datetime import date
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import holidays
from babel import Locale
from django.core.exceptions import ValidationError

# Files of a zone database that mean another clock on each machine, or none.
NOT_PLACES = frozenset({"localtime", "posixrules", "Factory"})


def check_time_zone(name: str) -> None:
    """Raise ValidationError unless `name` is an IANA zone such as Europe/Berlin."""
    wrong = "Choose a time zone from the list, such as Europe/Berlin."
    if name in NOT_PLACES:
        raise ValidationError(wrong)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValidationError(wrong) from error


def check_country(code: str) -> None:
    """Raise ValidationError unless public holidays of this country are known."""
    if code and code not in holidays.list_supported_countries():
        raise ValidationError("Choose a country from the list.")


@cache
def zone_names() -> tuple[str, ...]:
    """The zones to offer: places, not the old aliases without a region."""
    regions = (
        "Africa/",
        "America/",
        "Antarctica/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    )
    return (*sorted(zone for zone in available_timezones() if zone.startswith(regions)), "UTC")


@cache
def zone_choices() -> tuple[tuple[str, str], ...]:
    return tuple((zone, zone.replace("_", " ")) for zone in zone_names())


def place_of(zone: str) -> str:
    """What a zone's clock is called in a sentence: New York for America/New_York."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


@cache
def country_choices() -> tuple[tuple[str, str], ...]:
    names = Locale("en").territories
    countries = [(code, str(names[code])) for code in holidays.list_supported_countries() if code in names]
    return tuple(sorted(countries, key=lambda country: country[1]))


def find_subdivision(country: str, typed: str) -> str:
    """The code of the state or province that `typed` means, by code or by name, whatever its case.

    Raises ValidationError naming the known ones.
    """
    if not typed:
        return ""
    if not country:
        raise ValidationError("Choose the country first.")
    calendar = holidays.country_holidays(country)
    codes: tuple[str, ...] = tuple(calendar.subdivisions)
    known = {code.casefold(): code for code in codes}
    known |= {name.casefold(): code for name, code in calendar.subdivisions_aliases.items()}
    if found := known.get(typed.strip().casefold()):
        return found
    if not codes:
        raise ValidationError("Holidays in this country are the same everywhere: leave this empty.")
    raise ValidationError(f"This country's regions are {', '.join(sorted(codes))}.")


def next_holidays(country: str, subdivision: str, today: date, *, most: int = 8) -> list[tuple[date, str]]:
    """The next public holidays of a region from `today` on, with their names, English where known."""
    if not country:
        return []
    known = getattr(getattr(holidays, country), "supported_languages", ())
    table = holidays.country_holidays(
        country,
        subdiv=subdivision or None,
        years=(today.year, today.year + 1),
        language="en_US" if "en_US" in known else None,
    )
    return sorted((day, str(name)) for day, name in table.items() if day >= today)[:most]
