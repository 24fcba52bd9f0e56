"""Ending the mails: by a mailbox's button, by a person's click, and never by a program that only looks."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from reminders.models import Channel
from reminders.services.channels import email_channel, switch_channel
from reminders.services.unsubscribing import stop_headers, stop_path
from tests.applications.typed import text_of
from tests.pages.test_ownership import everything

pytestmark = pytest.mark.django_db
ONE_CLICK = "List-Unsubscribe=One-Click"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def mailbox() -> Client:
    """A mailbox provider's server: no cookies, no session, no token against forged requests."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def channel(user: User) -> Channel:
    return email_channel(user)


def test_a_mailbox_ends_the_mails_with_one_post(mailbox: Client, channel: Channel) -> None:
    answer = mailbox.post(stop_path(channel), ONE_CLICK, content_type=FORM)
    # No redirect: a mailbox follows none (RFC 8058, 3.1).
    assert answer.status_code == 200
    assert not answer.cookies
    channel.refresh_from_db()
    assert not channel.active
    assert mailbox.post(stop_path(channel), ONE_CLICK, content_type=FORM).status_code == 200


def test_it_may_send_a_form_in_parts(mailbox: Client, channel: Channel) -> None:
    assert mailbox.post(stop_path(channel), {"List-Unsubscribe": "One-Click"}).status_code == 200
    channel.refresh_from_db()
    assert not channel.active


@pytest.mark.parametrize("body", ["", "List-Unsubscribe=", "List-Unsubscribe=one-click", "a=b"])
def test_a_post_that_says_nothing_of_it_changes_nothing(mailbox: Client, channel: Channel, body: str) -> None:
    assert mailbox.post(stop_path(channel), body, content_type=FORM).status_code == 400
    channel.refresh_from_db()
    assert channel.active


def test_looking_changes_nothing(mailbox: Client, channel: Channel) -> None:
    before = everything()
    for ask in (mailbox.get, mailbox.head):
        assert ask(stop_path(channel)).status_code == 200
    assert mailbox.get(f"{stop_path(channel)}?{ONE_CLICK}").status_code == 200
    assert everything() == before


def test_a_person_presses_the_one_button_and_learns_the_way_back(
    mailbox: Client, channel: Channel, user: User, client: Client
) -> None:
    page = text_of(mailbox.get(stop_path(channel)))
    assert page.count("<button") == 1
    assert f"will no longer go to {user.email}" in page
    answer = text_of(mailbox.post(stop_path(channel), {"List-Unsubscribe": "One-Click"}))
    assert f"Reminders no longer go to {user.email}" in answer
    assert 'href="/settings/reminders/"' in answer
    assert "<button" not in answer
    assert "No more of these mails" in text_of(mailbox.get(stop_path(channel)))
    client.force_login(user)
    client.post(reverse("channel_switch", args=[channel.pk]), {"active": "1"})
    channel.refresh_from_db()
    assert channel.active


def test_only_mails_end(mailbox: Client, channel: Channel, user: User, another: User) -> None:
    browser = Channel.objects.create(owner=user, kind="browser", address="Firefox", secret="sealed")
    theirs = email_channel(another)
    mailbox.post(stop_path(channel), ONE_CLICK, content_type=FORM)
    assert set(Channel.objects.filter(active=True)) == {browser, theirs}
    assert mailbox.post(stop_path(browser), ONE_CLICK, content_type=FORM).status_code == 404


def test_an_old_mail_ends_nothing_at_a_new_address(mailbox: Client, channel: Channel, user: User) -> None:
    old = stop_path(channel)
    user.email = "maya@new.example"
    user.save()
    assert email_channel(user) == channel
    for answer in (mailbox.get(old), mailbox.post(old, ONE_CLICK, content_type=FORM)):
        assert answer.status_code == 404
        assert "new.example" not in text_of(answer)
    channel.refresh_from_db()
    assert channel.active
    # Nor does it matter how the address is spelled.
    old = stop_path(channel)
    Channel.objects.update(address="Maya@New.example")
    assert mailbox.post(old, ONE_CLICK, content_type=FORM).status_code == 200


def test_it_survives_a_new_secret_that_knows_the_old(
    mailbox: Client, channel: Channel, settings: LazySettings
) -> None:
    old = stop_path(channel)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert mailbox.get(old).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert mailbox.get(old).status_code == 404


@pytest.mark.parametrize("gone", ["account", "channel"])
def test_what_is_gone_is_told_like_what_never_was(
    mailbox: Client, channel: Channel, user: User, gone: str
) -> None:
    address = stop_path(channel)
    wrong = mailbox.get("/from-mail/stop/1.x/")
    if gone == "account":
        User.objects.filter(pk=user.pk).update(is_active=False)
    else:
        channel.delete()
    answer = mailbox.post(address, ONE_CLICK, content_type=FORM)
    assert (answer.status_code, answer.content) == (404, wrong.content)
    assert answer["Referrer-Policy"] == "no-referrer"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.integers(0, 100), put=st.text("ab0189-_.٣é", max_size=2), cut=st.integers(0, 2))
def test_any_change_of_a_link_leads_nowhere(
    mailbox: Client, channel: Channel, where: int, put: str, cut: int
) -> None:
    token = stop_path(channel).removeprefix("/from-mail/stop/").removesuffix("/")
    where %= len(token)
    changed = token[:where] + put + token[where + cut :]
    answer = mailbox.post(f"/from-mail/stop/{changed}/", ONE_CLICK, content_type=FORM)
    assert answer.status_code == (200 if changed == token else 404)
    channel.refresh_from_db()
    assert channel.active == (changed != token)
    switch_channel(channel, active=True)


def test_one_click_is_for_https_alone() -> None:
    assert stop_headers("https://a.example/x/") == {
        "List-Unsubscribe": "<https://a.example/x/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert stop_headers("http://127.0.0.1:8000/x/") == {"List-Unsubscribe": "<http://127.0.0.1:8000/x/>"}


def test_what_waits_to_be_sent_is_not_sent_any_more(
    mailbox: Client, channel: Channel, settings: LazySettings, user: User
) -> None:
    from reminders.services.sending import send_pending
    from tests.reminders.mailing import DUE, queue, running_post

    with running_post() as post:
        settings.MAIL_REACHES_PEOPLE = True
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", post.port
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        delivery = queue(user)
        mailbox.post(stop_path(channel), ONE_CLICK, content_type=FORM)
        assert send_pending(DUE) == 0
        delivery.refresh_from_db()
        assert (delivery.status, post.letters) == ("withdrawn", [])
