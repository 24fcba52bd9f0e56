"""Which reader understands which kind. To add a kind: its line here, and one in `applications/views/reviews.py`."""

from __future__ import annotations

from collections.abc import Mapping

from applications.intake import from_eml, from_ics, from_posting, from_vcard
from applications.intake.from_file import read_spreadsheet
from applications.intake.kinds import Kind
from applications.intake.reader import Reader

READERS: Mapping[Kind, Reader] = {
    Kind.CALENDAR: from_ics.understand,
    Kind.MAIL: from_eml.understand,
    Kind.POSTING: from_posting.understand,
    Kind.VCARD: from_vcard.understand,
    Kind.SPREADSHEET: read_spreadsheet,
}
