"""A letter as a file that opens as a draft, and in web mail."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminders.drafting.outgoing import eml, gmail_url, outlook_url

NAMES = [
    "Sara Lindqvist",
    "Łucja Żółć",
    "田中 さくら",
    'O\'Neil, "Bo" (HR)',
    "أحمد",
    "Ann <x@evil.example>",
    "A" * 300,
]


def opened(**letter: str) -> EmailMessage:
    usual = {
        "to": "sara@acme.example",
        "to_name": "Sara",
        "subject": "Thank you",
        "body": "Dear Sara,\n\nThanks.",
    }
    return message_from_bytes(eml(**(usual | letter)), policy=policy.default)


def test_it_opens_as_a_draft_of_ones_own() -> None:
    message = opened(sender="maya@example.org", sender_name="Maya Okafor")
    assert message["X-Unsent"] == "1"
    assert (message["From"], message["To"]) == ("Maya Okafor <maya@example.org>", "Sara <sara@acme.example>")
    assert message.get_content().replace("\r\n", "\n") == "Dear Sara,\n\nThanks.\n"
    assert message["Date"] is message["Message-ID"] is None


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_one_address_and_comes_back_whole(name: str) -> None:
    (address,) = opened(to_name=name)["To"].addresses
    assert (address.display_name, address.addr_spec) == (name, "sara@acme.example")


@pytest.mark.parametrize("name", NAMES)
def test_lines_are_folded(name: str) -> None:
    raw = eml(to="sara@acme.example", to_name=name, subject=f"Thank you – {name}" * 3, body="x")
    headers = raw.partition(b"\r\n\r\n")[0]
    assert max(map(len, headers.split(b"\r\n"))) <= 998
    assert headers.isascii()


@pytest.mark.parametrize(
    "line", ["Hello\r\nBcc: all@example.org", "Hello\nBcc: x@y.example", "Hello\x00 \x1b\u2028Bcc: a"]
)
def test_no_text_adds_a_header(line: str) -> None:
    message = opened(subject=line, to_name=line)
    assert message["Bcc"] is None
    assert message["Subject"].startswith("Hello")


@pytest.mark.parametrize("address", ["", "nobody", "sara@", "@acme.example", "sära@acme.example"])
def test_what_is_no_address_is_left_out(address: str) -> None:
    assert opened(to=address)["To"] is None


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=2000))
def test_any_text_is_written(name: str, subject: str, body: str) -> None:
    clean = [each.encode("utf-8", "ignore").decode() for each in (name, subject, body)]
    assert eml(to="a@b.example", to_name=clean[0], subject=clean[1], body=clean[2]).startswith(b"X-Unsent: 1")


def test_web_mail_is_filled_in() -> None:
    letter = {"to": "sara@acme.example", "subject": "Thank you – R&D", "body": "Dear Sara,\n\n100 % & more?"}
    gmail, outlook = (urlsplit(each(**letter)) for each in (gmail_url, outlook_url))
    assert (gmail.hostname, outlook.hostname) == ("mail.google.com", "outlook.office.com")
    assert parse_qs(gmail.query)["su"] == parse_qs(outlook.query)["subject"] == [letter["subject"]]
    assert parse_qs(gmail.query)["body"] == parse_qs(outlook.query)["body"] == [letter["body"]]
