"""The one way out to an address that a user named.

Such an address may lead anywhere: to this machine, into the operator's network, to a server that never ends its
answer. So the name is resolved once, every address it leads to is judged, and the connection goes to an address
that was judged; each redirect begins again. No proxies, no cookies, no decompression.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Generator, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from applications.addresses import (
    Address,
    Clock,
    OutboundError,
    Permit,
    Target,
    Why,
    addresses_of,
    is_public,
    parsed,
    too_slow,
)

__all__ = [
    "Answer",
    "HangUp",
    "LineAnswer",
    "OutboundError",
    "Permit",
    "Why",
    "fetch",
    "is_public",
    "stream_lines",
]

MOST_REDIRECTS = 5
# For each address a name leads to: whoever is there answers sooner, and nobody waits for who is not.
MOST_SECONDS_TO_CONNECT = 10.0
# What may be shown to a server that only a redirect names. Anything else could be a key.
_HARMLESS = {"accept", "accept-language", "content-type", "user-agent"}


@dataclass(frozen=True)
class Answer:
    """What the server said, whatever its status. `headers` have lower-case names, `url` is after redirects."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


@dataclass(frozen=True)
class LineAnswer:
    """An answer that is read as it comes. `lines` can be read once and raises OutboundError."""

    status: int
    headers: Mapping[str, str]
    lines: Iterator[str]
    url: str


