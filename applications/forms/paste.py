"""A mail pasted where it belongs."""

from __future__ import annotations

from django import forms

from accounts.fields import WholeText

MOST_PASTED = 200_000


class PasteForm(forms.Form):
    mail = WholeText(label="Paste their mail", max_length=MOST_PASTED, rows=4)
