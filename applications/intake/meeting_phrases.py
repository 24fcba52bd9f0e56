"""How they invite to an interview, confirm one and call one off."""

from __future__ import annotations

import re

from applications.intake.wording import SUPPOSED, any_of, calm

_TALK = (
    r"(?:interview|call|chat|meeting|conversation|screen(?:ing)?|session|video call|phone call|zoom"
    r"|discussion|visit)"
)
_CANCELS = any_of(
    rf"\b{_TALK} (?:has|have) to be (?:\w+ )?(?:cancell?ed|postponed|called off|rescheduled|moved)\b",
    rf"\b(?:have|need|going|had) to call off\b.{{0,40}}\b{_TALK}\b",
    rf"\b(?:have|need|going|would like|afraid|sorry)(?: \w+){{0,5}}? to (?:cancel|reschedule|postpone|move"
    rf"|push back|re-schedule)\b.{{0,50}}"
    rf"\b(?:{_TALK}|it|tomorrow|today|monday|tuesday|wednesday|thursday|friday)\b",
    rf"\b{_TALK}(?: \w+){{0,6}}? (?:has been|is|was|have been|had to be|needs to be"
    rf"|will need to be) (?:\w+ )?"
    r"(?:cancell?ed|postponed|called off|rescheduled|moved)\b",
    rf"\b(?:can't|cannot|won't be able to|unable to|not able to|no longer able to) (?:make|attend|do|join"
    rf"|hold)\b.{{0,25}}\b(?:{_TALK}|time|slot|tomorrow"
    r"|today|monday|tuesday|wednesday|thursday|friday)\b",
    rf"\b(?:cancelling|postponing|rescheduling) (?:your|our|the|tomorrow's|today's)\b.{{0,30}}\b{_TALK}\b",
    rf"^cancell?ed(?: event)?:.{{0,100}}\b{_TALK}\b",
)


def cancels(sentence: str) -> bool:
    """They call a planned interview off, or want another time for it."""
    words = calm(sentence)
    found = _CANCELS.search(words)
    if not found:
        return False
    before = words[: found.start()]
    return not (
        SUPPOSED.search(before)
        or re.search(
            r"\b(?:if|in case|should) (?:you|anything)\b|\byou (?:need|have|want|would like) to\b"
            r"|\bfeel free\b",
            words,
            re.I,
        )
        or (words.rstrip().endswith("?") and re.search(r"\bdo you\b", words, re.I))
    )


_INVITES = any_of(
    r"\b(?:love|like|want|keen) to (?:connect|catch up|see you again)\b",
    r"\bgood time (?:to (?:talk|speak|chat|meet)|for (?:a|an) (?:\w+ )?(?:call|chat))\b",
    rf"\bare you around\b.{{0,60}}\b{_TALK}\b",
    r"\b(?:invite|inviting) you\b(?! to (?:apply|create|complete your profile|join our (?:talent"
    r"|newsletter)|review|read|browse))",
    r"\b(?:like|love|want|keen|happy|glad|hoping|wanted)(?: \w+){0,2}? to (?:schedule|set up|arrange|book"
    r"|organi[sz]e|find (?:a|some) time|get (?:you|something) (?:in|on)"
    r"|have you (?:in|come|meet|speak|talk)|bring you in|move you (?:forward|on|along)|progress you"
    r"|advance you)\b",
    r"\b(?:like|love|want|keen|wanted)(?: \w+){0,2}? to (?:speak|meet|talk|chat|connect)(?: \w+)? ?(?:with"
    r"|to)? you\b",
    rf"\b(?:schedule|book|set up|arrange|find a time for|pick a (?:time|slot) for|choose a (?:time"
    rf"|slot) for)\b.{{0,40}}\b{_TALK}\b",
    r"\b(?:pick|choose|select|book|grab|find)(?: \w+){0,2} (?:a |any )?(?:time|slot)s?\b",
    rf"\b(?:available|availability|free|times?|slots?|dates?)\b.{{0,60}}\b(?:for|to) (?:an?|the|your|our"
    rf"|meet|speak|talk|chat|come|have)\b.{{0,40}}"
    rf"\b(?:{_TALK}|you|us|me|team|onsite|on-site|office|manager|sara|tom|\w+ engineer)\b",
    r"\b(?:what|which|when)(?: \w+){0,3} (?:times?|days?|slots?|dates?)? ?(?:work|works|suit|suits"
    r"|would suit|are you (?:free|available))\b",
    r"\b(?:share|send|let us know|let me know|provide)(?: \w+){0,3} (?:your )?(?:availability"
    r"|available times|some times|times that work)",
    rf"\b(?:are|would|might) you (?:be )?(?:free|available)\b.{{0,80}}\b(?:{_TALK}|speak|talk|chat|meet"
    rf"|come in)\b",
    rf"\bnext (?:step|stage|round)(?: \w+){{0,4}} (?:is|will be|would be|involves) (?:an?|the"
    rf"|your)\b.{{0,60}}\b(?:{_TALK}|interview|panel|presentation|assessment)\b",
    r"\b(?:does|would|how about|how does|could you (?:do|make))\b.{0,40}\b(?:monday|tuesday|wednesday"
    r"|thursday|friday|tomorrow|\d{1,2}(?::\d\d)? ?(?:am|pm))\b.{0,60}\b(?:work|suit|sound)\b",
    r"\b(?:einladen|vorstellungsgespräch)\b.{0,80}\b(?:einladen|termin|laden)"
    r"|\bladen (?:wir )?sie\b.{0,80}\b(?:gespräch|interview)",
    r"\bcalendly\.com/|\bgoodtime\.io/|\bcal\.com/",
)
_NO_INVITATION = any_of(
    r"^(?:book|grab) a (?:slot|seat)\b.{0,20}\bmeet\b|\bjoin us at\b",
    r"\breferences?\b|\breferees?\b|\bbackground check\b",
    r"\b(?:start|join|relocate|begin|onboard)\b.{0,30}\?$",
    r"\b(?:thank you|thanks|enjoyed|pleasure|great|good|nice|lovely)\b.{0,40}\b(?:meeting|speaking|talking"
    r"|interviewing|chatting|conversation|interview)\b(?!.{0,90}\b(?:invite|schedule|availab))",
    r"\bshould (?:we|you) be (?:selected|successful|shortlisted)",
    r"\bif (?:your|you|we|there|our|the team|selected|shortlisted|it|this)\b.{0,80}\b(?:match|fit|selected"
    r"|shortlisted|successful|align|suitable|interested|wish|want|need|like|prefer)",
    r"\b(?:office hours|open day|webinar|event|info session|newsletter|career fair|sale)\b",
    r"\b(?:offer|salary|package|contract|compensation)\b.{0,40}\b(?:call|discuss|talk)|\b(?:call|talk"
    r"|discuss)\b.{0,40}\b(?:offer|salary|package|contract|compensation)\b",
    r"\b(?:only|those|successful|shortlisted|selected)(?: \w+)? (?:candidates|applicants)\b",
    r"\bthey(?:'ll| will| may| might)\b|\bwill be in touch\b|\b(?:he|she|sara|tom|recruiter|coordinator"
    r"|colleague) will\b",
    r"\bquestions?\b",
)


