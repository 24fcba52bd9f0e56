"""What no log may hold: addresses that are keys. Who has one reads a calendar, or acts on a step of its owner's."""

from __future__ import annotations

import logging
import re

# The first letters of a calendar's key stay, so that two lines about the same one can be told to be so. Of a link in
# a mail nothing more is needed than what it is for.
_KEYS = (
    ("/calendar/", re.compile(r"(/calendar/[^/\s]{0,4})[^/\s]*?(?=\.ics)")),
    ("/from-mail/", re.compile(r"(/from-mail/\S{0,4})\S+")),
)


class WithoutKeys(logging.Filter):
    """Lets every record pass, and shortens the keys in the addresses it names."""

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            text = record.getMessage()
        except (TypeError, ValueError):
            # Not ours to mend: the handler says where it was written.
            return True
        for path, key in _KEYS:
            if path in text:
                text = key.sub(r"\1…", text)
                record.msg, record.args = text, ()
        return True
