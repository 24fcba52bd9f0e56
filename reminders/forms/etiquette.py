"""The numbers, quiet periods and letters that a user sets to their own taste."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from accounts.fields import WholeText
from accounts.models import User
from reminders.drafting.register import Register
from reminders.policy import (
    CUSTOMS,
    RULES,
    Custom,
    QuietError,
    QuietPeriod,
    Rule,
    Topic,
    Unit,
    number_of,
    problems,
    read_quiet,
    spell_quiet,
)
from reminders.services.manners import MannersEntry, etiquette_of, manners_of, quiet_of

# What most people may want to change; the rest is folded away.
FIRST = (Topic.THANKS, Topic.WAIT, Topic.PROMISE, Topic.TIMES)

_COUNTED_FROM = {
    Topic.THANKS: "the day of the interview",
    Topic.WAIT: "the day you said thank you, and again from your first inquiry",
    Topic.PROMISE: "the date they named",
    Topic.TIMES: "your last inquiry",
    Topic.ANSWERED: "their answer, or yours to a question of theirs",
    Topic.REFERENCES: "the day they called",
    Topic.APPLICATION: "the day you applied, or the closing date if that is later",
}


@dataclass(frozen=True)
class Line:
    """One number on the page, and its field."""

    field: forms.BoundField
    custom: Custom


@dataclass(frozen=True)
class Group:
    """The numbers of one topic, with the rules they come from."""

    topic: Topic
    lines: tuple[Line, ...]

    @property
    def counted_from(self) -> str:
        return _COUNTED_FROM.get(self.topic, "")

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(
            RULES[code] for code in dict.fromkeys(c for line in self.lines for c in line.custom.rules)
        )


class EtiquetteForm(forms.Form):
    quiet = WholeText(
        label="No inquiries from … to …",
        required=False,
        max_length=1000,
        rows=2,
        help_text="One period a line, as in “24 December to 1 January”. Empty: none.",
    )
    register = forms.ChoiceField(
        label="Your letters sound",
        choices=[(each.value, each.label) for each in Register],
        help_text="Each letter can sound otherwise.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for custom in CUSTOMS:
            self.fields[custom.name] = forms.IntegerField(
                label=custom.title if custom.unit is Unit.TIMES else f"{custom.title}, {custom.unit.value}",
                min_value=custom.least,
                max_value=custom.most,
                help_text=_beside(custom),
                error_messages={
                    "required": f"Choose a number from {custom.least} to {custom.most}.",
                    "invalid": f"Choose a whole number from {custom.least} to {custom.most}.",
                    "min_value": f"Choose a number from {custom.least} to {custom.most}.",
                    "max_value": f"Choose a number from {custom.least} to {custom.most}.",
                },
            )
        self.quiet_periods: tuple[QuietPeriod, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for error in problems({name: cleaned[name] for name in _NAMES if name in cleaned}):
            if error.name not in self.errors:
                self.add_error(error.name, error.problem)
        if "quiet" not in self.errors:
            try:
                self.quiet_periods = read_quiet(cleaned.get("quiet", ""))
            except QuietError as error:
                self.add_error("quiet", str(error))
        return cleaned

    @property
    def numbers(self) -> dict[str, int]:
        """What differs from POLICY's values. Call on a valid form."""
        chosen = {custom: self.cleaned_data[custom.name] for custom in CUSTOMS}
        return {custom.name: number for custom, number in chosen.items() if number != custom.default}

    def entry(self) -> MannersEntry:
        """What was typed, for the service. Call on a valid form."""
        return MannersEntry(
            numbers=self.numbers,
            quiet=self.quiet_periods,
            register=Register(self.cleaned_data["register"]),
        )

    @property
    def first_groups(self) -> list[Group]:
        return [group for group in self._groups() if group.topic in FIRST]

    @property
    def other_groups(self) -> list[Group]:
        return [group for group in self._groups() if group.topic not in FIRST]

    @property
    def others_stand_out(self) -> bool:
        """Whether a number that is folded away was changed, or is wrong."""
        lines = [line for group in self.other_groups for line in group.lines]
        return any(line.field.errors or str(line.field.value()) != str(line.custom.default) for line in lines)

    def _groups(self) -> Iterator[Group]:
        for topic in Topic:
            lines = tuple(Line(self[each.name], each) for each in CUSTOMS if each.topic is topic)
            yield Group(topic, lines)


def _beside(custom: Custom) -> str:
    """The usual value, the bounds and whose number it is."""
    article = [code for code in custom.rules if code.startswith("S")]
    recruiters = [code for code in custom.rules if code.startswith("C")]
    told = [f"the article ({', '.join(article)})"] if article else []
    told += [f"recruiters ({', '.join(recruiters)})"] if recruiters else []
    origin = f"From {' and '.join(told)}" if told else "Our own choice"
    return f"Usually {custom.default}; {custom.least} to {custom.most}. {origin}."


_NAMES = frozenset(each.name for each in CUSTOMS)


def initial_of(user: User) -> dict[str, Any]:
    """The user's etiquette as the form shows it."""
    etiquette = etiquette_of(user)
    return {each.name: number_of(etiquette, each.name) for each in CUSTOMS} | {
        "quiet": spell_quiet(quiet_of(user)),
        "register": str(manners_of(user).register),
    }


def typed_of(user: User) -> dict[str, str]:
    """The same as a browser would send it back."""
    return {name: str(value) for name, value in initial_of(user).items()}
