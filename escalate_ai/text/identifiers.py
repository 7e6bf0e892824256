"""Identifiers in a text. In: any text. Out: one mention per identifier, spans in the text given. Touches nothing.

ASINs, order ids and seller ids are known by their shape; ISBN-10s by their check digit or a label; case and complaint ids, and
the references of removals, shipments, parcels and papers, by the label before them, since bare digits may be anything.
"""

# ruff: noqa: PLR2004 -- lengths of words and digit groups are facts of writing, plain where they stand
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from escalate_ai.text.folding import Folded, Span, fold
from escalate_ai.text.mention import Mention, MentionKind, placed
from escalate_ai.text.places import Places
from escalate_ai.text.vocabulary import Openers

_ASIN = r"B0[0-9A-Z]{8}"
_ORDER = r"(?:\d{3}|D\d\d)-\d{7}-\d{7}"
_NUMBER_SIGN = r"(?:\s(?:ids?|numbers?|nos?\.?|nrs?\.?|ref\.?|reference))?(?:\s?[#:])?\s{0,2}(?:#\s?)?"
_NEXT = r"(?:\s?[,;/&]\s?(?:and\s)?|\s(?:and|or)\s)"
_LABELS = (
    ("case", r"(?:support\s)?(?:cases?|tickets?|(?:case|ticket)\slog)"),
    ("complaint", r"(?:complaints?|infringement\sreports?|notices?)"),
)
_PAPERS = (
    ("removal", r"(?:removal|disposal|return)\s(?:orders?|requests?|shipments?)|removals?"),
    ("shipment", r"(?:inbound\s)?shipments?|consignments?"),
    ("tracking", r"(?:tracking|trackings|waybill|awb)"),
    ("isbn", r"isbn(?:-1[03])?"),
    ("seller", r"(?:seller|merchant)"),
    (
        "reference",
        (
            r"(?:invoices?|purchase\sorders?|po|p\.o\.|orders?|lots?|batch(?:es)?|sku|certificates?|licen[cs]es?|permits?|registrations?"
            r"|reports?|trade\s?marks?|designs?|patents?|contracts?|agreements?|serial|receipts?|policy|extracts?|records?|dockets?|deeds?|vouchers?|reference|ref\.?|confirmation)"
        ),
    ),
    # "under number 018774215": the paper was named before, or is understood
    ("number", r"(?:numbers?|numbered|no\.|nos\.|nr\.?|nrs\.?)"),
    # "HRA 40621": registers of firms, known by their letters
    ("register", r"(?:id|ids|hra|hrb|kvk|rcs|siret|siren|cin|gstin|abn|acn|ein|krs|regon|nip|cnpj|eori|uen|crn)"),
)


@cache
def _shaped() -> re.Pattern[str]:
    """Identifiers known by their shape, longest runs first."""
    return re.compile(
        rf"(?=[0-9A-Z])(?<![0-9A-Za-z_-])(?:(?P<order>{_ORDER}(?:-?{_ORDER}){{0,60}})(?![\w-]*\d)"
        rf"|(?P<asin>(?:{_ASIN}){{1,60}})(?![0-9A-Za-z_])"
        r"|(?P<tracking>1Z[0-9A-Z]{16}|TB[AMC]\d{12})(?!\w)"
        r"|(?P<shipment>FBA[0-9][0-9A-Z]{5,11})(?!\w)"
        r"|(?P<seller>A(?=[A-Z]{0,14}\d)[0-9A-Z]{11,15})(?![0-9A-Za-z_-])"
        r"|(?P<isbn>\d{9}[\dX])(?![\w-]|\.\d)"
        r"|(?P<reference>(?=[A-Z]{0,9}\d)(?=\d{0,9}[A-Z])[0-9A-Z]{8,24}|[A-Z]{2,6}-(?:\d{3,12}(?:-(?:\d{1,8}|[A-Z]{1,3}))?|\d{1,2}-\d{3,8}))(?![0-9A-Za-z_-]))"
    )


@cache
def _digit() -> re.Pattern[str]:
    """A digit: every identifier bears one."""
    return re.compile(r"\d")


@cache
def _lower_asin() -> re.Pattern[str]:
    return re.compile(r"(?<![0-9A-Za-z_-])b0[0-9a-z]{8}(?![0-9A-Za-z_])")


