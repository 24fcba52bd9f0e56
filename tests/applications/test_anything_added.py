"""Whatever is dropped or pasted: a page with words, never a 500; and what was read can be looked over.

INTAKE_EXAMPLES asks for more examples than an everyday run tries.
"""

from __future__ import annotations

import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from applications.intake.kinds import Kind
from applications.models import Intake
from tests.factories import InterviewFactory
from tests.intake.calendar import corpus
from tests.intake.test_vcard import APPLE, OUTLOOK

MANY = int(os.environ.get("INTAKE_EXAMPLES", "60"))
often = settings(
    max_examples=MANY,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
MAIL = (
    b"From: Sara <sara@acme.example>\r\nSubject: Interview\r\nDate: Wed, 4 Nov 2026 09:30:00 -0500\r\n"
    b"Message-ID: <1@acme.example>\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    b"<p>We will get back to you by Friday.<p>Best,<br>Sara Lind<br>Head of Data<br>+47 412 34 567"
)
PAGE = (
    b'<!doctype html><title>Engineer</title><script type="application/ld+json">{"@type": "JobPosting", "title": '
    b'"Engineer", "hiringOrganization": {"name": "Acme"}, "validThrough": "2026-12-01", "baseSalary": {"value": 3}}'
    b"</script><p>About the role"
)
TABLE = b"Company,Role,Status,Applied\nAcme,Engineer,Applied,2026-11-01\nHooli,Lead,Rejected,1/2/2026\n"
WHOLE = [corpus("google"), corpus("zoom"), MAIL, PAGE, TABLE, APPLE.encode(), OUTLOOK.encode()]
NAMES = st.sampled_from(
    ["", "a.ics", "a.eml", "a.vcf", "a.csv", "a.xlsx", "a.html", "a.txt", "a.png", "\u202e\0", "." * 300]
)
KINDS = st.sampled_from(["", *[kind.value for kind in Kind], "cat"])
PIECES = st.sampled_from(
    [b"\0", b"\xff\xfe", b"\r\n", b"BEGIN:VCARD\r\n", b"END:VCALENDAR", b"From: a@b.no\n", b"<script>", b"{", b"]",
     b",", b";", b"=cmd", b"9999-12-31", b"99999999999999999999", b"\xed\xa0\x80", "\u2028é".encode(), b"TZID=Nowhere:"]
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Something real with pieces cut out and others put in."""
    data = draw(st.sampled_from(WHOLE))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = start + draw(st.integers(0, 40))
        data = data[:start] + draw(st.one_of(PIECES, st.binary(max_size=8))) + data[end:]
    return data


things = st.one_of(damaged(), st.binary(max_size=400), st.lists(PIECES, max_size=30).map(b"".join))


@pytest.mark.django_db
@given(data=things, name=NAMES, kind=KINDS, pasted=st.booleans())
@often
def test_nothing_that_is_added_fails(
    signed_in: Client, user: User, data: bytes, name: str, kind: str, pasted: bool
) -> None:
    if not user.applications.exists():
        InterviewFactory.create(application__owner=user, application__company__name="Acme")
    Intake.objects.all().delete()
    if pasted:
        typed = {"text": data.decode("utf-8", "replace"), "kind": kind}
    else:
        typed = {"file": [SimpleUploadedFile(name or "file", data)], "kind": kind}  # type: ignore[dict-item]
    assert signed_in.post(reverse("add"), typed).status_code in {302, 422}
    assert signed_in.get(reverse("add")).status_code == 200
    for intake in Intake.objects.all():
        where = reverse("intake", args=[intake.pk])
        page = signed_in.get(where, follow=True)
        assert page.status_code == 200
        assert b"<script>" not in page.content
        assert signed_in.post(where, {}).status_code in {302, 422}
