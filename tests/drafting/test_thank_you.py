"""The thank-you: S3, S4, S5, C3, C18."""

import difflib
import itertools
import re
import subprocess
import sys
from datetime import date

import pytest

from reminders.drafting.letters import write
from reminders.drafting.register import Register
from reminders.drafting.voices import VOICES
from reminders.drafting.voices.voice import ThankYou
from tests.drafting.facts import facts

NAMES = [
    "Sara Lindqvist",
    "Tom Kerr",
    "Priya Nair",
    "Ahmed Khan",
    "Ines Duarte",
    "Dr. Lee",
    "王小明",
    "Chloé Martin",
    "Olu Adeyemi",
    "Prof. Anna Berg",
    "Jack O'Neil",
    "Yuki Tanaka",
    "Maria de la Cruz",
    "Ben",
    "Zoë Ng",
]
ASKS_FOR_STATUS = re.compile(
    r"\?|decision|decide|status|timeline|checking in|check in|follow(?:ing)? up"
    r"|any news|any update|when (?:can|will)|hear back",
    re.IGNORECASE,
)


def test_its_subject() -> None:
    assert write(facts()).subject == "Thank you – Senior Data Engineer interview"


@pytest.mark.parametrize("number", range(200))
def test_it_has_100_to_200_words_and_asks_nothing(number: int) -> None:
    letter = write(facts(recipient_name=f"Sara{number} Berg", topics="on-call", fit="led a team of five"))
    assert 100 <= letter.word_count <= 200
    longer = facts(
        recipient_name=f"Sara{number} Berg",
        topics="the migration of your data warehouse from Oracle to Snowflake, and why it took two years"
        " longer",
        fit="At Fjord I cut the batch window from four hours to nine minutes by replaying only what "
        "had changed, and then taught two other teams how to run it on their own",
        met_with_others=True,
    )
    assert 100 <= write(longer).word_count <= 200
    assert not ASKS_FOR_STATUS.search("\n".join(letter.paragraphs))


@pytest.mark.parametrize("register", Register)
def test_its_length_holds_whichever_wordings_meet(register: Register) -> None:
    """The shortest and the longest of each part, with the fewest words that complete facts can have."""
    words = VOICES[register].thank_you
    known = {
        "day": "today",
        "role": "the Editor role",
        "company": "Acme",
        "topic": "on-call",
        "fit": "I led a team of five",
    }

    def count(text: str) -> int:
        return len(re.findall(r"[\w'-]+", text.format(**known)))

    topics = [count(f"{one} {about.after}") for about in words.topics for one in about[:2]]
    parts = [[count(text) for text in each] for each in (words.openings, words.fits, words.closings)] + [
        topics
    ]
    greeting = 2
    assert sum(map(min, parts)) + greeting >= 100
    assert sum(map(max, parts)) + greeting + max(map(count, words.others_too)) <= 170


@pytest.mark.parametrize("words", [voice.thank_you for voice in VOICES.values()], ids=VOICES)
def test_no_wording_asks_for_the_status_or_looks_ahead_more_than_once(words: ThankYou) -> None:
    ahead = re.compile(
        r"look forward|hope (?:that|to|we)|glad to (?:continue|talk)|pleasure to talk again"
        r"|(?:happy|glad) to send|pleased to (?:provide|continue)|opportunity to continue",
        re.IGNORECASE,
    )
    for closing in words.closings:
        assert len(ahead.findall(closing)) == 1
    topics = [part for about in words.topics for part in about]
    for text in [*words.openings, *words.others_too, *words.fits, *topics]:
        assert not ahead.search(text)
        assert not ASKS_FOR_STATUS.search(text)


AHEAD = re.compile(
    r"look(?:ing)? forward|\bhope\b|next steps|(?:talk|speak|meet) again|speak with you further|whenever it suits"
    r"|convenient to you|continue our|(?:happy|glad|pleased) to (?:send|provide|continue)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("register", Register)
def test_the_whole_letter_looks_ahead_in_one_sentence(register: Register) -> None:
    for number in range(200):
        known = facts(recipient_name=f"Sara{number} Berg", register=register, met_with_others=number % 2 == 0)
        letter = write(known)
        told = re.split(r"(?<=[.?])\s+", "\n".join(letter.paragraphs[1:-1]))
        ahead = [sentence for sentence in told if AHEAD.search(sentence)]
        assert len(ahead) == 1, letter.body
        assert ahead[0] in told[-2:], letter.body


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 3), " today"),
        (date(2026, 11, 4), " yesterday"),
        (date(2026, 11, 5), " on Tuesday"),
        (date(2026, 11, 9), " on Tuesday"),
        (date(2026, 11, 10), " on 3 November"),
        (date(2027, 1, 10), " on 3 November"),
        (date(2027, 6, 10), " on 3 November 2026"),
        (date(2026, 11, 2), " today"),
    ],
)
def test_the_day_is_true_on_the_day_of_reading(today: date, said: str) -> None:
    for name in NAMES:
        body = write(facts(today=today, recipient_name=name)).body
        assert re.search(rf"{said}(?! \d)\b", body)
        assert ("yesterday" in body) == (said == " yesterday")
        assert ("today" in body) == (said == " today")


@pytest.mark.parametrize("name", NAMES)
def test_it_names_the_role_the_company_the_topic_and_the_fit(name: str) -> None:
    body = write(facts(recipient_name=name)).body
    for fact in (
        "the Senior Data Engineer role",
        "Acme",
        "late-arriving events and replay of a day",
        "at Fjord I cut the batch window from four hours to nine minutes",
    ):
        assert body.count(fact) == 1


def test_two_of_a_panel_read_differently() -> None:
    letters = {name: write(facts(recipient_name=name, met_with_others=True)) for name in NAMES}
    alike = []
    for one, other in itertools.combinations(NAMES, 2):
        first, second = letters[one].paragraphs[1:-1], letters[other].paragraphs[1:-1]
        assert first != second
        words = (" ".join(first).split(), " ".join(second).split())
        alike.append(difflib.SequenceMatcher(None, *words, autojunk=False).ratio())
    assert max(alike) < 0.85
    assert sum(alike) / len(alike) < 0.6


def test_the_same_name_gives_the_same_letter_in_every_run() -> None:
    program = (
        "from tests.drafting.facts import facts; from reminders.drafting.letters import write; import sys;"
        "sys.stdout.buffer.write(write(facts()).body.encode())"
    )
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        )
        assert run.stdout.decode() == write(facts()).body
    assert write(facts(recipient_name=" sara  LINDQVIST")).paragraphs[2:] == write(facts()).paragraphs[2:]
