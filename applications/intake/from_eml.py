"""A mail, by file or as pasted text → `ParsedMail`. Everything here comes from outside.

Bounds: size, depth and number of parts, length of a header; whatever is broken within them is read as far as
it goes. HTML becomes plain text and is never handed on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

import dateparser

from applications.intake.errors import IntakeError
from applications.intake.mail import ParsedMail, mail_as_json
from applications.intake.mail_bytes import decode, text_of_html
from applications.intake.mail_layers import Layers, header_block, take_apart
from applications.intake.reader import Json

LARGEST = 10 * 1024 * 1024
MOST_PARTS = 100
DEEPEST = 12
MOST_BOUNDARIES = 60
LONGEST_HEADER = 20_000
MOST_REFERENCES = 50
LONGEST_ID = 500
# A few words above what one passes on to oneself; more is a letter of its own.
FEW_WORDS = 300

TOO_LARGE = "This mail is larger than 10 MB. Save it without its attachments, or paste its text."
TOO_NESTED = "This mail has more parts inside one another than a letter has. Paste its text instead."
EMPTY = "There is no text in this mail. Paste what it says."
NOT_TEXT = "This is not a mail as mail programs save it (.eml). Open it there, and paste its text."

_HEADER_LINE = re.compile(rb"\A\s*(?:from [^\n]*\n)?[A-Za-z][A-Za-z0-9-]*:", re.IGNORECASE)
_KNOWN_HEADER = re.compile(
    rb"^(?:from|received|message-id|mime-version|return-path|delivered-to|content-type|date):",
    re.IGNORECASE | re.MULTILINE,
)
_ID = re.compile(r"<[^<>\s]{1,498}>")
_AUTOMATIC_HEADERS = ("x-autoreply", "x-autorespond", "x-auto-reply", "x-autoresponse")


def understand(data: bytes, name: str) -> Json:
    """The mail as JSON, to be kept until it has been looked over. Raises IntakeError."""
    return {"mail": mail_as_json(read(data))}


def read(data: bytes) -> ParsedMail:
    """Read a saved mail (.eml), or the text of one. Raises IntakeError with a sentence for the reader."""
    if len(data) > LARGEST:
        raise IntakeError(TOO_LARGE)
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not _HEADER_LINE.match(data) or not _KNOWN_HEADER.search(data[:LONGEST_HEADER]):
        if b"\0" in data[:1000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise IntakeError(NOT_TEXT)
        charset = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ""
        return read_text(decode(data, charset))
    if len(re.findall(rb"boundary", data, re.IGNORECASE)) > MOST_BOUNDARIES:
        raise IntakeError(TOO_NESTED)
    try:
        mail = _read_message(message_from_bytes(data))
    except RecursionError as error:
        raise IntakeError(TOO_NESTED) from error
    if not mail.whole and not mail.history and not mail.calendars:
        raise IntakeError(EMPTY)
    return look_inside(mail, ())


def read_text(text: str) -> ParsedMail:
    """Read a mail that was pasted, with or without "From:", "Date:" and the like above it. Raises IntakeError."""
    if len(text) > LARGEST:
        raise IntakeError(TOO_LARGE)
    text = decode(text.encode("utf-8", "replace"))
    if not text.strip():
        raise IntakeError(EMPTY)
    headers, body = header_block(text)
    mail = _from_headers(headers, body) if headers else _plain(body)
    return look_inside(mail, ())


def _read_message(message: Message) -> ParsedMail:
    plain: list[str] = []
    html: list[str] = []
    calendars: list[bytes] = []
    attached: list[Message] = []
    for part in _parts(message):
        kind = part.get_content_type()
        if kind == "message/rfc822":
            payload = part.get_payload()
            attached += (
                [each for each in payload[:1] if isinstance(each, Message)]
                if isinstance(payload, list)
                else []
            )
        elif kind == "text/calendar" or (part.get_filename() or "").lower().endswith(".ics"):
            calendars.append(_payload(part))
        elif kind == "text/plain" and part.get_content_disposition() != "attachment":
            plain.append(decode(_payload(part), _charset(part)))
        elif kind == "text/html" and part.get_content_disposition() != "attachment":
            html.append(text_of_html(decode(_payload(part), _charset(part))))
    body = "\n\n".join(each for each in plain if each.strip()) or "\n\n".join(html)
    if len(body.strip()) < len("See the HTML part.") and html:
        body = "\n\n".join(html)
    layers = take_apart(body)
    name, address = _address(message, "from")
    ids = [*_ids(message, "references"), *_ids(message, "in-reply-to")]
    mail = ParsedMail(
        text=layers.text,
        signature=layers.signature,
        history=layers.history,
        sender_name=name,
        sender_address=address,
        to=tuple(found for _, found in _addresses(message, "to") if found),
        subject=_header(message, "subject"),
        sent=_date(_header(message, "date")),
        message_id=next(iter(_ids(message, "message-id")), ""),
        references=tuple(dict.fromkeys(ids))[-MOST_REFERENCES:],
        automatic=_is_automatic(message),
        calendars=tuple(calendars),
    )
    if layers.passed_on and (inner := _passed_on(layers)):
        return replace(mail, history=layers.history) if len(mail.text) > FEW_WORDS else _inside(inner, mail)
    if attached and len(mail.text) <= FEW_WORDS:
        return replace(_read_message(attached[0]), inside=True)
    return mail


def _parts(message: Message) -> Iterator[Message]:
    """The leaves, attached mails among them but not what is inside those. Raises IntakeError for too many."""
    waiting = [(message, 0)]
    seen = 0
    while waiting:
        part, depth = waiting.pop(0)
        seen += 1
        if seen > MOST_PARTS or depth > DEEPEST:
            raise IntakeError(TOO_NESTED)
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            waiting = [(each, depth + 1) for each in payload if isinstance(each, Message)] + waiting
        else:
            yield part


def _payload(part: Message) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return found if isinstance(found, bytes) else b""


def _charset(part: Message) -> str:
    try:
        return str(part.get_content_charset() or "")
    except (ValueError, LookupError, UnicodeError):
        return ""


def _header(message: Message, name: str) -> str:
    """A header as people read it; whatever is broken in it stays as it stands."""
    raw = message.get(name)
    if raw is None:
        return ""
    text = str(raw)[:LONGEST_HEADER]
    try:
        pieces = decode_header(raw if len(str(raw)) <= LONGEST_HEADER else text)
    except (ValueError, LookupError, AssertionError, UnicodeError):
        return _one_line(text)
    said = [
        decode(piece, "" if charset in {None, "unknown-8bit"} else str(charset))
        if isinstance(piece, bytes)
        else piece
        for piece, charset in pieces
    ]
    return _one_line("".join(said))


def _one_line(text: str) -> str:
    seen = "".join(each if each.isprintable() else " " for each in text.encode("utf-8", "replace").decode())
    return " ".join(seen.split())


def _addresses(message: Message, name: str) -> list[tuple[str, str]]:
    text = _header(message, name)
    return _read_addresses(text)


def _address(message: Message, name: str) -> tuple[str, str]:
    return next(iter(_addresses(message, name)), ("", ""))


def _read_addresses(text: str) -> list[tuple[str, str]]:
    try:
        # "Sara [mailto:sara@acme.example]" is Outlook's own; the standard library makes a list of it.
        pairs = [] if "mailto:" in text else getaddresses([text[:LONGEST_HEADER]])
    except (ValueError, IndexError):
        pairs = []
    found = [(_name(name), address.strip()) for name, address in pairs if _is_address(address)]
    if found:
        return found
    loose = _LOOSE.search(text[:LONGEST_HEADER])
    if loose:
        return [(_name(text[: loose.start()]), loose[1])]
    return [(_name(text), "")] if text.strip() else []


_LOOSE = re.compile(r"[<\[(]?(?:mailto:)?\b([\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})")
_MAILTO = re.compile(r"[<\[(]\s?mailto:.*")


def _name(text: str) -> str:
    return _one_line(_MAILTO.sub("", text[:1000])).strip(" \"'<>[](),;")[:200]


def _is_address(text: str) -> bool:
    return len(text) <= 254 and bool(
        re.fullmatch(r"[^\s@<>,;\"]{1,64}@[^\s@<>,;\"]{1,190}\.[^\s@<>,;\"]{2,63}", text)
    )


def _ids(message: Message, name: str) -> list[str]:
    return _ID.findall(str(message.get(name) or "")[:LONGEST_HEADER])


def _is_automatic(message: Message) -> bool:
    said = _header(message, "auto-submitted").lower()
    if said and not said.startswith("no"):
        return True
    if _header(message, "precedence").lower() in {"auto_reply", "auto-reply"}:
        return True
    return any(message.get(name) is not None for name in _AUTOMATIC_HEADERS)


def _date(text: str) -> datetime | None:
    """The date a mail program wrote, or printed: with its zone where it names one. No sane year: none."""
    text = re.sub(r"\(.*?\)", "", text[:200]).strip(" ,")
    if not text:
        return None
    found: datetime | None
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        found = None
    if found is None:
        words = re.sub(r"\b(?:at|um|à|a las|alle|om|kl\.?)\b|(?<=\d) Uhr", " ", text.replace("\u202f", " "))
        try:
            found = dateparser.parse(
                " ".join(words.split()),
                languages=["en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "ru", "zh", "ja"],
                settings={"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]},
            )
        except (ValueError, OverflowError, RecursionError):
            found = None
    if found is None or not 2000 <= found.year <= 2100:
        return None
    offset = found.utcoffset()
    return found.replace(tzinfo=None) if offset is not None and abs(offset) > timedelta(hours=15) else found


_COPIED = re.compile(
    r"\A\s*(?P<name>[^\n<@]{1,80})\s<(?P<address>[^\s<>@]+@[^\s<>]+)>\s*\n?\s*(?P<date>[^\n]{0,20}\d[^\n]{5,60})\n"
    r"(?:to [^\n]{1,200}\n)?",
)


def _plain(body: str) -> ParsedMail:
    """Text alone; or with name, address and date above it, as it comes when copied from web mail."""
    copied = _COPIED.match(body)
    date = _date(copied["date"]) if copied else None
    layers = take_apart(body[copied.end() :] if copied and date else body)
    mail = ParsedMail(layers.text, signature=layers.signature, history=layers.history)
    if copied and date:
        mail = replace(mail, sender_name=_name(copied["name"]), sender_address=copied["address"], sent=date)
    if layers.passed_on and len(layers.text) <= FEW_WORDS and (inner := _passed_on(layers)):
        return replace(inner, inside=True)
    return mail


def _from_headers(headers: Mapping[str, str], body: str) -> ParsedMail:
    layers = take_apart(body)
    name, address = next(iter(_read_addresses(headers.get("from", ""))), ("", ""))
    ids = [*_ID.findall(headers.get("references", "")), *_ID.findall(headers.get("in-reply-to", ""))]
    mail = ParsedMail(
        text=layers.text,
        signature=layers.signature,
        history=layers.history,
        sender_name=name,
        sender_address=address,
        to=tuple(found for _, found in _read_addresses(headers.get("to", "")) if found),
        subject=_one_line(headers.get("subject", "")),
        sent=_date(headers.get("date", "")),
        message_id=next(iter(_ID.findall(headers.get("message-id", ""))), ""),
        references=tuple(dict.fromkeys(ids))[-MOST_REFERENCES:],
        automatic=headers.get("auto-submitted", "no").lower()[:2] not in {"no", ""},
    )
    if layers.passed_on and len(layers.text) <= FEW_WORDS and (inner := _passed_on(layers)):
        return _inside(inner, mail)
    return mail


def _passed_on(layers: Layers) -> ParsedMail | None:
    """The mail below "Forwarded message", if it still says whose it is."""
    headers, body = header_block(layers.history)
    return _from_headers(headers, body) if headers else None


def _inside(inner: ParsedMail, outer: ParsedMail) -> ParsedMail:
    return replace(inner, inside=True, calendars=outer.calendars or inner.calendars)


def look_inside(mail: ParsedMail, mine: Collection[str]) -> ParsedMail:
    """The mail inside one that an address of `mine` only passed on, or that has no words of its own."""
    own = {each.lower() for each in mine}
    passed_on = not mail.text or (mail.sender_address.lower() in own and len(mail.text) <= FEW_WORDS)
    if mail.inside or not passed_on or not mail.history:
        return mail
    headers, body = header_block(mail.history)
    return _inside(_from_headers(headers, body), mail) if headers else mail
