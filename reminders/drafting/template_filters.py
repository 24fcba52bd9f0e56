"""The filters of templates: what may be done to a field between `{{` and `}}`.

Liquid's own filters are left out, all of them: they work on any object, and some grow a text without bound.
These take text, lists of text and whole numbers, and refuse in words that can be shown.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from liquid.exceptions import FilterArgumentError
from liquid.undefined import Undefined

from reminders.drafting.template_fields import Missing

LONGEST_TEXT = 50_000
"""Characters that a text can have, on its way and in the end."""

_SAID_WITH_AN = re.compile(r"(?:hours?|hourly|honest|honou?r\w*|heirs?)\b|[aeiou]|8|11\b|18\b", re.IGNORECASE)
_SAID_WITH_A = re.compile(r"uni(?!n|m)|us[eau]|utili|util\b|eu|one\b|once\b|ubiq|ux|ui\b", re.IGNORECASE)
_SPELLED = re.compile(r"[FHLMNRSX][A-Z]{0,3}\b")
_SPOKEN = {"HEAD", "HIL", "LAB", "LAMP", "LEAD", "LEAN", "NASA", "NATO", "RAG", "SALES", "SAP", "SIM", "SOC"}


class Filter(NamedTuple):
    """What a filter does, and how many values it takes after its colon."""

    apply: Callable[..., object]
    fewest: int = 0
    most: int = 0
    shows_gaps: bool = False
    """Whether it works on a missing field, too; the others leave it missing."""


def as_text(value: object) -> str:
    """A value as it is printed."""
    if isinstance(value, list):
        return "".join(as_text(each) for each in value)
    if value is None or isinstance(value, Undefined):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value.start}..{value.stop - 1}" if isinstance(value, range) else str(value)


def with_article(value: object) -> str:
    """ "a Data Engineer", "an SRE", "an hourly role", "a UX Designer"."""
    text = as_text(value)
    word = text.partition(" ")[0]
    spelled = _SPELLED.match(text) and word not in _SPOKEN
    vowel = _SAID_WITH_AN.match(text) and not _SAID_WITH_A.match(text)
    return f"{'an' if vowel or spelled else 'a'} {text}"


def _append(value: object, more: object) -> str:
    return _bounded(as_text(value), as_text(more))


def _prepend(value: object, more: object) -> str:
    return _bounded(as_text(more), as_text(value))


def _capitalize(value: object) -> str:
    """The first letter alone is changed: a name keeps its capitals."""
    text = as_text(value)
    return text[:1].upper() + text[1:]


def _default(value: object, instead: object) -> object:
    nothing = value is False or isinstance(value, Missing | Undefined) or value in (None, "", [])
    return instead if nothing else value


def _first(value: object) -> object:
    items = _list(value, "first")
    return items[0] if items else ""


def _last(value: object) -> object:
    items = _list(value, "last")
    return items[-1] if items else ""


def _join(value: object, between: object = " ") -> str:
    items, glue = [as_text(each) for each in _list(value, "join")], as_text(between)
    if sum(map(len, items)) + len(glue) * len(items) > LONGEST_TEXT:
        raise _too_long()
    return glue.join(items)


def _replace(value: object, old: object, new: object = "") -> str:
    text, was, becomes = as_text(value), as_text(old), as_text(new)
    if not was:
        raise FilterArgumentError("The filter replace needs something to look for.", token=None)
    if len(text) + text.count(was) * (len(becomes) - len(was)) > LONGEST_TEXT:
        raise _too_long()
    return text.replace(was, becomes)


def _size(value: object) -> int:
    if isinstance(value, Missing):
        return 0
    return len(value) if isinstance(value, list) else len(as_text(value))


def _split(value: object, at: object) -> list[str]:
    text, mark = as_text(value), as_text(at)
    if not mark:
        return list(text)
    return (text.split() if mark == " " else text.split(mark)) if text else []


def _truncate(value: object, most: object = 50, end: object = "...") -> str:
    text, dots, length = as_text(value), as_text(end), _whole(most, "truncate")
    return text if len(text) <= length else text[: max(length - len(dots), 0)] + dots


def _truncatewords(value: object, most: object = 15, end: object = "...") -> str:
    text, length = as_text(value), max(_whole(most, "truncatewords"), 1)
    words = text.split()
    return text if len(words) <= length else _bounded(" ".join(words[:length]), as_text(end))


FILTERS: dict[str, Filter] = {
    "append": Filter(_append, 1, 1, shows_gaps=True),
    "capitalize": Filter(_capitalize),
    "default": Filter(_default, 1, 1, shows_gaps=True),
    "downcase": Filter(lambda value: as_text(value).lower()),
    "first": Filter(_first),
    "join": Filter(_join, 0, 1),
    "last": Filter(_last),
    "prepend": Filter(_prepend, 1, 1, shows_gaps=True),
    "replace": Filter(_replace, 1, 2),
    "size": Filter(_size, shows_gaps=True),
    "split": Filter(_split, 1, 1),
    "strip": Filter(lambda value: as_text(value).strip()),
    "truncate": Filter(_truncate, 0, 2),
    "truncatewords": Filter(_truncatewords, 0, 2),
    "upcase": Filter(lambda value: as_text(value).upper()),
    "with_article": Filter(with_article, shows_gaps=True),
}


def weight(value: object) -> int:
    """How much work a value is: its characters, or its items with theirs."""
    if isinstance(value, str):
        return len(value) + 1
    return sum(map(weight, value)) if isinstance(value, list | range) else 1


def filtered(name: str, value: object, given: tuple[Any, ...]) -> object:
    """The value after this filter. Raises Liquid's `FilterArgumentError`, in our words."""
    chosen = FILTERS[name]
    if isinstance(value, Missing) and not chosen.shows_gaps:
        return value
    done = chosen.apply(value, *given)
    if isinstance(done, str) and len(done) > LONGEST_TEXT:
        raise _too_long()
    return done


def _list(value: object, name: str) -> list[object]:
    if isinstance(value, list | range):
        return list(value)
    if value is None or isinstance(value, Undefined):
        return []
    raise FilterArgumentError(f"The filter {name} needs a list: use split before it.", token=None)


def _whole(value: object, name: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise FilterArgumentError(f"The filter {name} needs a whole number, as in {name}: 20.", token=None)


def _bounded(*parts: str) -> str:
    if sum(map(len, parts)) > LONGEST_TEXT:
        raise _too_long()
    return "".join(parts)


def _too_long() -> FilterArgumentError:
    return FilterArgumentError("The text grows too long here. Use fewer or shorter pieces.", token=None)
