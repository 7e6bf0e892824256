"""Private data kept out of what leaves the machine. In: text. Out: text with tokens, and the way back. Touches nothing.

E-mail addresses, links, phone numbers, card and account numbers and street addresses go, and literal strings the caller names.
Order ids, ASINs and dates stay: the letter needs them, and they are no contact data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from escalate_ai.terms import DateOrder
from escalate_ai.text.contacts import find_contacts
from escalate_ai.text.dates import find_dates
from escalate_ai.text.folding import Span, fold
from escalate_ai.text.identifiers import find_identifiers
from escalate_ai.text.places import Places

_STREETS = r"street|st\.|avenue|ave\.?|road|rd\.?|boulevard|blvd\.?|lane|drive|court|square|highway|parkway|terrace"


@cache
def _address() -> re.Pattern[str]:
    """A house number and a street with what follows on the line, a German street, a post-office box; best effort."""
    return re.compile(
        rf"(?<!\w)(?:\d{{1,5}}[A-Za-z]?\s(?:[NSEW]\.?\s)?(?:[A-Z0-9][\w.'-]{{0,20}}\s){{1,3}}(?i:{_STREETS})(?!\w)"
        r"|[A-Z][a-z\u00df-\u00ff]{1,24}(?:stra\u00dfe|strasse|str\.|weg|platz|gasse)\s\d{1,4}[a-z]?"
        r"|P\.?\s?O\.?\s(?:Box|BOX)\s\d{1,6})"
        r"(?:,?\s(?:Suite|Ste\.?|Apt\.?|Unit|Floor|#)\s?\w{1,6})?"
        r"(?:,?[ \n][A-Z][\w .'-]{1,30},\s?[A-Z]{2}\s\d{5}(?:-\d{4})?|,\s\d{5}\s[A-Z][\w-]{1,30})?"
    )


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"\u27e6[a-z]+-\d+\u27e7")


def mask(text: str, extra: Mapping[str, str] | None = None) -> tuple[str, Mapping[str, str]]:
    """Replace private strings by tokens such as \u27e6email-1\u27e7; the same string gets the same token throughout.

    Args:
        text: Any text.
        extra: Further literal strings, each with the kind its token names: `{"Dana Whitfield": "name"}`. Kinds are lower-case letters.

    Returns:
        The masked text, and each token with what it stands for; `unmask` brings the text back whole.

    """
    tokens: dict[tuple[str, str], str] = {}
    numbers: dict[str, int] = {}
    pieces: list[str] = []
    place = 0
    taken = {match[0] for match in _token().finditer(text)}
    for (start, end), kind in _apart(text, extra or {}):
        if start < place:
            continue
        key = (kind, text[start:end])
        if key not in tokens:
            number = numbers.get(kind, 0) + 1
            while f"\u27e6{kind}-{number}\u27e7" in taken:
                number += 1
            tokens[key] = f"\u27e6{kind}-{number}\u27e7"
            numbers[kind] = number
        pieces += [text[place:start], tokens[key]]
        place = end
    pieces.append(text[place:])
    return "".join(pieces), {token: words for (_, words), token in tokens.items()}


def unmask(text: str, mapping: Mapping[str, str]) -> str:
    """Put back what `mask` took out; a token the mapping does not know stays."""
    return _token().sub(lambda match: mapping.get(match[0], match[0]), text)


def _apart(text: str, extra: Mapping[str, str]) -> list[tuple[Span, str]]:
    """Find what is private, in order; where two overlap, the one that begins first, then the longer."""
    return sorted(_private(text, extra), key=lambda found: (found[0][0], -found[0][1]))


def _private(text: str, extra: Mapping[str, str]) -> Iterator[tuple[Span, str]]:
    folded = fold(text)
    plain = folded.text
    kept = Places(mention.span for mention in (*find_identifiers(plain), *find_dates(plain, DateOrder.MDY)))
    for words, kind in extra.items():
        if words.strip():
            yield from ((match.span(), kind) for match in re.finditer(_literal(words), text))
    for span, kind in find_contacts(plain):
        # an account number that adds up is one, whatever else its letters and digits could be
        if kind in {"email", "link", "account"} or kept.free(span):
            yield folded.span(*span), kind
    for match in _address().finditer(plain):
        yield folded.span(*match.span()), "address"
    # what looks like a token already is masked too, so that it comes back as it was
    for match in _token().finditer(text):
        yield match.span(), "token"


def _literal(words: str) -> str:
    """Match a string over any white space, at word boundaries, in any case."""
    body = r"\s+".join(map(re.escape, words.split()))
    left = r"(?<!\w)" if words.strip()[0].isalnum() else ""
    right = r"(?!\w)" if words.strip()[-1].isalnum() else ""
    return f"(?i:{left}{body}{right})"
