"""What Apprise's plugins find under the name `requests`: a transport that goes through the guard, or nowhere.

The plugins call `requests.post(…)` and the like by the name in their own module, each call a connection of its own.
So that name is what we replace, in the modules of the messengers on our list. An adapter in a session would never be
asked, for they use no session; replacing anything in the library itself would reach what else uses it in this
process. What a plugin says of certificates, time-outs, proxies and redirects counts for nothing here, and where nobody
is on an errand, nothing is sent at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partialmethod
from typing import Any
from urllib.parse import urlsplit

import requests

from applications.addresses import Clock
from applications.outbound import Answer, OutboundError, Permit, fetch

# A message of all these services, with looking up and logging in, takes five at most.
MOST_REQUESTS = 8
_MOST_BYTES = 300_000


@dataclass
class Errand:
    """One message on its way: what was asked, what came back. Without a permit it is a rehearsal: nothing is sent."""

    permit: Permit | None
    clock: Clock
    asked: list[str] = field(default_factory=list)
    credentials: list[str] = field(default_factory=list, repr=False)
    answers: list[Answer] = field(default_factory=list)
    trouble: OutboundError | None = None


_errand: ContextVar[Errand | None] = ContextVar("errand", default=None)


@contextmanager
def on(errand: Errand) -> Iterator[Errand]:
    """Within it, what plugins ask in this thread goes out under the errand's permit and clock."""
    token = _errand.set(errand)
    try:
        yield errand
    finally:
        _errand.reset(token)


class GuardedRequests:
    """Shaped as the part of `requests` that the plugins use."""

    codes = requests.codes
    exceptions = requests.exceptions
    RequestException = requests.RequestException
    ConnectionError = requests.ConnectionError
    Timeout = requests.Timeout
    TooManyRedirects = requests.TooManyRedirects

    def request(self, method: str, url: str, **options: Any) -> requests.Response:
        """Ask by the rules of `applications.outbound`, with no redirect followed. Raises RequestException."""
        errand = _errand.get()
        if errand is None or options.get("files"):
            raise requests.ConnectionError("nothing leaves here")
        given = {name: options.get(name) for name in ("params", "data", "json", "headers", "auth")}
        prepared = requests.Request(method, url, **given).prepare()
        headers = {name: _text(value) for name, value in prepared.headers.items()}
        if not all(value.isascii() and value.isprintable() for value in headers.values()):
            raise requests.exceptions.InvalidHeader("no header holds this")
        errand.asked.append(prepared.url or "")
        if errand.permit is None or len(errand.asked) > MOST_REQUESTS or _was_asked_to_wait(errand):
            raise requests.ConnectionError("nothing leaves here")
        body = prepared.body.encode() if isinstance(prepared.body, str) else prepared.body
        errand.credentials += [value for name, value in headers.items() if name.lower() not in _PLAIN]
        # http.client counts the bytes itself; the rest is about the connection, which is ours.
        headers = {name: value for name, value in headers.items() if name.lower() not in _OURS}
        try:
            answer = fetch(
                prepared.url or "",
                method=prepared.method or method,
                headers=headers,
                body=body if isinstance(body, bytes) else None,
                permit=errand.permit,
                most_bytes=_MOST_BYTES,
                most_seconds=errand.clock.left(urlsplit(prepared.url or "").hostname or ""),
                any_port=True,
                secret=True,
                follow=False,
            )
        except OutboundError as error:
            errand.trouble = error
            raise requests.ConnectionError("not reached") from None
        # What came of an earlier request no longer matters.
        errand.trouble = None
        errand.answers.append(answer)
        return _response(answer, prepared)

    get = partialmethod(request, "GET")
    post = partialmethod(request, "POST")
    put = partialmethod(request, "PUT")
    patch = partialmethod(request, "PATCH")
    delete = partialmethod(request, "DELETE")


_PLAIN = {"accept", "content-length", "content-type", "user-agent"}
_OURS = {"content-length", "transfer-encoding", "host", "connection", "accept-encoding"}


def _was_asked_to_wait(errand: Errand) -> bool:
    """A plugin that asks again at once would be turned away again; the outbox knows how to wait."""
    return bool(errand.answers) and errand.answers[-1].status == requests.codes.too_many_requests


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _response(answer: Answer, prepared: requests.PreparedRequest) -> requests.Response:
    response = requests.Response()
    response.status_code = answer.status
    response.headers.update(answer.headers)
    response.url = answer.url
    response.request = prepared
    response.encoding = "utf-8"
    response._content = answer.body
    return response
