"""All that is to be remarked on in a letter: its slips (a wrong name, a wrong weekday, a gap), and its tone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rapidfuzz import fuzz

from reminders.drafting.gaps import GAP
from reminders.drafting.length import RANGES, count, without_signature
from reminders.drafting.remark import Remark
from reminders.drafting.tone import review

__all__ = ["ALIKE", "Checked", "Slip", "check"]

ALIKE = 90
"""From this likeness on (0 to 100, `fuzz.ratio` of the bodies) two notes to a panel read as one (C3).

Measured on our own drafts: those that differ in topic and skill lie below it 9 times in 10, whichever wording they
have; a copy with the name and a word or two changed lies above.
"""

_REMARKED_OUTSIDE = RANGES | {"thank_you": (40, 250)}
_INQUIRIES = ("status_inquiry", "application_inquiry")
_SAID_TOO_OFTEN = 3


class Slip(StrEnum):
    """What is amiss."""

    SHOUTING = "shouting"
    EXCLAMATION = "exclamation"
    REPETITION = "repetition"
    WRONG_NAME = "wrong_name"
    OTHER_COMPANY = "other_company"
    WRONG_WEEKDAY = "wrong_weekday"
    INQUIRY_INSIDE = "inquiry_inside"
    LENGTH = "length"
    NO_ATTACHMENT = "no_attachment"
    GAP = "gap"
    ALIKE = "alike"
    STALE_DAY = "stale_day"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a letter is checked against; what is not known is left empty.

    `kind` is the step's, `today` and `edited_on` are the writer's days, `attachments` counts the files logged, and
    `others` are the texts of the letters to the same panel, `earlier` those sent to the same person before.
    """

    kind: str
    company: str
    role: str
    recipient_name: str
    other_companies: tuple[str, ...]
    today: date
    attachments: int
    others: tuple[str, ...]
    edited_on: date | None = None
    earlier: tuple[str, ...] = ()


def check(text: str, facts: Checked) -> list[Remark]:
    """Every slip and every remark on tone in `text`, in its order.

    What concerns the letter as a whole has an empty span at the start. Never raises.
    """
    return sorted(
        (
            *_shouting(text, facts),
            *_exclamations(text),
            *_repetitions(text, facts.earlier),
            *_wrong_name(text, facts.recipient_name),
            *_other_companies(text, facts),
            *_wrong_weekdays(text, facts.today),
            *_inquiry_inside(text, facts.kind),
            *_length(text, facts.kind),
            *_no_attachment(text, facts.attachments),
            *_gaps(text),
            *_alike(text, facts.others),
            *_stale_days(text, facts),
            *review(text),
        ),
        key=lambda remark: (remark.start, remark.end, remark.category),
    )


_CAPITALS = re.compile(r"\b[A-Z]{2,}(?:'[A-Z]+)?(?: [A-Z]{1,}(?:'[A-Z]+)?\b)*\b")
_ORDINARY = re.compile(
    "ALL|ALWAYS|AM|AND|ANY|ARE|BEST|BUT|DO|EVER|FROM|GREAT|HAVE|IMPORTANT|JUST|KNOW|LOVED?|ME|MUCH|MUST|MY|NEED|NEVER"
    "|NOT|NOTHING|NOW|ONLY|PLEASE|REALLY|SO|SOON|STILL|THANKS?|THE|THIS|TODAY|TRULY|URGENT|VERY|WAIT|WANT|WILL|WITH"
    "|WOULD|YES|YOUR?"
)


def _shouting(text: str, facts: Checked) -> Iterator[Remark]:
    """A run of capitals that is no acronym: it holds an ordinary word, or is long."""
    names = set(re.findall(r"\w+", " ".join((facts.company, facts.role, facts.recipient_name))))
    for run in _CAPITALS.finditer(text):
        words = run.group().split()
        if set(words) <= names:
            continue
        loud = any(map(_ORDINARY.fullmatch, words))
        if loud or (len(words) >= 3 and max(map(len, words)) >= 6):
            quiet = " ".join(word if word == "I" or word in names else word.lower() for word in words)
            yield Remark(
                *run.span(), Slip.SHOUTING, "Capitals read as shouting; small letters carry it.", quiet
            )


