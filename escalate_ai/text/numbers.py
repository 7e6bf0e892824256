"""Numbers in a text. In: text and the currency of a bare sign. Out: counts, percentages, money and durations, spans in the text given.

Touches nothing. Number words count like digits; both ends of a range are mentions; a hedge ("more than") is kept as the bound.
Labels, clock times, list numbers, idioms and the pronoun "one" are no numbers. Digits of dates and identifiers look like
numbers from here: `find_mentions` keeps them apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from escalate_ai.text import number_patterns as shapes
from escalate_ai.text.contacts import find_contacts
from escalate_ai.text.folding import Span, fold
from escalate_ai.text.mention import Bound, Mention, MentionKind, placed
from escalate_ai.text.number_nouns import Noun, in_idiom, is_label, is_pronoun, noun_after
from escalate_ai.text.number_reads import Read, duration, mentions_of
from escalate_ai.text.number_words import (
    CONTINENTAL,
    CURRENCY_SIGNS,
    ORDINALS,
    SEVERAL,
    THOUSANDS,
    Number,
    canonical_duration,
    cardinal_value,
    currency_of,
    lemma,
    number_word,
    parse_amount,
    whole,
)

__all__ = ["canonical_duration", "find_numbers", "number_word"]


def find_numbers(text: str, currency: str) -> tuple[Mention, ...]:
    """Find every count, percentage, amount and duration, in order; `currency` is the ISO code of a bare "$"."""
    folded = fold(text)
    return placed(numbers_outside(folded.text, currency, ()), folded)


def numbers_outside(plain: str, currency: str, taken: Sequence[Span]) -> list[Mention]:
    """Find the numbers of a folded text outside places that are taken by other mentions; `taken` is in order."""
    listed = shapes.enumerator().finditer(plain) if shapes.may_enumerate().search(plain) else ()
    closed = sorted([*taken, *(span for span, _ in find_contacts(plain)), *(match.span("n") for match in listed)])
    reads: list[Read] = []
    place = 0
    for match in shapes.candidates(plain):
        start, end = match.span()
        while place < len(closed) and closed[place][1] <= start:
            place += 1
        if place < len(closed) and closed[place][0] < end:
            continue
        if reads and start < reads[-1].end:
            continue
        if shapes.clock_before().search(plain[max(0, start - 14) : start]) or _is_clock(plain, match):
            continue
        read = _read(plain, match, currency)
        if read is not None:
            limit = closed[place][0] if place < len(closed) else len(plain)
            reads.append(replace(read, end=min(read.end, limit)) if read.end > limit else read)
    return list(mentions_of(plain, reads))


def _is_clock(plain: str, match: re.Match[str]) -> bool:
    """Tell whether a number is the time of day: "8 p.m.", "nine in the evening"."""
    return shapes.clock().match(plain, match.end("digits") if match["digits"] else shapes.end_of(match)) is not None


def _read(plain: str, match: re.Match[str], currency: str) -> Read | None:  # noqa: C901, PLR0911 -- one line per shape
    """Read one candidate, or tell that it is none."""
    start, end = match.span()
    if match["money"] or match["money_after"]:
        return _money(match, currency)
    if match["article"]:
        return _article(plain, start, match.end("article"))
    if match["ordinal"] or match["nth"]:
        return _ordinal(plain, match)
    if match["half_of"]:
        unit = shapes.unit_after().match(plain, end)
        return duration(start, end, Decimal("0.5"), unit) if unit and unit["unit"] else None
    if match["several"] or match["fraction"]:
        return _several(plain, match) if match["several"] else _fraction(plain, match)
    if match["digits"]:
        value = parse_amount(match["digits"], continental=currency in CONTINENTAL) * (1000 if match["thousands"] else 1)
        if _names_something(plain, match) or (plain[end : end + 1] in {"-", "/"} and in_idiom(plain, start, end)):
            return None
        if scale := shapes.thousands_after().match(plain, end):
            value, end = value * THOUSANDS[scale["scale"].lower().rstrip("s")], scale.end()
    else:
        found = cardinal_value(match["words"])
        if found is None:
            return None
        value, end = found[0], start + found[1]
        if in_idiom(plain, start, end):
            return None
    read = _with_unit(plain, start, end, whole(value), currency)
    if read is not None and match["plus"]:
        read = replace(read, bound=Bound.AT_LEAST)
    return read


def _money(match: re.Match[str], currency: str) -> Read:
    sign = match["sign"] or match["sign_after"]
    code = match["code"] or match["code_after"]
    unit = code or CURRENCY_SIGNS.get(sign or "") or (currency if currency.endswith("D") or currency == "MXN" else "USD")
    value = parse_amount(match["amount"] or match["amount_before"], continental=unit in CONTINENTAL)
    scale = (match["scale"] or "").strip().lower()
    value = value * {"": 1, "k": 1000, "thousand": 1000, "m": 1_000_000, "million": 1_000_000}[scale]
    return Read(match.start(), match.end(), match.end(), whole(value), MentionKind.MONEY, unit, match.end())


def _article(plain: str, start: int, end: int) -> Read | None:
    """Read "a week" where it is a span of time: after "within", before "later"."""
    unit = shapes.unit_after().match(plain, end)
    if unit is None:
        return None
    half = shapes.and_a_half().match(plain, unit.end())
    if half:
        return replace(duration(start, end, Decimal("1.5"), unit), end=half.end(), reach=half.end())
    quarters = shapes.quarters_before().search(plain[max(0, start - 20) : start])
    if quarters and unit["unit"]:
        number = _small(quarters["n"]) if quarters["n"] else 1
        return replace(duration(start, end, Decimal(number) / 4, unit), start=start)
    sure = shapes.article_before().search(plain[max(0, start - 16) : start]) or shapes.article_after().match(plain, unit.end())
    return duration(start, end, 1, unit) if sure else None


def _ordinal(plain: str, match: re.Match[str]) -> Read | None:
    """Read "second submission"; "first" and its kin count only before a noun, or after "the" from the second on."""
    start, end = match.span()
    word = match[0].lower()
    value = ORDINALS[word] if match["ordinal"] else int(re.sub(r"\D", "", word))
    if in_idiom(plain, start, end) or _leads_a_span(plain, end):
        return None
    noun = noun_after(plain, end, 1)
    led = re.search(r"(?<!\w)(?:the|our|a|my|this|that|their|its|and|or|each|every)\s$", plain[max(0, start - 8) : start], re.IGNORECASE)
    if noun.partitive or (not led and (noun.unit is None or value == 1)) or (noun.unit is None and value == 1):
        return None
    return Read(start, noun.end, end, value, MentionKind.COUNT, noun.unit, noun.reach, ordinal=True)


def _leads_a_span(plain: str, end: int) -> bool:
    """Tell whether a length of time follows: "the first four weeks"."""
    after = re.match(r"\s(?:(?P<digits>\d{1,3})|(?P<word>[a-z]{3,9}))", plain[end : end + 12], re.IGNORECASE)
    if after is None or not (after["digits"] or cardinal_value(after["word"])):
        return False
    unit = shapes.unit_after().match(plain, end + after.end())
    return unit is not None and unit["unit"] is not None


def _names_something(plain: str, match: re.Match[str]) -> bool:
    """Tell whether digits are those of a reference: they begin with a zero, or follow on such a part of it."""
    digits = match["digits"]
    return (len(digits) > 1 and digits[0] == "0" and digits.isdigit()) or (
        plain[match.start() - 1 : match.start()] == "-"
        and shapes.reference().search(plain[max(0, match.start() - 15) : match.start()]) is not None
    )


def _fraction(plain: str, match: re.Match[str]) -> Read:
    """Read "two thirds of" and "one in five" as the percentage they are, "a tenth of a star" as so much of one."""
    start, end = match.span()
    if match["one"]:
        return Read(start, end, end, whole(Decimal(100) / _small(match["in"])), MentionKind.PERCENT, "%", end)
    top, bottom = (match["top"], ORDINALS[match["bottom"].lower()]) if match["top"] else (match["out"], _small(match["of"]))
    of_one = shapes.share_of_one().match(plain, end) if match["top"] else None
    if of_one:
        part = whole((Decimal(_small(top)) / bottom).quantize(Decimal("0.01")).normalize())
        return Read(start, of_one.end(), end, part, MentionKind.COUNT, lemma(of_one["noun"]), of_one.end())
    share = Decimal(100 * _small(top)) / bottom
    return Read(start, end, end, whole(share.quantize(Decimal("0.01"))), MentionKind.PERCENT, "%", end)


def _small(written: str) -> int:
    return int(written) if written.isdigit() else (cardinal_value(written) or (1, 0))[0]


def _several(plain: str, match: re.Match[str]) -> Read | None:
    """Read "twice", "both", "a couple of", "hundreds of", "half of"."""
    start, end = match.span()
    words = match[0].lower().split()
    if words[0] in {"twice", "thrice"}:
        return Read(start, end, end, SEVERAL[words[0]], MentionKind.COUNT, "time", end)
    if words[0] == "half" or words[:2] == ["a", "quarter"]:
        return Read(
            start,
            match.start() + len(match[0].split(" of")[0].rstrip()),
            end,
            50 if words[0] == "half" else 25,
            MentionKind.PERCENT,
            "%",
            end,
        )
    if words[0] == "both":
        noun = noun_after(plain, end, 2)
        pair = re.match(r"[^.;,\n]{0,60}\sand\s", plain[end : end + 70])
        if (pair and not noun.partitive and not noun.plural) or (
            noun.unit is None and not re.match(r"\s(?:were|are|have|had)\b", plain[end : end + 8])
        ):
            return None
        return Read(start, noun.end, end, 2, MentionKind.COUNT, noun.unit, noun.reach)
    value = SEVERAL.get(words[0], 2)
    bound = Bound.AT_LEAST if words[0] in SEVERAL else Bound.ABOUT
    unit = shapes.unit_after().match(plain, end)
    if unit and unit["unit"]:
        return replace(duration(start, end, value, unit), bound=bound)
    noun = noun_after(plain, end, value)
    return Read(start, noun.end, end, value, MentionKind.COUNT, noun.unit, noun.reach, bound)


def _with_unit(plain: str, start: int, end: int, value: Number, currency: str) -> Read | None:
    """Tell what a plain number measures or counts by the words around it."""
    unit = shapes.unit_after().match(plain, end)
    if unit is None:
        return _count(plain, start, end, value)
    if unit["points"]:
        return Read(start, unit.end(), end, value, MentionKind.PERCENT, "point", unit.end())
    if unit["percent"]:
        return Read(start, unit.end(), end, value, MentionKind.PERCENT, "%", unit.end())
    if unit["money"]:
        return _named_money(start, end, value, unit, currency) or _count(plain, start, end, value)
    if unit["unit"].lower() in {"quarter", "quarters"} and plain.startswith(" of", unit.end()):
        return Read(start, unit.end(), end, value * 25, MentionKind.PERCENT, "%", unit.end())
    return duration(start, end, value, unit)


def _named_money(start: int, end: int, value: Number, unit: re.Match[str], currency: str) -> Read | None:
    name = unit["name"].lower()
    if name.startswith("pound") and currency != "GBP" and "sterling" not in name:
        return None
    amount = whole(value * Decimal("0.01") if name == "cents" else value)
    return Read(start, unit.end(), end, amount, MentionKind.MONEY, currency_of(name, currency), unit.end())


def _count(plain: str, start: int, end: int, value: Number) -> Read | None:
    compound = shapes.compound().match(plain, end)
    if compound:
        noun = Noun(lemma(compound["noun"]), compound.end(), compound.end())
    else:
        hedge = shapes.bound_after().match(plain, end)
        noun = noun_after(plain, hedge.end() if hedge else end, 2 if hedge else value)
        if hedge and noun.unit is None:
            noun = noun_after(plain, end, value)
    if is_label(plain, start, noun) or (plain[start].isdigit() and shapes.street_after().match(plain, end)):
        return None
    lone_one = value == 1 and plain[start:end].lower() == "one" and is_pronoun(plain, start, end, noun)
    return Read(start, noun.end, end, value, MentionKind.COUNT, noun.unit, noun.reach, lone_one=lone_one)
