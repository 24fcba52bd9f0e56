"""What the readers of phrases share: sentences made calm, days, and what is only supposed."""

from __future__ import annotations

import re

# What nobody needs to read closely; a regular expression must not run over a page without full stops.
_LONGEST = 700


def any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in patterns), re.IGNORECASE)


def calm(sentence: str) -> str:
    return sentence[:_LONGEST].replace("’", "'").replace("‘", "'")


# "If you are not selected", "whether we move forward": nothing has been decided.
_IF = r"(?:if|should|whether|unless|until|in case|in the event|once)"
SUPPOSED = re.compile(
    rf"\b{_IF}\b[^,;]{{0,80}}$|^should (?:you|we|it|your)\b|\b(?:not yet|haven't|have not) (?:made|taken"
    rf"|reached|decided)",
    re.IGNORECASE,
)

_TIME = any_of(
    r"\b(?:today|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|thurs?"
    r"|fri)\b",
    r"\b(?:this|next|following|coming|end of(?: the| this| next)?|early|mid|late|middle of|beginning of"
    r"|first|second) ?(?:the |this |next |of )?"
    r"(?:week|month|fortnight|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|year|quarter)\b",
    r"\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|ten|a|an|a few|a couple of|couple of|several"
    r"|few)(?: ?(?:-|–|to|or) ?(?:\d{1,2}|two|three|four|five|six|seven))?"
    r" (?:more |business |working |calendar )?(?:days?|weeks?|hours?|months?|fortnight)\b",
    r"\b\d{1,2}(?:st|nd|rd|th)\b|\b(?:january|february|march|april|june|july|august|september|october"
    r"|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.? \d{1,2}\b"
    r"|\b\d{1,2}\.? (?:of )?(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b",
    r"\b\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?\b|\b\d{4}-\d\d-\d\d\b",
    r"\b(?:eod|eow|cob|fortnight|christmas|the holidays|new year|thanksgiving|easter|end of (?:day"
    r"|business))\b",
    r"\bin (?:early |mid-?|late )?(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\b",
)


def speaks_of_time(sentence: str) -> bool:
    """Whether it names a day or a span at all."""
    return bool(_TIME.search(calm(sentence)))
