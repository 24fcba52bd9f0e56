"""The mail as a mail server is given it: its head, its links, and what other ways out get of them."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from html import unescape
from pathlib import Path

import pytest
from django.conf import LazySettings

from accounts.models import User
from accounts.secrets import seal
from config.environment import read_environment
from reminders.models import Channel, FollowUp
from reminders.services.reminder_mail import compose_reminder
from reminders.services.sending import send_pending
from tests.reminders.mailing import DUE, Post, queue
from tests.reminders.story import frozen
from tests.reminders.test_letter import parts as parts_sent

LONG = "https://reminders.careers.a-rather-long-name-for-a-host.example.org"


def parts(post: Post) -> tuple[str, str]:
    """The text and the HTML, with the line ends of this machine."""
    text, html = parts_sent(post)
    return text.replace("\r\n", "\n"), html.replace("\r\n", "\n")


@pytest.fixture(autouse=True)
def _at_the_hour() -> object:
    with frozen(DUE):
        yield


@pytest.mark.parametrize("site", [LONG, "https://jobs.example.org", "http://127.0.0.1:8000"])
def test_the_head_says_how_to_end_the_mails(
    user: User, post: Post, settings: LazySettings, site: str
) -> None:
    settings.SITE_URL = site
    queue(user)
    assert send_pending(DUE) == 1
    (letter,) = post.letters
    address = str(letter["List-Unsubscribe"]).strip()
    assert address.startswith(f"<{site}/from-mail/stop/")
    assert address.endswith("/>")
    assert not re.search(r"\s", address)
    one_click = "List-Unsubscribe=One-Click" if site.startswith("https") else None
    assert letter["List-Unsubscribe-Post"] == one_click
    text, html = parts(post)
    assert f"Stop these mails: {address[1:-1]}" in text
    assert f'href="{address[1:-1]}"' in html


def test_the_lines_of_its_head_are_no_longer_than_they_may_be(
    user: User, post: Post, settings: LazySettings
) -> None:
    settings.SITE_URL = LONG
    queue(user, "Ćirić-Đorđević Željko Aleksandar Konstantinović von und zu Hohenlohe-Waldenburg")
    assert send_pending(DUE) == 1
    head = post.raw[0].partition(b"\r\n\r\n")[0]
    lines = head.split(b"\r\n")
    assert max(map(len, lines)) <= 998
    # Nothing is folded but at its spaces, and no line says nothing.
    assert all(line.strip() for line in lines)
    assert head.count(b"List-Unsubscribe:") == 1


def test_the_rest_of_its_head(user: User, post: Post) -> None:
    delivery = queue(user)
    assert send_pending(DUE) == 1
    (letter,) = post.letters
    assert letter["From"].addresses[0].display_name == "Followthrough"
    assert parsedate_to_datetime(str(letter["Date"])).replace(tzinfo=DUE.tzinfo) == DUE
    assert letter["Message-ID"] == delivery.message_id
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content_type() == "multipart/alternative"
    for name in ("List-Id", "Precedence", "Bcc", "Sender"):
        assert letter[name] is None


@pytest.mark.parametrize(
    ("written", "sender"),
    [
        ({}, "Followthrough <followthrough@jobs.example.org>"),
        ({"MAIL_FROM": ""}, "Followthrough <followthrough@jobs.example.org>"),
        ({"MAIL_FROM": "me@mail.example.org"}, "Followthrough <me@mail.example.org>"),
        ({"MAIL_FROM": "Job hunt <me@mail.example.org>"}, "Job hunt <me@mail.example.org>"),
    ],
)
def test_the_sender_has_a_name(tmp_path: Path, written: dict[str, str], sender: str) -> None:
    given = {"FOLLOWTHROUGH_DATA": str(tmp_path), "SITE_URL": "https://jobs.example.org", **written}
    assert read_environment(given).mail_from == sender


def test_every_step_has_its_links_in_both_parts(user: User, post: Post, settings: LazySettings) -> None:
    settings.SITE_URL = "https://jobs.example.org"
    queue(user, "Sara Lindqvist", "Tom Baker")
    assert send_pending(DUE) == 1
    text, html = parts(post)
    found = {}
    for words in ("Mark as sent", "Snooze to tomorrow"):
        found[words] = re.findall(rf"^{words}: (\S+)$", text, re.MULTILINE)
        assert len(set(found[words])) == 2
        assert re.findall(rf'href="([^"]+)"[^>]*>{words}<', unescape(html)) == found[words]
    for row in FollowUp.objects.filter(kind="thank_you"):
        assert f"/from-mail/done.{row.pk}." in text


def test_a_phone_shows_why_before_anything_else(user: User, post: Post) -> None:
    queue(user)
    assert send_pending(DUE) == 1
    text, html = parts(post)
    assert text.startswith("Thank-you to Sara Lindqvist\nAcme, Data Engineer\n\nYou met Sara Lindqvist")
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.partition("<body")[2].partition(">")[2]))
    assert shown.strip().startswith("Acme, Data Engineer You met Sara Lindqvist yesterday")


def test_only_a_mail_has_links_that_act(user: User, post: Post, settings: LazySettings) -> None:
    """Whoever reads along in a team's chat could press them."""
    delivery = queue(user)
    chat = Channel.objects.create(owner=user, kind="messenger", address="ntfy", secret=seal("ntfy://x"))
    told = delivery.notifications.select_related("follow_up")
    rows = [each.follow_up for each in told if each.follow_up]
    letter = compose_reminder(chat, rows, message_id="<1@x>", now=DUE)
    assert not letter.headers
    for part in (letter.text, letter.html, letter.brief, letter.url):
        assert "from-mail" not in part
