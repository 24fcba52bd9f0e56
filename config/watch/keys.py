"""What no log may hold: the keys of calendars. Who reads one reads somebody's interviews."""

from __future__ import annotations

import logging
import re

# Its first letters stay, so that two lines about the same calendar can be told to be so.
_KEY = re.compile(r"(/calendar/[^/\s]{0,4})[^/\s]*?(?=\.ics)")


class WithoutCalendarKeys(logging.Filter):
    """Lets every record pass, and shortens the key in the addresses it names."""

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            text = record.getMessage()
        except (TypeError, ValueError):
            # Not ours to mend: the handler says where it was written.
            return True
        if "/calendar/" in text:
            record.msg, record.args = _KEY.sub(r"\1…", text), ()
        return True
