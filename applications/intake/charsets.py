"""Bytes from anywhere as characters, in charsets that are for text and nothing else.

Python knows codecs that take the square of the length (punycode, idna) or no text at all: a page may name them.
"""

from __future__ import annotations

import codecs
import re

_TEXT_CODECS = re.compile(
    r"ascii|utf-?(?:7|8|16|32)(?:-?[bl]e)?(?:-sig)?|iso8859-\d+|latin-?1|cp\d+|koi8-[rut]|gb18030|gbk|gb2312|hz"
    r"|big5(?:hkscs)?|shift_jis\w*|euc_?\w+|johab|iso2022_\w+|mac-?\w+|tis-?620|ptcp154|kz1048"
)
# Names that programs use and Python does not know, or knows too narrowly.
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


def decoded(data: bytes, *charsets: str) -> str:
    """The text in these bytes: UTF-16 by its mark, else the first of `charsets` that explains them, else UTF-8.

    Never raises: what no charset explains becomes a replacement mark.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    named = [codec for charset in charsets if (codec := _codec(charset))]
    for codec in [*named, "utf-8"]:
        # What calls itself ASCII or Latin often is UTF-8; the other way round it would not decode.
        trials = {"cp1252": ("utf-8-sig", "cp1252"), "utf-8": ("utf-8-sig",)}.get(codec, (codec,))
        for trial in trials:
            try:
                return data.decode(trial)
            except (UnicodeError, ValueError):
                continue
    return data.decode(named[0] if named else "cp1252", "replace")


def _codec(charset: str) -> str:
    """Python's name of a charset, empty when there is none of that name that is for text."""
    name = charset.strip().strip("\"'").lower()
    try:
        found = codecs.lookup(_CALLED.get(name, name)).name if name else ""
    except (LookupError, ValueError, UnicodeError):
        return ""
    return found if _TEXT_CODECS.fullmatch(found) else ""
