"""How much of something costly one may ask for in a while."""

from __future__ import annotations

from django.core.cache import cache


def is_within(key: str, *, most: int, seconds: int) -> bool:
    """Count one, and say whether it is among the first `most` since the count began, at most `seconds` ago."""
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key) <= most
    except ValueError:
        # The while has just ended, or nothing is counted here.
        return True
