"""Where rate limits are counted for several web processes: in Redis, and in each process while it is away."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

# Nobody waits for a Redis that was away a moment ago.
SECONDS_BETWEEN_LOOKS = 5.0
_away_until = float("-inf")


class Cache(RedisCache):
    """Django's own, but that no page fails with Redis: counting goes on in this process, from nought."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._own = LocMemCache("while Redis is away", {})


def _here_or_there(name: str) -> Callable[..., Any]:
    there, here = getattr(RedisCache, name), getattr(LocMemCache, name)

    def ask(self: Cache, *arguments: Any, **options: Any) -> Any:
        global _away_until
        if time.monotonic() >= _away_until:
            try:
                return there(self, *arguments, **options)
            except RedisError as error:
                # The name alone: what it says may hold the password of an address.
                log.warning("the cache is away: %s", type(error).__name__)
                _away_until = time.monotonic() + SECONDS_BETWEEN_LOOKS
        return here(self._own, *arguments, **options)

    return ask


for _name in (
    "add",
    "get",
    "set",
    "touch",
    "delete",
    "has_key",
    "incr",
    "get_many",
    "set_many",
    "delete_many",
    "clear",
):
    setattr(Cache, _name, _here_or_there(_name))
