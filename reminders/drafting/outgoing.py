"""Ways out of the page for a letter: a file that opens as a draft, and web mail with everything filled in."""

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import urlencode

GMAIL = "https://mail.google.com/mail/"
OUTLOOK = "https://outlook.office.com/mail/deeplink/compose"


def eml(*, to: str, to_name: str, subject: str, body: str, sender: str = "", sender_name: str = "") -> bytes:
    """The letter as a message that mail programs open as a draft of one's own (`X-Unsent`), never as sent.

    Headers are encoded and folded by the standard library, so any name is safe in them. A letter to nobody
    known, or to an address no mail could go to, has no `To`. No date and no Message-ID: sending makes those.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if sender and (address := _address(sender_name, sender)):
        message["From"] = address
    if to and (address := _address(to_name, to)):
        message["To"] = address
    message["Subject"] = _one_line(subject)
    message.set_content(body.replace("\r\n", "\n").replace("\r", "\n") + "\n", charset="utf-8")
    return message.as_bytes()


def gmail_url(*, to: str, subject: str, body: str) -> str:
    """Gmail's page for a new message, filled in."""
    return f"{GMAIL}?{urlencode({'view': 'cm', 'fs': '1', 'to': to, 'su': _one_line(subject), 'body': body})}"


def outlook_url(*, to: str, subject: str, body: str) -> str:
    """Outlook on the web's page for a new message, filled in."""
    return f"{OUTLOOK}?{urlencode({'to': to, 'subject': _one_line(subject), 'body': body})}"


def _address(name: str, address: str) -> Address | None:
    try:
        return Address(display_name=_one_line(name), addr_spec=address)
    except (ValueError, IndexError, MessageError):
        # `Address` knows ASCII addresses only, and raises one or another of these for what is none.
        return None


def _one_line(text: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())