@cache
def _labelled() -> re.Pattern[str]:
    """A label and the first identifier after it."""
    digits = "|".join(rf"(?P<{kind}>{label})" for kind, label in _LABELS)
    papers = "|".join(rf"(?P<{kind}>{label})" for kind, label in _PAPERS)
    return re.compile(
        rf"(?=[abcdeghiklmnoprstuvw])(?<!\w)(?:(?:{digits}){_NUMBER_SIGN}(?P<digits>\d{{8,13}})(?![\w-]|[.,]\d)"
        rf"|(?:{papers})(?P<sign>{_NUMBER_SIGN})(?P<token>(?=[A-Za-z/_-]{{0,20}}\d)[0-9A-Za-z][0-9A-Za-z/_-]{{2,39}}(?<![/_-])|\d{{1,3}}(?:,\d{{3}}){{2,3}})(?!\w))",
        re.IGNORECASE,
    )


@cache
def _further() -> dict[str, re.Pattern[str]]:
    """What continues a list of labelled identifiers."""
    return {
        "digits": re.compile(rf"{_NEXT}(?P<id>\d{{8,13}})(?![\w-]|[.,]\d)"),
        "token": re.compile(rf"{_NEXT}(?P<id>[0-9A-Za-z][0-9A-Za-z/_-]{{2,39}}(?<![/_-]))(?!\w)"),
    }


@cache
def _date_like() -> re.Pattern[str]:
    return re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?|(?:19|20)\d\d")


@cache
def _day() -> re.Pattern[str]:
    """A day written like a reference: "SEP-14-2026"."""
    return re.compile(r"(?:JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC)-\d\d?-(?:19|20)\d\d$")


@cache
def _links() -> re.Pattern[str]:
    return re.compile(r"(?:https?://|www\.)\S+|\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+")


@cache
def _uuid() -> re.Pattern[str]:
    return re.compile(r"-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-")


def find_identifiers(text: str) -> tuple[Mention, ...]:
    """Find every identifier, in order; of a glued run each one. Links give only the ASIN of a product page."""
    folded = fold(text)
    return placed(identifiers_in_plain(folded.text), folded)


def identifiers_in_plain(plain: str) -> tuple[Mention, ...]:
    """Find the same in a text that is folded already."""
    if _digit().search(plain) is None:
        return ()
    return _recent(plain) if len(plain) < _WORTH_KEEPING else _found(plain)


_WORTH_KEEPING = 10_000
"""Characters up to which a text's identifiers are kept for the next reader."""


@lru_cache(maxsize=1024)
def _recent(plain: str) -> tuple[Mention, ...]:
    return _found(plain)


def glued_ids(text: str) -> tuple[Mention, ...]:
    """Find identifiers run together without a space: each mention is the whole run, its value the tuple of ids in it."""
    folded = fold(text)
    runs = [
        _mention(folded, match.span(), tuple(folded.text[a:b] for a, b in parts), unit)
        for match, unit, parts in _runs(folded.text)
        if len(parts) > 1
    ]
    return tuple(runs)


def _mention(folded: Folded, span: Span, value: tuple[str, ...], unit: str) -> Mention:
    start, end = folded.span(*span)
    words = folded.original[start:end]
    return Mention(MentionKind.IDENTIFIER, words, (start, end), value, unit, words)


def _runs(plain: str) -> Iterator[tuple[re.Match[str], str, list[Span]]]:
    """Find what its shape makes an identifier or a run of some, with the places of each."""
    linked = "://" in plain or "www." in plain or "@" in plain or _uuid().search(plain)
    hidden = Places(match.span() for match in _links().finditer(plain)) if linked else Places()
    for match in _shaped().finditer(plain):
        unit, word = match.lastgroup or "", match[0]
        if unit == "asin":
            parts = [(at, at + 10) for at in range(match.start(), match.end(), 10)]
        elif unit == "order":
            parts = [(m.start(), m.end()) for m in _order().finditer(plain, *match.span())]
        else:
            parts = [match.span()]
        if not hidden.free((match.start(), match.start() + 1)):
            before = plain[max(0, match.start() - 12) : match.start()]
            if unit != "asin" or not before.endswith(("/dp/", "/product/")):
                continue
        if "XXX" in word or (unit == "isbn" and not _is_isbn(word)) or not _is_reference(unit, word) or _day().match(word):
            continue
        yield match, unit, parts


@cache
def _order() -> re.Pattern[str]:
    return re.compile(_ORDER)


