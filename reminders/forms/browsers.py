"""A browser's subscription, as its page or its service worker sends it."""

from __future__ import annotations

from typing import Any

from django import forms

from reminders.delivery.subscriptions import MOST_ENDPOINT, Subscription, SubscriptionError, checked


class SubscriptionForm(forms.Form):
    """`key` is ours as it is now: one that was made for another takes no notices from us."""

    endpoint = forms.CharField(max_length=MOST_ENDPOINT)
    p256dh = forms.CharField(max_length=200)
    auth = forms.CharField(max_length=100)
    key = forms.CharField(max_length=200)

    def __init__(self, *arguments: Any, key: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._key = key

    def clean_key(self) -> str:
        if self.cleaned_data["key"] != self._key:
            raise forms.ValidationError("Not made for our key.", code="old_key")
        return self._key

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                cleaned["subscription"] = checked(**cleaned)
            except SubscriptionError as error:
                raise forms.ValidationError(str(error)) from error
        return cleaned

    @property
    def subscription(self) -> Subscription:
        found: Subscription = self.cleaned_data["subscription"]
        return found

    @property
    def problem(self) -> str:
        """What is wrong, in a sentence."""
        if self.has_error("key", "old_key"):
            return "The keys here were made anew. Load this page again, and try once more."
        return "What your browser sent is no subscription. Load this page again, and try once more."
