"""A mail's text, taken apart: what its sender wrote, how they sign, what they quote, what they pass on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from applications.intake.signature import CLOSING

# "From", "Sent", "Subject" … as mail programs print them above what they quote or pass on.
LABELS = {
    "from": "from", "von": "from", "de": "from", "da": "from", "van": "from", "från": "from", "fra": "from",
    "от": "from", "от кого": "from", "发件人": "from", "差出人": "from", "寄件者": "from",
    "sent": "date", "date": "date", "gesendet": "date", "datum": "date", "envoyé": "date", "enviado": "date",
    "fecha": "date", "inviato": "date", "data": "date", "verzonden": "date", "skickat": "date", "sendt": "date",
    "дата": "date", "отправлено": "date", "发送时间": "date", "日期": "date", "送信日時": "date",
    "to": "to", "an": "to", "à": "to", "para": "to", "a": "to", "aan": "to", "till": "to", "til": "to",
    "кому": "to", "收件人": "to", "宛先": "to",
    "cc": "cc", "kopie": "cc", "copia": "cc", "копия": "cc", "抄送": "cc",
    "subject": "subject", "betreff": "subject", "objet": "subject", "asunto": "subject", "oggetto": "subject",
    "onderwerp": "subject", "ämne": "subject", "emne": "subject", "assunto": "subject", "тема": "subject",
    "主题": "subject", "件名": "subject", "主旨": "subject",
    "reply-to": "reply-to", "importance": "importance", "message-id": "message-id",
    "in-reply-to": "in-reply-to", "references": "references", "auto-submitted": "auto-submitted",
}  # fmt: skip
_LABEL = re.compile(r"[>\s*]{0,8}([\w -]{1,14}?)\*?\s?[:：]\*?\s?(.*)")
_LONGEST_BLOCK = 30

_PASSED_ON = re.compile(
    r"^[>\s]*(?:-{2,} ?(?:forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado"
    r"|messaggio inoltrato|doorgestuurd bericht|пересылаемое сообщение|转发邮件|転送されたメッセージ) ?-*"
    r"|begin forwarded message:?|anfang der weitergeleiteten nachricht:?"
    r"|début du message réexpédié ?:?)\s*$",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"^[>\s]*-{2,} ?(?:original message|original appointment|ursprüngliche nachricht|message d'origine"
    r"|mensaje original|messaggio originale|oorspronkelijk bericht|исходное сообщение|原始邮件"
    r"|元のメッセージ) ?-*\s*$",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"^(?:on\b.{4,300}\bwrote ?:|am\b.{4,300}\bschrieb\b.{0,200}:|le\b.{4,300}\ba écrit ?:"
    r"|el\b.{4,300}\bescribió ?:|il\b.{4,300}\bha scritto ?:|op\b.{4,300}\bschreef\b.{0,200}:"
    r"|em\b.{4,300}\bescreveu ?:|den\b.{4,300}\bskrev\b.{0,200}:"
    r"|\d.{4,300}(?:пишет|写道|のメール|написал)\s?[:：])\s*$",
    re.IGNORECASE,
)
_WROTE_LINES = 3
_RULE = re.compile(r"^\s*_{10,}\s*$")
_MARK = re.compile(r"^(?:-{1,2}|—|sent from my \w[\w ]{0,20})\s*$", re.IGNORECASE)
_LONGEST_SIGNATURE = 14
_DISCLAIMER = re.compile(
    r"^(?:confidentiality notice|this (?:e-?mail|message)(?: and any (?:attachments|files)[^.]{0,40})?"
    r" (?:is|are|may|contains?)\b.{0,80}(?:confidential|privileged|intended)"
    r"|please consider the environment)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Layers:
    """`passed_on`: what stands below a line that says it is forwarded; otherwise that is `history`."""

    text: str
    signature: str
    history: str
    passed_on: bool


def take_apart(body: str) -> Layers:
    """The layers of a mail's text. Where nothing marks a border, all of it is text."""
    lines = body.strip("\n").split("\n")
    kept: list[str] = []
    history: list[str] = []
    passed_on = False
    number = 0
    while number < len(lines):
        line = lines[number]
        if _PASSED_ON.match(line) or _ORIGINAL.match(line):
            passed_on = bool(_PASSED_ON.match(line))
            history += lines[number + 1 :]
            break
        if _begins_block(lines, number):
            history += lines[number:]
            break
        if span := _attribution(lines, number):
            below = number + span
            while below < len(lines) and not lines[below].strip():
                below += 1
            if not (below < len(lines) and lines[below].lstrip().startswith(">")):
                history += lines[below:]
                break
            # The answer may stand below what it quotes.
            number = below
            continue
        if line.startswith(">"):
            history.append(re.sub(r"^>\s?", "", line))
        else:
            kept.append(line)
        number += 1
    text, signature = _sign_off(kept)
    return Layers(text, signature, "\n".join(history).strip(), passed_on)


