"""Ways out of the page for a letter: a file that opens as a draft, web mail."""

from __future__ import annotations

import html
import re
from email import message_from_bytes, policy
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from django.urls import reverse

from accounts.models import User
from reminders.models import FollowUp
from tests.applications.typed import SARA, logged, text_of


def thank_you(client: Client, user: User) -> FollowUp:
    made = logged(client, user, SARA)
    return FollowUp.objects.get(application=made.application, kind="thank_you")


def test_the_file_opens_as_a_draft(signed_in: Client, user: User) -> None:
    row = thank_you(signed_in, user)
    response = signed_in.get(reverse("follow_up_eml", args=[row.pk]))
    assert response["Content-Type"] == "message/rfc822"
    assert f'filename="letter-{row.pk}.eml"' in response["Content-Disposition"]
    message = message_from_bytes(response.content, policy=policy.default)
    assert message["X-Unsent"] == "1"
    assert message["To"] == "Sara Lindqvist <sara@acme.example>"
    assert user.email in message["From"]
    assert message.get_content().startswith("Dear Sara,")


def test_ones_own_wording_goes_out(signed_in: Client, user: User) -> None:
    row = thank_you(signed_in, user)
    signed_in.post(
        reverse("follow_up_draft", args=[row.pk]), {"subject": "Danke – R&D", "body": "Grüße\n\nMaya"}
    )
    raw = signed_in.get(reverse("follow_up_eml", args=[row.pk])).content
    message = message_from_bytes(raw, policy=policy.default)
    assert message["Subject"] == "Danke – R&D"
    assert "Grüße" in message.get_content()
    page = html.unescape(text_of(signed_in.get(reverse("follow_up", args=[row.pk]))))
    (gmail,) = re.findall(r'href="(https://mail\.google\.com[^"]+)"', page)
    assert parse_qs(urlsplit(gmail).query)["su"] == ["Danke – R&D"]
    assert "https://outlook.office.com" in page


def test_what_is_no_letter_has_no_file(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA)
    row = FollowUp.objects.create(
        application=made.application, kind="close_out", anchor="x", time_zone="UTC", reason_code="close_out"
    )
    assert signed_in.get(reverse("follow_up_eml", args=[row.pk])).status_code == 404
