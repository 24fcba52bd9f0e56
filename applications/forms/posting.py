"""A job posting, looked over."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.fields import DayField, OneLine, WholeText
from accounts.models import User
from applications.intake.from_posting import LONGEST_TEXT, ParsedPosting
from applications.models import Application
from applications.queries import list_applications
from applications.services.applications import ApplicationEntry
from applications.services.companies import find_application
from applications.services.postings import PostingEntry

MOST_PASTED = 500_000


class LinkForm(forms.Form):
    """Of a posting only the link is known: its text is pasted here, or fetched."""

    text = WholeText(label="The posting’s text", required=False, max_length=MOST_PASTED, rows=8)


class PostingForm(forms.Form):
    company = OneLine(label="Company", max_length=200)
    title = OneLine(label="Role", max_length=200)
    application = forms.ModelChoiceField(
        label="Belongs to",
        queryset=Application.objects.none(),
        required=False,
        empty_label="A new application",
    )
    applied_on = DayField(label="You applied on", required=False, help_text="Empty: not yet.")
    closing_on = DayField(label="Applications close on", required=False)
    location = OneLine(label="Location", required=False, max_length=200)
    salary = OneLine(label="Salary", required=False, max_length=200)
    posting_url = forms.URLField(
        label="Address of the posting", required=False, max_length=1000, assume_scheme="https"
    )
    text = WholeText(
        label="The posting",
        required=False,
        max_length=LONGEST_TEXT,
        rows=12,
        help_text="Kept with the application, for postings vanish.",
    )

    def __init__(self, *args: Any, user: User, posting: ParsedPosting, **kwargs: Any) -> None:
        known = find_application(user, company=posting.company, title=posting.title)
        initial = {
            "company": posting.company,
            "title": posting.title,
            "application": known.pk if known else None,
            "closing_on": posting.closing_on.isoformat() if posting.closing_on else None,
            "location": posting.place,
            "salary": posting.salary,
            "posting_url": posting.url,
            "text": posting.text,
        }
        super().__init__(*args, **kwargs | {"initial": initial})
        self.user = user
        chosen = self.fields["application"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = list_applications(user, over=False).select_related("company", "owner")
        self.fields["posting_url"].widget.attrs.pop("maxlength", None)

    def entry(self) -> PostingEntry:
        """What was looked over, for the service. Call on a valid form."""
        cleaned = self.cleaned_data
        names = ("company", "title", "applied_on", "closing_on", "location", "salary", "posting_url")
        return PostingEntry(
            details=ApplicationEntry(**{name: cleaned[name] for name in names}),
            text=cleaned["text"],
            application=cleaned["application"],
        )