def header_block(text: str) -> tuple[Mapping[str, str], str]:
    """The labels and values at the head of a text ("From: …"), by their English names, and the rest.

    A value may go on in the next line. No labels: none, and the whole text.
    """
    lines = text.lstrip("\n").split("\n")
    found: dict[str, str] = {}
    number, last = 0, ""
    while number < min(len(lines), _LONGEST_BLOCK * 3):
        line = lines[number]
        label = _label(line)
        if label:
            found.setdefault(label[0], label[1])
            last = label[0]
        elif not line.strip(" >\t"):
            if _is_block(found):
                break
            if found:
                return {}, text
        elif found and last and line[:1] in " \t":
            found[last] = f"{found[last]} {line.strip()}".strip()
        elif found and not _OTHER_HEADER.match(line):
            break
        elif not found:
            return {}, text
        number += 1
    if not _is_block(found):
        return {}, text
    return found, re.sub(r"^>[ ]?", "", "\n".join(lines[number:]), flags=re.MULTILINE).strip("\n")


_OTHER_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,40}:")


def _is_block(found: Mapping[str, str]) -> bool:
    return "from" in found and bool(found.keys() & {"date", "to", "subject"})


def _label(line: str) -> tuple[str, str] | None:
    found = _LABEL.fullmatch(line[:4000])
    name = LABELS.get(found[1].strip().lower()) if found else None
    return (name, found[2].strip(" *")) if found and name else None


def _begins_block(lines: list[str], number: int) -> bool:
    """Outlook's "From: … Sent: … To: …", with or without the rule above it."""
    start = number + 1 if _RULE.match(lines[number]) else number
    while start < len(lines) and start < number + 3 and not lines[start].strip():
        start += 1
    names = [label[0] if (label := _label(line)) else "" for line in lines[start : start + 5]]
    return names[:1] == ["from"] and sum(name in {"date", "to", "subject"} for name in names) >= 2


def _attribution(lines: list[str], number: int) -> int:
    """How many lines from here say "On Monday Sara wrote:"; 0 for none."""
    if not lines[number].strip():
        return 0
    for span in range(1, _WROTE_LINES + 1):
        said = " ".join(lines[number : number + span]).strip()
        if len(said) > 400:
            return 0
        if _WROTE.match(said):
            return span
    return 0


def _sign_off(lines: list[str]) -> tuple[str, str]:
    for number, line in enumerate(lines):
        if _DISCLAIMER.match(line.strip()):
            lines = lines[:number]
            break
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    first = max(1, len(lines) - _LONGEST_SIGNATURE)
    for number in range(first, len(lines)):
        line = lines[number].strip()
        if CLOSING.match(line) or _MARK.match(line):
            return "\n".join(lines[:number]).strip(), "\n".join(lines[number:]).strip()
    return "\n".join(lines).strip(), ""
