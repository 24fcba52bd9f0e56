"""A language model of one's own: where it is, its name and its key."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms

from accounts.fields import OneLine
from applications.addresses import parsed
from applications.outbound import OutboundError

_ASKED = "/chat/completions"


class LanguageModelForm(forms.Form):
    address = OneLine(
        label="Address",
        max_length=450,
        help_text="As its maker gives it, most often ending in /v1.",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    name = OneLine(
        label="Model",
        max_length=200,
        help_text="Its name, as its maker writes it.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    key = OneLine(
        label="Key",
        required=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    forget_key = forms.BooleanField(label="Remove the stored key", required=False)

    def __init__(self, *args: Any, has_key: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].help_text = (
            "A key is stored, and is never shown again. Empty: it stays. A new one takes its place."
            if has_key
            else "Empty where none is needed, as on your own machine. It is stored sealed, and never shown again."
        )
        if not has_key:
            del self.fields["forget_key"]

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).removesuffix("/").removesuffix(_ASKED).rstrip("/")
        try:
            parsed(address, any_port=True)
        except OutboundError as error:
            raise forms.ValidationError(str(error)) from error
        if urlsplit(address).query or urlsplit(address).fragment:
            raise forms.ValidationError("Leave out what follows the ? or # in the address.")
        return address

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"])
        if key and not (key.isascii() and key.isprintable() and " " not in key):
            raise forms.ValidationError("This holds characters that no key has. Copy the key again.")
        return key
