"""Dropping, pasting or choosing something to take in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.fields import OneLine, WholeText
from applications.intake.kinds import Kind
from applications.models.intake import KIND_NAMES
from applications.services.intakes import MOST_BYTES

MOST_FILES = 20
MOST_PASTED = 2_000_000


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, each within MOST_BYTES."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> Any:
        files: Sequence[UploadedFile[Any]] = (
            data if isinstance(data, list | tuple) else [data] if data else []
        )
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"These are {len(files)} files. Add at most {MOST_FILES} at once.")
        for file in files:
            if (file.size or 0) > MOST_BYTES:
                raise forms.ValidationError(
                    f"{file.name} is larger than {MOST_BYTES // 2**20} MB. Add a smaller part of it."
                )
        return list(files)


class AddForm(forms.Form):
    """What to take in. `kinds` are those that can be read."""

    file = FilesField(label="Choose files", required=False)
    text = WholeText(label="Or paste it", required=False, max_length=MOST_PASTED, rows=6)
    kind = forms.ChoiceField(label="What is it?", required=False)

    def __init__(self, *args: Any, kinds: Collection[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["kind"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [("", "Work it out"), *((kind.value, KIND_NAMES[kind]) for kind in kinds)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("file") and not cleaned.get("text"):
            self.add_error("file", "Choose a file, or paste something below.")
        return cleaned

    def things(self) -> list[tuple[str, bytes]]:
        """Each file and the pasted text: name ("" for the text) and content. Call on a valid form."""
        things = [(_plain(file.name), file.read()) for file in self.cleaned_data["file"]]
        if text := self.cleaned_data["text"]:
            things.append(("", text.encode("utf-8", "replace")))
        return things


def _plain(name: str | None) -> str:
    """A file's name without folders and control characters, its ending kept."""
    tidy = str(OneLine(required=False).clean(PurePosixPath((name or "file").replace("\\", "/")).name))
    tidy = tidy.replace("\0", "") or "file"
    return tidy if len(tidy) <= 255 else f"{tidy[:200]}…{tidy[-50:]}"
