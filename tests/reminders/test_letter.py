"""The reminder itself: what it says, where its links go, and that no name can do harm in it."""

from __future__ import annotations

import re
from html import unescape

from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications.models import Company, Contact
from reminders.models import FollowUp
from reminders.services import reminder_mail, sending
from tests.reminders.mailing import DUE, Post, queue

RTL, EMOJI = "שרה לוי", "Zoë 🎉"
HOSTILE = "Eve\r\nBcc: all@example.org <script>alert(1)</script>"


def parts(post: Post) -> tuple[str, str]:
    (letter,) = post.letters
    text, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert text is not None
    assert html is not None
    return str(text.get_content()), str(html.get_content())


def test_it_tells_the_reason_the_letter_and_where_to_go(
    user: User, post: Post, settings: LazySettings
) -> None:
    settings.SITE_URL = "https://jobs.example.org"
    queue(user)
    assert sending.send_pending(DUE) == 1
    (letter,) = post.letters
    row = FollowUp.objects.get(kind="thank_you")
    assert letter["To"] == user.email
    assert letter["Subject"] == "Thank-you to Sara Lindqvist"
    assert letter["Auto-Submitted"] == "auto-generated"
    for part in parts(post):
        assert "You met Sara Lindqvist yesterday" in unescape(part)
        assert "Dear Sara" in part or "Hi Sara" in part or "Sara," in part
        assert f"https://jobs.example.org/follow-ups/{row.pk}/" in part
        assert "Thank you – Data Engineer interview" in part
    links = re.findall(r'href="([^"]+)"', parts(post)[1])
    assert {link.partition(":")[0] for link in links} == {"https", "mailto"}


def test_several_steps_of_one_user_are_one_letter(user: User, post: Post) -> None:
    queue(user, "Sara Lindqvist", "Tom Baker", "Ann Lee")
    assert sending.send_pending(DUE) == 1
    (letter,) = post.letters
    assert letter["Subject"] == "Thank-you to Sara Lindqvist, and 2 more"
    for part in parts(post):
        assert all(name in part for name in ("Sara Lindqvist", "Tom Baker", "Ann Lee"))


def test_a_follow_up_stands_in_a_letter_once(user: User, post: Post) -> None:
    delivery = queue(user)
    queued = delivery.notifications.get()
    queued.pk, queued.moment = None, "opens"
    queued.save()
    sending.send_pending(DUE)
    assert parts(post)[0].count("Open it:") == 1


def test_names_are_intact_in_text_and_escaped_in_html(user: User, post: Post) -> None:
    delivery = queue(user, "Sara Lindqvist", "Tom Baker", "Ann Lee")
    for contact, name in zip(Contact.objects.order_by("pk"), (HOSTILE, RTL, EMOJI), strict=True):
        contact.name = name
        contact.save()
    employer = (
        Company.objects.filter(applications__follow_ups__notifications__delivery=delivery).distinct().get()
    )
    employer.name = "<b>R&D</b>"
    employer.save()
    assert sending.send_pending(DUE) == 1
    (letter,) = post.letters
    assert letter["Bcc"] is None
    assert letter["Subject"] == (
        "Thank-you to Eve Bcc: all@example.org <script>alert(1)</script>, and 2 more"
    )
    text, html = parts(post)
    for name in ("<script>alert(1)</script>", RTL, EMOJI, "<b>R&D</b>"):
        assert name in text
        assert name in unescape(html)
    assert "<script" not in html
    assert "<b>R&D" not in html


def test_a_step_that_cannot_be_worded_takes_nothing_from_the_others(user: User, post: Post) -> None:
    queue(user, "Sara Lindqvist", "Tom Baker")
    bad = FollowUp.objects.get(contact__name="Sara Lindqvist")
    FollowUp.objects.filter(pk=bad.pk).update(reason_args=["not", "an", "object"])
    assert sending.send_pending(DUE) == 1
    text, _ = parts(post)
    assert f"/follow-ups/{bad.pk}/" in text
    assert "Thank-you to Tom Baker" in text


def test_composing_takes_as_many_queries_for_ten_steps_as_for_one(user: User, another: User) -> None:
    def queries(owner: User, *people: str) -> int:
        delivery = queue(owner, *people)
        rows = list(FollowUp.objects.filter(notifications__delivery=delivery))
        with CaptureQueriesContext(connection) as found:
            reminder_mail.compose_reminder(delivery.channel, rows, message_id="<1@x>", now=DUE)
        return len(found)

    assert queries(another, *(f"P{number} Lee" for number in range(10))) <= queries(user, "Sara Lindqvist")
