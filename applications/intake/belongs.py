"""Which application a mail belongs to, and how one can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from applications.intake.mail import ParsedMail
from applications.intake.senders import domain_of, is_free_mail, is_scheduler

# What each way of telling weighs. Two weak ones do not outweigh a strong one.
_THREAD, _ADDRESS, _NAME, _DOMAIN, _COMPANY, _ROLE, _OPEN = 200, 90, 40, 35, 30, 15, 1
# From here on it is proposed; below, it only stands first in the list.
CLEAR = 30
_SHORTEST_NAME = 3


@dataclass(frozen=True)
class Candidate:
    """An application a mail might belong to. `threads` are the Message-IDs of its mails."""

    pk: int
    company: str
    title: str
    is_open: bool = True
    addresses: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    threads: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Match:
    """How well a candidate fits; `why` in a sentence, empty where nothing speaks for it."""

    candidate: Candidate
    score: int
    why: str


def rank(mail: ParsedMail, candidates: Iterable[Candidate]) -> list[Match]:
    """The candidates, the likeliest first; of two as likely, in the order given."""
    found = [_match(mail, each) for each in candidates]
    return sorted(found, key=lambda each: -each.score)


def proposed(matches: list[Match]) -> Match | None:
    """The match to propose: clear, and clearer than the next."""
    if not matches or matches[0].score < CLEAR:
        return None
    if len(matches) > 1 and matches[1].score == matches[0].score:
        return None
    return matches[0]


def _match(mail: ParsedMail, one: Candidate) -> Match:
    reasons: list[tuple[int, str]] = []
    address = mail.sender_address.lower()
    domain = domain_of(address) if address else ""
    said = f"{mail.subject}\n{mail.text}\n{mail.signature}".casefold()
    if one.threads & {*mail.references, mail.message_id} - {""}:
        reasons.append((_THREAD, "It belongs to a conversation that is here."))
    if address and address in one.addresses:
        reasons.append((_ADDRESS, f"{mail.sender_name or address} is somebody you know from there."))
    elif _named(mail, one.names):
        reasons.append((_NAME, f"It is signed by {_named(mail, one.names)}, whom you know from there."))
    theirs = {domain_of(each) for each in one.addresses if not is_free_mail(each) and not is_scheduler(each)}
    if domain and domain in theirs and not is_free_mail(address):
        reasons.append((_DOMAIN, f"It comes from {domain}, as others there write from."))
    elif (
        domain
        and not is_free_mail(address)
        and _squash(one.company)
        and _squash(one.company) in _squash(domain)
    ):
        reasons.append((_DOMAIN, f"It comes from {domain}."))
    names = [name for name in (one.company, one.title) if _is_said(name, said)]
    if one.company in names:
        reasons.append((_COMPANY, f"It names {' and '.join(names)}."))
    if one.title in names:
        reasons.append((_ROLE, f"It names {' and '.join(names)}."))
    score = sum(weight for weight, _ in reasons)
    return Match(one, score + (_OPEN if score and one.is_open else 0), max(reasons, default=(0, ""))[1])


def _named(mail: ParsedMail, names: frozenset[str]) -> str:
    """Who of these wrote it: by the sender's name, or by a line of the signature."""
    lines = {
        mail.sender_name.casefold(),
        *(line.strip(" ,.-").casefold() for line in mail.signature.split("\n")),
    }
    return next((name for name in sorted(names) if name.casefold() in lines), "")


def _is_said(name: str, text: str) -> bool:
    folded = name.casefold().strip()
    if len(folded) < _SHORTEST_NAME:
        return False
    return bool(re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", text))


def _squash(text: str) -> str:
    squashed = re.sub(r"[^\w]|_", "", text.casefold())
    return squashed if len(squashed) >= _SHORTEST_NAME else ""
