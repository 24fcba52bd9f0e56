"""What a mail is taken for, measured on mails of our own: those the rules were made with, and those kept from them.

`python -m tests.intake.test_recognise` prints precision and recall a kind.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from applications.intake.from_eml import read_text
from applications.intake.mail import ParsedMail
from applications.intake.recognise import MailKind, recognise
from applications.intake.sentences import sentences

TUNED, HELD_BACK = (Path(__file__).parent / name for name in ("mails_tuned.txt", "mails_held_back.txt"))


def labelled(path: Path) -> list[tuple[MailKind, str]]:
    """Lines of "kind | mail", with \\n for a line break."""
    rows = [line.split(" | ", 1) for line in path.read_text().splitlines() if line.strip()]
    return [(MailKind(kind), text.replace("\\n", "\n")) for kind, text in rows]


def measured(path: Path) -> dict[MailKind, tuple[int, int, int]]:
    """A kind → how many were rightly taken for it, how many were taken for it, how many are."""
    right: Counter[MailKind] = Counter()
    taken: Counter[MailKind] = Counter()
    are: Counter[MailKind] = Counter()
    for kind, text in labelled(path):
        found = recognise(read_text(text)).kind
        are[kind] += 1
        taken[found] += 1
        right[kind] += found == kind
    return {kind: (right[kind], taken[kind], are[kind]) for kind in MailKind}


@pytest.mark.parametrize(("kind", "text"), labelled(TUNED))
def test_what_the_rules_were_made_with(kind: MailKind, text: str) -> None:
    # In doubt it is a reply, and its reader chooses.
    assert recognise(read_text(text)).kind in {kind, MailKind.REPLY}


def test_of_what_the_rules_were_made_with_nearly_all_is_recognised() -> None:
    figures = measured(TUNED)
    assert sum(right for right, _, _ in figures.values()) >= 0.98 * len(labelled(TUNED))


def test_there_are_enough_and_the_halves_share_none() -> None:
    tuned, held_back = labelled(TUNED), labelled(HELD_BACK)
    assert len(tuned) >= 240
    assert len(held_back) >= 110
    assert not {text for _, text in tuned} & {text for _, text in held_back}


def test_what_was_kept_from_the_rules_is_rarely_mistaken() -> None:
    figures = measured(HELD_BACK)
    # A rejection or an offer that is none hurts most.
    for kind in (MailKind.REJECTION, MailKind.OFFER, MailKind.PROMISE):
        right, taken, _ = figures[kind]
        assert right / taken >= 0.9, kind
    special = [counts for kind, counts in figures.items() if kind is not MailKind.REPLY]
    assert sum(right for right, _, _ in special) / sum(taken for _, taken, _ in special) >= 0.9


def test_the_sentence_it_was_read_from() -> None:
    found = recognise(
        read_text("Hi Maya,\n\nGood to meet you. We will get back to you by Friday.\n\nBest,\nSara")
    )
    assert (found.kind, found.sentence) == (MailKind.PROMISE, "We will get back to you by Friday.")


def test_of_a_long_sentence_the_words_that_promise() -> None:
    found = recognise(
        read_text("The team has two more interviews this week, and we will get back to you by Friday.")
    )
    assert found.timing == "we will get back to you by Friday"


def test_a_question_may_come_with_a_day() -> None:
    found = recognise(read_text("Could you send two references? We will decide by Friday."))
    assert (found.kind, found.timing) == (MailKind.QUESTION, "We will decide by Friday")


def test_a_deadline_goes_with_an_offer() -> None:
    found = recognise(
        read_text("We are delighted to offer you the role. Please let us know by Friday 4 December.")
    )
    assert found.deadline == "Please let us know by Friday 4 December."


@pytest.mark.parametrize(
    ("text", "returns", "after"),
    [
        ("I am out of the office until Monday, 30 November.", "Monday, 30 November", False),
        ("I am out of the office through 27 November.", "27 November", True),
        (
            "I am on leave from 2 November to 6 November and will be back on Monday 9 November.",
            "Monday 9 November",
            False,
        ),
        ("I am on vacation. I return Dec 7.", "Dec 7", False),
    ],
)
def test_when_somebody_is_back(text: str, returns: str, after: bool) -> None:
    found = recognise(ParsedMail(text=text, automatic=True))
    assert (found.kind, found.returns_after) == (MailKind.OUT_OF_OFFICE, after)
    assert returns in found.returns


def test_a_calendar_inside_is_an_invitation() -> None:
    assert recognise(ParsedMail(text="See attached.", calendars=(b"x",))).kind == MailKind.INVITATION
    cancelled = ParsedMail(text="Your interview has been cancelled.", calendars=(b"x",))
    assert recognise(cancelled).kind == MailKind.CANCELLATION


def test_a_no_with_a_yes_is_left_to_the_reader() -> None:
    found = recognise(
        read_text("We chose another candidate, but would like to invite you to interview for another role.")
    )
    assert found.kind == MailKind.REPLY


def test_lines_broken_by_a_mail_program_are_one_sentence() -> None:
    text = (
        "Thank you for your patience while the whole committee reads\n"
        "everything. It takes a week, e.g. until Nov. 30 or so."
    )
    assert sentences(text) == [
        "Thank you for your patience while the whole committee reads everything.",
        "It takes a week, e.g. until Nov. 30 or so.",
    ]


if __name__ == "__main__":
    for path in (TUNED, HELD_BACK):
        print(path.name)
        for each, (right, taken, are) in measured(path).items():
            print(f"  {each:14} precision {right}/{taken}  recall {right}/{are}")
