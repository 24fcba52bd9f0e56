"""A mail as the rest of the program knows it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from applications.intake.mail_bytes import decode
from applications.intake.reader import Json


@dataclass(frozen=True)
class ParsedMail:
    """What one mail says.

    `sent` without a zone is on the reader's own clock: that is how mail programs print a date.
    `text` is what its sender wrote, up to the sign-off; `signature` from there on; `history` what it quotes.
    `references` are the Message-IDs it answers, the oldest first. `automatic`: a machine says it wrote this.
    `calendars` are the invitations inside. `inside`: it was read from a mail that only passed it on.
    """

    text: str
    sender_name: str = ""
    sender_address: str = ""
    to: tuple[str, ...] = ()
    subject: str = ""
    sent: datetime | None = None
    signature: str = ""
    history: str = ""
    message_id: str = ""
    references: tuple[str, ...] = ()
    automatic: bool = False
    calendars: tuple[bytes, ...] = ()
    inside: bool = False

    @property
    def whole(self) -> str:
        """All that its sender wrote, without what it quotes."""
        return f"{self.text}\n\n{self.signature}".strip()


def mail_as_json(mail: ParsedMail) -> Json:
    """To be kept until it has been looked over. Of invitations inside, what is text."""
    return {
        **asdict(mail),
        "sent": mail.sent.isoformat() if mail.sent else None,
        "calendars": [decode(each) for each in mail.calendars],
    }


def mail_from_json(kept: Any) -> ParsedMail:
    return ParsedMail(
        **kept
        | {
            "sent": datetime.fromisoformat(kept["sent"]) if kept["sent"] else None,
            "to": tuple(kept["to"]),
            "references": tuple(kept["references"]),
            "calendars": tuple(each.encode() for each in kept["calendars"]),
        }
    )
