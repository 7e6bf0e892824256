"""Contact data in a text: e-mail addresses, links, phone numbers, cards and accounts. In: folded text. Out: spans. Touches nothing.

A phone number bears a plus, a label or a phone's grouping; order ids, ASINs, dates and bare digits are none.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from escalate_ai.text.folding import Span


@cache
def _links() -> re.Pattern[str]:
    return re.compile(
        r"(?P<link>(?:https?://|www\.)[^\s<>\"]+[^\s<>\".,;:!?)'\]])|(?<![\w.+-])(?P<email>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})"
    )


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile(
        r"(?=[\d(+A-Z])(?<![\w#])(?:"
        r"(?P<account>[A-Z]{2}\d\d(?: ?[0-9A-Z]{4}){3,7}(?: ?[0-9A-Z]{1,3})?)"
        r"|(?P<card>\d{4}(?P<gap>[ -])\d{4}(?P=gap)\d{4}(?P=gap)\d{4}|\d{15,16})"
        r"|(?P<phone>\+\d{1,3}[ .()/-]{0,2}(?:\d[ .()/-]{0,2}){6,13}\d"
        r"|(?:1[ .-])?\(\d{3}\)[ .-]?\d{3}[ .-]\d{4}"
        r"|\(?0\d{2,4}\)?[ /-]\d{3,4}[ -]?\d{3,4}(?![\d.,])"
        r"|(?:1[ .-])?\d{3}[.-]\d{3}[.-]\d{4}))"
        r"(?![\w@]|[-]\d|\.\d)"
    )


@cache
def _hint() -> re.Pattern[str]:
    """What every number of a phone, card or account has in it: seven digits near each other, or how an account begins."""
    return re.compile(r"\d[ .()/-]{0,2}\d[ .()/-]{0,2}\d(?:[ .()/-]{0,2}\d){4}|[A-Z]{2}\d\d")


@cache
def _labelled_phone() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:tel(?:ephone)?|phone|mobile|cell|fax|whatsapp|call(?:\sus)?\sat)\.?\s?(?:no\.?|number)?\s?:?\s{0,2}"
        r"(?P<phone>\(?\d(?:[ .()/-]{0,2}\d){6,13})(?!\w)",
        re.IGNORECASE,
    )


def find_contacts(plain: str) -> tuple[tuple[Span, str], ...]:
    """Find contact data, in order and none overlapping, each with its kind: "email", "link", "phone", "card" or "account"."""
    return _lately(plain) if len(plain) < _SHORT else tuple(_found(plain))


_SHORT = 10_000
"""Characters up to which the contacts of a text are kept for the next reader: who reads names asks right after who reads numbers."""


@lru_cache(maxsize=64)
def _lately(plain: str) -> tuple[tuple[Span, str], ...]:
    return tuple(_found(plain))


def _found(plain: str) -> list[tuple[Span, str]]:
    found: list[tuple[Span, str]] = []
    if "@" in plain or "://" in plain or "www." in plain:
        found += [(match.span(), match.lastgroup or "") for match in _links().finditer(plain)]
    if _hint().search(plain) is None:
        return found
    for match in _numbers().finditer(plain):
        kind = next(kind for kind in ("account", "card", "phone") if match[kind])
        if kind == "phone" or (kind == "card" and _luhn(match["card"])) or (kind == "account" and _iban(match["account"])):
            found.append((match.span(), kind))
    found += [(match.span("phone"), "phone") for match in _labelled_phone().finditer(plain)]
    apart: list[tuple[Span, str]] = []
    for span, kind in sorted(found):
        if not apart or span[0] >= apart[-1][0][1]:
            apart.append((span, kind))
    return apart


def _luhn(number: str) -> bool:
    """Tell whether the check digit of a card number is right."""
    digits = [int(char) for char in reversed(number) if char.isdigit()]
    return sum(sum(divmod(2 * digit, 10)) if place % 2 else digit for place, digit in enumerate(digits)) % 10 == 0


def _iban(account: str) -> bool:
    """Tell whether the check digits of an IBAN are right."""
    plain = account.replace(" ", "")
    return int("".join(str(int(char, 36)) for char in plain[4:] + plain[:4])) % 97 == 1
