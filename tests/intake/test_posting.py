"""Job postings, as boards and careers pages write them, and as people paste them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.intake.errors import IntakeError
from applications.intake.from_posting import LONGEST_TEXT, ParsedPosting, posting_from_json, read, understand
from applications.intake.html import parse, seen_text
from applications.intake.posting_words import day_said, from_heading

JOB: dict[str, Any] = {
    "@type": "JobPosting",
    "title": "Senior Data Engineer",
    "hiringOrganization": {"@type": "Organization", "name": "Acme"},
    "jobLocation": [
        {
            "@type": "Place",
            "address": {"@type": "PostalAddress", "addressLocality": "Oslo", "addressCountry": "NO"},
        }
    ],
    "baseSalary": {
        "@type": "MonetaryAmount",
        "currency": "NOK",
        "value": {"@type": "QuantitativeValue", "minValue": 700000, "maxValue": "850000", "unitText": "YEAR"},
    },
    "validThrough": "2026-12-05T23:59:00+01:00",
    "description": "<p>We move <b>data</b>.</p><ul><li>Kafka</li><li>SQL</li></ul>",
    "url": "https://acme.example/jobs/1",
}


def page(told: object = None, *, head: str = "", body: str = "<div id=app></div>") -> bytes:
    script = f'<script type="application/ld+json">{json.dumps(told)}</script>' if told is not None else ""
    return f"<!doctype html><html><head><title>Careers</title>{head}{script}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    "told",
    [JOB, [JOB], {"@graph": [{"@type": "WebPage"}, JOB]}, {"@type": "ItemList", "item": {"job": JOB}},
     JOB | {"@type": ["JobPosting", "Thing"]}, JOB | {"@type": "https://schema.org/JobPosting"}],
    ids=["alone", "list", "graph", "nested", "types", "address"],
)  # fmt: skip
def test_what_a_page_says_for_machines_comes_first(told: object) -> None:
    posting = read(page(told, body="<h1>Something else</h1>"))
    assert (posting.title, posting.company, posting.place) == ("Senior Data Engineer", "Acme", "Oslo, NO")
    assert (posting.salary, posting.closing_on) == ("NOK 700,000 to 850,000 a year", date(2026, 12, 5))
    assert posting.url == "https://acme.example/jobs/1"


def test_the_description_is_kept_where_the_page_is_a_shell() -> None:
    assert read(page(JOB)).text == "We move data.\n\n• Kafka\n\n• SQL"


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"jobLocationType": "TELECOMMUTE"}, "Remote, Oslo, NO"),
        ({"jobLocationType": "TELECOMMUTE", "jobLocation": None}, "Remote"),
        ({"jobLocationType": "TELECOMMUTE", "jobLocation": [],
          "applicantLocationRequirements": {"@type": "Country", "name": "USA"}}, "Remote, from USA"),
        ({"jobLocation": {"address": "Leeds"}}, "Leeds"),
        ({"jobLocation": "Bergen"}, "Bergen"),
    ],
)  # fmt: skip
def test_places(changes: dict[str, object], place: str) -> None:
    assert read(page(JOB | changes)).place == place


@pytest.mark.parametrize(
    ("told", "salary"),
    [
        ({"currency": "EUR", "value": 50000}, "EUR 50,000"),
        ({"currency": "USD", "value": {"value": "41.50", "unitText": "HOUR"}}, "USD 41.50 an hour"),
        ({"currency": "USD", "value": {"minValue": "n/a"}}, ""),
        ("£40k", "£40k"),
        (None, ""),
    ],
)
def test_salaries(told: object, salary: str) -> None:
    assert read(page(JOB | {"baseSalary": told})).salary == salary


def test_open_graph() -> None:
    head = (
        '<meta property="og:title" content="Acme hiring Data Engineer in Oslo, Norway | LinkedIn">'
        '<meta property="og:site_name" content="LinkedIn"><link rel="canonical" href="https://www.example/jobs/7">'
    )
    posting = read(page(head=head, body="<h1>Data Engineer</h1><p>Salary: €60k–70k per year</p>"))
    assert (posting.title, posting.company, posting.place) == ("Data Engineer", "Acme", "Oslo, Norway")
    assert (posting.salary, posting.url) == ("€60k–70k per year", "https://www.example/jobs/7")


def test_microdata() -> None:
    body = """<div itemscope itemtype="http://schema.org/JobPosting"><h1 itemprop="title">Nurse</h1>
      <span itemprop="hiringOrganization" itemscope><span itemprop="name">St Mary’s</span></span>
      <span itemprop="jobLocation"><span itemprop="addressLocality">Leeds</span></span>
      <time itemprop="validThrough" datetime="2026-12-12">12 Dec</time></div>"""
    posting = read(page(body=body))
    assert (posting.title, posting.company, posting.place, posting.closing_on) == (
        "Nurse", "St Mary’s", "Leeds", date(2026, 12, 12),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("Acme hiring Data Engineer in Oslo | LinkedIn", ("Data Engineer", "Acme", "Oslo")),
        ("Job Application for Platform Engineer at Northwind", ("Platform Engineer", "Northwind", None)),
        ("Platform Engineer @ Northwind", ("Platform Engineer", "Northwind", None)),
        ("Senior Analyst at Fjordline – Bergen", ("Senior Analyst", "Fjordline", "Bergen")),
        ("We are hiring", (None, None, None)),
    ],
)
def test_headings(heading: str, found: tuple[str | None, ...]) -> None:
    told = from_heading(heading)
    assert (told.get("title"), told.get("company"), told.get("place")) == found


def test_a_pasted_text() -> None:
    posting = read(
        b"Senior Nurse\nEmployer: St Mary's Hospital\nLocation: Leeds\nSalary: \xc2\xa335,000 - \xc2\xa342,000 a year\n"
        b"Closing date: 12 December 2026\n\nResponsibilities\n- rounds\n"
    )
    assert posting == ParsedPosting(
        "Senior Nurse",
        "St Mary's Hospital",
        "Leeds",
        "£35,000 - £42,000 a year",
        date(2026, 12, 12),
        "",
        posting.text,
    )
    assert posting.text.endswith("Responsibilities\n- rounds")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("5 December 2026", date(2026, 12, 5)), ("December 5, 2026 at 23:59", date(2026, 12, 5)),
        ("2026-12-05", date(2026, 12, 5)), ("as soon as possible", None), ("2026-13-45", None), ("", None),
        ("5. Dezember 2026", date(2026, 12, 5)), ("until filled", None),
    ],
)  # fmt: skip
def test_closing_days(words: str, day: date | None) -> None:
    assert day_said(words) == day


def test_a_link_alone_is_only_a_link() -> None:
    assert read(b" https://jobs.example/1?x=2 ") == ParsedPosting(url="https://jobs.example/1?x=2")


@pytest.mark.parametrize("data", [b"", b"   ", b"<html></html>", b"<script>alert(1)</script>"])
def test_nothing_is_said_so(data: bytes) -> None:
    with pytest.raises(IntakeError, match="paste"):
        read(data)


def test_nothing_that_runs_or_hides_is_kept() -> None:
    body = (
        "<script>alert(1)</script><style>x{}</style><p onclick=x>Seen</p><p hidden>Unseen</p><nav>Menu</nav>"
    )
    assert read(page(body=body)).text == "Seen"


@pytest.mark.parametrize(
    "bomb",
    ["<div>" * 200_000, "<a " * 400_000, "<b><p>" * 100_000, "<!--" * 100_000, "</" * 200_000, "&#" * 200_000,
     '<script type="application/ld+json">' + "[" * 100_000, '{"a":' * 20_000],
    ids=["deep", "unclosed", "misnested", "comments", "ends", "entities", "json", "braces"],
)  # fmt: skip
def test_bombs_end(bomb: str) -> None:
    """Depth and size cost no more than linearly: the parser stops at its depth, JSON at its own."""
    try:
        assert len(read(f"<html><body>{bomb}".encode()).text) <= LONGEST_TEXT
    except IntakeError:
        return


def test_too_large_a_page_is_refused() -> None:
    with pytest.raises(IntakeError, match="5 MB"):
        read(b"x" * (5 * 1024 * 1024 + 1))


def test_what_is_kept_comes_back_as_it_was() -> None:
    assert posting_from_json(json.loads(json.dumps(understand(page(JOB), "x.html")))) == read(page(JOB))


@given(
    st.one_of(st.binary(max_size=3000), st.text(max_size=2000).map(lambda text: f"<html><p>{text}".encode()))
)
def test_no_bytes_break_it(data: bytes) -> None:
    try:
        posting = read(data)
    except IntakeError:
        return
    assert len(posting.title) <= 200
    assert "\n" not in posting.title + posting.company + posting.place + posting.salary
    assert "\0" not in posting.text


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=20),
                    lambda inner: st.lists(inner, max_size=3)
                    | st.dictionaries(st.sampled_from(list(JOB)), inner, max_size=4),
                    max_leaves=12),
       st.sampled_from(list(JOB)))  # fmt: skip
def test_no_json_ld_breaks_it(value: object, name: str) -> None:
    posting = read(page(JOB | {"@type": "JobPosting", name: value} if name != "@type" else JOB))
    assert len(posting.salary) <= 200


@given(st.text(max_size=500))
def test_text_without_markup_is_seen_whole(text: str) -> None:
    plain = "".join(character for character in text if character.isalnum() and character.isascii())
    assert seen_text(parse(f"<p>{plain}</p>"), most=1000) == plain
