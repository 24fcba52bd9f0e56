"""Whatever is typed: a clear message at the field or stored intact, never an error page, and nothing lost."""

from __future__ import annotations

import html
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Contact, Interview
from tests.applications.typed import SARA, interview, log, logged, text_of

LONG_NOTE = "Щ" * 1_048_576


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ({"ends": "2026-11-03T09:00"}, "2026-11-03T09:00", "The end is not after the start."),
        ({"ends": "2026-11-03T10:00"}, "2026-11-03T10:00", "The end is not after the start."),
        ({"ends": "2026-12-03T10:00"}, "2026-12-03T10:00", "more than two weeks"),
        ({"time_zone": "Mars/Phobos"}, "Mars/Phobos", "Select a valid choice"),
        ({"starts": "20026-11-03T10:00"}, "20026-11-03T10:00", "The year 20026 looks mistyped."),
        ({"starts": "0001-01-01T00:00"}, "0001-01-01T00:00", "The year 1 looks mistyped."),
        ({"starts": "9999-12-31T23:59"}, "9999-12-31T23:59", "The year 9999 looks mistyped."),
        ({"ends": "9999-12-31T23:59"}, "9999-12-31T23:59", "The year 9999 looks mistyped."),
        ({"starts": "2026-03-08T02:30", "ends": ""}, "2026-03-08T02:30", "does not exist there"),
        (
            {"ends": "2026-03-08T02:30", "starts": "2026-03-08T01:30"},
            "2026-03-08T02:30",
            "does not exist there",
        ),
        ({"timing_date": "20026-11-03"}, "20026-11-03", "The year 20026 looks mistyped."),
        ({"promise_due": "9999-12-31", "promise_text": "x"}, "9999-12-31", "The year 9999 looks mistyped."),
        ({"company": "A" * 500}, "A" * 500, "500 characters long; there is room for 200"),
        ({"title": "T" * 201}, "T" * 201, "201 characters long"),
        ({"kind": "seance"}, "Acme", "Select a valid choice"),
        ({"company": "  "}, "Senior Data Engineer", "required"),
        ({"company": "Ac\0me"}, "Senior Data Engineer", "Null characters"),
    ],
)
def test_a_wrong_field_is_told_at_the_field(
    signed_in: Client, field: dict[str, str], typed: str, message: str
) -> None:
    response = log(signed_in, SARA, **{"notes": "what I remember", **field})
    assert response.status_code == 422
    assert set(response.context["form"].errors) <= set(field)
    page = html.unescape(text_of(response))
    assert message in page
    for kept in (typed, "what I remember", *SARA.values()):
        assert kept in page
    assert not Interview.objects.exists()


def test_an_hour_that_comes_twice_may_hold_the_end(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, starts="2026-11-01T01:30", ends="2026-11-01T01:15")
    assert made.minutes == 45


@pytest.mark.parametrize("note", [LONG_NOTE, "ж" * 2_000_000], ids=["2 MB", "2 million letters"])
def test_a_note_far_too_long_is_handed_back_whole(signed_in: Client, note: str) -> None:
    response = log(signed_in, SARA, notes=note)
    assert response.status_code == 422
    assert f"{len(note)} characters long; there is room for 20000" in text_of(response)
    assert note in text_of(response)
    assert not Interview.objects.exists()


def test_what_was_talked_about_may_be_far_too_long_too(signed_in: Client) -> None:
    response = log(signed_in, SARA | {"topics": LONG_NOTE}, {"name": "Tom", "topics": "rota"})
    assert response.status_code == 422
    assert "there is room for 5000" in text_of(response)
    assert LONG_NOTE in text_of(response)
    assert "rota" in text_of(response)


@pytest.mark.parametrize(
    "address",
    [
        "sara@acme.example\nBcc: all@example.org",
        "sara@acme.example\r\n\r\nHello",
        "sara",
        "s" * 300 + "@x.example",
    ],
)
@pytest.mark.parametrize("name", ["Sara", ""])
def test_an_address_that_is_none_is_told_at_its_line(signed_in: Client, address: str, name: str) -> None:
    response = log(signed_in, {"name": name, "email": address, "topics": "pipelines"})
    assert response.status_code == 422
    assert "email" in response.context["people"].forms[0].errors
    assert address in html.unescape(text_of(response))
    assert "pipelines" in text_of(response)
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "👩🏽‍💻 Sara 🚀",
        "שרה לינדקוויסט",
        "سارة ليندكفيست",
        "O’Neill & Søn <ApS>",
        "Zoë\u0301 \u202eevil",
        "'; DROP TABLE users;--",
    ],
)
def test_names_of_all_the_world_are_stored_intact_and_shown_escaped(
    signed_in: Client, user: User, name: str
) -> None:
    made = logged(signed_in, user, {"name": name, "topics": name}, company=name, title=name, notes=name)
    assert made.participations.get().contact.name == name
    assert (made.application.company.name, made.application.title, made.notes) == (name, name, name)
    for address in (
        "/",
        reverse("applications"),
        reverse("people"),
        made_page(made),
        reverse("interview", args=[made.pk]),
    ):
        page = text_of(signed_in.get(address))
        assert html.escape(name) in page or html.escape(name).replace("&#x27;", "&#39;") in page, address
        assert "<ApS>" not in page


