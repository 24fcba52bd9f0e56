"""A messenger's address, as Apprise writes it or as the service itself shows it: read, judged, and opened."""

from __future__ import annotations

import importlib
import logging
import re
import threading
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from applications.addresses import Clock, OutboundError, Permit, Target, Why, addresses_of, parsed
from reminders.delivery.messenger_list import BY_SCHEMA, MOST_OPTION, SERVICES, Service

if TYPE_CHECKING:
    from apprise import AppriseAsset
    from apprise.plugins.base import NotifyBase

LONGEST = 2_000
_MOST_BYTES = 4_000
_SECONDS_TO_JUDGE = 3.0
_SCHEMA = re.compile(r"([a-zA-Z][a-zA-Z0-9]{1,19})://(?=.)")
_END = 4
_loading = threading.Lock()


class AddressError(Exception):
    """This is no address that can be used here. The message is a sentence or two for the user, without a secret."""


@dataclass(frozen=True)
class Address:
    """An address that was understood. `url` is secret, and so may be what of it is asked first."""

    service: Service
    url: str = field(repr=False)
    asks: str = field(repr=False)

    @property
    def label(self) -> str:
        """What may be shown: "ntfy on ntfy.sh", "Telegram …1234"."""
        if self.service.own_server:
            return f"{self.service.name} on {urlsplit(self.asks).hostname}"[:200]
        recipient = self.url.partition("?")[0].rstrip("/").rpartition("/")[2]
        if self.service.shows_end and len(recipient) >= 2 * _END:
            return f"{self.service.name} …{recipient[-_END:]}"
        return self.service.name


def read_address(text: str) -> Address:
    """What an address leads to; nothing is sent. Raises AddressError."""
    from reminders.delivery.messenger_transport import Errand, on

    url = text.strip()
    service, plugin = opened(url)
    with on(Errand(None, Clock(_SECONDS_TO_JUDGE))) as rehearsal:
        try:
            plugin.notify(body="x", title="x")
        except Exception:
            raise AddressError(_not_understood(service)) from None
        finally:
            del plugin
    if not rehearsal.asked:
        raise AddressError(_not_understood(service))
    return Address(service, url, rehearsal.asked[0])


def judge(address: Address, permit: Permit) -> None:
    """Raises AddressError where no connection to its server would be allowed; who cannot be found is no matter yet."""
    try:
        target = parsed(address.asks, any_port=True)
    except OutboundError as error:
        raise AddressError(str(error)) from None
    try:
        _look_up(target, permit, secret=False)
    except OutboundError as error:
        where = "They list it in OUTBOUND_ALLOW, or this machine itself with OUTBOUND_LOOPBACK."
        raise AddressError(f"{error} {where}") from None
    try:
        _look_up(target, permit, secret=target.scheme == "http")
    except OutboundError as error:
        raise AddressError(str(error)) from None


def _look_up(target: Target, permit: Permit, *, secret: bool) -> None:
    """Raises OutboundError for what is refused. A server that cannot be found now may be found later."""
    try:
        addresses_of(target, permit, Clock(_SECONDS_TO_JUDGE), secret=secret)
    except OutboundError as error:
        if error.why is Why.REFUSED:
            raise


def opened(url: str) -> tuple[Service, NotifyBase]:
    """The plugin that speaks to an address, made ready. Raises AddressError."""
    service, is_native = _service_of(url)
    _check_options(service, url)
    plugin_class = _plugin(service.module, service.plugin)
    try:
        whole = _with_ours(service, url)
        found = plugin_class.parse_native_url(whole) if is_native else plugin_class.parse_url(whole)
        plugin = plugin_class(**_chosen(found)) if found else None
        recipients = len(plugin) if plugin else 0
    except Exception:
        # Whatever it says may quote the address.
        raise AddressError(_not_understood(service)) from None
    if plugin is None or not _is_fit(service, plugin):
        raise AddressError(_not_understood(service))
    if recipients != 1:
        raise AddressError("Give one recipient only, and add another messenger for another.")
    plugin.throttle = _wait_nowhere  # type: ignore[method-assign]
    return service, plugin