def _exclamations(text: str) -> Iterator[Remark]:
    seen = 0
    for marks in re.finditer(r"!+", text):
        seen += len(marks.group())
        if seen > 1:
            yield Remark(*marks.span(), Slip.EXCLAMATION, "One exclamation mark a letter is enough.", ".")


# Said in one letter after another these wear thin; the others belong to any letter.
_WORN_BY_LETTERS = (
    r"\b(?:just )?check(?:ing|ed)? in\b",
    r"\btouch(?:ing|ed)? base\b",
    r"\bcircl(?:e|ing|ed) back\b",
    r"\breach(?:ing|ed)? out\b",
)
_THREADBARE = (
    *_WORN_BY_LETTERS,
    r"\bfollow(?:ing|ed)? up\b",
    r"\b(?:i )?(?:just )?want(?:ed)? to (?:ask|check|say)\b",
    r"\b(?:i am |i'm )?look(?:ing)? forward\b",
)


def _repetitions(text: str, earlier: tuple[str, ...]) -> Iterator[Remark]:
    """A worn phrase said three times here, or here and in the letters before."""
    for phrase in _THREADBARE:
        said = list(re.finditer(phrase, text, re.IGNORECASE))
        before = sum(len(re.findall(phrase, each, re.IGNORECASE)) for each in earlier)
        if len(said) >= _SAID_TOO_OFTEN:
            for again in said[1:]:
                why = f"“{again.group().lower()}” stands here {len(said)} times; once is enough."
                yield Remark(*again.span(), Slip.REPETITION, why, "")
        elif said and phrase in _WORN_BY_LETTERS and len(said) + before >= _SAID_TOO_OFTEN:
            words = said[-1].group().lower()
            why = f"With your earlier letters this makes “{words}” {len(said) + before} times; say what you ask for."
            yield Remark(*said[-1].span(), Slip.REPETITION, why, "")


_GREETING = re.compile(
    r"\A\s*(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|greetings),?[ \t]+([^,:!\n]{1,80}?)[ \t]*[,:!\n]",
    re.IGNORECASE,
)
_TITLE = re.compile("mr|mrs|ms|miss|mx|dr|prof|professor")
_NOBODY_BY_NAME = re.compile(
    "all|team|hiring|recruit(?:ing|er)|every(?:one|body)|folks|there|sir|madam|manager|committee|panel|colleagues"
    "|ladies|gentlemen|whom|people|department"
)
_SHORT_FORMS = (
    " tom/thomas bill/william will/william bob/robert rob/robert dick/richard jim/james liz/elizabeth beth/elizabeth "
    "kate/katherine kate/catherine katie/katherine peggy/margaret maggie/margaret tony/anthony jack/john ted/edward "
    "andy/andrew mike/michael dave/david steve/stephen steve/steven becky/rebecca jenny/jennifer chuck/charles "
    "harry/henry sandy/alexandra larry/lawrence geoff/geoffrey nick/nicholas vicky/victoria "
)


def _wrong_name(text: str, recipient_name: str) -> Iterator[Remark]:
    """A greeting by a name the recipient does not have."""
    greeting = _GREETING.match(text)
    theirs = _folded(recipient_name)
    if greeting is None or not theirs:
        return
    greeted = greeting.group(1)
    titled = any(map(_TITLE.fullmatch, _folded(greeted)))
    names = [word for word in _folded(greeted) if not _TITLE.fullmatch(word)]
    if not names or any(map(_NOBODY_BY_NAME.fullmatch, names)):
        return
    if any(_same_name(name, word) for name in names for word in theirs):
        return
    full = recipient_name.split()
    name = f"{greeted.split()[0]} {full[-1]}" if titled else " ".join(full if len(names) > 1 else full[:1])
    why = f"This letter goes to {recipient_name.strip()}, and the greeting says {greeted}."
    yield Remark(*greeting.span(1), Slip.WRONG_NAME, why, name)


