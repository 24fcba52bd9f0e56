"""Ways out of the page for a letter: a file that opens as a draft, and web mail with everything filled in."""

import re
from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import urlencode

GMAIL = "https://mail.google.com/mail/"
OUTLOOK = "https://outlook.office.com/mail/deeplink/compose"

_LINE = 66
"""Characters of a header's text that stay within 78 together with the longest of our headers' names."""

_PLAIN_NAME = re.compile(r"[A-Za-z0-9'-]+(?: [A-Za-z0-9'-]+)*")


def eml(*, to: str, to_name: str, subject: str, body: str, sender: str = "", sender_name: str = "") -> bytes:
    """The letter as a message that mail programs open as a draft of one's own (`X-Unsent`), never as sent.

    A letter to nobody known, or to an address no mail could go to, has no `To`. No date and no Message-ID: sending
    makes those.
    """
    headers = [
        "X-Unsent: 1",
        *_address("From", sender_name, sender),
        *_address("To", to_name, to),
        f"Subject: {_text('Subject', _one_line(subject))}",
    ]
    message = EmailMessage(policy=SMTP)
    message.set_content(body.replace("\r\n", "\n").replace("\r", "\n") + "\n", charset="utf-8")
    return "\r\n".join([*headers, ""]).encode("ascii") + message.as_bytes()


def gmail_url(*, to: str, subject: str, body: str) -> str:
    """Gmail's page for a new message, filled in."""
    return f"{GMAIL}?{urlencode({'view': 'cm', 'fs': '1', 'to': to, 'su': _one_line(subject), 'body': body})}"


def outlook_url(*, to: str, subject: str, body: str) -> str:
    """Outlook on the web's page for a new message, filled in."""
    return f"{OUTLOOK}?{urlencode({'to': to, 'subject': _one_line(subject), 'body': body})}"


def _address(header: str, name: str, address: str) -> list[str]:
    """The header with one address; none for what is none."""
    try:
        spec = Address(addr_spec=address).addr_spec
    except (ValueError, IndexError, MessageError):
        # `Address` knows ASCII addresses only, and raises one or another of these for what is none.
        return []
    if not address or not spec.isascii():
        return []
    name = _one_line(name)
    if not name:
        return [f"{header}: {spec}"]
    said = _text(header, name)
    if said == name and not _PLAIN_NAME.fullmatch(name):
        said = '"{}"'.format(re.sub(r'(["\\])', r"\\\1", name))
    return [
        f"{header}: {said}\r\n <{spec}>" if len(said) + len(spec) > _LINE else f"{header}: {said} <{spec}>"
    ]


def _text(header: str, text: str) -> str:
    """The text as it stands where it is short and plain, else in encoded words, folded (RFC 2047).

    Python's own headers read text that looks like an encoded word as one, so such text is encoded here.
    """
    if text.isascii() and "=?" not in text and len(text) <= _LINE:
        return text
    return Header(text, "utf-8", header_name=header).encode(linesep="\r\n")


def _one_line(text: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())
