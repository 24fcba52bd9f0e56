"""A contact's own page."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.fields import OneLine, WholeText


class ContactForm(forms.Form):
    name = OneLine(label="Name", max_length=200)
    email = forms.EmailField(label="E-mail", required=False, max_length=254)
    phone = OneLine(label="Phone", required=False, max_length=50)
    role = OneLine(label="What they do", required=False, max_length=200)
    profile_url = forms.URLField(label="Profile page", required=False, max_length=500, assume_scheme="https")
    notes = WholeText(label="Notes", required=False, max_length=20_000, rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("email", "profile_url"):
            self.fields[name].widget.attrs.pop("maxlength", None)
