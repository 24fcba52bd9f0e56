"""The same letters warm, formal and brief: each in its own words, each with all it needs."""

import difflib
import itertools
import re
from datetime import date
from typing import Any

import pytest

from reminders.drafting.letter import Letter
from reminders.drafting.letters import write
from reminders.drafting.names import whole_name
from reminders.drafting.register import Register
from tests.drafting.facts import KINDS, SILENCES, facts, inquiry
from tests.drafting.test_inquiry import UNKIND
from tests.drafting.test_thank_you import ASKS_FOR_STATUS, NAMES

OTHERS = [Register.FORMAL, Register.BRIEF]
TOPICS = [
    "On-call in a small team",
    "How you move from batch to streaming",
    "Data contracts with the product teams",
    "Her years in Nairobi",
    "Mentoring of juniors",
    "Late-arriving events; replay of a day",
]
VARIANTS: dict[str, dict[str, Any]] = {
    **{kind: {"kind": kind} for kind in KINDS if kind != "status_inquiry"},
    "reschedule again": {"kind": "reschedule", "asked_on": date(2026, 10, 30)},
    "no deadline": {"kind": "offer_acknowledgement", "offer_deadline": None},
    "more time": {"kind": "offer_acknowledgement", "asks_for_time": True},
    "more time, no deadline": {
        "kind": "offer_acknowledgement",
        "asks_for_time": True,
        "offer_deadline": None,
    },
    "promise made elsewhere": {"kind": "own_promise", "interview_on": None},
    "no question kept": {"kind": "answer", "question_text": ""},
    "rejected, nothing noted": {"kind": "rejection_thanks", "topics": ""},
    "rejected, nobody met": {"kind": "rejection_thanks", "nobody_met": True},
    "no fit": {"kind": "application_inquiry", "fit": ""},
}


def letters(register: Register) -> dict[str, Letter]:
    """A letter of every kind and variant, all facts known."""
    written = {name: write(facts(register=register, **changes)) for name, changes in VARIANTS.items()}
    for (name, silence), number in itertools.product(SILENCES.items(), (1, 2)):
        for promise in (None, date(2026, 11, 13)):
            changes = {**silence, "promise_date": promise, "register": register}
            written[f"inquiry {number}, {name}, {promise}"] = write(inquiry(number, **changes))
    return written


def text_of(letter: Letter) -> str:
    return " ".join(letter.paragraphs[letter.begins_at + 1 : -1])


def likeness(one: Letter, other: Letter) -> float:
    first, second = (text_of(letter).split() for letter in (one, other))
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio()


def sentences(letter: Letter) -> int:
    return len(re.findall(r"[.?]\s", text_of(letter) + " "))


def test_a_letter_is_warm_unless_another_register_is_chosen() -> None:
    assert write(facts()) == write(facts(register=Register.WARM))
    assert [register.label for register in Register] == ["Warm", "Formal", "Brief"]


@pytest.mark.parametrize(
    ("register", "greeting", "unnamed", "closing"),
    [
        (Register.WARM, "Dear Sara,", "Hello,", "Kind regards,"),
        (Register.FORMAL, "Dear Sara Lindqvist,", "Dear Hiring Team,", "Yours sincerely,"),
        (Register.BRIEF, "Hi Sara,", "Hello,", "Best,"),
    ],
)
def test_how_it_begins_and_ends(register: Register, greeting: str, unnamed: str, closing: str) -> None:
    for letter in letters(register).values():
        assert letter.paragraphs[0] == greeting
        assert letter.paragraphs[-1] == f"{closing}\nMaya Okafor"
    assert write(facts(register=register, recipient_name="")).paragraphs[0] == unnamed
    own = write(facts(register=register, signature="Cheers,\nMaya"))
    assert own.paragraphs[-1] == "Cheers,\nMaya"


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("Sara Lindqvist", "Sara Lindqvist"),
        ("lindqvist, sara", "Sara Lindqvist"),
        ("SARA LINDQVIST", "Sara Lindqvist"),
        ("sara de la cruz", "Sara de la Cruz"),
        ("de la Cruz, Maria", "Maria de la Cruz"),
        ("Sara", "Sara"),
        ("Dr. Lee", "Dr. Lee"),
        ("Berg, Prof. Anna", "Prof. Berg"),
        ("John Smith, PhD", "John Smith"),
        ("Sara Lindqvist (she/her)", "Sara Lindqvist"),
        ("Tom Kerr - Recruiter", "Tom Kerr"),
        ("S. Lindqvist", "S. Lindqvist"),
        ("王小明", "王小明"),
        ("Hiring Team", "Hiring Team"),
        ("sara@acme.example", ""),
        ("Dr.", ""),
    ],
)
def test_the_whole_name_of_a_formal_greeting(typed: str, called: str) -> None:
    assert whole_name(typed) == called


