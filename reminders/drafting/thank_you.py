"""The thank-you: gratitude, one thing talked about, one thing that fits, and a look ahead (S3, S5, C18).

Interviewers compare notes (C3), so each paragraph has several wordings, and the recipient's name picks among
them: the same name always the same letter, two names of a panel two letters.
"""

import hashlib
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from reminders.drafting.particulars import Particulars
from reminders.drafting.sheet import Words, paragraph, say

T = TypeVar("T")


class Wording(NamedTuple):
    """How one paragraph can be said: with the user's words inside the sentence, or after a colon."""

    inline: str
    colon: str
    after: str


OPENINGS = (
    "Thank you for taking the time to speak with me {day} about {role} at {company}. It was a "
    "pleasure to meet you, and good to hear about the work from someone who knows it from the inside.",
    "I wanted to thank you for our conversation {day} about {role} at {company}. I came away with a "
    "clear picture of the work and with more interest in it than I had brought.",
    "Thank you for making time for me {day}. Talking with you about {role} told me more about the "
    "work at {company} than any posting could, and I enjoyed it very much.",
    "It was good to meet you {day} and to talk about {role} at {company}. Thank you for your time, "
    "and for being so open about what the work is like.",
    "Thank you for a good conversation {day} about {role} at {company}. I appreciated how plainly you"
    " spoke about the work, and I now have a real sense of what it asks for.",
    "Our conversation {day} about {role} at {company} was a pleasure, and I would like to thank you "
    "for it. You made it easy to ask questions, and I learned a great deal from your answers.",
    "Many thanks for meeting with me {day}. I had read about {role} beforehand, but hearing from you "
    "what matters at {company} made it far easier to understand.",
    "I am writing to thank you for the time you gave me {day}. I enjoyed talking with you about "
    "{role}, and I understand much better now what the work at {company} involves.",
)

OTHERS_TOO = (
    "I was glad to meet your colleagues as well.",
    "Meeting your colleagues the same day was a pleasure, too.",
    "It was also good to get to know the others.",
    "I enjoyed meeting everyone I spoke with.",
    "Having met several of you, I can picture the team well.",
)

TOPICS = (
    Wording(
        "What has stayed with me most is our conversation about {topic}.",
        "One part of our conversation has stayed with me most: {topic}.",
        "I have come back to it more than once since, and it is a good part of why the role appeals to me.",
    ),
    Wording(
        "I especially enjoyed talking with you about {topic}.",
        "There is one thing from our conversation that I especially enjoyed: {topic}.",
        "It made the role easy to picture, and I could see myself spending my days on questions like that.",
    ),
    Wording(
        "What I took home with me is our exchange about {topic}.",
        "What I took home with me from our exchange is this: {topic}.",
        "It showed me what matters in this role from day to day, which is hard to learn from outside.",
    ),
    Wording(
        "I was very glad that we had time to talk about {topic}.",
        "I was very glad that we had time for one thing in particular: {topic}.",
        "That part of our conversation gave me a better sense of the role than anything I had read "
        "beforehand.",
    ),
    Wording(
        "Of all the things we touched on, I was most interested to talk about {topic}.",
        "Of all the things we touched on, one interested me most: {topic}.",
        "I left with more to think about than I had brought, which I take as a good sign.",
    ),
    Wording(
        "Thank you in particular for talking with me about {topic}.",
        "Thank you in particular for one part of our conversation: {topic}.",
        "That was the moment when I could see most clearly what working with you would be like.",
    ),
)

FITS = (
    "It also ties in with something I have done before: {fit}. I would enjoy bringing that experience to "
    "your team and adding to it there.",
    "One piece of my own work comes to mind that should help here: {fit}. It taught me how much care such "
    "work takes, and I would bring the same care to this role.",
    "On my side, the closest match is this: {fit}. Much of what I learned there would carry over, and I "
    "would be glad to put it to use with you and your team.",
    "After our talk I can see better where my own experience would fit: {fit}. I would be glad to build on "
    "that in this role and to learn the rest from the people already doing it.",
    "Here is one thing I would bring to the role: {fit}. It taught me lessons that I still rely on, and I "
    "think they would serve your team well.",
    "It reminded me of something in my own work: {fit}. That seems to me a good match for what you "
    "described, and I would be happy to put it to use with you.",
)

CLOSINGS = (
    "Thank you again for your time. I look forward to hearing about the next steps.",
    "I would be glad to continue the conversation whenever it suits you. Until then, thank you again.",
    "If there is anything more you would like to know from me, I am happy to send it. Thank you once more.",
    "Thank you again for a conversation I truly enjoyed. I look forward to what comes next.",
    "It would be a pleasure to talk again. For now, thank you for your time and your openness.",
    "Thank you once more for your time. I hope that we will have the chance to speak again.",
)


def subject(particulars: Particulars) -> Words:
    return say("Thank you – {title} interview", title=particulars.title)


def paragraphs(particulars: Particulars) -> list[Words]:
    """Gratitude first and a look ahead last; what stands together in between depends on the reader, too."""
    facts = particulars.facts
    opening = say(
        _chosen(OPENINGS, "opening", facts.recipient_name),
        day=particulars.day,
        role=particulars.role,
        company=particulars.company,
    )
    if facts.met_with_others:
        opening = paragraph(opening, _chosen(OTHERS_TOO, "others", facts.recipient_name))
    topic = _topic(particulars)
    fit = say(_chosen(FITS, "fit", facts.recipient_name), fit=particulars.fit_or_gap)
    closing = say(_chosen(CLOSINGS, "closing", facts.recipient_name))
    together = _chosen(("none", "none", "topic and fit", "fit and closing"), "together", facts.recipient_name)
    if together == "topic and fit":
        return [opening, paragraph(topic, fit), closing]
    if together == "fit and closing":
        return [opening, topic, paragraph(fit, closing)]
    return [opening, topic, fit, closing]


def _topic(particulars: Particulars) -> Words:
    wording = _chosen(TOPICS, "topic", particulars.facts.recipient_name)
    told = particulars.topic
    if told is None:
        return paragraph(say(wording.inline, topic=particulars.topic_gap), wording.after)
    return paragraph(say(wording.inline if told.inline else wording.colon, topic=told.text), wording.after)


def _chosen(wordings: Sequence[T], part: str, name: str) -> T:
    """The same wording for the same name, on every machine and in every run."""
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    digest = hashlib.sha256(f"wording/{part}/{plain}".encode(errors="replace")).digest()
    return wordings[int.from_bytes(digest[:4], "big") % len(wordings)]
