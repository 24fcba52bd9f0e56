"""Reminders to a messenger: one message, through Apprise, to an address that its owner named."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from django.conf import settings

from applications.addresses import Clock
from applications.outbound import OutboundError, Permit, Why
from reminders.delivery.answers import retry_after, said
from reminders.delivery.base import DeliveryError, Letter, Outcome, Told
from reminders.delivery.messenger_address import AddressError, opened

if TYPE_CHECKING:
    from apprise.plugins.base import NotifyBase

    from reminders.delivery.messenger_list import Service
    from reminders.delivery.messenger_transport import Errand

# For everything together: looking up, logging in, sending.
MOST_SECONDS = 15.0
MOST_TITLE, MOST_BODY = 200, 1_500
_SHORTEST_SECRET = 4
# Answers after which the same message may well be taken later.
_PASSING = {408, 425, 429}
_ENDS = {Why.REFUSED, Why.TOO_LARGE}


class MessengerChannel:
    def send(self, letter: Letter) -> Outcome:
        """Hand the letter's title, brief and link to the messenger. Raises DeliveryError."""
        return self.tell(letter).outcome

    def tell(self, letter: Letter) -> Told:
        """Like `send`, and what the far end answered. Raises DeliveryError."""
        from reminders.delivery.messenger_transport import Errand, on

        permit: Permit = settings.OUTBOUND_PERMIT
        with on(Errand(permit, Clock(MOST_SECONDS))) as errand:
            try:
                service, plugin = opened(letter.to)
            except AddressError as error:
                raise DeliveryError(str(error), permanent=True, code="no_address") from None
            try:
                taken = plugin.notify(**_message(service, plugin, letter))
            except Exception:
                # Whatever it says may quote the address, and this must reach no log.
                taken = False
            finally:
                # Some say good-bye to the far end when they go, which belongs to the errand.
                del plugin
        if not taken:
            raise _failure(errand, letter.to, service)
        return Told(Outcome.SENT, f"{_host(errand, service)} took it: {errand.answers[-1].status}")


def _message(service: Service, plugin: NotifyBase, letter: Letter) -> dict[str, Any]:
    """What Apprise is given: one message, which no service cuts in two, and whose link is never cut off."""
    from apprise import NotifyFormat, NotifyType, OverflowMode

    # Telegram reads HTML, and Apprise's own way from text to it leaves a < as it is.
    is_html = service.key == "telegram"
    written = _as_html if is_html else str
    title = _cut(" ".join(letter.subject.split()), MOST_TITLE)
    room = min(int(plugin.body_maxlen), MOST_BODY * 2) - len(written(title)) - len(written(letter.url)) - 20
    brief = _cut(letter.brief.strip(), max(min(room, MOST_BODY), 0))
    while len(written(brief)) > max(room, 0):
        brief = _cut(brief, len(brief) * 3 // 4)
    body = "\n\n".join(part for part in (brief, letter.url) if part)
    return {
        "title": written(title),
        "body": written(body),
        "notify_type": NotifyType.INFO,
        "body_format": NotifyFormat.HTML if is_html else NotifyFormat.TEXT,
        "overflow": OverflowMode.TRUNCATE,
    }


def _as_html(text: str) -> str:
    return html.escape(text, quote=False)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: max(most - 1, 0)].rstrip() + "…" * (most > 0)


def _failure(errand: Errand, address: str, service: Service) -> DeliveryError:
    """What went wrong, in the far end's words where it said any."""
    if errand.trouble is not None:
        return _not_reached(errand.trouble)
    host = _host(errand, service)
    if not errand.answers:
        return DeliveryError(
            f"{service.name} could not be asked with this address. Enter the address again.",
            permanent=True,
            code="no_address",
        )
    # Some log out at the end, and that this went well says nothing of the message.
    answer = next((each for each in reversed(errand.answers) if each.status >= 300), errand.answers[-1])
    status = answer.status
    words = f": “{said(answer, _secrets(address, errand))}”"
    if 300 <= status < 400:
        problem = (
            f"{host} passes the message on to another address{words}. Enter that address if you trust it."
        )
        return DeliveryError(problem, permanent=True, code=f"http_{status}")
    if status < 300:
        # It may have been taken: to try again might be to send it twice.
        problem = f"{host} answered, but not as if it had taken the message{words}"
        return DeliveryError(problem, permanent=True, code="unclear")
    is_final = status < 500 and status not in _PASSING
    return DeliveryError(
        f"{host} did not take it{words}",
        permanent=is_final,
        code=f"http_{status}",
        wait_seconds=0 if is_final else retry_after(answer),
    )


def _not_reached(trouble: OutboundError) -> DeliveryError:
    code = trouble.why.value.replace(" ", "_")
    return DeliveryError(str(trouble), permanent=trouble.why in _ENDS, code=code)


def _host(errand: Errand, service: Service) -> str:
    """Who answered, else who was asked."""
    reached = errand.answers[-1].url if errand.answers else "".join(errand.asked[-1:])
    return urlsplit(reached).hostname or service.name


def _secrets(address: str, errand: Errand) -> list[str]:
    """What of an address, and of the credentials made of it, is nobody's business, the longest first."""
    rest = address.partition("://")[2].replace("/#", "/")
    pieces = [*re.split(r"[/?&=:@+,]+", rest), *re.split(r"[/?&=@]+", rest)]
    for value in errand.credentials:
        pieces += [value, *value.split(), *_inside(value)]
    # Where the address names no server, its first part is a secret like the others.
    shown = {urlsplit(url).hostname for url in errand.asked}
    shown |= {urlsplit(url).netloc for url in errand.asked}
    known = {each for piece in pieces for each in (piece, unquote(piece)) if each.lower() not in shown}
    return sorted((each for each in known if len(each) >= _SHORTEST_SECRET), key=len, reverse=True)


def _inside(credential: str) -> Iterable[str]:
    scheme, _, packed = credential.partition(" ")
    if scheme.lower() != "basic":
        return []
    try:
        return base64.b64decode(packed).decode("utf-8", "replace").split(":", 1)
    except ValueError:
        return []
