"""What an invitation's title says: what sort of interview, for which role, at which company."""

from __future__ import annotations

import re

# The interview's kinds by name, the surest word first. Two words of a title may disagree: the first line wins.
_KINDS = (
    ("take_home", r"take[- ]?home|homework"),
    (
        "automated",
        r"hirevue|one[- ]way|recorded video|online (?:test|assessment)|pymetrics|codility test|hackerrank test",
    ),
    ("final", r"\bfinal\b"),
    ("panel", r"\bpanel\b"),
    ("case", r"\bcase (?:study|interview|discussion)|\bpresentation\b|\bbusiness case\b"),
    (
        "technical",
        r"\btech(?:nical)?\b(?!nology|nologies)|\bcoding\b|\bcode review\b|pair[- ]?programming|\bpairing\b|"
        r"system design|live code|whiteboard|coderpad|\balgorithms?\b",
    ),
    (
        "phone_screen",
        r"phone (?:screen|interview|call)|\bscreen(?:ing)?\b|recruiter (?:call|chat|screen|interview|intro)|"
        r"\bintro(?:ductory)?\b.{0,12}\b(?:call|chat)|initial (?:call|chat|conversation)|telephone interview",
    ),
    ("on_site", r"(?<!virtual )(?<!remote )\bon-?\s?site\b|in[- ]person|face[- ]to[- ]face|office visit"),
    ("informal", r"\bcoffee\b|\binformal\b|meet (?:and|&) greet|\blunch\b|\bcatch[- ]?up\b|\bchat\b"),
)
_ROLE_WORD = (
    r"engineer|developer|programmer|manager|designer|analyst|scientist|director|architect|consultant|specialist|"
    r"coordinator|administrator|officer|associate|intern|internship|nurse|teacher|lecturer|professor|accountant|"
    r"representative|executive|recruiter|writer|editor|researcher|technician|assistant|strategist|planner|buyer|"
    r"controller|auditor|lawyer|counsel|paralegal|physician|pharmacist|therapist|producer|marketer|operator|"
    r"supervisor|advisor|adviser|partner|trainee|apprentice|lead|owner|head of [\w&, ]+|vp(?: of)? [\w&, ]+|"
    r"chief [\w ]+ officer|cto|cfo|coo|sre|devops|qa|pm|swe|entwickler(?:in)?|ingenieur(?:in)?|berater(?:in)?|"
    r"referent(?:in)?|sachbearbeiter(?:in)?|développeur|développeuse|ingénieure?|chef de projet"
)
_A_ROLE = re.compile(rf"\b(?:{_ROLE_WORD})s?\b", re.IGNORECASE)
_ROLE_NAMED = re.compile(
    r"^\W*(?:role|position|job(?: title)?|opening|vacancy|stelle|poste)\s*[:–-]\s*([^\n|]{3,120})",
    re.IGNORECASE | re.MULTILINE,
)
_FOR_THE_ROLE = re.compile(
    r"\b(?:for|in) (?:the|our|a|an) ([A-Z][^\n.,;:]{2,80}?) (?:role|position|opening|job|team|opportunity)\b"
)
_MEETING_WORDS = re.compile(
    r"\b(?:(?:invitation|invite|updated invitation|einladung|accepted|declined|tentative|canceled|cancelled|"
    r"rescheduled|fwd?|fw|re|aw|wg)\s*:|"
    r"interview(?:s|ing)?|vorstellungsgespräch|entretien|entrevista|colloquio|phone|screen(?:ing)?|intro(?:ductory)?|"
    r"call|chat|video|virtual|remote|on-?\s?site|final|first|second|third|1st|2nd|3rd|next|round|stage|step|panel|technical|"
    r"tech|coding|system design|pair(?:ing| programming)|case(?: study)?|presentation|take[- ]?home|exercise|session|"
    r"meeting|conversation|discussion|loop|\d+(?:st|nd|rd|th)? round|round \d+|part \d+|\d+ ?min(?:ute)?s?|zoom|teams|"
    r"google meet|hiring manager|recruiter|initial|introduction|confirmed|confirmation|candidate|team|coffee|informal|"
    r"with|for|at|and|the|your|our|a|an|in|on|of)\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s+[-–—|/·•]+\s*|\s*[-–—|·•]+\s+|\s*[|:;()\[\]]\s*|\s*<+\s*>+\s*|\s*<->\s*|\s*↔\s*|\s+x\s+|,\s+"
)
_AT = re.compile(r"\s@\s?|\s+at\s+|\s+with\s+|\s+bei\s+|\s+chez\s+")


def guess_kind(title: str, *, place: str, room: bool) -> str:
    """The kind by name. Where the title says nothing: by how one meets. `room`: there is a place to go to."""
    for kind, words in _KINDS:
        if re.search(words, title, re.IGNORECASE):
            return kind
    if place.startswith("https://") or " · https://" in place:
        return "video"
    if place and (place.lstrip("+( ")[:1].isdigit() and not room):
        return "phone_screen"
    return "on_site" if place else "video"


def guess_role(title: str, text: str) -> str:
    """The role that the title names, else the text; empty where none does."""
    for part in _parts(title):
        if _A_ROLE.search(part):
            role = _without_meeting_words(part)
            if _A_ROLE.search(role) and role.lower() not in {
                "lead",
                "pm",
                "partner",
                "owner",
                "manager",
                "executive",
            }:
                return role[:200]
    for pattern in (_ROLE_NAMED, _FOR_THE_ROLE):
        if found := pattern.search(text[:5000]):
            return " ".join(found[1].split()).strip(" .")[:200]
    return ""


def spell_company(guess: str, title: str) -> str:
    """A company guessed from its domain, as the title spells it where it does: Hubspot → HubSpot."""
    squashed = _squash(guess)
    words = title.split()
    for length in (1, 2, 3):
        for start in range(len(words) - length + 1):
            spelled = " ".join(words[start : start + length]).strip(" ,.:;|()[]<>\"'-–")
            if spelled and squashed == _squash(spelled):
                return spelled[:200]
    return guess


def guess_company(title: str, *, names: tuple[str, ...]) -> str:
    """The company that the title names; empty where none is clear. `names` are people, who are none."""
    people = {_squash(name) for name in names} | {_squash(name.split()[0]) for name in names if name.split()}
    for part in reversed(_parts(title)):
        rest = _without_meeting_words(part)
        if not rest or not rest[:1].isupper() or _A_ROLE.search(rest) or _squash(rest) in people:
            continue
        if len(rest.split()) <= 4 and not any(character.isdigit() for character in rest[:1]):
            return rest[:200]
    return ""


def _parts(title: str) -> list[str]:
    rough = [part for part in _SEPARATOR.split(title[:500]) if part and part.strip()]
    return [" ".join(part.split()) for each in rough for part in _AT.split(f" {each} ") if part.strip()]


def _without_meeting_words(part: str) -> str:
    """The part without the words for a meeting at its ends; those in its middle belong to it."""
    words = part.split()
    while words and _MEETING_WORDS.fullmatch(words[0].strip(" ,.:!&")):
        words = words[1:]
    while words and _MEETING_WORDS.fullmatch(words[-1].strip(" ,.:!&")):
        words = words[:-1]
    return " ".join(words).strip(" ,.:;!&-–\"'")


def _squash(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
