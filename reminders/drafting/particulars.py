"""The facts as the letters use them: tidied, and a gap in place of each that is missing."""

import re
from dataclasses import dataclass
from functools import cached_property

from reminders.drafting import own_words
from reminders.drafting.clean import lines, name_line, one_address, takes_no_mail
from reminders.drafting.context import LetterFacts
from reminders.drafting.days import day_and_month, day_spoken
from reminders.drafting.letter import Gap
from reminders.drafting.names import short_name, whole_name
from reminders.drafting.sheet import Word, Words, say
from reminders.drafting.voices import VOICES
from reminders.drafting.voices.voice import Voice

_ROLE_WORDS = re.compile(
    r"\b(?:role|position|job|internship|apprenticeship|fellowship|traineeship|placement)$", re.I
)
_MOST_WORDS_IN_PASSING = 16
_STRAIGHT_TO_WHO_WROTE = {
    "confirm_interview",
    "reschedule",
    "answer",
    "offer_acknowledgement",
    "offer_decision",
}


@dataclass(frozen=True)
class Particulars:
    """One reading of the facts, shared by all kinds of letters."""

    facts: LetterFacts

    @property
    def voice(self) -> Voice:
        """The words of the register that was chosen."""
        return VOICES[self.facts.register]

    def say(self, sentence: str, **values: Word | Words) -> Words:
        """A sentence of the voice, with what every letter may name filled in, and `values`."""
        return say(
            sentence,
            role=self.role,
            company=self.company,
            interview=self.interview,
            day=self.day,
            date=self.date,
            **values,
        )

    @cached_property
    def sender(self) -> str | Gap:
        return name_line(self.facts.sender_name) or Gap("sender_name", "your name")

    @cached_property
    def recipient(self) -> str:
        """What the recipient is called in a sentence; empty when nobody is named."""
        return short_name(self.facts.recipient_name)

    @cached_property
    def company(self) -> str | Gap:
        return name_line(self.facts.company) or Gap("company", "company")

    @cached_property
    def title(self) -> str | Gap:
        title = re.sub(r"^the ", "", name_line(self.facts.title), flags=re.I)
        return title or Gap("title", "job title")

    @cached_property
    def role(self) -> Words:
        """ "the Senior Data Engineer role"; a title that says "internship" or the like says enough."""
        named = isinstance(self.title, str) and _ROLE_WORDS.search(self.title)
        return say("the {title}" if named else "the {title} role", title=self.title)

    @cached_property
    def day(self) -> Words:
        """The interview's day as one speaks of it the same week."""
        if self.facts.interview_on is None:
            return ("on ", Gap("interview_on", "day of the interview"))
        return (day_spoken(self.facts.interview_on, self.facts.today),)

    @cached_property
    def date(self) -> str | Gap:
        """The interview's date, as an inquiry names it (S10)."""
        if self.facts.interview_on is None:
            what = "you handed it in" if self.facts.nobody_met else "of the interview"
            return Gap("interview_on", f"date {what}")
        return day_and_month(self.facts.interview_on, self.facts.today)

    @cached_property
    def interview(self) -> str:
        """ "on-site interview", or just "interview"."""
        kind = re.sub(r"^(?:an?|the|our) ", "", name_line(self.facts.interview_kind, 60), flags=re.I)
        return own_words.uncapped(kind) if kind[1:].islower() else kind or "interview"

    @cached_property
    def topic(self) -> own_words.Told | None:
        return own_words.topic(self.facts.topics, self.recipient)

    @cached_property
    def topic_gap(self) -> Gap:
        if self.facts.nobody_met:
            return Gap("topics", "the part of the task you enjoyed most")
        somebody = f" with {self.recipient}" if self.recipient else ""
        return Gap("topics", f"one thing you talked about{somebody}")

    @cached_property
    def enjoyed(self) -> own_words.Told | None:
        """For an inquiry: something of that round that can be said to this recipient (S10)."""
        if self.topic or own_words.about_somebody_else(self.facts.other_topics):
            return own_words.topic(self.facts.topics, self.recipient, _MOST_WORDS_IN_PASSING)
        return own_words.topic(self.facts.other_topics, "", _MOST_WORDS_IN_PASSING)

    @cached_property
    def fit(self) -> str:
        """One thing the user has done that fits, ready to stand after a colon; empty when there is none."""
        return own_words.done_before(self.facts.fit)

    @cached_property
    def fit_or_gap(self) -> str | Gap:
        return self.fit or Gap("fit", "something you have done that fits this role")

    @cached_property
    def signature(self) -> Words:
        """The last block. A signature that brings its own closing or name is not doubled."""
        block = [line for line in lines(self.facts.signature) if line not in {"--", "-- "}]
        closes = bool(block) and block[0].endswith(",") and len(block[0].split()) <= 4
        name = self.sender
        signed = block[closes] if len(block) > closes else ""
        if isinstance(name, str) and (_same_person(name, signed) or any(name in line for line in block)):
            name = ""
        if isinstance(name, Gap) and len(block) > closes:
            name = ""
        head = [(block.pop(0) if closes else self.voice.closing)]
        words: list[str | Gap] = [*head, *([name] if name else []), *block]
        return tuple(word for line in words for word in ("\n", line))[1:]


def _same_person(name: str, signed: str) -> bool:
    """Whether the first line of a signature is that name, or begins like it ("Maya", "Maya O.")."""
    return bool(name and signed) and signed.split()[0].casefold() == name.split()[0].casefold()


def greeting(voice: Voice, full_name: str) -> str:
    """The line that addresses somebody, and whoever reads it where there is no name to use."""
    name = whole_name(full_name) if voice.whole_name else short_name(full_name)
    return voice.greeting.format(name=name) if name else voice.greeting_without_name


@dataclass(frozen=True)
class Post:
    """Where the letter goes, what the reader should know, and a line to whoever passes it on (C4)."""

    to: str
    to_name: str
    greeting: str
    note: str = ""
    covering: str = ""


def post(facts: LetterFacts) -> Post:
    """To the recipient; without an address, through someone who has one; else a word on how to get it."""
    voice = VOICES[facts.register]
    name = name_line(facts.recipient_name)
    greeted = greeting(voice, facts.recipient_name)
    address = one_address(facts.recipient_email)
    if address and not takes_no_mail(address):
        return Post(address, name, greeted)
    missing = f"No address for {name}" if name else "No address yet"
    if address:
        missing = f"Nobody reads mail sent to {address}"
    helper, by_way_of = name_line(facts.pass_on_name), one_address(facts.pass_on_email)
    if takes_no_mail(by_way_of):
        by_way_of = ""
    if not helper and not by_way_of:
        advice = (
            "ask the recruiter for one, or send it by LinkedIn."
            if not address
            else "look for a person's address."
        )
        return Post("", name, greeted, f"{missing}: {advice}")
    if facts.kind in _STRAIGHT_TO_WHO_WROTE or (not name and facts.kind != "thank_you"):
        note = (
            ""
            if by_way_of
            else f"No address for {helper}: look for it in the invitation, or send it by LinkedIn."
        )
        return Post(by_way_of, helper, greeting(voice, helper), note)
    if not by_way_of:
        return Post("", name, greeted, f"{missing}. Ask {helper} to pass it on.")
    whom = name or "the people I spoke with"
    covering = f"{greeting(voice, helper)}\n{voice.handing_on.format(whom=whom)}"
    note = f"{missing}. Send it to {helper or by_way_of}: the first lines ask to pass it on."
    return Post(by_way_of, helper, greeted, note, covering)
