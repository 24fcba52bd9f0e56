"""What a reader sees in a posting: its heading, and the lines that name company, place, salary and closing date."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import dateparser

LINES_LOOKED_AT = 400
LONGEST_LINE = 400

_SITES = re.compile(
    r"\s*[|·•–—-]\s*(?:linkedin|indeed(?:\.com)?|glassdoor|stepstone|monster(?:\.com)?|ziprecruiter|greenhouse|lever|workable|"
    r"ashby|smartrecruiters|wellfound|otta|xing|finn\.no|careers?|jobs?|career page|job board)\s*$",
    re.IGNORECASE,
)
_HEADINGS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<company>.{2,80}?) (?:is )?hiring (?P<title>.{3,120}?)(?: in (?P<place>.{2,80}))?",
        r"job application for (?P<title>.{3,120}?) at (?P<company>.{2,80})",
        r"(?P<title>.{3,120}?) job (?:in (?P<place>.{2,80}) )?at (?P<company>.{2,80})",
        r"(?P<title>.{3,120}?)(?: at | @ |, )(?P<company>[^,|–—]{2,80}?)(?: [|–—-] (?P<place>.{2,80}))?",
    )
]
_LABELS = {
    "title": r"(?:job|position|role)(?: title)?|title|stelle|stilling",
    "company": r"company|employer|organi[sz]ation|about|arbeitgeber|arbeidsgiver",
    "place": r"(?:job |work |office )?locations?|place(?: of work)?|where|based in|city|ort|standort|sted",
    "salary": r"salary(?: range)?|pay(?: range)?|compensation(?: range)?|wage|gehalt|lønn",
    "closing_on": r"(?:application )?deadline|clos(?:es|ing)(?: date)?|apply (?:by|before)|applications? close|"
    r"last day to apply|valid through|expires|bewerbungsfrist|søknadsfrist",
}
_LABELLED = {
    name: re.compile(rf"^(?:{words})(?: on)?(?:\s*[:–—]\s*|\s+-\s+|\s+on\s+)(?P<value>\S.*)$", re.IGNORECASE)
    for name, words in _LABELS.items()
}
_LABEL_ALONE = {name: re.compile(rf"^(?:{words})\s*:?$", re.IGNORECASE) for name, words in _LABELS.items()}
_MONEY = r"(?:[$€£¥]|(?:USD|EUR|GBP|NOK|SEK|DKK|CHF|CAD|AUD|PLN|INR)\s?)"
_AMOUNT = r"\d{1,3}(?:[,. \u00a0]?\d{3})*(?:\.\d{1,2})?\s?[kK]?"
_SALARY = re.compile(
    rf"{_MONEY}{_AMOUNT}(?:\s?(?:-|–|—|to|bis)\s?{_MONEY}?{_AMOUNT})?(?:\s?(?:USD|EUR|GBP|NOK|SEK|DKK|CHF))?"
    r"(?:\s?(?:/|per |a |an )\s?(?:year|yr|annum|month|hour|hr|day))?"
)
_CLOSES = re.compile(
    r"\b(?:apply (?:by|before)|applications? (?:close|must be received|are accepted)(?: on| by| until)?|"
    r"closing date(?: is)?|"
    r"deadline(?: for applications| to apply)?(?: is)?|closes on)[:\s]+(?P<value>[^.;\n]{4,60})",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^about (?!the\b|this\b|us\b|you\b|our\b|your\b)(?P<company>[^.:?]{2,60})$", re.IGNORECASE
)


def from_words(text: str) -> dict[str, Any]:
    """What the lines of a posting say, as far as they say it plainly."""
    lines = [line.strip("•*#- ") for line in text.split("\n")[:LINES_LOOKED_AT]]
    lines = [line for line in lines if line and len(line) <= LONGEST_LINE]
    found: dict[str, Any] = {}
    for place, line in enumerate(lines):
        for name, pattern in _LABELLED.items():
            value = pattern.match(line)
            following = lines[place + 1] if place + 1 < len(lines) and _LABEL_ALONE[name].match(line) else ""
            said = value["value"] if value else following
            if said and name not in found and len(said) <= 160:
                found[name] = said
    closing = found.pop("closing_on", "") or next(
        (each["value"] for line in lines if (each := _CLOSES.search(line))), ""
    )
    found["closing_on"] = day_said(closing)
    if "salary" not in found:
        found["salary"] = next((each.group() for line in lines if (each := _SALARY.search(line))), "")
    if "title" not in found and lines:
        heading = from_heading(lines[0])
        found |= {name: value for name, value in heading.items() if name not in found}
        found.setdefault("title", lines[0] if len(lines[0]) <= 120 else "")
    if "company" not in found:
        found["company"] = next((each["company"] for line in lines if (each := _ABOUT.match(line))), "")
    return found


def from_heading(heading: str) -> dict[str, str]:
    """Title, company and place of a heading such as "Acme hiring Data Engineer in Oslo | LinkedIn"."""
    plain = " ".join(heading.split())[:LONGEST_LINE]
    for _ in range(3):
        plain = _SITES.sub("", plain)
    for pattern in _HEADINGS:
        if found := pattern.fullmatch(plain):
            return {name: value.strip(" -–—|") for name, value in found.groupdict().items() if value}
    return {}


def day_said(text: str) -> date | None:
    """The day that a closing date means; None for words that name none ("as soon as possible")."""
    plain = " ".join(text.split())[:60].rstrip(".")
    if not any(map(str.isdigit, plain)):
        return None
    iso = re.search(r"\b\d{4}-\d{2}-\d{2}\b", plain)
    if iso:
        try:
            return date.fromisoformat(iso.group())
        except ValueError:
            return None
    plain = re.sub(r",?\s*(?:at\s*)?\d{1,2}[:.]\d{2}.*$|\s*\(.*$", "", plain)
    settings: Any = {
        "STRICT_PARSING": True,
        "PREFER_DATES_FROM": "future",
        "REQUIRE_PARTS": ["day", "month", "year"],
    }
    found = dateparser.parse(plain, languages=["en", "de", "nb", "fr", "es", "sv"], settings=settings)
    return found.date() if found else None
