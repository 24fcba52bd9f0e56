"""The thank-you: gratitude, one thing talked about, one thing that fits, and a look ahead (S3, S5, C18).

Interviewers compare notes (C3), so each paragraph has several wordings, and the recipient's name picks among
them: the same name always the same letter, two names of a panel two letters.
"""

import hashlib
import unicodedata
from collections.abc import Sequence
from typing import TypeVar

from reminders.drafting.particulars import Particulars
from reminders.drafting.sheet import Words, paragraph, say
from reminders.drafting.voices.voice import About

T = TypeVar("T")


def subject(particulars: Particulars) -> Words:
    return say("Thank you – {title} interview", title=particulars.title)


def paragraphs(particulars: Particulars) -> list[Words]:
    """Gratitude first and a look ahead last; what stands together in between depends on the reader, too."""
    facts, words = particulars.facts, particulars.voice.thank_you
    name = facts.recipient_name
    opening = particulars.say(_chosen(words.openings, "opening", name))
    others = _chosen(words.others_too, "others", name) if facts.met_with_others else ""
    parts = {
        "opening": paragraph(opening, others),
        "topic": _topic(particulars, _chosen(words.topics, "topic", name)),
        "fit": particulars.say(_chosen(words.fits, "fit", name), fit=particulars.fit_or_gap),
        "closing": particulars.say(_chosen(words.closings, "closing", name)),
    }
    arrangement = _chosen(words.arrangements, "together", name)
    return [paragraph(*(parts[part] for part in together)) for together in arrangement]


def _topic(particulars: Particulars, about: About) -> Words:
    told = particulars.topic
    sentence = about.colon if told and not told.inline else about.inline
    return paragraph(
        particulars.say(sentence, topic=told.text if told else particulars.topic_gap), about.after
    )


def _chosen(wordings: Sequence[T], part: str, name: str) -> T:
    """The same wording for the same name, on every machine and in every run."""
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    digest = hashlib.sha256(f"wording/{part}/{plain}".encode(errors="replace")).digest()
    return wordings[int.from_bytes(digest[:4], "big") % len(wordings)]
