"""Numbers as people write them, in digits or in English words, brought to one spelling."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {word: value for value, word in enumerate(_SMALL)} | {
    word: 10 * tens for tens, word in enumerate(_TENS, 2)
}
_TIMES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SUFFIXES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000}

_ORDINAL_WORDS = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
]  # fmt: skip
ORDINALS: dict[str, int] = {
    **{f"twenty-{word}": 20 + value for value, word in enumerate(_ORDINAL_WORDS[:9], 1)},
    "thirtieth": 30,
    "thirty-first": 31,
    **{word: value for value, word in reversed(list(enumerate(_ORDINAL_WORDS, 1)))},
}
"""`twenty-first` → 21, up to the 31st; longer words stand before those they end with."""

# "one", "first" and "second" are most often no numbers: "one more thing", "a second".
_PLAIN = "|".join([word for word in (*_VALUES, *_TIMES) if word != "one"][::-1])
_LARGE = "|".join(_TIMES)
_COUNTED = "|".join(word for word in ORDINALS if word not in {"first", "second"})
NUMBER = (
    r"(?<![\w.,])(?:\d[\d,.]*\d|\d)(?:[a-z]{1,2}\b|%)?"
    rf"|\b(?:{_COUNTED})\b"
    rf"|\b(?:one[ -](?={_LARGE})|{_PLAIN})(?:(?:[ -]|(?<=d|n) and )(?:{_PLAIN}|one))*s?\b"
)
"""A regular expression for one number, to be used without regard to case."""


def amount(written: str) -> str:
    """The number in plain digits, an ordinal with `th` behind: `1,200` → `1200`, `Third` → `3th`."""
    written = written.lower()
    if written in ORDINALS:
        return f"{ORDINALS[written]}th"
    if not written[0].isdigit():
        return f"{_counted(re.findall(r'[a-z]+', written))}"
    digits, suffix = re.fullmatch(r"([\d,.]+)(\D*)", written).groups()  # type: ignore[union-attr]
    try:
        value = Decimal(digits.replace(",", "")) * _SUFFIXES.get(suffix, 1)
    except InvalidOperation:
        return written
    return f"{value.normalize():f}" + ("th" if suffix in {"st", "nd", "rd", "th"} else "")


def _counted(words: list[str]) -> int:
    whole = part = 0
    for word in words:
        word = word if word in _VALUES or word in _TIMES or word == "and" else word.removesuffix("s")
        if word in {"dozen", "hundred"}:
            part = (part or 1) * _TIMES[word]
        elif word in _TIMES:
            whole, part = whole + (part or 1) * _TIMES[word], 0
        else:
            part += _VALUES.get(word, 0)
    return whole + part
