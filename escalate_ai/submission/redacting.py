"""Texts -> the same texts without contact data, names and identifiers.

In: texts that belong together, and their case. Out: the texts with `[ASIN 1]`, `[Name 1]` and the like, the same word for the same thing in
all of them. Reads no file. Best effort: what is named nowhere in the case and looks like no name stays, so a person reads a copy before
sharing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.text.identifiers import find_identifiers
from escalate_ai.text.masking import mask
from escalate_ai.text.names import NameKind, find_names
from escalate_ai.text.plain_words import is_plain

if TYPE_CHECKING:
    from escalate_ai.case.case import Case

_BETWEEN = "\n\n\u241e\n\n"
"""Stands between the texts while they are one: the sign of a record's end, which nobody types."""
_LABELS: Mapping[str, str] = {
    "account": "Account",
    "address": "Address",
    "asin": "ASIN",
    "card": "Card",
    "case": "Case",
    "company": "Company",
    "complaint": "Complaint",
    "email": "E-mail",
    "isbn": "ISBN",
    "link": "Link",
    "name": "Name",
    "order": "Order",
    "person": "Name",
    "phone": "Phone",
    "place": "Place",
    "product": "Product",
    "reference": "Reference",
    "removal": "Removal order",
    "seller": "Seller ID",
    "shipment": "Shipment",
    "store": "Store",
    "token": "Reference",
    "tracking": "Tracking number",
}
_FOUND = {NameKind.PERSON: "person", NameKind.COMPANY: "company", NameKind.PRODUCT: "product"}
_SHORTEST = 3


def redacted(texts: Sequence[str], case: Case) -> tuple[str, ...]:
    """Give the texts redacted, in the order given.

    Args:
        texts: All that is shared in one go, so that one thing has one name throughout.
        case: Its names, contact data and identifiers go wherever they stand.

    """
    whole = _BETWEEN.join(text.replace("\u241e", " ") for text in texts)
    held = dict(_held(case))
    private = {**{words: kind for words, kind in _found(whole) if not _holds(words, held)}, **held}
    masked, tokens = mask(whole, {words: kind for words, kind in private.items() if len(words.strip()) >= _SHORTEST})
    full = {_plain(part): _plain(name) for part, name in _parts(case)}
    numbers: dict[tuple[str, str], int] = {}
    told: dict[str, str] = {}
    for match in _token().finditer(masked):
        label = _LABELS.get(match[1], "Private")
        words = _plain(tokens.get(match[0], match[0]))
        thing = (label, full.get(words, words))
        number = numbers.setdefault(thing, 1 + sum(1 for known, _ in numbers if known == label))
        told[match[0]] = f"[{label} {number}]"
    return tuple(_token().sub(lambda match: told[match[0]], masked).split(_BETWEEN))


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"\u27e6([a-z]+)-\d+\u27e7")


def _holds(words: str, held: Mapping[str, str]) -> bool:
    """Say whether a found name is a known one, in any case of letters, or one with words of the sentence around it."""
    padded = f" {_plain(words)} "
    return any(f" {_plain(known)} " in padded for known in held)


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _found(text: str) -> Iterator[tuple[str, str]]:
    """Give the names and identifiers that stand in the text itself."""
    yield from ((name.text, _FOUND[name.kind]) for name in find_names(text) if name.kind in _FOUND)
    yield from ((mention.text, mention.unit or "reference") for mention in find_identifiers(text))


def _held(case: Case) -> Iterator[tuple[str, str]]:
    """Give what the case itself calls by name or number."""
    seller = case.seller
    given: list[tuple[str | None, str]] = [
        *((name, "company") for name in seller.known_names),
        (seller.legal_name, "store"),
        (seller.store_name, "store"),
        (seller.seller_id, "seller"),
        (seller.contact.name, "person"),
        (seller.contact.email, "email"),
        (seller.contact.phone, "phone"),
        *((asin, "asin") for asin in case.asins),
        *((call.agent, "person") for call in case.calls),
        *((call.case_id, "case") for call in case.calls),
    ]
    if case.incident:
        given += [(who.name, "company") for who in case.incident.offenders]
        given += [(who.seller_id, "seller") for who in case.incident.offenders]
        given += [(who.url, "link") for who in case.incident.offenders]
    yield from ((words, kind) for words, kind in given if words)
    people = {seller.contact.name}
    yield from ((part, "person" if name in people else "company" if name in seller.known_names else "store") for part, name in _parts(case))


def _parts(case: Case) -> Iterator[tuple[str, str]]:
    """Give the shorter forms in which a name is also written, each with the name: a person's words, a company's strange first word."""
    seller = case.seller
    yield from ((part, seller.contact.name) for part in seller.contact.name.split() if len(part.strip(".")) >= _SHORTEST)
    for name in (*seller.known_names, *(name for name in (seller.legal_name, seller.store_name) if name)):
        first = name.split()[0].strip(".,")
        if len(first) > _SHORTEST and first != name and not is_plain(first):
            yield first, name
    if seller.legal_name:
        # one house under two names is one thing to whoever reads the copy
        yield seller.legal_name, seller.store_name