@pytest.mark.parametrize("register", Register)
def test_a_line_to_whoever_passes_it_on_is_in_the_same_register(register: Register) -> None:
    reach = {"recipient_email": "", "pass_on_name": "Priya Nair", "pass_on_email": "priya@acme.example"}
    letter = write(facts(register=register, **reach))
    greeting, line = letter.paragraphs[0].split("\n")
    assert greeting == letter.paragraphs[1].replace("Sara", "Priya").replace("Lindqvist", "Nair")
    assert "pass this note on to Sara Lindqvist" in line


@pytest.mark.parametrize("register", Register)
def test_no_letter_exclaims_and_none_is_unkind(register: Register) -> None:
    for name, letter in letters(register).items():
        assert "!" not in letter.body, name
        if "inquiry" in name:
            assert not UNKIND.search(letter.body), name
        assert ("yesterday" in letter.body) == (name in {"thank_you", "own_promise"})


def test_a_formal_letter_has_no_short_forms() -> None:
    for name, letter in letters(Register.FORMAL).items():
        assert not re.search(r"['’]", letter.body), name
        assert not re.search(r"\b(?:hi|happy to|love|a lot)\b", letter.body, re.IGNORECASE), name
    for number in range(100):
        assert "'" not in write(facts(register=Register.FORMAL, recipient_name=f"Sara{number}")).body


def test_a_brief_letter_is_the_shortest() -> None:
    warm, formal = letters(Register.WARM), letters(Register.FORMAL)
    for name, letter in letters(Register.BRIEF).items():
        # A thank-you has its hundred words in any register (POLICY), the others have two to five sentences.
        assert 2 <= sentences(letter) <= (9 if name == "thank_you" else 5), (name, letter.body)
        assert letter.word_count < max(warm[name].word_count, formal[name].word_count), name
    lengths = {
        register: sum(
            write(facts(register=register, recipient_name=f"Sara{n}")).word_count for n in range(100)
        )
        for register in Register
    }
    assert lengths[Register.BRIEF] < 0.9 * min(lengths[Register.WARM], lengths[Register.FORMAL])


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(Register, 2)))
def test_each_register_has_its_own_words(one: Register, other: Register) -> None:
    for (name, first), second in zip(letters(one).items(), letters(other).values(), strict=True):
        assert likeness(first, second) < 0.7, (name, first.body, second.body)


@pytest.mark.parametrize(
    ("register", "fewest", "most"),
    [(Register.WARM, 100, 200), (Register.FORMAL, 100, 200), (Register.BRIEF, 100, 150)],
)
def test_the_length_of_a_thank_you(register: Register, fewest: int, most: int) -> None:
    short = {"topics": "on-call", "fit": "led a team of five", "title": "Editor", "register": register}
    long = {
        "topics": "the migration of your data warehouse from Oracle to Snowflake, and why it took two years",
        "fit": "At Fjord I cut the batch window from four hours to nine minutes by replaying only what had changed",
        "register": register,
    }
    panel = {"met_with_others": True, "register": register}
    for number in range(200):
        for known in (short, long, panel):
            letter = write(facts(recipient_name=f"Sara{number} Berg", **known))
            assert fewest <= letter.word_count <= most, letter.body
            assert not ASKS_FOR_STATUS.search(letter.body)