def _service_of(url: str) -> tuple[Service, bool]:
    """Whose address it is, and whether it is as the service itself shows it."""
    if len(url) > LONGEST or len(url.encode(errors="replace")) > _MOST_BYTES:
        raise AddressError(f"This is longer than {LONGEST} characters, and no address is.")
    if any(unicodedata.category(each)[0] in "CZ" for each in url):
        raise AddressError("An address has no spaces or line breaks. Copy it again.")
    schema = _SCHEMA.match(url)
    if schema is None:
        raise AddressError("An address begins with the name of a service and ://, such as ntfys://.")
    name = schema[1].lower()
    if name in {"http", "https"}:
        for service in SERVICES:
            if service.native is not None and service.native.match(url):
                return service, True
        raise AddressError(
            "This is a web address of no messenger known here. To send to any web address, choose Webhook."
        )
    if name not in BY_SCHEMA:
        raise AddressError(f"“{name}” is not among the messengers that can be used here.")
    return BY_SCHEMA[name], False


def _check_options(service: Service, url: str) -> None:
    """Raises AddressError for what may not follow the ? of an address."""
    try:
        given = parse_qsl(url.partition("?")[2], keep_blank_values=True, max_num_fields=20)
    except ValueError:
        raise AddressError("That is too much after the ? of the address.") from None
    for name, value in given:
        name = name.lower()
        # In a query a + is a space, and a space is how a header's name begins.
        name = f"+{name[1:]}" if name.startswith(" ") else name
        if not service.takes(name):
            shown = "".join(each for each in name if each.isalnum() or each in "+-_")[:30]
            raise AddressError(f"Leave “{shown}” out of the address; it cannot be set here.")
        if len(value) > MOST_OPTION:
            raise AddressError(f"What is given for “{name[:30]}” is too long.")
        if service.key == "pushover" and name == "priority" and value.strip().lower() in {"2", "emergency"}:
            raise AddressError("A reminder is no emergency. Choose another priority.")


def _is_fit(service: Service, plugin: NotifyBase) -> bool:
    if service.key == "telegram":
        # Without a chat it would look for whoever wrote to the bot last.
        return bool(getattr(plugin, "targets", None))
    # With a password instead of a token, Matrix's would make a new device each time, or even an account.
    return service.key != "matrix" or not plugin.user


def _not_understood(service: Service) -> str:
    return f"This is no whole address for {service.name}. It looks like {service.example}"


def _wait_nowhere(*_args: object, wait: float | None = None, **_options: object) -> None:
    """Apprise would sleep between two requests; it is the outbox that waits, between two messages."""


def _with_ours(service: Service, url: str) -> str:
    # As Apprise itself begins: the # of a channel is no fragment.
    url = url.replace("/#", "/%23")
    if not service.fixed:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode(service.fixed)}"


def _chosen(found: dict[str, Any]) -> dict[str, Any]:
    """What an address says, with our asset, and with plain text, which shows links as they are."""
    return {**found, "asset": _asset(), "format": "text"}


@cache
def _plugin(module_name: str, name: str) -> type[NotifyBase]:
    """The class that speaks it, loaded at first use and only that one, with our transport in its module."""
    from reminders.delivery.messenger_transport import GuardedRequests

    with _loading:
        _hush()
        module = importlib.import_module(f"apprise.plugins.{module_name}")
        found: type[NotifyBase] = getattr(module, name)
        module.requests = GuardedRequests()  # type: ignore[attr-defined]
    return found


@cache
def _asset() -> AppriseAsset:
    from apprise import AppriseAsset

    return AppriseAsset(
        app_id="Followthrough",
        app_desc="Followthrough",
        app_url="",
        image_url_mask="",
        image_url_logo="",
        image_path_mask=False,
        interpret_emojis=False,
        async_mode=False,
        http_redirects=False,
        secure_logging=True,
        storage_mode="memory",
        timezone="UTC",
    )


def _hush() -> None:
    """Apprise logs addresses, in debug whole ones; we say ourselves what became of a message."""
    logger = logging.getLogger("apprise")
    logger.addFilter(_nothing)
    logger.propagate = False
    logger.disabled = True


def _nothing(_record: logging.LogRecord) -> bool:
    return False
