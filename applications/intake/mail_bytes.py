"""The bytes of a mail's parts → text: charsets, and HTML without its markup."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html import unescape

# Long letters have thousands of characters; what is longer is a file somebody pasted.
MOST_TEXT = 400_000
_TEXT_CODECS = re.compile(
    r"ascii|utf-?(?:7|8|16|32)(?:-?[bl]e)?(?:-sig)?|iso8859-\d+|latin-?1|cp\d+|koi8-[rut]|gb18030|gbk|gb2312|hz"
    r"|big5(?:hkscs)?|shift_jis\w*|euc_?\w+|johab|iso2022_\w+|mac-?\w+|tis-?620|ptcp154|kz1048"
)
# Names that mail programs use and Python does not know, or knows too narrowly.
_CALLED = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "iso-8859-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "windows-874": "cp874",
    "unicode-1-1-utf-7": "utf-7",
    "x-mac-cyrillic": "mac-cyrillic",
}


def decode(data: bytes, charset: str = "") -> str:
    """The text in these bytes: as UTF-8 where nothing better is said, else in the charset named.

    Never raises: what no charset explains becomes a replacement mark.
    """
    named = charset.strip().strip("\"'").lower()
    for name in (named, "utf-8"):
        codec = _codec(_CALLED.get(name, name))
        # What calls itself ASCII or Latin often is UTF-8; the other way round it would not decode.
        trials = ["utf-8", codec] if codec == "cp1252" else [codec]
        for trial in trials:
            if not trial:
                continue
            try:
                return _plain(data.decode(trial))
            except (UnicodeError, ValueError):
                continue
    return _plain(data.decode(_codec(_CALLED.get(named, named)) or "cp1252", errors="replace"))


def _codec(name: str) -> str:
    """Python's name of a charset, empty when there is none of that name that is for text in mails."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError, UnicodeError):
        return ""
    return found if _TEXT_CODECS.fullmatch(found) else ""


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
