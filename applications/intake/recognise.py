"""What a mail is, as far as its words say so plainly. When they do not, it is a reply, and its reader chooses.

Precise before complete: a rejection that is none frightens, an invitation taken for a reply costs one click.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from applications.intake import absence_phrases, meeting_phrases
from applications.intake import mail_phrases as phrases
from applications.intake.mail import ParsedMail
from applications.intake.sentences import sentences


class MailKind(StrEnum):
    REJECTION = "rejection"
    OFFER = "offer"
    OUT_OF_OFFICE = "out_of_office"
    CANCELLATION = "cancellation"
    INVITATION = "invitation"
    CONFIRMATION = "confirmation"
    QUESTION = "question"
    PROMISE = "promise"
    RECEIPT = "receipt"
    REPLY = "reply"


@dataclass(frozen=True)
class Recognised:
    """The kind, and the sentence it was read from (empty for a plain reply).

    `timing` are the words that say when they get back; `returns` the words that name the day somebody who is
    away is back, or with `returns_after` the last day they are away; `deadline` the sentence that says until
    when an offer may be answered. What day each means is for the reader of phrases to say.
    """

    kind: MailKind
    sentence: str = ""
    timing: str = ""
    returns: str = ""
    returns_after: bool = False
    deadline: str = ""


def recognise(mail: ParsedMail) -> Recognised:
    """What this mail is."""
    said = sentences(mail.text)
    promised = _first(said, phrases.promises)
    timing = phrases.promised_words(promised)
    found = _kind_of(mail, said, promised)
    if found is None:
        return Recognised(MailKind.REPLY, timing=timing)
    kind, sentence = found
    if kind is MailKind.OUT_OF_OFFICE:
        returns, after = _return(said)
        return Recognised(kind, sentence, returns=returns, returns_after=after)
    deadline = _first(said, phrases.names_deadline) if kind is MailKind.OFFER else ""
    return Recognised(kind, sentence, timing=timing, deadline=deadline)


def _kind_of(mail: ParsedMail, said: list[str], promised: str) -> tuple[MailKind, str] | None:
    if away := _away(mail, said):
        return MailKind.OUT_OF_OFFICE, away
    rejected, offered = _first(said, phrases.rejects), _first(said, phrases.offers)
    invited, cancelled = _first(said, meeting_phrases.invites), _first(said, meeting_phrases.cancels)
    if mail.calendars and not rejected:
        return (
            (MailKind.CANCELLATION, cancelled)
            if cancelled
            else (MailKind.INVITATION, invited or mail.subject)
        )
    if rejected and (offered or invited or _first(said, phrases.goes_on)):
        # "We chose somebody else for this role, but would like to meet you for another": it is for people to say.
        return None
    asked = _first(said, phrases.asks)
    confirmed = _first([*said, mail.subject], meeting_phrases.confirms)
    received = _first(said, phrases.acknowledges)
    for kind, sentence in (
        (MailKind.REJECTION, rejected),
        (MailKind.OFFER, offered),
        (MailKind.CANCELLATION, cancelled),
        (MailKind.INVITATION, invited),
        (MailKind.CONFIRMATION, "" if asked else confirmed),
        (MailKind.QUESTION, asked),
        (MailKind.RECEIPT, received),
        (MailKind.PROMISE, promised),
    ):
        if sentence:
            return kind, sentence
    return None


def _away(mail: ParsedMail, said: list[str]) -> str:
    """The sentence that says its sender is away, if nobody is at the keyboard; else nothing."""
    away = _first(said, absence_phrases.is_away)
    by_subject = absence_phrases.subject_says_automatic(mail.subject)
    if by_subject or mail.automatic:
        if away or (by_subject and not _first(said, phrases.acknowledges)):
            return away or mail.subject
        return ""
    if (
        not away
        or _first(said, phrases.asks)
        or _first(said, meeting_phrases.invites)
        or _first(said, phrases.offers)
    ):
        return ""
    # Somebody who writes by hand that they are away has more to say than that.
    if phrases.promises(away):
        return ""
    rest = [each for each in said if each != away and not absence_phrases.goes_with_away(each)]
    return away if len(rest) <= 1 else ""


def _return(said: list[str]) -> tuple[str, bool]:
    for sentence in said:
        if words := absence_phrases.return_day(sentence):
            return words, False
    for sentence in said:
        if words := absence_phrases.last_day_away(sentence):
            return words, absence_phrases.includes_last(sentence)
    return "", False


def _first(said: Iterable[str], speaks: Callable[[str], bool]) -> str:
    return next((each for each in said if speaks(each)), "")
