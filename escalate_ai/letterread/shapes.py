"""How the lines of a letter look: the patterns of its marks. In: nothing. Out: compiled patterns, by name. Judges nothing."""

from __future__ import annotations

import re
from functools import cache

_SIGN_OFF = (
    r"(?:yours|sincerely|respectfully|regards|(?:kind|best|warm|with)[ \w]{0,20}(?:regards|wishes|thanks)|best|cordially|faithfully"
    r"|thank you|thanks|many thanks|with (?:respect|appreciation|gratitude)|signed)"
)
_HEADERS = r"from|to|cc|bcc|date|sent|subject|reply-to|message-id|mime-version|importance|content-[a-z-]+|x-[a-z-]+|return-path|received"
_GREETINGS = r"dear|hello|hi|to whom|to the|good (?:morning|day|afternoon|evening)|attention|attn|greetings|ladies|sir|madam"
_GLYPHS = (
    r"[-*+\u2022\u2023\u25aa\u25ab\u25e6\u25cf\u25cb\u25a0\u25a1"
    r"\u2013\u2014\u00b7\u2219\u25ba\u25b8\u27a4\u27a2\u2713\u2714\u2043]{1,2}"
)
_ENCLOSED = (
    r"attachments?|attached|enclosures?|enclosed|encl\.?|encs?\.?|annex(?:es)?|exhibits?|attached documents|documents"
    r"|documents (?:attached|enclosed)|list of (?:attachments|enclosures)"
)
_DATES = (
    r"(?:[A-Za-z]{3,9}\.? )?\d{1,4}(?:st|nd|rd|th)?[ ./-](?:[A-Za-z]{3,9}|\d{1,2})?,?[ ./-]?\d{0,4}$"
    r"|[A-Za-z]{3,9} \d{1,2},? \d{4}$"
)
_SHAPES = {
    "header": rf"(?:{_HEADERS}):",
    "subject": r"[#*_ ]{0,6}(?:subject|re|subject line)[*_ ]{0,4}:[*_]{0,3}[ \t]*",
    "salutation": rf"(?:{_GREETINGS})\b",
    "bullet": rf"[ \t]{{0,20}}(?:{_GLYPHS}|\(?\d{{1,2}}[.)]|\(?[a-hA-H][.)]|\(?[ivxIVX]{{1,4}}[.)])[ \t\u00a0]+(?=\S)",
    "sign_off": _SIGN_OFF + r"(?:[ \w]{0,24})[,.!]?$",
    "attachments": rf"[#*_ ]{{0,6}}(?:{_ENCLOSED})[ \t]*(?:\(\d{{1,3}}\))?[*_]{{0,3}}[ \t]*:[*_]{{0,3}}",
    "quoted": r"(?:-{2,} ?(?:original|forwarded) message|on .{4,80} wrote:\s*$|_{8,}\s*$)",
    "date": _DATES,
}

QUOTED_BEGINS = "-_oO"
"""What a line of the shape `quoted` begins with, one character of these."""


@cache
def shape(name: str) -> re.Pattern[str]:
    """Give a pattern by its name, compiled once: header, subject, salutation, bullet, sign_off, attachments, quoted, date."""
    return re.compile(_SHAPES[name], re.IGNORECASE)
