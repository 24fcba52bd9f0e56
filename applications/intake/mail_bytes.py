"""The bytes of a mail's parts → text: charsets, and HTML without its markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from applications.intake.charsets import decoded

# Long letters have thousands of characters; what is longer is a file somebody pasted.
MOST_TEXT = 400_000


def decode(data: bytes, charset: str = "") -> str:
    """The text in these bytes, in the charset named if it explains them; tidied, at most MOST_TEXT. Never raises."""
    return _plain(decoded(data, charset))


def _plain(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").replace("\ufeff", "")
    return "".join(each for each in text[:MOST_TEXT] if each in "\n\t" or each >= " ").replace("\x7f", "")


_BLOCKS = {
    "p", "div", "br", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote",
    "pre", "section", "article", "header", "footer", "address", "dt", "dd",
}  # fmt: skip
_PARAGRAPHS = {"p", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr"}
_UNSEEN = {"script", "style", "head", "title", "template"}
_TAG_NAME = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)


def text_of_html(html: str) -> str:
    """What a reader of this HTML sees, as lines. What a <blockquote> holds is marked with ">", as in plain mails.

    Nothing of the markup is left, so nothing of it can be shown. One pass: the standard library's parser takes
    the square of the length over a broken comment, and the one for postings (`html.parse`) leaves out what lies
    deeper than 256 elements, as the beginning of a long exchange of nested quotes does.
    """
    lines: list[str] = []
    line: list[str] = []
    quoted = 0
    for closing, tag, words in _pieces(html[:MOST_TEXT]):
        line.append(words)
        if tag in _BLOCKS:
            said = re.sub(r"\s+", " ", _unescaped("".join(line))).strip()
            line = []
            mark = "> " if quoted else ""
            if said or tag == "br":
                lines.append(f"{mark}{said}".strip())
            if tag in _PARAGRAPHS and lines and lines[-1] not in {"", ">"}:
                lines.append(mark.strip())
        if tag == "blockquote":
            quoted = max(0, quoted - 1) if closing else quoted + 1
        elif tag == "li" and not closing:
            line.append("- ")
        elif tag in {"td", "th"}:
            line.append(" ")
    return re.sub(r"\n{3,}", "\n\n", _plain("\n".join(lines))).strip()


def _unescaped(words: str) -> str:
    try:
        return unescape(words)
    except ValueError:
        # "&#" and more digits than Python takes for a number.
        return words


def _pieces(html: str) -> Iterator[tuple[bool, str, str]]:
    """Each tag (whether it closes, its name) with the words before it; at the end, as if a block ended."""
    at = 0
    while (start := html.find("<", at)) >= 0:
        words = html[at:start]
        if html.startswith("<!--", start):
            yield False, "", words
            end = html.find("-->", start)
            if end < 0:
                at = len(html)
                break
            at = end + 3
            continue
        found = _TAG_NAME.match(html, start)
        if found is None and not html.startswith(("<!", "<?", "</"), start):
            # "<3" or "a < b": only words.
            yield False, "", words + "<"
            at = start + 1
            continue
        end = html.find(">", start)
        if end < 0:
            yield False, "", words
            at = len(html)
            break
        at = end + 1
        tag = found[2].lower() if found else ""
        yield bool(found and found[1]), tag, words
        if found and not found[1] and tag in _UNSEEN:
            closed = _CLOSES[tag].search(html, at)
            at = closed.end() if closed else len(html)
    yield True, "div", html[at:]


_CLOSES = {tag: re.compile(rf"</{tag}\b", re.IGNORECASE) for tag in _UNSEEN}
