"""How an old tracker is to be read: its columns, its statuses, its dates, and what to do with duplicates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from applications.intake.columns import Field, find_heading, guess_columns
from applications.intake.dates import read_moment
from applications.intake.rows import MOST_STATUSES, Questions, ask
from applications.intake.statuses import Meaning, Outside, fold_status, propose_status
from applications.intake.table import Sheet
from applications.services.imports import Chosen, meaning_of
from applications.stages import STAGE_CHOICES

HEADINGS_OFFERED = 15
SAMPLES = 3
LONGEST_SAMPLE = 40
# No widget has more choices than a person can look over, and no page more of them.
MEANINGS = [*STAGE_CHOICES, (Outside.NOT_APPLIED.value, "Not applied for yet: leave these rows out")]


class ColumnsForm(forms.Form):
    """For each column what it is taken for. `heading` is the row that names them, from 0."""

    def __init__(
        self,
        *args: Any,
        sheets: Sequence[Sheet],
        number: int,
        today: dt.date,
        heading: int | None = None,
        chosen: Sequence[Field] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheets[number]
        self.number = number
        self.today = today
        last = min(HEADINGS_OFFERED, len(self.sheet.rows) - 1)
        fits = heading is not None and 0 <= heading < last
        self.heading = heading if heading is not None and fits else find_heading(self.sheet)
        guessed = chosen or guess_columns(self.sheet, self.heading)
        self.headings = [
            (place, _sample(" · ".join(filter(None, self.sheet.rows[place])), 60)) for place in range(last)
        ]
        below = self.sheet.rows[self.heading + 1 :]
        for place, name in enumerate(self.sheet.rows[self.heading]):
            samples = list(dict.fromkeys(row[place] for row in below if row[place]))[:SAMPLES]
            told = ", ".join(_sample(each) for each in samples)
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=name[:100] or f"Column {place + 1}",
                choices=[(each.value, each.label) for each in Field],
                initial=guessed[place].value,
                help_text=f"Such as {told}" if told else "Empty.",
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        fields = self.chosen().fields
        for needed in (Field.COMPANY, Field.TITLE):
            if needed not in fields:
                raise forms.ValidationError(f"Choose the column that says the {needed.label.lower()}.")
        for place, each in enumerate(fields):
            if not each.may_repeat and fields.index(each) != place:
                self.add_error(
                    f"column-{place}", f"Two columns are taken for “{each.label}”. Choose one of them."
                )
        if not self.errors and Field.STATUS in fields:
            found = len(self.questions().statuses)
            if found > MOST_STATUSES:
                name = f"column-{fields.index(Field.STATUS)}"
                self.add_error(name, f"This column has {found} different values, too many for a status.")
        return cleaned

    def chosen(self) -> Chosen:
        """What was chosen, for the service. Call on a valid form."""
        places = range(len(self.sheet.rows[self.heading]))
        fields = tuple(Field(self.cleaned_data[f"column-{place}"]) for place in places)
        return Chosen(sheet=self.number, heading=self.heading, fields=fields)

    def questions(self) -> Questions:
        """What has to be asked once the columns are known. Call on a valid form."""
        return ask(self.sheet, self.heading, self.chosen().fields, today=self.today)


class AnswersForm(forms.Form):
    """What only the user can say: what a status means, and which way round a day and a month stand."""

    def __init__(
        self, *args: Any, questions: Questions, stored: dict[str, Any], today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        # Those to look at come first.
        self.ordered = sorted(questions.statuses, key=lambda each: each[1] is not None)
        before = stored.get("statuses", {})
        for number, (written, meaning) in enumerate(self.ordered):
            proposed = before.get(fold_status(written)) or (meaning or propose_status(written)).value
            self.fields[f"status-{number}"] = forms.ChoiceField(
                label=f"“{written}”",
                choices=MEANINGS,
                initial=proposed,
                help_text="" if meaning is not None else "We do not know this one; this is a guess.",
            )
        if questions.date:
            self.fields["day_first"] = forms.ChoiceField(
                label=f"Which day is “{questions.date}”?",
                choices=_both_ways(questions.date, today),
                initial={True: "yes", False: "no"}.get(stored.get("day_first", "")),
                widget=forms.RadioSelect,
                error_messages={"required": "Choose one; the other dates of the file are read the same way."},
                help_text="The other dates of the file are read the same way.",
            )

    def statuses(self) -> dict[str, Meaning]:
        """Folded status → what it means. Call on a valid form."""
        return {
            fold_status(written): meaning_of(self.cleaned_data[f"status-{number}"])
            for number, (written, _) in enumerate(self.ordered)
        }

    def day_first(self) -> bool | None:
        """Whether days stand first; None where nobody had to say. Call on a valid form."""
        said = self.cleaned_data.get("day_first")
        return said == "yes" if said else None


class BeginForm(forms.Form):
    """What to do with rows whose role at their company is there already, or stands further up."""

    duplicates = forms.ChoiceField(
        label="What to do with duplicates",
        choices=[("skip", "Leave them out"), ("keep", "Add them as applications of their own")],
        initial="skip",
        widget=forms.RadioSelect,
    )


def _both_ways(example: str, today: dt.date) -> list[tuple[str, str]]:
    choices: list[tuple[str, str]] = []
    for value, day_first in (("yes", True), ("no", False)):
        try:
            moment = read_moment(example, day_first=day_first, today=today)
        except ValueError:
            continue
        if moment:
            choices.append((value, f"{moment.day.day} {moment.day:%B %Y}"))
    return choices


def _sample(text: str, room: int = LONGEST_SAMPLE) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= room else f"{flat[: room - 1]}…"