def _is_isbn(word: str) -> bool:
    """Tell whether the check digit of an ISBN-10 is right."""
    return sum((10 - place) * (10 if char == "X" else int(char)) for place, char in enumerate(word)) % 11 == 0


def _is_reference(unit: str, word: str) -> bool:
    """Tell whether a mixed word is no plain one: a reference without a label bears letters and at least three digits."""
    return unit not in {"reference", "seller"} or sum(char.isdigit() for char in word) >= (3 if unit == "reference" else 1)


def _found(plain: str) -> tuple[Mention, ...]:
    by_place: dict[int, Mention] = {}
    places = Places()

    def add(span: Span, unit: str, phrase: str) -> None:
        if places.take(span):
            by_place[span[0]] = Mention(MentionKind.IDENTIFIER, plain[slice(*span)], span, plain[slice(*span)].upper(), unit, phrase)

    shaped = list(_runs(plain))
    for _, unit, parts in shaped:
        if unit not in {"isbn", "reference"}:
            for part in parts:
                add(part, unit, plain[slice(*part)])
    for match in _lower_asin().finditer(plain):
        if sum(char.isdigit() for char in match[0]) > 1 and "xxx" not in match[0]:
            add(match.span(), "asin", match[0])
    for span, unit, phrase in _by_label(plain):
        add(span, unit, phrase)
    for match, unit, _ in shaped:
        add(match.span(), unit, match[0])
    return tuple(by_place[place] for place in sorted(by_place))


def _by_label(plain: str) -> Iterator[tuple[Span, str, str]]:
    """Find what a label before it makes an identifier, and what the list goes on with."""
    for match in _at_labels(plain) if plain.isascii() else _labelled().finditer(plain):
        group = "digits" if match["digits"] else "token"
        unit = next(kind for kind, _ in (*_LABELS, *_PAPERS) if match[kind])
        if group == "token" and (not _fits_label(unit, match["token"], match["sign"]) or _zip().fullmatch(match[0])):
            continue
        yield match.span(group), unit, match[0]
        place = match.end()
        for _ in range(60):
            more = _further()[group].match(plain, place)
            if more is None or (group == "token" and not _fits_label(unit, more["id"], "")):
                break
            yield more.span("id"), unit, more["id"]
            place = more.end()


@cache
def _zip() -> re.Pattern[str]:
    """The state of Idaho with a ZIP code."""
    return re.compile(r"ID \d{5}(?:-\d{4})?")


def _at_labels(plain: str) -> Iterator[re.Match[str]]:
    """Find a label with its identifier where a word stands with which a label may begin."""
    end = 0
    for start in _LABEL_OPENERS.places(plain):
        match = _labelled().match(plain, start) if start >= end else None
        if match:
            end = match.end()
            yield match


@cache
def _label_beginnings() -> frozenset[str]:
    """The first letters of every word of a label, three at most."""
    labels = " ".join(label for _, label in (*_LABELS, *_PAPERS))
    return frozenset(word[:3] for word in re.findall(r"[a-z]+", re.sub(r"\\[a-z]|\?:", " ", labels)))


_LABEL_OPENERS = Openers(lambda word: word[:3].lower() in _label_beginnings())
_SENT_OFF = frozenset({"removal", "shipment", "tracking"})


@cache
def _blocks() -> re.Pattern[str]:
    """A reference in blocks of capitals and digits, one of them mixed: "3Q8-JLK"; no day of a month, which is no reference."""
    return re.compile(r"(?!\d{1,2}-[A-Z]{3}(?:-|$))(?=[A-Z/_-]{0,20}\d)(?=[\d/_-]{0,20}[A-Z])[0-9A-Z]{2,12}(?:[-/_][0-9A-Z]{2,12}){1,4}")


def _fits_label(unit: str, token: str, sign: str) -> bool:
    """Tell whether the word after a paper's label is its reference and not the next word of the sentence."""
    digits = sum(char.isdigit() for char in token)
    if unit in _SENT_OFF and _blocks().fullmatch(token):
        return True
    if digits < 2 or _date_like().fullmatch(token):
        return False
    letters = any(char.isalpha() for char in token)
    if unit == "isbn":
        return digits >= 9
    if unit in {"seller", "number", "register"}:
        return not (letters and unit == "number") and len(token) >= {"seller": 12, "number": 6, "register": 4}[unit]
    named = sign.strip(" ") != ""
    if letters:
        return digits >= 3 and (named or token.upper() == token or unit != "reference")
    return len(token) >= (3 if named else 6)
