"""Whose an address is: a person's at a company, a free mail provider's, or a machine's that plans meetings."""

from __future__ import annotations

import re

_FREE = """
    gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com mac.com
    aol.com proton.me protonmail.com pm.me gmx.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de mail.com mail.ru
    yandex.ru yandex.com zoho.com fastmail.com hey.com tutanota.com tuta.io qq.com 163.com 126.com naver.com
    orange.fr free.fr laposte.net wanadoo.fr libero.it virgilio.it seznam.cz wp.pl o2.pl onet.pl bluewin.ch
    btinternet.com sky.com comcast.net verizon.net att.net rediffmail.com hotmail.co.uk yahoo.co.uk yahoo.fr
    yahoo.de yahoo.co.in hotmail.fr hotmail.de live.co.uk posteo.de mailbox.org
"""
# Tools that plan meetings and keep applicants. At their own domain people work too; below it only machines write.
_TOOLS = """
    calendly.com greenhouse.io lever.co ashbyhq.com workday.com smartrecruiters.com goodtime.io cronofy.com
    modernloop.io modernloop.com guide.co zoom.us webex.com cal.com savvycal.com youcanbook.me doodle.com
    acuityscheduling.com chilipiper.com prelude.co teamtailor.com workable.com recruitee.com personio.de personio.com
    breezy.hr bamboohr.com jobvite.com icims.com avature.net gem.com hirevue.com linkedin.com indeed.com
"""
_ONLY_MACHINES = """
    calendlymail.com greenhouse-mail.io ashby-mail.com myworkday.com myworkdayjobs.com teamtailor-mail.com
    workablemail.com indeedemail.com taleo.net successfactors.com unknownorganizer.calendar.google.com
    fireflies.ai otter.ai read.ai fathom.video brighthire.ai metaview.ai reclaim.ai clockwise.com paradox.ai
"""
FREE_MAIL = frozenset(_FREE.split())
TOOLS = frozenset(_TOOLS.split())
ONLY_MACHINES = frozenset(_ONLY_MACHINES.split())
ROOMS = ("resource.calendar.google.com", "group.calendar.google.com", "import.calendar.google.com")
_MACHINE = re.compile(
    r"(?:no|do[-_.]?not|donot)[-_.]?reply|noreply|notifications?|mailer(?:-daemon)?|postmaster|bounces?|automated?|"
    r"calendar(?:-notification|-invite|s)?|schedul(?:e|er|ing)(?:[-_.]?\w+)?|invites?|invitations?|meetings?|"
    r"unknownorganizer.*|notetaker|bot",
    re.IGNORECASE,
)
_ROOM_NAMED = re.compile(
    r"\b(?:conf(?:erence)?[ .-]?room|meeting[ .-]?room|boardroom|besprechungsraum|\(\d+ seats?\))", re.I
)
_ADDRESS = re.compile(
    r"[A-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Z0-9-]{1,63}\.)+[A-Z0-9-]{2,63}", re.IGNORECASE
)
# Second-level domains under which companies have theirs.
_SHARED = frozenset({"co", "com", "org", "net", "ac", "gov", "edu", "or", "ne", "go"})
_NOT_THE_COMPANY = frozenset(
    {"mail", "email", "hr", "jobs", "careers", "recruiting", "talent", "people", "corp", "team", "hire", "go"}
)


def is_address(text: str) -> bool:
    return len(text) <= 254 and bool(_ADDRESS.fullmatch(text))


def domain_of(address: str) -> str:
    return address.rpartition("@")[2].strip().lower().rstrip(".")


def is_free_mail(address: str) -> bool:
    domain = domain_of(address)
    return any(domain == each or domain.endswith("." + each) for each in FREE_MAIL)


def is_scheduler(address: str) -> bool:
    """Whether a machine that plans meetings writes from it, or one that writes and is not written to."""
    return _is_machines(domain_of(address)) or bool(
        _MACHINE.fullmatch(address.partition("@")[0].partition("+")[0])
    )


def _is_machines(domain: str) -> bool:
    within = any(domain == each or domain.endswith("." + each) for each in ONLY_MACHINES)
    return within or any(domain.endswith("." + each) for each in TOOLS)


def is_room(address: str, name: str = "") -> bool:
    return domain_of(address) in ROOMS or bool(_ROOM_NAMED.search(name))


def company_of(address: str) -> str:
    """The company that an address's domain names, as one would write it; empty where it names none."""
    domain = domain_of(address)
    if not domain or "." not in domain or is_free_mail(address) or is_room(address):
        return ""
    if _is_machines(domain) or (domain in TOOLS and is_scheduler(address)):
        return ""
    labels = [label for label in domain.split(".")[:-1] if label]
    if len(labels) > 1 and labels[-1] in _SHARED:
        labels = labels[:-1]
    while len(labels) > 1 and labels[0] in _NOT_THE_COMPANY:
        labels = labels[1:]
    label = labels[-1] if labels else ""
    if label.startswith("xn--"):
        try:
            label = label.encode("ascii").decode("idna")
        except UnicodeError:
            return ""
    return " ".join(word[:1].upper() + word[1:] for word in re.split(r"[-_]+", label) if word)[:200]


def tidy_name(name: str) -> str:
    """A name as one says it: without an address, a remark in brackets, or the family name first."""
    plain = " ".join(name.replace('"', " ").split()).strip("' ")
    plain = re.sub(r"\s*[(\[<][^)\]>]*[)\]>]\s*$", "", plain)
    if "@" in plain:
        return ""
    family, comma, given = plain.partition(",")
    words = [*family.split(), *given.split()]
    if (
        comma
        and family
        and given.strip()
        and "," not in given
        and len(words) <= 4
        and all(_is_name(word) for word in words)
    ):
        plain = f"{given.strip()} {family.strip()}"
    return plain[:200]


def _is_name(word: str) -> bool:
    return word.replace("-", "").replace("'", "").replace("’", "").replace(".", "").isalpha()
