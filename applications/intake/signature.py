"""The lines with which somebody signs a mail: name, what they do, where, and how to reach them."""

from __future__ import annotations

import re

from applications.intake.parsed import ParsedContact

MOST_LINES = 12
LONGEST_LINE = 120

_MARK = re.compile(r"^\s*-- ?$")
# The line before somebody's name at the end of a letter, alone in its line.
CLOSING = re.compile(
    r"^[ \t]*(?:(?:with )?(?:(?:kind|warm)(?:est)?|best|many)?,? ?(?:regards|wishes)|best|cheers|all the best|"
    r"talk soon|take care|see you \w+|sincerely(?: yours)?|yours(?: \w+)?|faithfully|truly|thank you|"
    r"(?:with |many )?thanks(?: (?:so much|again|and (?:kind |best )?regards))?|"
    r"(?:mit )?(?:freundlichen|besten|vielen|herzlichen?|viele|beste|liebe) (?:grüße?n?|dank)|cordialement|bien à vous|"
    r"(?:un )?saludos?|(?:med vänliga )?hälsningar|(?:med )?vennlig hilsen|mvh|met vriendelijke groet|groet(?:jes|en)?|"
    r"с уважением|此致|よろしくお願いいたします)[ ,.!。–-]*$",
    re.IGNORECASE | re.MULTILINE,
)
_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"(?:https?://|www\.|linkedin\.com/)[^\s<>|]{3,300}", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w/])\+?\(?\d[\d ().\u00a0/-]{6,24}\d(?!\w)")
_PHONE_WORD = re.compile(
    r"^\s*(?:t|tel|telephone|phone|p|m|mob|mobile|cell|c|direct|d|office|o|w|telefon)\.?\s*[:.]?\s*(?=[+(\d])",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:manager|recruiter|recruiting|engineer|developer|director|head|lead|leader|officer|partner|analyst|scientist|"
    r"designer|architect|consultant|coordinator|specialist|assistant|associate|president|vp|svp|evp|c[etofi]o|chro|hr|"
    r"talent|acquisition|people|founder|co-?founder|professor|lecturer|nurse|physician|editor|principal|producer|"
    r"product|owner|administrator|supervisor|executive|advisor|adviser|counsel|attorney|teacher|chef|staff|senior|"
    r"junior|chief|operations|sourcer|generalist|chair|dean|researcher|programmer|technician|accountant|secretary)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:inc|llc|ltd|limited|gmbh|ag|se|asa?|ab|oy|bv|b\.v|s\.a|s\.r\.l|plc|corp|corporation|company|co|group|labs?|"
    r"university|college|institute|hospital|school|bank|studios?|partners|technologies|systems|solutions|foundation)\b\.?$",
    re.IGNORECASE,
)  # fmt: skip
_NAME = re.compile(
    r"^(?:(?:dr|prof|mr|ms|mrs|mx)\.? )?[^\W\d_][\w.'’-]*(?: (?:[^\W\d_][\w.'’-]*|\([^)]{1,30}\))){0,4}$"
)
_NO_NAME = re.compile(
    r"\b(?:sent from|get outlook|confidential|unsubscribe|street|avenue|road|floor|suite)\b", re.IGNORECASE
)
_PRONOUNS = re.compile(r"\s*[(\[](?:she|he|they|any|ze)\b[^)\]]{0,30}[)\]]", re.IGNORECASE)


def read_signature(text: str) -> ParsedContact | None:
    """Who signs at the end of `text`, or None where no more than a name, or nobody, can be read.

    Only the last lines are looked at: after the mark "-- ", else after the closing, else the whole of a short text.
    A quoted mail under it must be cut off before.
    """
    lines = _block(text)
    name = next((each for each in lines[:3] if _is_name(each)), "")
    if not name:
        return None
    rest = lines[lines.index(name) + 1 :]
    name, _, beside = _divided(name)
    role, company = _role_and_company([beside, *rest] if beside else rest)
    whole = "\n".join(lines)
    email = _EMAIL.search(whole)
    url = _URL.search(_EMAIL.sub(" ", whole))
    signature = ParsedContact(
        name=name,
        email=email.group() if email else "",
        phone=_phone(lines),
        role=role,
        company=company,
        profile_url=_page(url.group()) if url else "",
    )
    return signature if any((signature.email, signature.phone, signature.role, signature.company)) else None


def _block(text: str) -> list[str]:
    """The lines of the signature, tidied, without empty ones."""
    lines = [_PRONOUNS.sub("", " ".join(line.split())) for line in text.split("\n")[-400:]]
    marks = [place for place, line in enumerate(lines) if _MARK.match(line)]
    closings = [place for place, line in enumerate(lines) if CLOSING.match(line)]
    start = max(marks[-1:] + closings[-1:], default=-1) + 1
    if not start and sum(bool(line) for line in lines) > MOST_LINES:
        return []
    kept = [line.strip("|•· ") for line in lines[start:] if line.strip("|•· -_=*")]
    return [line for line in kept[:MOST_LINES] if len(line) <= LONGEST_LINE]


def _is_name(line: str) -> bool:
    name, divided, _ = _divided(line)
    capital = name[:1].isupper() or not name.isascii()
    if not name or not capital or _NO_NAME.search(name) or not _NAME.fullmatch(name):
        return False
    return bool(divided) or not (_ROLE.search(name) or _COMPANY.search(name))


def _divided(line: str) -> tuple[str, str, str]:
    """The name, and what stands behind it in the same line."""
    found = re.search(r"\s*(?:[|•·]|, | [–—-] )\s*", line)
    return (line[: found.start()], found.group(), line[found.end() :]) if found else (line, "", "")


def _role_and_company(lines: list[str]) -> tuple[str, str]:
    """What they do and where, from the lines under the name."""
    role = company = ""
    for line in lines:
        if _EMAIL.search(line) or _URL.search(line) or _PHONE.search(line) or any(map(str.isdigit, line)):
            continue
        if not role and _ROLE.search(line):
            at = re.search(r"(?:\s+at\s+|\s*@\s*|\s*[|•·]\s*|\s+[–—-]\s+|,\s+)(?=[^\W\d_])", line)
            parts = (line[: at.start()], line[at.end() :]) if at else (line, "")
            role, beside = parts if _ROLE.search(parts[0]) else (line, "")
            # "Head of Data, Norway" names no company, "Head of Data at Fjord" does.
            named = beside and at is not None and at.group().strip() != ","
            company = company or (beside if named or _COMPANY.search(beside) else "")
            role = role if named or not beside or company == beside else line
        elif (
            not company
            and not CLOSING.match(line)
            and not _NO_NAME.search(line)
            and (_COMPANY.search(line) or role)
        ):
            company = line
    return role[:200].strip(" ,|"), company[:200].strip(" ,|")


def _phone(lines: list[str]) -> str:
    for line in lines:
        for part in re.split(r"[|•·]", _EMAIL.sub(" ", _URL.sub(" ", line))):
            if found := _PHONE.search(_PHONE_WORD.sub("", part)):
                number = " ".join(found.group().split())
                if sum(map(str.isdigit, number)) >= 7:
                    return number[:50]
    return ""


def _page(url: str) -> str:
    return url.rstrip(".,)") if url.lower().startswith("http") else f"https://{url.rstrip('.,)')}"
