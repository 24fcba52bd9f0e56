"""An imagined interview and the weeks after it, for the what-if page and the etiquette's preview. Nothing is stored."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from reminders.policy import (
    WEEKEND,
    Account,
    ApplicationFacts,
    CalendarFacts,
    Etiquette,
    Facts,
    InterviewFacts,
    InterviewStatus,
    MessageFacts,
    MessageKind,
    MomentName,
    Promise,
    Rhythm,
    Rule,
    Scene,
    Stage,
    Step,
    StepKind,
    Workdays,
    moments,
    rehearse,
    rules_of,
    tell_working,
)

_DAY = timedelta(days=1)
# The table shows no more; the list below it tells everything.
MOST_WEEKS = 16
_NUMBERS = ("nobody", "one", "two", "three", "four", "five", "six", "seven", "eight")
MOST_PEOPLE = len(_NUMBERS) - 1


@dataclass(frozen=True)
class Imagined:
    """One interview that has not been logged. `starts` is wall-clock time in `time_zone` (IANA).

    `said` is the date they named there. `answer_on` is the local date of an answer to come, `named` the date it
    names.
    """

    starts: datetime
    time_zone: str
    minutes: int = 60
    people: int = 1
    owes_thanks: bool = True
    said: date | None = None
    answer_on: date | None = None
    named: date | None = None

    @property
    def held_on(self) -> date:
        """The interview's date: the local date of its end, its length being real minutes."""
        start = self.starts.replace(tzinfo=ZoneInfo(self.time_zone)).astimezone(UTC)
        return (start + timedelta(minutes=self.minutes)).astimezone(ZoneInfo(self.time_zone)).date()


@dataclass(frozen=True)
class Act:
    """One thing to do in the play, on the local date `on`; of the same to several people the first step."""

    title: str
    tag: str
    on: date
    step: Step
    rules: tuple[Rule, ...]
    accounts: tuple[Account, ...]


@dataclass(frozen=True)
class Day:
    """A day of the timeline. `closed` says why it is no business day; `tags` what happens on it."""

    date: date
    closed: str
    is_quiet: bool
    tags: tuple[str, ...]

    @property
    def holiday(self) -> str:
        """Why it is closed, where that is more than a weekend."""
        return "" if self.closed == WEEKEND else self.closed


@dataclass(frozen=True)
class Play:
    """The acts in their order, and the weeks they fall in, Monday to Sunday."""

    acts: tuple[Act, ...]
    weeks: tuple[tuple[Day, ...], ...]


def facts_of(imagined: Imagined, calendar: CalendarFacts) -> Facts:
    """The facts of an imagined interview, held as planned."""
    interview = InterviewFacts(
        id="imagined",
        starts=imagined.starts,
        time_zone=imagined.time_zone,
        status=InterviewStatus.HELD,
        minutes=imagined.minutes,
        owes_thanks=imagined.owes_thanks,
        people=tuple(f"person {number + 1}" for number in range(imagined.people)),
        promise=Promise(date=imagined.said) if imagined.said else None,
    )
    answer = (
        (
            MessageFacts(
                MessageKind.REPLY,
                imagined.answer_on,
                promise=Promise(date=imagined.named) if imagined.named else None,
            ),
        )
        if imagined.answer_on
        else ()
    )
    return Facts(
        now=interview.end_at.astimezone(UTC),
        application=ApplicationFacts(stage=Stage.INTERVIEWING),
        time_zone=imagined.time_zone,
        calendar=calendar,
        interviews=(interview,),
        messages=answer,
    )


def play(imagined: Imagined, calendar: CalendarFacts, manners: Etiquette, *, today: date) -> Play:
    """What would follow, if each note goes out on its best day and nobody else answers."""
    facts = facts_of(imagined, calendar)
    scenes = rehearse(facts, manners)
    acts = _merge(_act(scene, imagined, calendar, today=today) for scene in scenes)
    tags = [(imagined.held_on, "You meet" if imagined.owes_thanks else "Hand in")]
    tags += [(day, "Their date") for day in (imagined.said, imagined.named) if day]
    tags += [(imagined.answer_on, "They answer")] if imagined.answer_on else []
    tags += [(act.on, act.tag) for act in acts]
    return Play(acts, _weeks(tags, calendar))


