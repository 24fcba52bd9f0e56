"""Reading one JSON object key by key, refusing what is malformed with the key's path."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar
from zoneinfo import available_timezones

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

# Holiday tables and time zones mean nothing far outside these years.
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_LONGEST_TEXT = 10_000

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOCAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})"
)


class FactsError(ValueError):
    """Facts that are refused: `path` of the key (such as `interviews[0].promise.date`) and what is wrong."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}" if path else problem)
        self.path = path
        self.problem = problem


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def parse_date(value: object, path: str) -> dt.date:
    """`YYYY-MM-DD` as a date. Raises FactsError."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise FactsError(path, "must be a date, YYYY-MM-DD")
    try:
        date = dt.date.fromisoformat(value)
    except ValueError:
        raise FactsError(path, f"{value} is not a day of the calendar") from None
    return _in_range(date, path)


def parse_text(value: object, path: str) -> str:
    """Text that is not blank. Raises FactsError."""
    if not isinstance(value, str):
        raise FactsError(path, "must be text")
    if not value.strip():
        raise FactsError(path, "must not be blank")
    if len(value) > _LONGEST_TEXT:
        raise FactsError(path, "is too long")
    return value


def _in_range(date: dt.date, path: str) -> dt.date:
    if not _FIRST_YEAR <= date.year <= _LAST_YEAR:
        raise FactsError(path, f"must be a year from {_FIRST_YEAR} to {_LAST_YEAR}")
    return date


class Record:
    """One JSON object at `path`. Every reading method raises FactsError.

    A key that may be left out may be null too where its value is one thing (text, a date, a number, an
    object); flags and lists are given or left out.
    """

    def __init__(self, value: object, path: str, known: Collection[str]) -> None:
        if not isinstance(value, dict):
            raise FactsError(path, "must be an object")
        self.path = path
        self._value: dict[object, object] = value
        for key in value:
            if key not in known:
                raise FactsError(self.at(str(key)), "is not a known key")

    def at(self, key: str) -> str:
        """The path of a key."""
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        """Whether the key is there and not null."""
        return self._value.get(key) is not None

    def raw(self, key: str) -> object:
        """The value of a key as it is; None where it is left out."""
        return self._value.get(key)

    def required(self, key: str) -> object:
        """The value of a key that must be there."""
        if key not in self._value:
            raise FactsError(self.at(key), "is missing")
        return self._value[key]

    def _optional(self, key: str, read: Callable[[object, str], T]) -> T | None:
        value = self._value.get(key)
        return None if value is None else read(value, self.at(key))

    def text(self, key: str) -> str | None:
        """Text, or None."""
        return self._optional(key, parse_text)

    def required_text(self, key: str) -> str:
        """Text that must be there."""
        return parse_text(self.required(key), self.at(key))

    def date(self, key: str) -> dt.date | None:
        """A date, or None."""
        return self._optional(key, parse_date)

    def required_date(self, key: str) -> dt.date:
        """A date that must be there."""
        return parse_date(self.required(key), self.at(key))

    def local_time(self, key: str) -> dt.datetime:
        """`YYYY-MM-DDTHH:MM[:SS]`, naive wall-clock time, that must be there."""
        value, path = self.required(key), self.at(key)
        if not isinstance(value, str) or not _LOCAL.fullmatch(value):
            raise FactsError(path, "must be a local time without an offset, YYYY-MM-DDTHH:MM")
        return self._moment(value, path)

    def instant(self, key: str) -> dt.datetime:
        """`YYYY-MM-DDTHH:MM[:SS]` with an offset, aware, that must be there."""
        value, path = self.required(key), self.at(key)
        if not isinstance(value, str) or not _INSTANT.fullmatch(value):
            raise FactsError(path, "must be a time with its offset, YYYY-MM-DDTHH:MM:SS+HH:MM")
        return self._moment(value, path)

    @staticmethod
    def _moment(value: str, path: str) -> dt.datetime:
        try:
            moment = dt.datetime.fromisoformat(value)
        except ValueError:
            raise FactsError(path, f"{value} is not a time of the calendar") from None
        _in_range(moment.date(), path)
        return moment

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self._value.get(key, default)
        if not isinstance(value, bool):
            raise FactsError(self.at(key), "must be true or false")
        return value

    def whole(self, key: str, low: int, high: int) -> int | None:
        """A whole number from `low` to `high`, or None; true and 1.0 are none."""
        value = self._value.get(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise FactsError(self.at(key), f"must be a whole number from {low} to {high}")
        return value

    def choice(self, key: str, choices: type[E]) -> E:
        """One of an enumeration's values, that must be there."""
        value = self.required(key)
        if not isinstance(value, str) or value not in {each.value for each in choices}:
            raise FactsError(self.at(key), "must be one of " + ", ".join(each.value for each in choices))
        return choices(value)

    def zone(self, value: object, key: str) -> str:
        """The name of an IANA time zone."""
        if not isinstance(value, str) or value not in _zones():
            raise FactsError(self.at(key), "must be an IANA time zone, such as Europe/Berlin")
        return value

    def items(self, key: str) -> list[tuple[object, str]] | None:
        """The values of a list, each with its path; None where the key is left out."""
        if key not in self._value:
            return None
        value = self._value[key]
        if not isinstance(value, list):
            raise FactsError(self.at(key), "must be a list")
        return [(each, f"{self.at(key)}[{number}]") for number, each in enumerate(value)]
