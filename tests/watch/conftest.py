from __future__ import annotations

from tests.reminders.conftest import post

__all__ = ["post"]
