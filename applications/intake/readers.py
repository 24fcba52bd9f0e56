"""Which reader understands which kind. To add a kind: its line here, and one in `applications/views/reviews.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from applications.intake.from_file import read_spreadsheet
from applications.intake.kinds import Kind

# JSON as Python has it: what is understood is kept until it has been looked over.
Json = dict[str, object]
# The data and its file's name ("" for pasted text) → what was understood. Raises IntakeError.
Reader = Callable[[bytes, str], Json]

READERS: Mapping[Kind, Reader] = {
    Kind.SPREADSHEET: read_spreadsheet,
}