def made_page(made: Interview) -> str:
    return reverse("application", args=[made.application_id])


def test_markup_is_shown_as_text_everywhere(signed_in: Client, user: User) -> None:
    evil = "<script>alert(1)</script>"
    person = {"name": evil, "topics": evil}
    made = logged(
        signed_in,
        user,
        person,
        company=evil,
        title=evil,
        notes=evil,
        fit=evil,
        place=evil,
        promise_text=evil,
        promise_due="2026-11-05",
        timing_text=evil,
        timing_date="2026-11-12",
    )
    follow_up = made.application.follow_ups.filter(kind="thank_you").get()
    pages = [
        "/",
        made_page(made),
        reverse("applications"),
        reverse("people"),
        reverse("interview_new"),
        reverse("interview", args=[made.pk]),
        reverse("follow_up", args=[follow_up.pk]),
    ]
    for address in pages:
        page = signed_in.get(address)
        assert page.status_code == 200, address
        assert "<script>alert" not in text_of(page), address


@pytest.mark.parametrize("raw", [b"%ED%A0%80", b"%FF%FE", b"%C3%28", b"%F0%9F%98"])
def test_bytes_that_are_no_text_never_break_a_page(signed_in: Client, raw: bytes) -> None:
    body = urlencode(interview(SARA)).encode().replace(b"company=Acme", b"company=" + raw)
    form = "application/x-www-form-urlencoded"
    assert signed_in.post(reverse("interview_new"), body, content_type=form).status_code in {302, 422}
    assert signed_in.get("/").status_code == 200
    for address in ("applications", "people"):
        assert signed_in.get(f"{reverse(address)}?q={raw.decode()}").status_code == 200


@pytest.mark.parametrize("number", ["9" * 18, "9" * 40, "-1", "abc", "\0", "٣", "1e3", " "])
def test_a_contact_id_that_is_none_is_as_if_not_there(signed_in: Client, user: User, number: str) -> None:
    made = logged(signed_in, user, SARA | {"contact": number})
    assert made.participations.get().contact.name == SARA["name"]


@pytest.mark.parametrize(
    "path", ["/interviews/{}/", "/applications/{}/", "/follow-ups/{}/", "/messages/{}/", "/people/{}/"]
)
@pytest.mark.parametrize("number", ["9" * 19, "9" * 40, "9" * 5000, "0"])
def test_an_id_of_any_size_is_a_404(signed_in: Client, path: str, number: str) -> None:
    assert signed_in.get(path.format(number)).status_code == 404


@pytest.mark.parametrize("count", ["1000000000", "-5", "many", "", "0", "9" * 40])
def test_a_count_of_lines_that_is_wrong_loses_no_line(signed_in: Client, user: User, count: str) -> None:
    made = logged(signed_in, user, SARA, **{"people-TOTAL_FORMS": count, "people-INITIAL_FORMS": count})
    assert made.participations.get().topics == SARA["topics"]


def test_a_form_that_lost_its_count_loses_no_line(signed_in: Client, user: User) -> None:
    typed = {name: value for name, value in interview(SARA).items() if not name.endswith("_FORMS")}
    assert signed_in.post(reverse("interview_new"), typed).status_code == 302
    assert Interview.objects.get().participations.get().contact.name == SARA["name"]


def test_a_line_number_out_of_all_reason_costs_nothing(signed_in: Client) -> None:
    response = log(signed_in, SARA, **{"people-9999-name": "Far"})
    assert response.status_code == 422
    assert SARA["topics"] in text_of(response)
    assert len(response.context["people"].forms) < 200


def test_an_empty_form_asks_for_what_it_needs(signed_in: Client) -> None:
    response = signed_in.post(reverse("interview_new"), {})
    assert response.status_code == 422
    assert {"company", "title", "starts", "time_zone"} <= set(response.context["form"].errors)