class HangUp:
    """Ends a request from another thread: its answer ends there, most often in an OutboundError."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sock: socket.socket | None = None
        self._done = False

    def __call__(self) -> None:
        with self._lock:
            self._done = True
            if self._sock is not None:
                _cut(self._sock)

    def takes(self, sock: socket.socket) -> None:
        """From here on it is this connection that ends, now if it was to end before."""
        with self._lock:
            self._sock = sock
            if self._done:
                _cut(sock)


def fetch(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    permit: Permit,
    most_bytes: int,
    most_seconds: float,
    any_port: bool = False,
    secret: bool = False,
    follow: bool = True,
) -> Answer:
    """The whole answer to one request. `most_seconds` is wall clock, from the first look-up to the last byte.

    `any_port`: other ports than 80 and 443 too. `secret`: never in plain http over the public internet.
    Without `follow`, a redirect is an answer like any other.
    Raises OutboundError.
    """
    request = _Request(method, headers or {}, body, permit, any_port, secret, HangUp(), follow)
    clock = Clock(most_seconds)
    with _answered(url, request, clock) as (response, reached):
        whole = b"".join(_pieces(response, clock, most_bytes, _host_of(reached)))
        return Answer(response.status, _headers(response), whole, reached)


@contextmanager
def stream_lines(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    permit: Permit,
    most_bytes: int,
    most_seconds: float,
    any_port: bool = False,
    secret: bool = False,
    hang_up: HangUp | None = None,
) -> Generator[LineAnswer]:
    """The answer line by line, as UTF-8, for server-sent events; the connection ends with the `with`.

    The limits are those of `fetch`, and the time that the caller takes between two lines counts. `hang_up` ends
    it sooner.
    Raises OutboundError, here or while the lines are read.
    """
    request = _Request(method, headers or {}, body, permit, any_port, secret, hang_up or HangUp())
    clock = Clock(most_seconds)
    with _answered(url, request, clock) as (response, reached):
        pieces = _pieces(response, clock, most_bytes, _host_of(reached))
        yield LineAnswer(response.status, _headers(response), _lines(pieces), reached)


@dataclass(frozen=True)
class _Request:
    method: str
    headers: Mapping[str, str]
    body: bytes | None
    permit: Permit
    any_port: bool
    secret: bool
    hang_up: HangUp
    follow: bool = True


@contextmanager
def _answered(url: str, request: _Request, clock: Clock) -> Generator[tuple[http.client.HTTPResponse, str]]:
    """The open response at the end of the redirects, and the URL it came from."""
    with ExitStack() as line:
        for _ in range(MOST_REDIRECTS + 1):
            target = parsed(url, any_port=request.any_port)
            response = _asked(target, request, clock, line)
            location = response.getheader("Location")
            moved = request.follow and response.status in {301, 302, 303, 307, 308}
            if not moved or not location:
                if response.getheader("Content-Encoding", "identity").strip().lower() not in {"", "identity"}:
                    raise OutboundError(
                        Why.BROKEN, f"{target.host} sent a compressed answer, which was not asked for."
                    )
                yield response, url
                return
            line.close()
            url, request = _redirected(url, location, target, request, response.status)
        raise OutboundError(Why.REFUSED, f"{target.host} passes the request on again and again.")


def _redirected(
    url: str, location: str, target: Target, request: _Request, status: int
) -> tuple[str, _Request]:
    # http.client reads headers as Latin-1; servers that put more than ASCII there mean UTF-8.
    try:
        url = urljoin(url, location.encode("latin-1").decode("utf-8", "replace"))
    except ValueError as error:
        raise OutboundError(
            Why.BROKEN, f"{target.host} passes the request on to no valid address."
        ) from error
    following = parsed(url, any_port=request.any_port)
    if target.scheme == "https" and following.scheme == "http":
        raise OutboundError(
            Why.REFUSED, f"{target.host} passes the request on to an address without encryption."
        )
    method, headers, body = request.method, dict(request.headers), request.body
    if status == 303 or (status in {301, 302} and method == "POST"):
        method, body = "HEAD" if method == "HEAD" else "GET", None
    if following.origin != target.origin:
        if body is not None:
            raise OutboundError(
                Why.REFUSED,
                f"{target.host} passes the request on to {following.host}. Enter that address if you trust it.",
            )
        headers = {name: value for name, value in headers.items() if name.lower() in _HARMLESS}
    if body is None:
        headers = {name: value for name, value in headers.items() if name.lower() != "content-type"}
    return url, replace(request, method=method, headers=headers, body=body)


def _host_of(url: str) -> str:
    return urlsplit(url).hostname or ""


def _asked(target: Target, request: _Request, clock: Clock, line: ExitStack) -> http.client.HTTPResponse:
    """Connect, ask, and read up to the body. What has to be closed again goes on `line`."""
    addresses = addresses_of(target, request.permit, clock, secret=request.secret)
    headers = {"User-Agent": "Followthrough", "Accept": "*/*"}
    headers |= {name.title(): value for name, value in request.headers.items()}
    headers |= {"Host": target.host_header, "Accept-Encoding": "identity", "Connection": "close"}
    with _failing_as_told(target.host, clock):
        sock = _connected(addresses, target, clock)
        line.callback(sock.close)
        if target.scheme == "https":
            host = target.host.rstrip(".")
            context = ssl.create_default_context()
            # The handshake comes below, where it can be hung up on.
            sock = context.wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
            line.callback(sock.close)
        request.hang_up.takes(sock)
        # A server that drips one byte a second is never late for the socket's own limit.
        cut = threading.Timer(clock.left(target.host), _cut, (sock,))
        cut.daemon = True
        cut.start()
        line.callback(cut.cancel)
        if isinstance(sock, ssl.SSLSocket):
            sock.do_handshake()
        connection = http.client.HTTPConnection(target.host, target.port)
        line.callback(connection.close)
        connection.sock = sock
        connection.request(request.method, target.path, request.body, headers)
        response = connection.getresponse()
        line.callback(response.close)
    return response


def _connected(addresses: list[Address], target: Target, clock: Clock) -> socket.socket:
    trouble: OSError | None = None
    for place, address in enumerate(addresses):
        family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            share = clock.left(target.host) / (len(addresses) - place)
            sock.settimeout(min(share, MOST_SECONDS_TO_CONNECT))
            sock.connect((str(address), target.port))
            sock.settimeout(clock.left(target.host))
            return sock
        except OSError as error:
            sock.close()
            trouble = error
        except BaseException:
            sock.close()
            raise
    raise OutboundError(
        Why.TIMED_OUT if isinstance(trouble, TimeoutError) else Why.UNREACHABLE,
        f"{target.host} could not be reached. Check the address, or try again later.",
    ) from trouble


def _cut(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        # Not SSLSocket.shutdown: that would turn to plain reading under the reader's hands.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


@contextmanager
def _failing_as_told(host: str, clock: Clock) -> Generator[None]:
    try:
        yield
    except OutboundError:
        raise
    except ssl.SSLCertVerificationError as error:
        raise OutboundError(
            Why.UNTRUSTED, f"{host} could not prove who it is: its certificate is not valid for this address."
        ) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        if clock.is_over or isinstance(error, TimeoutError):
            raise too_slow(host) from error
        raise OutboundError(
            Why.BROKEN, f"{host} broke off or sent something that is no web answer. Try again later."
        ) from error


def _pieces(response: http.client.HTTPResponse, clock: Clock, most_bytes: int, host: str) -> Iterator[bytes]:
    """The body as it comes. Raises OutboundError when it is too large, too slow, or cut short."""
    read = 0
    while True:
        with _failing_as_told(host, clock):
            piece = response.read1(65_536)
            clock.left(host)
        if not piece:
            break
        read += len(piece)
        if read > most_bytes:
            raise OutboundError(Why.TOO_LARGE, f"{host} sent more than can be read here.")
        yield piece
    if response.length:
        raise OutboundError(Why.BROKEN, f"{host} broke off in the middle of its answer. Try again later.")


def _lines(pieces: Iterator[bytes]) -> Iterator[str]:
    begun: list[bytes] = []
    for piece in pieces:
        *ended, rest = piece.split(b"\n")
        for end in ended:
            yield b"".join([*begun, end]).decode("utf-8", "replace").removesuffix("\r")
            begun = []
        begun.append(rest)
    if last := b"".join(begun):
        yield last.decode("utf-8", "replace").removesuffix("\r")


def _headers(response: http.client.HTTPResponse) -> dict[str, str]:
    gathered: dict[str, str] = {}
    for name, value in response.getheaders():
        name = name.lower()
        gathered[name] = f"{gathered[name]}, {value}" if name in gathered else value
    return gathered
