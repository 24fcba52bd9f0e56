"""What every page may show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest


@dataclass(frozen=True)
class Toast:
    """A short word on what just happened, with the way back when there is one."""

    text: str
    level: str
    undo_url: str
    undo_label: str = "Undo"


def say(request: HttpRequest, text: str, *, undo_url: str = "") -> None:
    """Tell the user on the next page, or the next part of one, what just happened."""
    messages.success(request, text, extra_tags=undo_url)


def toasts(request: HttpRequest) -> dict[str, Callable[[], list[Toast]]]:
    """Read only when a template asks, so that a part of a page without them leaves them for the next."""

    def read() -> list[Toast]:
        return [
            Toast(text=str(message), level=message.level_tag, undo_url=message.extra_tags or "")
            for message in messages.get_messages(request)
        ]

    return {"toasts": read}


def mail_kept_at(request: HttpRequest) -> dict[str, str]:
    """The folder where letters are written while no mail server is set; empty when there is one."""
    return {"mail_kept_at": "" if settings.MAIL_REACHES_PEOPLE else str(settings.MAIL_FOLDER)}
