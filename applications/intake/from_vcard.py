"""Contact cards (vCard 2.1, 3.0 and 4.0), and the end of a letter where somebody signs, read as people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from applications.intake.card_lines import CardLine, read_lines
from applications.intake.charsets import decoded
from applications.intake.errors import IntakeError
from applications.intake.parsed import ParsedContact, Refused
from applications.intake.reader import Json
from applications.intake.signature import read_signature

MOST_CARDS = 150
LONGEST_CARD = 2 * 1024 * 1024
MOST_LINES_OF_A_CARD = 5_000
NO_CARD = "No contact is in this. Add a .vcf file, or paste the lines with which somebody signs a mail."

_BEGIN = re.compile(r"^BEGIN:VCARD\s*$", re.IGNORECASE | re.MULTILINE)
_END = re.compile(r"^END:VCARD\s*$", re.IGNORECASE | re.MULTILINE)
# Pictures, sounds and keys: large, and nothing of them is kept. Their folded lines go with them.
_NOT_KEPT = re.compile(
    r"^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|AGENT)\b[^\n]*\n(?:[ \t][^\n]*\n|[A-Za-z0-9+/=]{40,}\n)*",
    re.IGNORECASE | re.MULTILINE,
)

Told = Mapping[str, list[CardLine]]


@dataclass(frozen=True)
class ParsedContacts:
    people: tuple[ParsedContact, ...]
    refused: tuple[Refused, ...]


def understand(data: bytes, name: str) -> Json:
    """`read`, as JSON to be kept until it has been looked over. Raises IntakeError."""
    contacts = read(data)
    return {
        "people": [asdict(each) for each in contacts.people],
        "refused": [asdict(each) for each in contacts.refused],
    }


def contacts_from_json(kept: Any) -> ParsedContacts:
    return ParsedContacts(
        people=tuple(ParsedContact(**each) for each in kept["people"]),
        refused=tuple(Refused(**each) for each in kept["refused"]),
    )


def read(data: bytes) -> ParsedContacts:
    """The people of all cards in `data`; a broken card is refused and the others stand.

    Text without any card is read as one signature. Raises IntakeError where there is nobody.
    """
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    cards = _cards(text)
    if not cards:
        signed = read_signature(text)
        if signed is None:
            raise IntakeError(NO_CARD)
        return ParsedContacts((signed,), ())
    if len(cards) > MOST_CARDS:
        raise IntakeError(
            f"There are {len(cards):,} contacts in this; {MOST_CARDS:,} are the most. Choose those that matter to "
            "your search, and save them as a file of their own."
        )
    people: dict[ParsedContact, None] = {}
    refused: list[Refused] = []
    for number, card in enumerate(cards, start=1):
        try:
            people[_person(card)] = None
        except IntakeError as error:
            refused.append(Refused(f"Card {number}", str(error)))
    return ParsedContacts(tuple(people), tuple(refused))


def _cards(text: str) -> list[str]:
    """Each card whole; what follows the last end is left out, and a card without an end goes to the next one."""
    bounds = [*(found.start() for found in _BEGIN.finditer(text)), len(text)]
    cards = []
    for start, following in pairwise(bounds):
        end = _END.search(text, start, following)
        cards.append(text[start : end.end()] if end else text[start:following])
    return cards


def _person(card: str) -> ParsedContact:
    """The person of one card. Raises IntakeError."""
    card = _NOT_KEPT.sub("", card + "\n")
    if len(card) > LONGEST_CARD or card.count("\n") > MOST_LINES_OF_A_CARD:
        raise IntakeError("It is larger than a contact can be.")
    told = read_lines(card)
    person = ParsedContact(
        name=_first(told, "FN") or _name_of(told) or _first(told, "NICKNAME"),
        email=_address(_preferred(told, "EMAIL")),
        phone=_preferred(told, "TEL").removeprefix("tel:")[:50],
        role=_first(told, "TITLE") or _first(told, "ROLE"),
        company=_first(told, "ORG"),
        profile_url=_page(told),
    )
    if not person.name and not person.email:
        raise IntakeError("It has neither a name nor an e-mail address.")
    return person


def _name_of(told: Told) -> str:
    """From the parts of the name, which stand as family, given, additional, prefix, suffix."""
    line = next(iter(told.get("N", ())), None)
    family, given, additional, prefix, suffix = ((*line.parts, *[""] * 5) if line else [""] * 5)[:5]
    return _line(" ".join(filter(None, (prefix, given, additional, family, suffix))))


def _first(told: Told, name: str) -> str:
    return next((text for each in told.get(name, ()) if (text := _line(each.value))), "")


def _preferred(told: Told, name: str) -> str:
    """The value marked as preferred, else the one for work, else the first."""

    def rank(line: CardLine) -> int:
        return 0 if "PREF" in line.kinds else 1 if "WORK" in line.kinds else 2

    lines = sorted(told.get(name, ()), key=rank)
    return next((text for each in lines if (text := _line(each.value))), "")


def _page(told: Told) -> str:
    pages = [_line(each.value) for name in ("URL", "X-SOCIALPROFILE") for each in told.get(name, ())]
    pages = [page for page in pages if re.fullmatch(r"https?://[^\s<>\"]{3,480}", page)]
    return min(pages, key=lambda page: "linkedin.com" not in page, default="")


def _address(text: str) -> str:
    address = text.removeprefix("mailto:")
    return address if len(address) <= 254 and re.fullmatch(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+", address) else ""


def _line(text: str) -> str:
    """One line of at most 200 characters, without control characters."""
    calm = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(calm.split())[:200].strip()
