"""Who was there: a line a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict

from accounts.fields import OneLine, WholeText, retype
from accounts.models import User
from applications.models import Contact, Interview, Participation
from applications.models.company import name_key
from applications.models.interview import Role
from applications.services.contacts import Person

MOST_PEOPLE = 40
# More lines than that cannot come from our page; so many are handed back with what was typed.
MOST_LINES = 160


class PersonForm(forms.Form):
    """One line of "who was there"."""

    contact = forms.ModelChoiceField(
        queryset=Contact.objects.none(), required=False, widget=forms.HiddenInput()
    )
    name = OneLine(
        label="Name",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )
    email = forms.EmailField(label="E-mail", required=False, max_length=254)
    role = forms.ChoiceField(label="Role", choices=Role.choices, initial=Role.INTERVIEWER, required=False)
    topics = WholeText(label="What did you talk about with them?", required=False, max_length=5000, rows=2)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["contact"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = Contact.objects.for_user(user)
        self.fields["email"].widget.attrs.pop("maxlength", None)
        self.fields["email"].error_messages["invalid"] = "Write one address, such as sara@acme.example."

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "contact" in self.errors:
            # Nobody of the user's: the line is then what was typed, without the reference.
            del self.errors["contact"]
            retype(self, "contact", "")
        told = cleaned.get("topics") or "email" in self.errors
        if told and not cleaned.get("name") and not cleaned.get("email") and "name" not in self.errors:
            self.add_error("name", "Say who that was: a name or an e-mail address.")
        return cleaned

    def person(self) -> Person | None:
        """The line, or None for an empty one. Of a line with errors: what of it is valid."""
        cleaned = self.cleaned_data
        if not cleaned.get("name") and not cleaned.get("email"):
            return None
        return Person(
            name=cleaned.get("name", ""),
            email=cleaned.get("email", ""),
            role=cleaned.get("role") or Role.INTERVIEWER,
            topics=cleaned.get("topics", ""),
            contact=cleaned.get("contact"),
        )


if TYPE_CHECKING:
    PeopleLines = BaseFormSet[PersonForm]
else:
    PeopleLines = BaseFormSet


def _same(one: Person, other: Person) -> bool:
    """Whether two lines mean one person: one contact, one address, or one name no address tells apart."""
    if one.contact is not None and one.contact == other.contact:
        return True
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    return bool(one.name) and name_key(one.name) == name_key(other.name)


def _left_out(form: PersonForm) -> bool:
    return bool(form.cleaned_data.get("DELETE"))


class BasePeople(PeopleLines):
    def clean(self) -> None:
        """One line a person: two lines for one would lose one of them."""
        seen: list[Person] = []
        for form in self.forms:
            if not hasattr(form, "cleaned_data") or _left_out(form):
                continue
            person = form.person()
            if person is None:
                continue
            if any(_same(person, other) for other in seen):
                form.add_error("email" if person.email else "name", "This person is listed twice.")
            seen.append(person)

    def people(self) -> tuple[Person, ...]:
        """The filled lines, in their order. Call on a valid formset."""
        kept = [form for form in self.forms if not _left_out(form)]
        return tuple(person for form in kept if (person := form.person()) is not None)


PeopleFormSet = cast(
    "type[BasePeople]",
    formset_factory(
        PersonForm,
        formset=BasePeople,
        extra=2,
        max_num=MOST_PEOPLE,
        absolute_max=MOST_LINES,
        validate_max=True,
        can_delete=True,
    ),
)


class MetForm(PersonForm):
    """One tap a person: somebody known, or a name to type, and what was talked about with them."""

    there = forms.BooleanField(required=False)
    topics = WholeText(
        label="What did you talk about?",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2, "autocapitalize": "sentences", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs |= {"autocapitalize": "words"}
        self.fields["role"].widget = forms.HiddenInput()
        for name in ("name", "topics"):
            wrong = self.is_bound and name in self.errors
            self.fields[name].widget.attrs["class"] = "form-control is-invalid" if wrong else "form-control"

    @property
    def is_known(self) -> bool:
        """Whether the line stands for a contact, who need only be tapped."""
        return bool(self["contact"].value())

    def person(self) -> Person | None:
        told = self.cleaned_data.get("there") or self.cleaned_data.get("topics")
        if self.cleaned_data.get("contact") is not None and not told:
            return None
        return super().person()


MetFormSet = cast(
    "type[BasePeople]",
    formset_factory(
        MetForm, formset=BasePeople, extra=1, max_num=MOST_PEOPLE, absolute_max=MOST_LINES, validate_max=True
    ),
)


def met_lines(
    user: User, known: Iterable[Contact], typed: Mapping[str, Any] | None = None, *, prefix: str = "people"
) -> BasePeople:
    """A line for each of the known people, and an empty one; or the lines as they were typed."""
    if typed is not None:
        return bound_lines(user, typed, prefix=prefix, lines=MetFormSet)
    lines = [
        {"contact": each.pk, "name": str(each), "role": getattr(each, "latest_role", None)} for each in known
    ]
    return MetFormSet(initial=lines, prefix=prefix, form_kwargs={"user": user})


def lines_of(
    user: User, lines: list[dict[str, Any]] | None = None, *, extra: int = 2, prefix: str = "people"
) -> BasePeople:
    """A line for each, and `extra` empty ones."""
    people = PeopleFormSet(initial=lines or [], prefix=prefix, form_kwargs={"user": user})
    people.extra = extra
    return people


def bound_lines(
    user: User,
    typed: Mapping[str, Any],
    *,
    prefix: str = "people",
    lines: type[BasePeople] = PeopleFormSet,
) -> BasePeople:
    """The lines that are there, whatever the count beside them says: a page that lost it loses no line."""
    counted = QueryDict(mutable=True)
    counted.update({name: value for name, value in typed.items() if name.startswith(f"{prefix}-")})
    counted[f"{prefix}-TOTAL_FORMS"] = str(_count_lines(typed, prefix))
    counted[f"{prefix}-INITIAL_FORMS"] = "0"
    return lines(counted, prefix=prefix, form_kwargs={"user": user})


def typed_lines(typed: QueryDict, *, prefix: str = "people") -> list[dict[str, Any]]:
    """The lines as they stand, for a page that only grows by one."""
    lines = [
        {name: typed.get(f"{prefix}-{index}-{name}", "") for name in PersonForm.base_fields}
        for index in range(_count_lines(typed, prefix))
        if not typed.get(f"{prefix}-{index}-DELETE")
    ]
    return [line for line in lines if line["name"] or line["email"] or line["topics"]]


def _count_lines(typed: Iterable[str], prefix: str) -> int:
    """How many lines were sent; more than our page can have are left out."""
    line = re.compile(rf"{re.escape(prefix)}-(\d{{1,4}})-(?:contact|name|email|role|topics|there|DELETE)")
    numbers = (line.fullmatch(name) for name in typed)
    highest = max((int(number[1]) for number in numbers if number), default=-1)
    return min(highest + 1, MOST_LINES)


def people_of(interview: Interview) -> list[dict[str, Any]]:
    """The people of an interview as their lines show them."""
    seats: list[Participation] = list(interview.participations.select_related("contact"))
    return [
        {
            "contact": seat.contact_id,
            "name": seat.contact.name,
            "email": seat.contact.email,
            "role": seat.role,
            "topics": seat.topics,
        }
        for seat in seats
    ]