def _folded(name: str) -> list[str]:
    """The words of a name in small letters, without accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.findall(r"[^\W\d_]+", plain.casefold())


def _same_name(one: str, other: str) -> bool:
    """Sam is Samuel and Tom is Thomas, yet Sara is not Sarah."""
    shorter, longer = sorted((one, other), key=len)
    shortened = len(shorter) >= 3 and longer.startswith(shorter) and len(longer) - len(shorter) >= 2
    return one == other or shortened or f" {shorter}/{longer} " in _SHORT_FORMS


_OPENS_SENTENCES = frozenset(
    ("Indeed", "Next", "Target", "May", "Will", "First", "Best", "Open", "Since", "Just")
)


def _other_companies(text: str, facts: Checked) -> Iterator[Remark]:
    """Another employer's name, as it is written, where it belongs neither to this employer nor to the role."""
    for name in dict.fromkeys(name.strip() for name in facts.other_companies):
        own = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        if not name or name.islower() or own.search(facts.company) or own.search(facts.role):
            continue
        for found in own.finditer(text):
            before = text[: found.start()].rstrip()
            if name in _OPENS_SENTENCES and (not before or before[-1] in ".!?,:"):
                continue
            why = f"This letter goes to {facts.company}, and {name} is somebody else's name."
            if not facts.company:
                why = f"{name} is another employer you applied to."
            yield Remark(*found.span(), Slip.OTHER_COMPANY, why, facts.company)


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<{}>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{{0,6}}\.?"
_DAY_NAMED = re.compile(
    r"\b(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?P<rest>[a-z]{0,6})\.?,?[ \t]+(?:the[ \t]+)?(?:"
    + rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?[ \t]+(?:of[ \t]+)?{_MONTH.format('month')}"
    + rf"|{_MONTH.format('month_first')}[ \t]+(?:the[ \t]+)?(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?"
    + r")(?!\w)(?:,?[ \t]+(?P<year>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)


def _wrong_weekdays(text: str, today: date) -> Iterator[Remark]:
    """A weekday that is not the date's; without a year, the date nearest to today is meant."""
    for named in _DAY_NAMED.finditer(text):
        written = named["weekday"] + named["rest"]
        meant = next((day for day in _WEEKDAYS if day.casefold().startswith(written.casefold())), None)
        month = _MONTHS.index((named["month"] or named["month_first"]).casefold()) + 1
        on = _nearest(int(named["day"] or named["day_after"]), month, named["year"], today)
        if meant is None or on is None or _WEEKDAYS[on.weekday()] == meant:
            continue
        right = _WEEKDAYS[on.weekday()]
        start = named.start()
        why = f"{on.day} {on:%B} {on.year} is a {right}."
        yield Remark(start, start + len(written), Slip.WRONG_WEEKDAY, why, right)


def _nearest(day: int, month: int, year: str | None, today: date) -> date | None:
    years = (int(year),) if year else (today.year - 1, today.year, today.year + 1)
    dates = [on for one in years if (on := _date(one, month, day)) is not None]
    return min(dates, key=lambda on: abs(on - today), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_ASKS_STATUS = re.compile(
    r"\b(?:(?:is|are) there (?:any|some) (?:news|updates?|word|decision)"
    r"|(?:any|an) (?:news|updates?) (?:on|about|regarding|for|yet)"
    r"|status of (?:my|the)|where (?:my application|things|the process|you|the decision) (?:is|are|stands?)\b"
    r"|(?:have|has) (?:you|the team|a decision)(?: already| yet)? (?:made|reached|come to|been|decided|chosen)"
    r"|when (?:can|will|might|should|could|may|do|would) (?:i|you|we|a decision|the decision|your team|the team)"
    r"(?: [\w']+){0,5}? (?:hear|decide|decision|decided|made|expect|know|choose|back|reach)"
    r"|how soon (?:can|will|might|do|could)|(?:what|how) (?:is|does) (?:the|your) (?:timeline|decision))\b",
    re.IGNORECASE,
)


def _inquiry_inside(text: str, kind: str) -> Iterator[Remark]:
    """A thank-you does not ask for the status (S3, S5)."""
    if kind != "thank_you":
        return
    for sentence in re.finditer(r"[^\s.!?][^.!?\n]*[.!?]?", text):
        if _ASKS_STATUS.search(sentence.group()):
            why = (
                "A thank-you asks for nothing; the question about the decision goes into a letter of its own."
            )
            rewrite = "I look forward to hearing from you."
            yield Remark(*sentence.span(), Slip.INQUIRY_INSIDE, why, rewrite)


def _length(text: str, kind: str) -> Iterator[Remark]:
    """A thank-you of fewer than 40 or more than 250 words, an inquiry outside its range; no signature (S9, C18)."""
    if kind not in RANGES:
        return
    (least, most), (short, long) = RANGES[kind], _REMARKED_OUTSIDE[kind]
    words = count(without_signature(text))
    if not words or short <= words <= long:
        return
    name = "A thank-you" if kind == "thank_you" else "An inquiry"
    advice = "say a little more" if words < short else "shorten it"
    why = f"{name} reads best with {least} to {most} words, and this has {words}: {advice}."
    yield Remark(0, 0, Slip.LENGTH, why, "")


_ATTACHED = re.compile(
    r"\b(?:(?:please )?(?:find|see)(?: [\w']+){0,3} (?:attached|enclosed|attachments?)"
    r"|(?:attached|enclosed),? (?:is|are|you|please|find|my|the|a|an|as|with|here|below|files?|documents?)\b"
    r"|(?:is|are|have|i've|i|also|it) (?:also )?(?:attached|enclosed)\b(?! (?:to|great|importance|much|so|any|no)\b)"
    r"|attached to this (?:e-?mail|mail|message|letter|note)"
    r"|i(?:'m| am)? (?:also )?(?:attach|attaching|enclose|enclosing)"
    r"|in the attachments?|(?:attached|enclosed)(?=[.;]))(?!\w)",
    re.IGNORECASE,
)


def _no_attachment(text: str, attachments: int) -> Iterator[Remark]:
    if attachments:
        return
    for said in _ATTACHED.finditer(text):
        why = "Nothing is attached yet: add the file when you send this, or leave the words out."
        yield Remark(*said.span(), Slip.NO_ATTACHMENT, why, "")


def _gaps(text: str) -> Iterator[Remark]:
    for gap in GAP.finditer(text):
        yield Remark(*gap.span(), Slip.GAP, "This gap is still open: fill it in, or leave it out.", "")


def _body(text: str) -> str:
    """What the letter says, without greeting and signature, in small letters."""
    greeting = _GREETING.match(text)
    return " ".join(" ".join(without_signature(text[greeting.end() if greeting else 0 :])).casefold().split())


_COMPARED = 10_000
"""Characters: whatever two notes share shows well before that."""


def _alike(text: str, others: tuple[str, ...]) -> Iterator[Remark]:
    """Each member of a panel gets a note of their own, for they compare them (C3)."""
    body = _body(text[:_COMPARED])
    if body and any(fuzz.ratio(body, _body(other[:_COMPARED])) >= ALIKE for other in others):
        why = "This reads much like a note to somebody else on the panel: name what you discussed with this person."
        yield Remark(0, 0, Slip.ALIKE, why, "")


_NEAR_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}
_NEAR_DAY = re.compile(r"\b(yesterday|today|tomorrow|tonight)\b(?!['’]s)", re.IGNORECASE)


def _stale_days(text: str, facts: Checked) -> Iterator[Remark]:
    """Words for a day that were true when the letter was last edited, on an earlier day."""
    if facts.edited_on is None or facts.edited_on >= facts.today:
        return
    for said in _NEAR_DAY.finditer(text):
        ahead = _NEAR_DAYS[said.group().casefold()]
        try:
            meant = facts.edited_on + timedelta(days=ahead)
        except OverflowError:
            continue
        named = f"on {_WEEKDAYS[meant.weekday()]} {meant.day} {meant:%B}"
        why = f"You wrote this on {facts.edited_on.day} {facts.edited_on:%B}, so this word means another day now."
        yield Remark(*said.span(), Slip.STALE_DAY, why, named)
