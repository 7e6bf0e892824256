"""Judged functions on the facts of a plan: PL116, PL117, PL118, PL119, PL113. In: a plan's reading, its case. Out: hits.

Only what is certain is said: names where a text says whose they are, numbers that exclude each other, days that stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.rules.days import written
from escalate_ai.rules.kinds import quoted
from escalate_ai.rules.plan_checks import measures_of, place_of
from escalate_ai.rules.reading import PlanReading
from escalate_ai.rules.rule import Hit
from escalate_ai.terms import EnforcementKind, EnforcementLevel, EnforcementState, Marketplace
from escalate_ai.text.dates import DatePoint, find_dates
from escalate_ai.text.lexicon import Lexicon
from escalate_ai.text.mention import MentionKind
from escalate_ai.text.mentions import find_mentions

if TYPE_CHECKING:
    from datetime import date

    from escalate_ai.case.case import Case
    from escalate_ai.case.facts import Measure
    from escalate_ai.letter import Part
    from escalate_ai.policy import MarketplaceFormat
    from escalate_ai.rules.reading import CaseReading
    from escalate_ai.text.lexicon import Hit as Cue
    from escalate_ai.text.mentions import Mention

_CUES = "plan_cues"
_SOLD = frozenset({"order", "shipment", "parcel", "sale", "dispatch", "package"})
_LINKED = frozenset({EnforcementKind.RELATED_ACCOUNT, EnforcementKind.MULTIPLE_ACCOUNTS})


# ---------------------------------------------------------------- whose plan it is

_NAME = r"(?P<name>[A-Z0-9][\w&'\u2019.-]{1,30}(?:[ ](?:&|and|of|the|[A-Z0-9][\w&'\u2019.-]{0,30})){0,5})"
_DOING = r"(?:writ|submit|speak|appeal|sign)\w{0,4}(?:[ ]\w{1,12}){0,3}"
_ROLES = r"(?:co-)?(?:owner|founder|director|managing director|ceo|manager|operations manager|proprietor)"
_LABELS = r"(?:store|seller|shop|company|business|legal|display|merchant)(?:[ ](?:store|display|business))?[ ]?(?:name)?"
_FIRMS = r"LLC|Ltd\.?|Inc\.?|GmbH|Limited|Corp\.?|B\.?V\.?|S\.?r\.?l\.?|AB|S\.?A\.?|Sp\. z o\.o\."
_FILLERS = frozenset({"llc", "ltd", "inc", "gmbh", "limited", "corp", "the", "and", "of", "store", "shop", "seller"}) | frozenset(
    {"company", "account", "name", "com"}
)


@cache
def _claims() -> tuple[re.Pattern[str], ...]:
    """Phrases by which a text says whose it is."""
    patterns = (
        rf"(?i:\b{_DOING}[ ]on behalf of[ ](?:the[ ])?){_NAME}",
        rf"(?i:\bI am (?:the[ ])?{_ROLES}[ ](?:of|at)[ ]){_NAME}",
        rf"(?:\b[Ww]e,[ ]|\b[Ww]e at[ ]|\b[Oo]ur (?:store|shop|company|business),?[ ]){_NAME}",
        rf"(?im:^[ \t*_>#-]{{0,6}}{_LABELS}[ *_]{{0,3}}:[ *_]{{0,4}})(?P<name>[^\n*_:]{{2,60}})",
    )
    return tuple(re.compile(pattern) for pattern in patterns)


@cache
def _signed() -> re.Pattern[str]:
    return re.compile(rf"(?m)^[ \t]*(?P<name>[A-Z][^\n:;]{{1,50}}[ ,](?:{_FIRMS}))[ \t]*$")


def foreign_seller(reading: PlanReading) -> Iterator[Hit]:
    """Find a plan that says it is another seller's: by name, by token, or by the firm that signs."""
    if reading.case is None:
        return
    known = _known(reading.case)
    for part in reading.passages:
        for place, match in _claimed(part):
            name = match["name"].strip(" .,*_")
            if _words(name) and _words(name).isdisjoint(known):
                span, store = (place, place + len(name)), reading.case.seller.store_name
                yield Hit(part, span, f"This plan speaks for {quoted(name)}.", f"It has to be the plan of {store}.")
        yield from _foreign_token(part, reading)


