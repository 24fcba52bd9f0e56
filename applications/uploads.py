"""How much of an uploaded file is kept while it arrives."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

from applications.services.intakes import MOST_BYTES


class Bounded(FileUploadHandler):
    """Lets go of what comes after the first MOST_BYTES, so that no upload fills the disk.

    The file's size is still the whole, by which whoever takes the file refuses it.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start < MOST_BYTES else None

    def file_complete(self, file_size: int) -> Any:
        """Left to the handlers that store."""
        return None
