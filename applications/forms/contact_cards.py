"""People from cards and signatures, looked over: a line each, with what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory

from accounts.fields import OneLine
from applications.intake.from_vcard import MOST_CARDS
from applications.intake.parsed import ParsedContact
from applications.models import Contact
from applications.services.contact_cards import FILLED, Card

NEW, COMPLETE, LEAVE = "new", "complete", "leave"
_CALLED = {"email": "e-mail", "phone": "phone", "role": "what they do", "profile_url": "profile page"}


class CardForm(forms.Form):
    """One person. `known` is the user's contact whom this seems to be."""

    choice = forms.ChoiceField(label="What to do", widget=forms.RadioSelect)
    name = OneLine(label="Name", max_length=200, required=False)
    email = forms.EmailField(label="E-mail", required=False, max_length=254)
    phone = OneLine(label="Phone", required=False, max_length=50)
    role = OneLine(label="What they do", required=False, max_length=200)
    company = OneLine(label="Company", required=False, max_length=200)
    profile_url = forms.URLField(
        required=False, max_length=500, assume_scheme="https", widget=forms.HiddenInput()
    )

    def __init__(self, *args: Any, known: Contact | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        choices = [(NEW, "Add"), (LEAVE, "Leave out")]
        if known is not None:
            choices = [(COMPLETE, f"Complete {known}"), (NEW, "Add as somebody else"), (LEAVE, "Leave out")]
        chosen = self.fields["choice"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = choices
        chosen.initial = choices[0][0]
        self.fields["email"].widget.attrs.pop("maxlength", None)

    @property
    def adds(self) -> str:
        """What completing the known contact would add, in words; and that it adds nothing."""
        if self.known is None:
            return ""
        new = [
            called for name, called in _CALLED.items() if self[name].value() and not getattr(self.known, name)
        ]
        if self["company"].value() and self.known.company_id is None:
            new.append("company")
        return f"Adds {', '.join(new)}." if new else "Nothing here is new."

    @property
    def keeps(self) -> str:
        """What stays as it is though the card says otherwise, in words; empty where the two agree."""
        if self.known is None:
            return ""
        kept = [
            f"{called} ({known})"
            for name, called in _CALLED.items()
            if (known := getattr(self.known, name))
            and self[name].value()
            and known.lower() != self[name].value().lower()
        ]
        return f"Stays as you have it: {', '.join(kept)}." if kept else ""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("choice") == LEAVE:
            self._errors = type(self.errors)()
            cleaned["choice"] = LEAVE
        elif (
            not cleaned.get("name")
            and not cleaned.get("email")
            and not {"name", "email"} & self.errors.keys()
        ):
            self.add_error("name", "Give a name or an e-mail address, or leave this one out.")
        return cleaned

    def card(self) -> Card | None:
        """Whom to keep, or None for one that is left out. Call on a valid form."""
        cleaned = self.cleaned_data
        if cleaned["choice"] == LEAVE:
            return None
        return Card(
            name=cleaned["name"] or cleaned["email"].partition("@")[0],
            company=cleaned["company"],
            known=self.known if cleaned["choice"] == COMPLETE else None,
            **{name: cleaned[name] for name in FILLED},
        )


if TYPE_CHECKING:
    CardLines = BaseFormSet[CardForm]
else:
    CardLines = BaseFormSet


class BaseCards(CardLines):
    def __init__(self, *args: Any, known: Sequence[Contact | None], **kwargs: Any) -> None:
        self.known = known
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        known = self.known[index] if index is not None and index < len(self.known) else None
        return super().get_form_kwargs(index) | {"known": known}

    def cards(self) -> list[Card]:
        """Whom to keep. Call on a valid formset."""
        return [card for form in self.forms if (card := form.card()) is not None]


Cards = cast(
    "type[BaseCards]",
    formset_factory(CardForm, formset=BaseCards, extra=0, max_num=MOST_CARDS, absolute_max=MOST_CARDS),
)


def initial_cards(people: Sequence[ParsedContact]) -> list[dict[str, str]]:
    return [
        {"name": each.name, "email": each.email, "phone": each.phone, "role": each.role, "company": each.company,
         "profile_url": each.profile_url}
        for each in people
    ]  # fmt: skip
