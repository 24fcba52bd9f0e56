"""Where an address that a user named leads, and whether a connection may go there."""

from __future__ import annotations

import ipaddress
import queue
import re
import socket
import threading
import time
from dataclasses import dataclass
from enum import Enum
from urllib.parse import SplitResult, quote, urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_MOST_URL = 4_000
_MOST_ADDRESSES_TRIED = 4
PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?")
_NOT_IN_A_URL = re.compile(r"[\x00-\x20\x7f\\]")

_IPV6_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Counted as public by some versions of Python, and no place for a server of somebody's.
_NOT_PUBLIC: tuple[Network, ...] = (
    ipaddress.IPv4Network("168.63.129.16/32"),  # Azure's inside
    ipaddress.IPv4Network("192.0.0.0/24"),
    ipaddress.IPv4Network("192.88.99.0/24"),  # 6to4 relays
    ipaddress.IPv6Network("2001::/32"),  # Teredo: an IPv4 address in disguise
    ipaddress.IPv6Network("2002::/16"),  # 6to4: the same
    ipaddress.IPv6Network("3fff::/20"),
)


class Why(Enum):
    """REFUSED: not allowed to go there, nothing was sent. The others: it was tried."""

    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    UNTRUSTED = "untrusted"
    TIMED_OUT = "timed out"
    TOO_LARGE = "too large"
    BROKEN = "broken"


class OutboundError(Exception):
    """There is no answer. The message is one or two sentences for the user; `why` is for the caller."""

    def __init__(self, why: Why, problem: str) -> None:
        super().__init__(problem)
        self.why = why


@dataclass(frozen=True)
class Permit:
    """What the operator allows beside public addresses: this machine itself, networks and hosts of their own.

    `hosts` are names in lower case, each with all that it leads to.
    """

    loopback: bool = False
    private: tuple[Network, ...] = ()
    hosts: frozenset[str] = frozenset()

    def covers(self, address: Address, host: str = "") -> bool:
        """Whether an address that `host` leads to was allowed, by its network or by that name."""
        # What a translator (NAT64) calls loopback is the translator's.
        if self.loopback and _unmapped(address).is_loopback:
            return True
        if host.rstrip(".") in self.hosts:
            return True
        return any(_unwrapped(address) in network for network in self.private)


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet, judged by where it leads and not by how it is written."""
    address = _unwrapped(address)
    if any(address in network for network in _NOT_PUBLIC):
        return False
    if isinstance(address, ipaddress.IPv6Address) and address not in _IPV6_UNICAST:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


class Clock:
    """The time that is left for everything together, in seconds from now."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self._ends

    def left(self, host: str) -> float:
        """Seconds, more than none. Raises OutboundError when they are used up."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise too_slow(host)
        return left


@dataclass(frozen=True)
class Target:
    """A URL taken apart: `host` in ASCII, `path` ready to be sent."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def parsed(url: str, *, any_port: bool) -> Target:
    """A URL made ready; other ports than 80 and 443 only with `any_port`. Raises OutboundError."""
    if len(url) > _MOST_URL or _NOT_IN_A_URL.search(url):
        raise OutboundError(Why.REFUSED, "This is no web address. Check it for spaces and typing errors.")
    try:
        parts = urlsplit(url)
        host, port = _ascii_host(parts), parts.port
    except ValueError as error:
        raise OutboundError(
            Why.REFUSED, "This is no web address. Check it for spaces and typing errors."
        ) from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS or not host:
        raise OutboundError(Why.REFUSED, "Enter a web address that begins with https:// or http://.")
    if parts.username is not None or parts.password is not None:
        raise OutboundError(Why.REFUSED, "Leave user name and password out of the address.")
    port = PORTS[scheme] if port is None else port
    if port == 0 or not (any_port or port in PORTS.values()):
        raise OutboundError(Why.REFUSED, "Only the ports 80 and 443 can be used here. Leave the port out.")
    path = quote(f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}", safe="!$%&'()*+,/:;=?@[]~")
    return Target(scheme, host, port, path)


def _ascii_host(parts: SplitResult) -> str:
    """The host in ASCII and lower case. Raises ValueError for what cannot be one."""
    host = parts.hostname or ""
    if ":" in host:
        return str(ipaddress.IPv6Address(host)) if "%" not in host else ""
    host = host.encode("idna").decode("ascii").lower() if host else ""
    if host and not _HOST.fullmatch(host):
        raise ValueError("not a host name")
    return host


def addresses_of(target: Target, permit: Permit, clock: Clock, *, secret: bool) -> list[Address]:
    """Where the name leads: all of it allowed, or OutboundError.

    `secret`: never by plain http over the public internet.
    """
    found: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def look_up() -> None:
        # The system's resolver knows no time limit of ours, so it gets a thread to be late in.
        try:
            rows = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
            found.put([str(row[4][0]) for row in rows])
        except (OSError, UnicodeError) as error:
            found.put(OSError(str(error)))

    threading.Thread(target=look_up, daemon=True).start()
    try:
        names = found.get(timeout=clock.left(target.host))
    except queue.Empty:
        raise too_slow(target.host) from None
    if isinstance(names, OSError) or not names:
        raise OutboundError(
            Why.UNREACHABLE, f"{target.host} could not be found. Check the address for typing errors."
        )
    addresses = list(dict.fromkeys(ipaddress.ip_address(name) for name in names))
    for address in addresses:
        public = is_public(address)
        if not public and not permit.covers(address, target.host):
            raise OutboundError(
                Why.REFUSED,
                f"{target.host} leads into a private network, and whoever runs this Followthrough has not "
                "allowed that.",
            )
        if secret and target.scheme == "http" and public:
            raise OutboundError(
                Why.REFUSED, f"{target.host} would be asked without encryption. Use an address with https://."
            )
    return addresses[:_MOST_ADDRESSES_TRIED]


def _unmapped(address: Address) -> Address:
    """The IPv4 address that is only written as an IPv6 address."""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _unwrapped(address: Address) -> Address:
    """The IPv4 address that a mapped or translated IPv6 address leads to."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return _unmapped(address)


def too_slow(host: str) -> OutboundError:
    """What is raised when the time is used up."""
    return OutboundError(Why.TIMED_OUT, f"{host} took too long to answer. Try again later.")
