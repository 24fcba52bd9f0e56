"""A letter as a file that opens as a draft, and in web mail."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import unquote
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


def named(raw: bytes, header: str) -> str:
    """The name before the address, as a mail program reads it.

    Not by the standard library's parser of addresses: it puts spaces between encoded words (RFC 2047, 6.2).
    """
    lines = raw.partition(b"\r\n\r\n")[0].decode("ascii").replace("\r\n ", " ").split("\r\n")
    (line,) = (line for line in lines if line.startswith(f"{header}: "))
    phrase = line.removeprefix(f"{header}: ").rpartition("<")[0].strip()
    return unquote(phrase) if phrase.startswith('"') else str(make_header(decode_header(phrase)))


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_one_address_and_comes_back_whole(name: str) -> None:
    raw = eml(to="sara@acme.example", to_name=name, subject="Thank you", body="x")
    (address,) = message_from_bytes(raw, policy=policy.default)["To"].addresses
    assert (named(raw, "To"), address.addr_spec) == (name, "sara@acme.example")


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


# Whatever a database can hold; what is spelled like the parts of a header comes up often.
TELLING = ("\r\n", "\n", "\r", "\0", "Bcc: a@b.example", '"', "\\", "<x@y.example>", ",", ";", "(")
LIKE_ENCODED = ("=?utf-8?q?a?=", "=?", "?=")
hostile = st.lists(
    st.text(st.characters(codec="utf-8"), max_size=40)
    | st.sampled_from([*TELLING, *LIKE_ENCODED, "\u2028", "田中"]),
    max_size=8,
).map("".join)


def one_line(value: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in value).split())


@given(hostile, hostile, hostile, hostile)
def test_any_text_comes_back_and_adds_nothing(name: str, sender: str, subject: str, body: str) -> None:
    raw = eml(
        to="a@b.example",
        to_name=name,
        subject=subject,
        body=body,
        sender="m@c.example",
        sender_name=sender,
    )
    headers, _, _ = raw.partition(b"\r\n\r\n")
    assert headers.isascii()
    assert max(map(len, headers.split(b"\r\n"))) <= 78
    message = message_from_bytes(raw, policy=policy.default)
    assert sorted(message.keys()) == sorted(
        ["X-Unsent", "From", "To", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"]
    )
    assert [each.addr_spec for each in message["To"].addresses] == ["a@b.example"]
    assert [each.addr_spec for each in message["From"].addresses] == ["m@c.example"]
    assert (named(raw, "To"), named(raw, "From")) == (one_line(name), one_line(sender))
    assert message["Subject"] == one_line(subject)
    lines = body.replace("\r\n", "\n").replace("\r", "\n") + "\n"
    assert message.get_content().replace("\r\n", "\n") == lines


def test_web_mail_is_filled_in() -> None:
    letter = {"to": "sara@acme.example", "subject": "Thank you – R&D", "body": "Dear Sara,\n\n100 % & more?"}
    gmail, outlook = (urlsplit(each(**letter)) for each in (gmail_url, outlook_url))
    assert (gmail.hostname, outlook.hostname) == ("mail.google.com", "outlook.office.com")
    assert parse_qs(gmail.query)["su"] == parse_qs(outlook.query)["subject"] == [letter["subject"]]
    assert parse_qs(gmail.query)["body"] == parse_qs(outlook.query)["body"] == [letter["body"]]