@pytest.mark.parametrize("register", OTHERS)
@pytest.mark.parametrize("topics", ["", "Kafka", "She likes Kafka", "word " * 60])
def test_every_inquiry_has_50_to_125_words_and_its_parts(register: Register, topics: str) -> None:
    known = [change for change in SILENCES.values() if change]
    pairs = [{**one, **other} for one, other in itertools.product(known, repeat=2)]
    for number, promise, before in itertools.product(
        (1, 2), (None, date(2026, 11, 13), date(2026, 12, 1)), [{}, *pairs]
    ):
        changes = {**before, "topics": topics, "promise_date": promise, "register": register}
        letter = write(inquiry(number, title="Editor", **changes))
        assert 50 <= letter.word_count <= 125, letter.body
        assert not UNKIND.search(letter.body)
        assert letter.body.count("?") == 1
        assert re.search(r"\bthank", letter.body, re.IGNORECASE)
        assert "on 3 November" in letter.body
        assert "the Editor role at Acme" in letter.body
        assert re.search(r"send|sent|provide|available|material", letter.body)
    for fit in ("", "Built the outbox"):
        letter = write(facts(kind="application_inquiry", fit=fit, title="Editor", register=register))
        assert 50 <= letter.word_count <= 125
        assert not UNKIND.search(letter.body)


@pytest.mark.parametrize("register", OTHERS)
@pytest.mark.parametrize("silence", SILENCES.values(), ids=SILENCES)
def test_the_second_is_no_copy_of_the_first(register: Register, silence: dict[str, Any]) -> None:
    first, second = (write(inquiry(number, **{**silence, "register": register})) for number in (1, 2))
    assert likeness(first, second) < 0.45
    assert first.subject == second.subject
    assert "16 November" in second.body


@pytest.mark.parametrize("register", OTHERS)
def test_each_silence_begins_in_its_own_words(register: Register) -> None:
    for number in (1, 2):
        openings = {
            write(inquiry(number, register=register, **each)).paragraphs[1] for each in SILENCES.values()
        }
        assert len(openings) == len(SILENCES)
    for silence in ("take-home", "assessment"):
        body = write(inquiry(register=register, **SILENCES[silence])).body
        assert not re.search(r"speak|spoke|talk|conversation|your time on", body.replace("talk it", ""))
    called = write(inquiry(register=register, **SILENCES["references"])).body
    assert "references, work" not in called
    assert "references, work" in write(inquiry(register=register)).body


@pytest.mark.parametrize("register", Register)
def test_the_notes_to_a_panel_do_not_read_alike(register: Register) -> None:
    panel = [
        write(facts(register=register, recipient_name=name, topics=topic, met_with_others=True))
        for name, topic in zip(NAMES, itertools.cycle(TOPICS), strict=False)
    ]
    alike = [
        likeness(one, other)
        for (place, one), (there, other) in itertools.combinations(enumerate(panel), 2)
        if (place - there) % len(TOPICS)
    ]
    assert max(alike) < 0.8
    assert sum(alike) / len(alike) < 0.5


@pytest.mark.parametrize("register", Register)
@pytest.mark.parametrize("deadline", [None, date(2026, 11, 20), date(2026, 11, 3)])
def test_more_time_is_asked_for_with_a_day(register: Register, deadline: date | None) -> None:
    offer = {"kind": "offer_acknowledgement", "register": register, "offer_deadline": deadline}
    asking, thanking = write(facts(asks_for_time=True, **offer)), write(facts(**offer))
    assert [gap.name for gap in asking.gaps] == ["decide_until"]
    assert f"may I have until [{asking.gaps[0].hint}] to decide?" in asking.body
    assert thanking.gaps == ()
    named = deadline == date(2026, 11, 20)
    for letter in (asking, thanking):
        assert ("Friday 20 November" in letter.body) == named
        assert "3 November" not in letter.body
    assert ("which day" in thanking.body) == (not named)
