"""What a reader of one kind is."""

from __future__ import annotations

from collections.abc import Callable

# JSON as Python has it: what is understood is kept until it has been looked over.
Json = dict[str, object]
# The data and its file's name ("" for pasted text) → what was understood. Raises IntakeError.
Reader = Callable[[bytes, str], Json]