def _claimed(part: Part) -> Iterator[tuple[int, re.Match[str]]]:
    text = part.text[:100_000]
    tail = max(0, len(text) - 400)
    for pattern in _claims():
        for match in pattern.finditer(text):
            yield match.start("name"), match
    for match in _signed().finditer(text, tail):
        yield match.start("name"), match


def _known(case: Case) -> frozenset[str]:
    seller = case.seller
    names = (seller.store_name, seller.legal_name, seller.contact.name, *seller.known_names, *(d.title for d in case.evidence))
    return _words(" ".join(name for name in names if name)) | frozenset({"amazon"})


def _words(name: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W_]{2,}", name.casefold()) if word not in _FILLERS)


def _foreign_token(part: Part, reading: PlanReading) -> Iterator[Hit]:
    case = reading.case
    if case is None or not case.seller.seller_id or case.enforcement is None:
        return
    if not _LINKED.isdisjoint({case.enforcement.kind, *case.enforcement.also}):
        return
    notice = case.enforcement.notice.text if case.enforcement.notice else ""
    for mention in _mentions(reading, part.text):
        if mention.unit == "seller" and str(mention.value) not in {case.seller.seller_id.upper(), ""} and str(mention.value) not in notice:
            yield Hit(part, mention.span, f"{quoted(mention.text)} is not this seller's merchant token.", f"It is {case.seller.seller_id}.")


# ---------------------------------------------------------------- what excludes what


@cache
def _share() -> re.Pattern[str]:
    number = r"(\d{1,3}(?:,\d{3})+|\d{1,6})"
    return re.compile(rf"(?<![\w.,/]){number}[ ](?:out[ ])?of[ ](?:(?:the|our|all|these|those)[ ])?{number}(?=[ ][a-z])")


def contradiction(reading: PlanReading) -> Iterator[Hit]:
    """Find a part greater than its whole, two totals of one thing under one cause, and a measure older than all of its cause."""
    yield from _more_than_all(reading)
    yield from _two_totals(reading)
    yield from _before_its_cause(reading)


def _more_than_all(reading: PlanReading) -> Iterator[Hit]:
    for part in reading.passages:
        for match in _share().finditer(part.text):
            some, whole = (int(match[group].replace(",", "")) for group in (1, 2))
            if some > whole:
                yield Hit(part, match.span(), f"{some} cannot be part of {whole}.", "Look both numbers up.")


def _two_totals(reading: PlanReading) -> Iterator[Hit]:
    plan = reading.plan
    one_cause = len(plan.root_causes) == 1
    seen: dict[tuple[str, str], tuple[object, str]] = {}
    causes = [(f"root_causes[{place}]", cause.statement, (cause.id,)) for place, cause in enumerate(plan.root_causes)]
    measures = [(path, m.statement, (plan.root_causes[0].id,) if one_cause else m.resolves) for path, m in measures_of(reading)]
    for path, statement, idents in (*causes, *measures):
        for mention in _totals(reading, statement):
            for ident in idents:
                first, words = seen.setdefault((str(ident), str(mention.unit)), (mention.value, mention.text))
                if first != mention.value:
                    part, span = place_of(reading, f"{path}.statement", statement)
                    message = f"\u201call {mention.text}\u201d stands against \u201call {words}\u201d."
                    yield Hit(part, span, message, "Look the number up; it cannot be both.")
                    break


def _totals(reading: PlanReading, text: str) -> list[Mention]:
    ends = {hit.span[1] for hit in Lexicon.load("totals").find(text)}
    if not ends:
        return []
    counts = [m for m in _mentions(reading, text) if m.kind is MentionKind.COUNT and m.unit and not m.bound]
    return [mention for mention in counts if any(0 <= mention.span[0] - end <= 1 for end in ends)]


def _before_its_cause(reading: PlanReading) -> Iterator[Hit]:
    began = {cause.id: first for cause in reading.plan.root_causes if (first := _first_day(reading, cause.statement))}
    only = next(iter(began)) if len(began) == len(reading.plan.root_causes) == 1 else None
    for path, measure in measures_of(reading):
        for ident in measure.resolves or ((only,) if only else ()):
            if measure.dated and ident in began and measure.dated < began[ident]:
                part, span = place_of(reading, f"{path}.statement", measure.statement)
                days = [written(when, reading.case, reading.policy) for when in (measure.dated, began[ident])]
                message = f"{measure.id} is dated {days[0]}, before anything that {ident}, which it answers, speaks of ({days[1]})."
                yield Hit(part, span, message, "Look both days up.")


