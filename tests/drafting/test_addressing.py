"""To whom a letter goes, how it greets them, and how it gets there (C4, RFC 6068)."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from reminders.drafting.context import LetterFacts
from reminders.drafting.letter import Letter
from reminders.drafting.letters import write
from reminders.drafting.names import short_name
from tests.drafting.facts import facts, inquiry


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("Sara Lindqvist", "Sara"),
        ("Lindqvist, Sara", "Sara"),
        ("SARA LINDQVIST", "Sara"),
        ("sara", "Sara"),
        ("Tom", "Tom"),
        ("Dr. Lee", "Dr. Lee"),
        ("Prof. Anna Berg", "Prof. Berg"),
        ("Berg, Prof. Anna", "Prof. Berg"),
        ("Prof. Dr. Ludwig van der Berg", "Prof. van der Berg"),
        ("Mr Tom Kerr Jr.", "Mr Kerr"),
        ("John Smith, PhD", "John"),
        ("Sara Lindqvist (she/her)", "Sara"),
        ("Tom Kerr - Recruiter", "Tom"),
        ("Sara | Acme", "Sara"),
        ("S. Lindqvist", "S. Lindqvist"),
        ("Jean-Pierre Dupont", "Jean-Pierre"),
        ("de la Cruz, Maria", "Maria"),
        ("王小明", "王小明"),
        ("田中 太郎", "田中 太郎"),
        ("محمد علي", "محمد علي"),
        ("Hiring Team", "Hiring Team"),
        ("sara@acme.example", ""),
        ("Dr.", ""),
        ("  ", ""),
        ("\u202eSara\nBcc: x Lindqvist", "Sara"),
    ],
)
def test_the_greeting_name(typed: str, called: str) -> None:
    assert short_name(typed) == called
    greeting = write(facts(recipient_name=typed)).paragraphs[0]
    assert greeting == (f"Dear {called}," if called else "Hello,")


def test_without_an_address_somebody_passes_it_on() -> None:
    letter = write(
        facts(
            recipient_name="Tom Kerr",
            recipient_email="",
            pass_on_name="Priya Nair",
            pass_on_email="p@acme.example",
        )
    )
    assert (letter.to, letter.to_name) == ("p@acme.example", "Priya Nair")
    assert letter.paragraphs[0].startswith("Dear Priya,\nCould you please pass this note on to Tom Kerr?")
    assert letter.paragraphs[1] == "Dear Tom,"
    assert "No address for Tom Kerr. Send it to Priya Nair" in letter.note
    assert letter.word_count == write(facts(recipient_name="Tom Kerr")).word_count


def test_with_nobody_to_pass_it_on_the_note_says_how_to_get_an_address() -> None:
    letter = write(facts(recipient_email=""))
    assert letter.to == ""
    assert letter.note == "No address for Sara Lindqvist: ask the recruiter for one, or send it by LinkedIn."
    assert (
        write(facts(recipient_email="", pass_on_name="Priya")).note
        == "No address for Sara Lindqvist. Ask Priya to pass it on."
    )


def test_a_reply_goes_straight_to_who_has_an_address() -> None:
    letter = write(
        facts(
            kind="confirm_interview",
            recipient_email="",
            pass_on_name="Priya Nair",
            pass_on_email="p@acme.example",
        )
    )
    assert letter.paragraphs[0] == "Dear Priya,"
    assert letter.note == "Best sent as a reply to their invitation."


def test_nobody_writes_to_a_no_reply_address() -> None:
    letter = write(facts(kind="rejection_thanks", recipient_email="no-reply@acme.example"))
    assert letter.to == ""
    assert write(facts(recipient_email="noreply@acme.example")).note.startswith(
        "Nobody reads mail sent to noreply@"
    )


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example,evil@x.example",
        "a@b.example?bcc=evil@x",
        "a@b\r\nBcc: e@x",
        "a b@c",
        "x",
        "<a@b.example>",
        "a@b.example;c@d.example",
        "a@b@c",
    ],
)
def test_what_is_not_one_address_is_none(address: str) -> None:
    assert write(facts(recipient_email=address)).to == ""


HOSTILE = [
    "Sara\r\nBcc: evil@x.example",
    "R&D? a=b&cc=evil@x.example#frag",
    "100% + 1",
    "李 – “Zoë” 🎉",
    "a\u2028b\x00c\x1b",
]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("make", [facts, inquiry])
def test_a_mailto_link_says_exactly_what_the_letter_says(name: str, make: Callable[..., LetterFacts]) -> None:
    letter = write(
        make(recipient_name=name, sender_name=name, title=name, company=name, topics=name, fit=name * 30)
    )
    link = letter.mailto()
    assert link.isascii()
    assert "\n" not in letter.subject + letter.to + letter.to_name
    parts = urlsplit(link)
    fields = parse_qs(parts.query, strict_parsing=True)
    assert (parts.scheme, parts.path, parts.fragment) == ("mailto", "sara.lindqvist@acme.example", "")
    assert fields == {"subject": [letter.subject], "body": [letter.body.replace("\n", "\r\n")]}


def test_a_link_is_whole_however_long_and_whoever_made_the_letter() -> None:
    letter = Letter("a@b.example", "A", "Hi\r\nBcc: x", ("Dear A,", "x\ny " * 5000, "\udfff"))
    fields = parse_qs(urlsplit(letter.mailto()).query)
    assert fields["subject"] == ["Hi Bcc: x"]
    assert fields["body"][0].startswith("Dear A,\r\n\r\nx\r\ny x")
    assert len(fields["body"][0]) > 20_000
    assert letter.pieces()[0] == [("Dear A,", False)]
