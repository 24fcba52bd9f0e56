"""The rules behind the steps: what each says, and who says so. S1-S10 are the article's, C1-C18 recruiters'."""

from __future__ import annotations

from dataclasses import dataclass

from reminders.policy.steps import Reason

ARTICLE = "the article on post-interview follow-up"
OURS = "Followthrough's own rule"


@dataclass(frozen=True)
class Rule:
    """One rule. `code` is "" for one of our own; `lesser`: its authorities are not the strongest."""

    code: str
    says: str
    source: str
    lesser: bool = False


def _article(code: str, says: str) -> Rule:
    return Rule(code, says, ARTICLE)


RULES: dict[str, Rule] = {
    each.code: each
    for each in (
        _article("S1", "Ask about the hiring timeline, and when you may check in."),
        _article("S2", "A date they named governs: ask for the status only once it has passed."),
        _article("S3", "A thank-you is gratitude and a matching skill, apart from any inquiry."),
        _article("S4", "A thank-you comes promptly, within two or three business days at the latest."),
        _article("S5", "A thank-you may look ahead in one sentence; it does not ask for the status."),
        _article("S6", "No inquiry before a thank-you."),
        _article("S7", "With no date named, wait a week after the thank-you; a week to ten days is usual."),
        _article("S8", "One or two inquiries are enough, never a third into the same silence."),
        _article("S9", "Concise, professional and polite; never demanding, frustrated or negative."),
        _article("S10", "An inquiry gives thanks, asks about the timeline, offers more and thanks again."),
        Rule(
            "C1",
            "A thank-you within a day is best; after a week it is too late for most.",
            "TopResume survey 2017; Robert Half 2017; Monster career advice",
        ),
        Rule(
            "C2",
            "Most hiring managers weigh a thank-you, few applicants send one, and e-mail is fine.",
            "Robert Half / Accountemps, 20 Nov 2017",
        ),
        Rule(
            "C3",
            "After a panel each person gets a note of their own.",
            "challengergray.com; Wesleyan University career center",
        ),
        Rule(
            "C4",
            "With only the recruiter's address, thank the recruiter and ask to pass it on.",
            "recruiterscouch.com, 26 Apr 2018",
        ),
        Rule(
            "C5",
            "A note after each round, phone screens too.",
            "Ask a Manager, June 2008; careerconfidential.com",
        ),
        Rule(
            "C6",
            "Past a promised date, wait a business day or two before you ask.",
            "youtern.com, 1 Dec 2016; bcitsa.ca career services; UC Davis GSM",
        ),
        Rule(
            "C7",
            "With no date named, ask after one to two weeks.",
            "Ask a Manager; journalismjobs.com; liveabout.com",
        ),
        Rule(
            "C8",
            "A second inquiry about a week after the first, then let it go.",
            "frederickworks.com, 9 Oct 2019; Georgetown career center; Ask a Manager",
        ),
        Rule(
            "C9",
            "Two weeks after the last inquiry, let it go.",
            "our own choice; sources say two weeks to months (blog.freshcareerfinder.com)",
        ),
        Rule(
            "C10",
            "Best sent Tuesday to Thursday, mid-morning: a suggestion.",
            "inc.com; atlantadiversity.com",
        ),
        Rule(
            "C11",
            "No inquiries from 24 December to 1 January.",
            "our own choice; hiring pauses then (vanrath.com, Dec 2025)",
        ),
        Rule(
            "C12",
            "After an application alone, ask once, after one to three weeks.",
            "Robert Half, 19 Sep 2017; The Muse",
        ),
        Rule(
            "C13",
            "After a take-home, as after an interview.",
            "thebillfold.com, Mar 2014",
        ),
        Rule(
            "C14",
            "After a reference check, wait five business days, up to ten.",
            "bestfitwork.com",
            lesser=True,
        ),
        Rule(
            "C15",
            "Thanks after a rejection within a day or two, and not to a no-reply address.",
            "climbtheladder.com",
            lesser=True,
        ),
        Rule(
            "C16",
            "Acknowledge an offer the next business day; decide within a day to a week.",
            "woman.thenest.com; money.usnews.com, 10 Feb 2011",
            lesser=True,
        ),
        Rule(
            "C17",
            "Confirm an invitation within a day.",
            "inspireambitions.com",
            lesser=True,
        ),
        Rule(
            "C18",
            "A thank-you of 100 to 200 words: one topic, one matching skill, a next step.",
            "personaljobcoach.co.uk",
            lesser=True,
        ),
    )
}

_CODES: dict[str, tuple[str, ...]] = {
    "confirm_interview": ("C17",),
    "thank_you": ("C1", "C3", "C4", "C5", "S4"),
    "inquiry_blocked": ("S6",),
    "inquiry_after_thanks": ("S7", "C7"),
    "inquiry_thanks_skipped": ("S7", "C7"),
    "inquiry_nobody_to_thank": ("S7", "C7", "C13"),
    "inquiry_promise": ("S2", "C6"),
    "inquiry_second": ("S8", "C8"),
    "inquiry_after_reply": ("C7",),
    "inquiry_after_answer": ("C7",),
    "inquiry_reply_promise": ("S2", "C6"),
    "inquiry_references": ("C14",),
    "close_out": ("S8", "C9"),
    "close_out_skipped": ("S8", "C9"),
    "application_inquiry": ("C12",),
    "rejection_thanks": ("C15",),
    "offer_acknowledgement": ("C16",),
    "offer_decision": ("C16",),
}
# Where neither the article nor recruiters speak, POLICY's table does.
_OURS: dict[str, str] = {
    "answer": "They asked, so it is your turn to answer, soon.",
    "reschedule": "When they call an interview off, ask for a new date while it is fresh.",
    "reschedule_again": "If no new date comes, ask once more after a while; twice is enough.",
    "own_promise": "What you promised is remembered shortly before its day.",
}
_FLOORS = {"promise": "S2"}


def source(reason: Reason) -> tuple[str, ...]:
    """The codes of the rules behind a reason; empty where none of them speaks."""
    quiet = ("C11",) if reason.get("quiet") else ()
    held_back = _FLOORS.get(str(reason.get("floor")))
    codes = _CODES.get(reason.code, ())
    return codes + ((held_back,) if held_back and held_back not in codes else ()) + quiet


def rules_of(reason: Reason) -> tuple[Rule, ...]:
    """The rules behind a reason with what they say, the article's first; our own where no other speaks."""
    if ours := _OURS.get(reason.code):
        return (Rule("", ours, OURS),)
    return tuple(RULES[code] for code in sorted(source(reason), key=lambda code: code[0] != "S"))