def _first_day(reading: PlanReading, text: str) -> date | None:
    points = [mention.value for mention in find_dates(text, _market(reading).order)]
    days = [point.as_date() if isinstance(point, DatePoint) else None for point in points]
    return min((day for day in days if day), default=None) if days and all(days) else None


# ---------------------------------------------------------------- PL118


def result_while_closed(reading: PlanReading) -> Iterator[Hit]:
    """Find orders counted over a time in which the account was closed, with no word on where they came from."""
    case = reading.case
    if case is None or case.enforcement is None or case.enforcement.level is not EnforcementLevel.ACCOUNT:
        return
    if case.enforcement.state is EnforcementState.AT_RISK:
        return
    for path, measure in measures_of(reading):
        if measure.dated is None or measure.dated < case.enforcement.notified_on:
            continue
        for key in ("result", "statement"):
            words = measure.result if key == "result" else measure.statement
            if words and _counts_orders(reading, words, measure):
                part, span = place_of(reading, f"{path}.{key}", words)
                closed = written(case.enforcement.notified_on, case, reading.policy)
                message = f"{measure.id} counts orders since a day on which the account was closed ({closed} on)."
                yield Hit(part, span, message, "Say where those orders came from, like your own shop, or give another result.")
                break


def case_result_while_closed(reading: CaseReading) -> Iterator[Hit]:
    """Find the same in the plan of a case, at its path."""
    plan = reading.case.poa
    if plan is not None:
        for hit in result_while_closed(PlanReading(plan, None, reading.policy, reading.case)):
            yield hit._replace(where=f"poa.{hit.where if isinstance(hit.where, str) else hit.where.name}", span=None)


def _counts_orders(reading: PlanReading, words: str, measure: Measure) -> bool:
    around = f"{measure.statement} {measure.how or ''} {measure.result or ''}"
    cues = {cue.entry.category for cue in Lexicon.load(_CUES).find(words)}
    if any(cue.entry.category == "elsewhere" for cue in Lexicon.load(_CUES).find(around)) or "since_then" not in cues or "one_time" in cues:
        return False
    return any(m.kind is MentionKind.COUNT and m.unit in _SOLD for m in _mentions(reading, words))


# ---------------------------------------------------------------- words with the case beside them


def harmful_admission(reading: PlanReading) -> Iterator[Hit]:
    """Find what a plan admits beyond the notice; a person decides whether it stays."""
    enforcement = reading.case.enforcement if reading.case else None
    asked = {kind.value for kind in (enforcement.kind, *enforcement.also)} if enforcement else set[str]()
    for part, cue in _found(reading, "admission"):
        kinds = cue.entry.fields.get("kinds", ())
        if not (isinstance(kinds, tuple) and asked.intersection(kinds)):
            what = cue.entry.fields.get("what", "more")
            message = f"{quoted(cue.text)} admits {what}, which the notice does not ask about."
            yield Hit(part, cue.span, message, "Let a person decide whether it has to stand here; keep it true either way.")


def case_chatter(reading: PlanReading) -> Iterator[Hit]:
    """Find talk of support cases and other questions, except where support contacts are what the notice is about."""
    enforcement = reading.case.enforcement if reading.case else None
    if enforcement and EnforcementKind.SUPPORT_MISUSE in {enforcement.kind, *enforcement.also}:
        return
    for part, cue in _found(reading, "chatter"):
        yield Hit(part, cue.span, f"{quoted(cue.text)} is another matter than cause and cure.", "Leave it to another letter.")


def _found(reading: PlanReading, category: str) -> Iterator[tuple[Part, Cue]]:
    for part in reading.passages:
        for cue in reading.cues(part, _CUES):
            if cue.entry.category == category:
                yield part, cue


def _mentions(reading: PlanReading, text: str) -> tuple[Mention, ...]:
    style = _market(reading)
    return find_mentions(text, style.order, style.currency)


def _market(reading: PlanReading) -> MarketplaceFormat:
    return reading.policy.marketplaces[reading.case.seller.marketplace if reading.case else Marketplace.US]
