"""The letters of bytes whose encoding a page or a mail names, rightly or not. In: bytes, and what is said of them. Out: text."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, lookup


def decoded_page(data: bytes, charset: str | None = None) -> str:
    """Give the letters of a page's bytes: by its mark, by what its carrier or itself says, as UTF-8, else as Windows does."""
    for mark, name in ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    told = charset
    if told is None and (match := re.search(rb"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{2,40})", data[:4096], re.IGNORECASE)):
        told = match[1].decode("ascii")
    for encoding in (told, "utf-8"):
        text = _decoded(data, encoding)
        if text is not None:
            return text
    return data.decode("cp1252", "replace")


def _decoded(data: bytes, name: str | None) -> str | None:
    if not name:
        return None
    try:
        known = lookup(name)
        if not getattr(known, "_is_text_encoding", True) or known.name in {
            "utf-7",
            "unicode_escape",
            "raw_unicode_escape",
            "idna",
            "punycode",
        }:
            return None
        if known.name in {"iso8859-1", "ascii"}:  # what calls itself so is what Windows writes
            return data.decode("cp1252", "replace") if not data.isascii() else data.decode("ascii")
        return data.decode(known.name)
    except (LookupError, UnicodeError, ValueError):
        return None
