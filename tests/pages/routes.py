"""Every address of the site, as the url configuration gives them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    name: str
    path: str
    arguments: tuple[str, ...]

    @property
    def is_ours(self) -> bool:
        return not self.name.startswith("account_")


def every_route() -> list[Route]:
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[Route]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, before + str(pattern.pattern))
        else:
            name = pattern.name or ""
            yield Route(name, before + str(pattern.pattern), tuple(pattern.pattern.converters))
