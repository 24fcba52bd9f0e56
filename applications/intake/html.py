"""Web pages as a tree, and as what a reader would see. Linear in the size of the page, bounded in depth.

Mails have a pass of their own (`mail_bytes.text_of_html`), which knows quotes and has no depth.
"""

from __future__ import annotations

from lxml import etree

# The parser itself stops at 256 levels; what lies deeper is left out.
_UNSEEN = {
    "script",
    "style",
    "template",
    "noscript",
    "svg",
    "head",
    "iframe",
    "object",
    "select",
    "button",
    "nav",
}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th",
    "tr", "ul",
}  # fmt: skip
_PARAGRAPHS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "table",
    "section",
    "article",
    "blockquote",
}


def parse(page: str) -> etree._Element | None:
    """The page's tree; None where there is no element in it. Nothing is loaded that it names."""
    parser = etree.HTMLParser(
        recover=True, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        return etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return None


def seen_text(root: etree._Element | None, *, most: int) -> str:
    """What stands on the page, a line for each block, at most `most` characters; nothing that is hidden."""
    if root is None:
        return ""
    pieces: list[str] = []
    length = 0
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = str(element.tag).lower()
        unseen = tag in _UNSEEN or element.get("hidden") is not None or element.get("aria-hidden") == "true"
        if event == "start":
            hidden += unseen
            text = element.text
        else:
            hidden -= unseen
            text = element.tail
        if not hidden and tag in _BLOCKS:
            pieces.append("\n\n" if tag in _PARAGRAPHS else "\n")
            if event == "start" and tag == "li":
                pieces.append("• ")
        if text and not hidden:
            pieces.append(" ".join(text.split()).join(_edges(text)))
            length += len(text)
            if length > 4 * most:
                break
    return tidy("".join(pieces))[:most]


def _edges(text: str) -> tuple[str, str, str] | list[str]:
    return [" " if text[:1].isspace() else "", " " if text[-1:].isspace() else ""]


def tidy(text: str) -> str:
    """Lines without spaces at their ends, at most one of them empty."""
    lines: list[str] = []
    for line in text.split("\n"):
        plain = " ".join(line.split())
        if plain not in {"", "•"} or (lines and lines[-1] and plain == ""):
            lines.append(plain)
    return "\n".join(lines).strip()
