"""Templates of one's own: writing one, and taking some in from a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.fields import OneLine, WholeText
from reminders.drafting.template_file import LONGEST_FILE
from reminders.drafting.templates import (
    LONGEST_NAME,
    LONGEST_SOURCE,
    LONGEST_SUBJECT,
    FileError,
    NamedTemplate,
    OwnTemplate,
    from_file,
)
from reminders.models import Template
from reminders.models.template import LetterKind
from reminders.services.templates import Wins
from reminders.template_preview import Example, Preview, preview


class TextForm(forms.Form):
    """Subject and body in Liquid, tried on an example as they are typed."""

    subject = OneLine(label="Subject", max_length=LONGEST_SUBJECT, required=False, strip=False)
    body = WholeText(label="Letter", max_length=LONGEST_SOURCE, rows=14, strip=False)

    def __init__(self, *args: Any, example: Example, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.example = example
        self.tried: Preview | None = None
        for name in ("subject", "body"):
            self.fields[name].widget.attrs |= {
                "class": "form-control source",
                "aria-describedby": f"fault-{name}",
                "spellcheck": "true",
            }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if {"subject", "body"} <= cleaned.keys():
            self.tried = preview(self.text, self.example)
            for fault in self.tried.faults:
                self.add_error(fault.part, str(fault))
        return cleaned

    @property
    def text(self) -> OwnTemplate:
        """What was typed, once it is valid."""
        return OwnTemplate(self.cleaned_data["subject"], self.cleaned_data["body"])


class TemplateForm(TextForm):
    """A template with its name."""

    name = OneLine(label="Name", max_length=LONGEST_NAME, help_text="To find it again. It is in no letter.")
    field_order = ("name", "subject", "body")


class ImportForm(forms.Form):
    """A file of templates, uploaded or pasted."""

    file = forms.FileField(
        label="File", required=False, widget=forms.FileInput(attrs={"accept": ".json,application/json"})
    )
    pasted = WholeText(label="Or paste its text", required=False, rows=5)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = ""
        self.found: list[NamedTemplate] = []

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        upload: UploadedFile[bytes] | None = cleaned.get("file")
        field = "file" if upload else "pasted"
        if self.errors:
            return cleaned
        try:
            self.text = _read(upload) if upload else cleaned.get("pasted", "")
            if not self.text.strip():
                raise FileError("Choose a file, or paste the text of one.")
            self.found = from_file(self.text)
        except FileError as error:
            self.add_error(field, str(error))
        return cleaned


def _read(upload: UploadedFile[bytes]) -> str:
    # No character takes more than four bytes, so a larger file holds too much text, whatever it is.
    if (upload.size or 0) > 4 * LONGEST_FILE:
        raise FileError("This file is too large. Choose one that Followthrough has saved.")
    try:
        return str(upload.read().decode("utf-8"))
    except UnicodeDecodeError:
        raise FileError("This is not a file of templates. Choose one that Followthrough has saved.") from None


class WinsForm(forms.Form):
    """Of each template with a name of one's own and another text: which one stands."""

    CHOICES = (
        (Wins.MINE, "Keep mine"),
        (Wins.THEIRS, "Take the file’s; mine stays among its versions"),
        (Wins.BOTH, "Keep both; the file’s gets another name"),
    )

    def __init__(
        self, *args: Any, found: Sequence[NamedTemplate], mine: Sequence[Template], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        own = {(each.kind, each.name): each.text for each in mine}
        self.own = [own.get((each.kind, each.name)) for each in found]
        for place, each in enumerate(found):
            if self.own[place] is not None and self.own[place] != each.template:
                self.fields[f"wins-{place}"] = forms.ChoiceField(
                    label=f"You have another “{each.name}”",
                    choices=self.CHOICES,
                    initial=Wins.MINE,
                )

    def lines(self) -> list[tuple[NamedTemplate, str, str, forms.BoundField | None]]:
        """Each template of the file with its kind in words, what happens to it, and what there is to choose."""
        told = []
        for place, (each, own) in enumerate(zip(self.found, self.own, strict=True)):
            name = f"wins-{place}"
            field = self[name] if name in self.fields else None
            happens = "new" if own is None else "yours already, nothing changes" if field is None else ""
            told.append((each, str(LetterKind(each.kind).label), happens, field))
        return told

    def choices(self) -> list[tuple[NamedTemplate, Wins]]:
        """The templates of the file, each with what wins."""
        return [
            (each, Wins(self.cleaned_data.get(f"wins-{place}", Wins.MINE)))
            for place, each in enumerate(self.found)
        ]
