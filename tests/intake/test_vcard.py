"""Contact cards and signatures, as phones, mail programs and people write them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.intake.errors import IntakeError
from applications.intake.from_vcard import MOST_CARDS, contacts_from_json, read, understand
from applications.intake.parsed import ParsedContact
from applications.intake.signature import read_signature

APPLE = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//iPhone OS 17.0//EN\r\n"
    "N:Lindqvist;Sara;;;\r\nFN:Sara Lindqvist\r\n"
    "ORG:Acme\\, Inc.;Data\r\nTITLE:Head of Data\r\nEMAIL;type=INTERNET;type=HOME:sara@home.example\r\n"
    "item1.EMAIL;type=INTERNET;type=WORK;type=pref:sara@acme.example\r\nTEL;type=CELL;type=VOICE:+47 412 34 567\r\n"
    "URL;type=WORK:https://acme.example\r\nX-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/sara\r\n"
    "PHOTO;ENCODING=b;TYPE=JPEG:" + "QUJD" * 20 + "\r\n " + "QUJD" * 200 + "\r\nEND:VCARD\r\n"
)
OUTLOOK = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;LANGUAGE=sv;CHARSET=utf-8;ENCODING=QUOTED-PRINTABLE:=C3=96berg;J=C3=B6rg\r\n"
    "ORG:Fjord AS\r\nTITLE:Recruiter\r\nTEL;WORK;VOICE:+46 8 123 45 67\r\nEMAIL;PREF;INTERNET:jorg@fjord.example\r\n"
    "END:VCARD\r\n"
)
GOOGLE = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Priya Nair\r\nN:Nair;Priya;;;\r\nEMAIL;TYPE=INTERNET:priya@globex.example\r\n"
    "TEL:555-0100\r\nNOTE:met at the fair\\nwrites about tea\r\nCATEGORIES:myContacts\r\nEND:VCARD\r\n"
)
FOUR = (
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Tom Kerr\r\n"
    "EMAIL;PREF=1:tom@northwind.example\r\nTEL;VALUE=uri:tel:+1-555-0100\r\n"
    "ORG:Northwind\r\nEND:VCARD\r\n"
)


def only(card: str) -> ParsedContact:
    (person,) = read(card.encode()).people
    return person


@pytest.mark.parametrize(
    ("card", "person"),
    [
        (APPLE, ParsedContact("Sara Lindqvist", "sara@acme.example", "+47 412 34 567", "Head of Data", "Acme, Inc.",
                              "https://www.linkedin.com/in/sara")),
        (OUTLOOK, ParsedContact("Jörg Öberg", "jorg@fjord.example", "+46 8 123 45 67", "Recruiter", "Fjord AS")),
        (GOOGLE, ParsedContact("Priya Nair", "priya@globex.example", "555-0100")),
        (FOUR, ParsedContact("Tom Kerr", "tom@northwind.example", "+1-555-0100", "", "Northwind")),
    ],
    ids=["apple", "outlook", "google", "four"],
)  # fmt: skip
def test_a_card_of_each_make(card: str, person: ParsedContact) -> None:
    assert only(card) == person


def test_many_cards_and_a_broken_one() -> None:
    nobody = "BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:no name\r\nEND:VCARD\r\n"
    contacts = read((APPLE + nobody + OUTLOOK + OUTLOOK + FOUR).encode())
    assert [each.name for each in contacts.people] == ["Sara Lindqvist", "Jörg Öberg", "Tom Kerr"]
    assert [(each.what, each.why) for each in contacts.refused] == [
        ("Card 2", "It has neither a name nor an e-mail address.")
    ]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_other_encodings(codec: str) -> None:
    (person,) = read("BEGIN:VCARD\nVERSION:3.0\nFN:Zoë Ångström\nEND:VCARD\n".encode(codec)).people
    assert person.name == "Zoë Ångström"


def test_an_old_file_in_latin_1() -> None:
    (person,) = read("BEGIN:VCARD\nVERSION:2.1\nFN:Zoë Ångström\nEND:VCARD\n".encode("cp1252")).people
    assert person.name == "Zoë Ångström"


def test_a_card_that_never_ends_keeps_the_next() -> None:
    contacts = read(("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cut Off\r\n" + FOUR).encode())
    assert [each.name for each in contacts.people][-1] == "Tom Kerr"


def test_too_many_are_refused_in_words() -> None:
    with pytest.raises(IntakeError, match="save them as a file of their own"):
        read((FOUR * (MOST_CARDS + 1)).encode())


@pytest.mark.parametrize("text", ["", "Hello there", "Thanks,\nTom", "BEGIN:VCALENDAR\nEND:VCALENDAR"])
def test_where_there_is_nobody_it_says_what_to_add(text: str) -> None:
    with pytest.raises(IntakeError, match=r"\.vcf"):
        read(text.encode())


def test_what_is_kept_comes_back_as_it_was() -> None:
    assert contacts_from_json(understand((APPLE + OUTLOOK).encode(), "x.vcf")) == read(
        (APPLE + OUTLOOK).encode()
    )


@pytest.mark.parametrize(
    "unit",
    [
        "a=",
        "TEL;",
        "a;",
        "a.",
        '"',
        ';"',
        "TEL;TYPE=a,",
        "=\n",
        "FN;QUOTED-PRINTABLE:=\n",
        "N:a;",
        "FN:\\",
        "\n ",
    ],
)
def test_no_line_takes_long(unit: str) -> None:
    """Where reading takes more than a pass, these take minutes."""
    for head in ("", "FN;", "FN:", "N:", "NOTE;ENCODING=QUOTED-PRINTABLE:"):
        with contextlib.suppress(IntakeError):
            read(f"BEGIN:VCARD\n{head}{unit * 20_000}".encode())


def test_quoted_printable_over_several_lines() -> None:
    card = (
        "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:Zo=EB =\n=C5ngstr=\n=F6m\n"
        'ORG;X="a:b;c":Fjord\\; Berg\\, Co\nEND:VCARD\n'
    )
    assert only(card) == ParsedContact("Zoë Ångström", company="Fjord; Berg, Co")


@given(st.binary(max_size=2000))
def test_no_bytes_break_it(data: bytes) -> None:
    for whole in (data, b"BEGIN:VCARD\r\nVERSION:3.0\r\n" + data + b"\r\nEND:VCARD\r\n"):
        try:
            contacts = read(whole)
        except IntakeError as error:
            assert str(error).endswith((".", "?"))  # noqa: PT017
            continue
        for person in contacts.people:
            assert person.name or person.email
            assert len(person.name) <= 200
            assert len(person.phone) <= 50
            assert "\n" not in person.name + person.email + person.phone + person.role + person.company


@given(st.lists(st.sampled_from(["N", "FN", "EMAIL", "TEL", "ORG", "TITLE", "URL", "NOTE", "X-A"]), max_size=8),
       st.text(max_size=60))  # fmt: skip
def test_no_lines_of_a_card_break_it(names: list[str], text: str) -> None:
    lines = "\r\n".join(f"{name}:{text}" for name in names)
    contacts = None
    try:
        contacts = read(f"BEGIN:VCARD\r\nVERSION:3.0\r\n{lines}\r\nEND:VCARD\r\n".encode("utf-8", "replace"))
    except IntakeError:
        return
    assert len(contacts.people) + len(contacts.refused) == 1


SIGNED = [
    ("Hi Maya,\n\nsee you Tuesday.\n\nBest regards,\nSara Lindqvist (she/her)\nHead of Data Platform | Acme Inc.\n"
     "M: +47 412 34 567 | sara@acme.example\nlinkedin.com/in/saral\n",
     ("Sara Lindqvist", "sara@acme.example", "+47 412 34 567", "Head of Data Platform", "Acme Inc.",
      "https://linkedin.com/in/saral")),
    ("--\nDr. Tom Kerr, Staff Engineer\nNorthwind Labs\n123 Main Street\ntel. (555) 010-2233\n",
     ("Dr. Tom Kerr", "", "(555) 010-2233", "Staff Engineer", "Northwind Labs", "")),
    ("Jörg Öberg\nTalent Acquisition Partner\nFjord AS\n+47 22 33 44 55",
     ("Jörg Öberg", "", "+47 22 33 44 55", "Talent Acquisition Partner", "Fjord AS", "")),
    ("We look forward to it.\n\nKind regards\n\nPriya Nair\nSenior Recruiter at Globex\n"
     "priya.nair@globex.example | www.globex.example",
     ("Priya Nair", "priya.nair@globex.example", "", "Senior Recruiter", "Globex", "https://www.globex.example")),
    ("Mit freundlichen Grüßen\nAnke Müller\nLeiterin HR\nMüller GmbH\nTelefon: 030 1234567",
     ("Anke Müller", "", "030 1234567", "Leiterin HR", "Müller GmbH", "")),
    ("Cheers,\nAda Obi\nCTO, Umbra Labs\n", ("Ada Obi", "", "", "CTO", "Umbra Labs", "")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "person"), SIGNED, ids=[person[0] for _, person in SIGNED])
def test_who_signs(text: str, person: tuple[str, ...]) -> None:
    signed = read_signature(text)
    assert signed is not None
    assert (
        signed.name,
        signed.email,
        signed.phone,
        signed.role,
        signed.company,
        signed.profile_url,
    ) == person


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Thanks,\nTom",
        "Best,\nSent from my phone",
        "We will get back to you by Friday.\nThe team",
        "Order 4711\nTotal 1,234,567.00",
        "Regards,\nsara",
        "A long text without a closing.\n" + "One more line of it.\n" * 30,
    ],
)
def test_nobody_signs(text: str) -> None:
    assert read_signature(text) is None


@given(st.text(max_size=3000))
def test_no_text_breaks_a_signature(text: str) -> None:
    signed = read_signature(text)
    assert signed is None or (signed.name and len(signed.phone) <= 50)
