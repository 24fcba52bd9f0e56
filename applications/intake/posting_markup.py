"""What a page says of its job for machines: JSON-LD and microdata by schema.org, and OpenGraph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from lxml import etree

from applications.intake.posting_words import from_heading

MOST_SCRIPTS = 40
LONGEST_SCRIPT = 2 * 1024 * 1024
DEEPEST = 12
_UNITS = {"HOUR": "an hour", "DAY": "a day", "WEEK": "a week", "MONTH": "a month", "YEAR": "a year"}
_NO_EMPLOYER = {
    "linkedin", "indeed", "glassdoor", "stepstone", "monster", "ziprecruiter", "greenhouse", "lever", "workable",
    "ashby", "smartrecruiters", "workday", "myworkdayjobs", "finn.no", "xing", "otta", "wellfound", "jobs", "careers",
}  # fmt: skip


def from_json_ld(root: etree._Element) -> dict[str, Any]:
    """The first JobPosting in the page's JSON-LD, wherever in it."""
    scripts = root.xpath('//script[contains(translate(@type, "JSONLD", "jsonld"), "ld+json")]')
    for script in scripts[:MOST_SCRIPTS] if isinstance(scripts, list) else []:
        text = script.text if isinstance(script, etree._Element) else ""
        if not text or len(text) > LONGEST_SCRIPT:
            continue
        try:
            told = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for posting in _postings(told, DEEPEST):
            return _told(posting)
    return {}


def _postings(value: Any, deep: int) -> Iterator[dict[str, Any]]:
    if deep == 0:
        return
    if isinstance(value, list):
        for each in value[:200]:
            yield from _postings(each, deep - 1)
    if isinstance(value, dict):
        kinds = value.get("@type")
        if any(
            str(kind).rpartition("/")[2] == "JobPosting"
            for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            yield value
        for each in list(value.values())[:200]:
            if isinstance(each, list | dict):
                yield from _postings(each, deep - 1)


def _told(posting: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": _text(posting.get("title")) or _text(posting.get("name")),
        "company": _text(_of(posting.get("hiringOrganization"), "name")),
        "place": _place(posting),
        "salary": _salary(posting.get("baseSalary")) or _salary(posting.get("estimatedSalary")),
        "closing_on": day_of(_text(posting.get("validThrough"))),
        "url": _text(posting.get("url")) or _text(posting.get("sameAs")),
        "text": _text(posting.get("description"), most=200_000),
    }


def _text(value: Any, *, most: int = 1_000) -> str:
    if isinstance(value, list):
        return next((text for each in value if (text := _text(each, most=most))), "")
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("@value"), most=most)
    return str(value).strip()[:most] if isinstance(value, str | int | float) else ""


def _of(value: Any, name: str) -> Any:
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get(name) if isinstance(value, dict) else value


def _place(posting: dict[str, Any]) -> str:
    told = posting.get("jobLocation")
    places: dict[str, None] = {}
    for each in (told if isinstance(told, list) else [told])[:10]:
        address = _of(each, "address") if isinstance(each, dict) else each
        parts = (
            [_text(address.get(name)) for name in ("addressLocality", "addressRegion", "addressCountry")]
            if isinstance(address, dict)
            else [_text(address) or _text(_of(each, "name"))]
        )
        named = ", ".join(dict.fromkeys(part for part in parts if part))
        if named:
            places[named] = None
    remote = "TELECOMMUTE" in _text(posting.get("jobLocationType")).upper()
    from_where = _text(posting.get("applicantLocationRequirements"))
    spelled = "; ".join(places) or (f"from {from_where}" if from_where and remote else "")
    return f"Remote, {spelled}".rstrip(", ") if remote else spelled


def _salary(told: Any) -> str:
    """ "EUR 50,000 to 60,000 a year"."""
    if isinstance(told, list):
        told = told[0] if told else None
    if not isinstance(told, dict):
        return _text(told)
    currency, value = _text(told.get("currency")), told.get("value", told)
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        least, most = _amount(value.get("minValue")), _amount(value.get("maxValue"))
        amount = f"{least} to {most}" if least and most and least != most else least or most
        amount = amount or _amount(value.get("value"))
        unit = _UNITS.get(_text(value.get("unitText") or told.get("unitText")).upper(), "")
        currency = currency or _text(value.get("currency"))
    else:
        amount, unit = _amount(value), ""
    return " ".join(part for part in (currency, amount, unit) if part) if amount else ""


def _amount(value: Any) -> str:
    text = _text(value)
    try:
        number = float(text.replace(",", "").replace(" ", ""))
    except ValueError:
        return ""
    if not 0 < number < 1e12:
        return ""
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"


def from_open_graph(root: etree._Element) -> dict[str, Any]:
    """The title, the site and the address by which the page wants to be shared."""
    title = _meta(root, "og:title") or _meta(root, "twitter:title")
    site = _meta(root, "og:site_name")
    found = from_heading(title)
    job_board = any(part in _NO_EMPLOYER for part in re.split(r"[\s.]+", site.lower()))
    canonical = root.find(".//link[@rel='canonical']")
    return {
        "title": found.get("title") or title,
        "company": found.get("company")
        or ("" if job_board else re.sub(r"\s*(?:careers|jobs)$", "", site, flags=re.I)),
        "place": found.get("place", ""),
        "url": (canonical.get("href") if canonical is not None else "") or _meta(root, "og:url"),
    }


def from_own_title(root: etree._Element) -> dict[str, Any]:
    """What the page's title says, where it has the form of a job's."""
    return dict(from_heading(root.findtext(".//title") or ""))


def _meta(root: etree._Element, name: str) -> str:
    for attribute in ("property", "name"):
        element = root.find(f".//meta[@{attribute}='{name}']")
        if element is not None and element.get("content"):
            return " ".join(str(element.get("content")).split())[:1_000]
    return ""


def from_microdata(root: etree._Element) -> dict[str, Any]:
    """The first element marked as a schema.org JobPosting."""
    scopes = root.xpath("//*[@itemscope][contains(@itemtype, 'JobPosting')]")
    if not isinstance(scopes, list) or not scopes or not isinstance(scopes[0], etree._Element):
        return {}
    scope = scopes[0]
    places = [_property(scope, name) for name in ("addressLocality", "addressRegion", "addressCountry")]
    return {
        "title": _property(scope, "title"),
        "company": _property(scope, "hiringOrganization"),
        "place": ", ".join(dict.fromkeys(place for place in places if place))
        or _property(scope, "jobLocation"),
        "salary": _property(scope, "baseSalary"),
        "closing_on": day_of(_property(scope, "validThrough")),
    }


def _property(scope: etree._Element, name: str) -> str:
    element = next(iter(scope.iterfind(f".//*[@itemprop='{name}']")), None)
    if element is None:
        return ""
    inner = element.find(".//*[@itemprop='name']")
    chosen = inner if inner is not None else element
    said = (
        chosen.get("content")
        or chosen.get("datetime")
        or " ".join("".join(map(str, chosen.itertext())).split())
    )
    return str(said).strip()[:300]


def day_of(text: str) -> date | None:
    """The day of an ISO date or time, on its own calendar."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