@dataclass(frozen=True)
class Forecast:
    """One act of a preview, with the local times of its reminders."""

    act: Act
    reminders: tuple[datetime, ...]


@dataclass(frozen=True)
class Preview:
    """What follows from an interview today: in silence, and had they named the day `named`."""

    silent: tuple[Forecast, ...]
    named: date
    asked_after_named: Act | None


# A day that is neither near nor far, to show what a named one changes.
_NAMED_AHEAD = timedelta(days=17)


def preview(
    calendar: CalendarFacts, manners: Etiquette, rhythm: Rhythm, wanted: Container[MomentName], *, today: date
) -> Preview:
    """What the settings come to after an hour with one person today, at ten on the user's clock.

    `wanted`: the moments that are told to the user.
    """
    imagined = Imagined(starts=datetime.combine(today, time(10)), time_zone=str(rhythm.zone))
    named = Workdays(calendar).on_or_after(today + _NAMED_AHEAD)
    promised = play(replace(imagined, said=named), calendar, manners, today=today)
    return Preview(
        silent=tuple(
            Forecast(act, _reminders(act.step, rhythm, wanted))
            for act in play(imagined, calendar, manners, today=today).acts
        ),
        named=named,
        asked_after_named=next((act for act in promised.acts if act.tag == "Ask"), None),
    )


def _reminders(step: Step, rhythm: Rhythm, wanted: Container[MomentName]) -> tuple[datetime, ...]:
    found = moments(
        step.kind,
        step.opens_at,
        step.best_by_at,
        step.late_after_at,
        hour=rhythm.hour,
        time_zone=str(rhythm.zone),
        quiet_hours=rhythm.quiet,
        days=rhythm.days,
        wanted=wanted,
    )
    return tuple(each.at.astimezone(rhythm.zone) for each in found)


def _act(scene: Scene, imagined: Imagined, calendar: CalendarFacts, *, today: date) -> Act:
    step = scene.step
    title, tag = _words(step, imagined)
    return Act(title, tag, scene.on, step, rules_of(step.reason), tell_working(step, calendar, today=today))


def _words(step: Step, imagined: Imagined) -> tuple[str, str]:
    match step.kind:
        case StepKind.THANK_YOU if imagined.people > 1:
            return f"Thank each of the {_NUMBERS[imagined.people]}, in words of their own", "Thank"
        case StepKind.THANK_YOU:
            return "Send the thank-you", "Thank"
        case StepKind.STATUS_INQUIRY if step.number == 2:
            return "Ask once more, the last time", "Ask again"
        case StepKind.STATUS_INQUIRY:
            return "Ask about their decision", "Ask"
        case _:
            return "Let it go", "Let go"


def _merge(acts: Iterable[Act]) -> tuple[Act, ...]:
    """The same act to several people is one."""
    by_title: dict[tuple[str, date], Act] = {}
    for act in acts:
        by_title.setdefault((act.title, act.on), act)
    return tuple(by_title.values())


def _weeks(tags: list[tuple[date, str]], calendar: CalendarFacts) -> tuple[tuple[Day, ...], ...]:
    days = Workdays(calendar)
    first = min(day for day, _ in tags)
    last = max(day for day, _ in tags)
    monday = first - _DAY * first.weekday()
    count = min(MOST_WEEKS, (last - monday).days // 7 + 1)
    return tuple(
        tuple(
            Day(
                date=day,
                closed=days.name_closed(day),
                is_quiet=days.is_quiet(day),
                tags=tuple(dict.fromkeys(tag for on, tag in tags if on == day)),
            )
            for day in (monday + _DAY * (7 * week + number) for number in range(7))
        )
        for week in range(count)
    )