def invites(sentence: str) -> bool:
    """They want to meet, or ask when."""
    words = calm(sentence)
    found = _INVITES.search(words)
    if not found:
        return False
    return not (SUPPOSED.search(words[: found.start()]) or _NO_INVITATION.search(words))


_CONFIRMS = any_of(
    rf"^{_TALK} (?:is )?confirmed\b",
    rf"\b(?:your|our|the)(?: \w+)? {_TALK} (?:is|has been) (?:scheduled|booked|confirmed|set) (?:for|on"
    rf"|at)\b",
    r"\b(?:we|i|they) look forward to (?:meeting|speaking|seeing|talking)\b.{0,40}\bon (?:monday|tuesday"
    r"|wednesday|thursday|friday|the \d|\d)",
    rf"\b(?:confirm|confirming|confirmed|confirms|confirmation)\b.{{0,40}}\b(?:your|our|the"
    rf"|that)?(?: \w+){{0,4}}?\b{_TALK}\b",
    rf"\b(?:your|our|the)(?: \w+){{0,5}}? {_TALK}(?: \w+){{0,5}}? (?:is|has been|are) (?:now "
    rf"|all )?(?:confirmed|scheduled|booked|set)\b",
    r"\b(?:is|are|you're|we're) (?:all )?(?:confirmed|booked|set|scheduled) for\b.{0,30}\b(?:monday|tuesday"
    r"|wednesday|thursday|friday|tomorrow|\d)",
    r"\b(?:looking forward to|see you|excited to|speak to you|talk to you)\b.{0,50}\b(?:on (?:monday"
    r"|tuesday|wednesday|thursday|friday|the \d)|tomorrow|at \d)",
    rf"^(?:invitation|confirmed|confirmation|reminder)\b.{{0,60}}\b{_TALK}\b",
    rf"\breminder\b.{{0,30}}\b(?:of|about|for|that)\b.{{0,30}}\b(?:your|our)\b.{{0,20}}\b{_TALK}\b",
)
_NO_CONFIRMATION = any_of(
    r"\b(?:please|could you|can you|would you|kindly)(?: \w+){0,2} confirm\b",
    r"\bto confirm,? (?:please|click|reply)|\bonce (?:you|we|it)|\bif (?:you|we)\b|\b(?:will|we'll"
    r"|to) (?:send|receive|get|share|follow)\b.{0,40}\bconfirm",
    r"\b(?:receipt|received|application|submission|e-?mail address|account)\b",
    r"\bhear\w*\b",
)


def confirms(sentence: str) -> bool:
    """An interview stands, they say."""
    words = calm(sentence)
    return bool(_CONFIRMS.search(words)) and not (
        _NO_CONFIRMATION.search(words) or words.rstrip().endswith("?")
    )
