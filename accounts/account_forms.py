"""django-allauth's forms in the words of this project (settings name them in ACCOUNT_FORMS)."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.passwords import HINT


class OurWords:
    """The label says what a field is for, so nothing stands in it; a password's hint is one sentence."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() & {"login", "email"}:
            self.fields[name].label = "E-mail"
            self.fields[name].widget.attrs.pop("placeholder", None)
        if "password1" in self.fields:
            self.fields["password1"].help_text = HINT


class LoginForm(OurWords, allauth_forms.LoginForm):  # type: ignore[misc]
    pass


class SignupForm(OurWords, allauth_forms.SignupForm):  # type: ignore[misc]
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if password := cleaned.get("password1"):
            # allauth compares it with the address alone.
            try:
                validate_password(
                    password, User(name=cleaned.get("name", ""), email=cleaned.get("email", ""))
                )
            except ValidationError as error:
                self.add_error("password1", error)
        return cleaned


class AddEmailForm(OurWords, allauth_forms.AddEmailForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(OurWords, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    pass


class SetPasswordForm(OurWords, allauth_forms.SetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(OurWords, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(OurWords, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    pass
