"""What a case tells of each company it names. In: a ledger with its case. Out: `Company`, its ties. Reads no letter.

A tie is a word, a number or a day in the same breath as the name.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from escalate_ai.case.facts import Period
from escalate_ai.ledger.fields import measures_of
from escalate_ai.rules.wording import concepts
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.mentions import MentionKind, find_mentions
from escalate_ai.text.name_words import name_words
from escalate_ai.text.plain_words import is_plain

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from escalate_ai.case.case import Case
    from escalate_ai.case.matter import Seller
    from escalate_ai.case.plan import Ground, Measure
    from escalate_ai.ledger import Ledger
    from escalate_ai.text.mentions import Mention

BESIDE = 40
"""Characters beside a name in which words are tied to it or set it apart."""
_NEAREST = 2
"""Telling words on either side of a name that are told of it alone."""
_STEPS = 5
"""Words of any kind among which these stand."""
_LEAST_SHORT = 5
"""Letters of a first word that names a company by itself."""


@dataclass(frozen=True, slots=True)
class TieWords:
    """What ties a company to the words around it, what sets it apart, what is too common for either, and what tells of others."""

    before: re.Pattern[str]
    apart: re.Pattern[str]
    given_up: re.Pattern[str]
    idle: frozenset[str]
    of_it: tuple[str, ...]
    to_another: str
    telling: re.Pattern[str]


@cache
def tie_words() -> TieWords:
    """Give the words, read once."""
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "company_ties.toml").read_text("utf-8"))
    return TieWords(
        re.compile(raw["before"]),
        re.compile(raw["apart"], re.IGNORECASE),
        re.compile(raw["given_up"], re.IGNORECASE),
        concepts(raw["idle"]),
        tuple(raw["of_it"].split()),
        raw["to_another"],
        re.compile(raw["telling"], re.IGNORECASE),
    )


@dataclass(slots=True)
class Company:
    """A company of the case with what is told in the same breath."""

    name: str
    short: str
    ties: set[Hashable] = field(default_factory=set["Hashable"])
    heads: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    """Words right before its name, each with its preposition."""
    near: set[str] = field(default_factory=set[str])
    """The telling words nearest to its name, on either side of it."""
    shared: dict[str, set[Hashable]] = field(default_factory=dict[str, "set[Hashable]"])
    """What is told of it and of another in one piece, by the other's name."""
    alone: set[Hashable] = field(default_factory=set["Hashable"])
    """What is told of it where nobody else is named."""
    twice: set[Hashable] = field(default_factory=set["Hashable"])
    """What is told where the case itself names it twice in one piece."""

    def stands_in(self, text: str) -> bool:
        """Say whether a text names it, whole or by its first word."""
        return self.name in text or (self.short in text and _whole(self.short).search(text) is not None)

    def mentions(self, text: str) -> Iterator[tuple[int, int]]:
        """Give the places where a text names it, whole or by its first word."""
        yield from (match.span() for match in _either(self.name, self.short).finditer(text))

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Give the places where a text names it whole."""
        if self.name in text:
            for match in _whole(self.name).finditer(text):
                yield match.span()


@lru_cache(maxsize=128)
def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


@lru_cache(maxsize=128)
def _either(name: str, short: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{re.escape(name)}|{re.escape(short)})(?!\w)")


def led_tie(match: re.Match[str] | None) -> tuple[str, str] | None:
    """Give the word right before a name with what joins them; None where none stands there or it is too common."""
    words = concepts(match["word"]) - tie_words().idle if match else frozenset[str]()
    if match is None or not words:
        return None
    return next(iter(words)), "for" if match["joint"] == "for" else "of"


@cache
def piece_end() -> re.Pattern[str]:
    """Where one breath ends and the next begins."""
    return re.compile(r";\s|(?:(?<=\w\w)|(?<=\d\s[A-Z]))[.?!](?=\s|$)")


@lru_cache(maxsize=16)
def companies_of(ledger: Ledger) -> tuple[Company, ...]:
    """Give the companies of a case that are not its seller's, nor people or places."""
    case = ledger.case
    listed = [*case.seller.known_names, *(one.name for one in (case.incident.offenders if case.incident else ()))]
    told = "\n".join(told.text for told in ledger.texts.told)
    names = [name for name in dict.fromkeys(listed) if not _is_own(name, case.seller) and not _is_no_company(name, told)]
    firsts = [name.split()[0] for name in names]
    companies = tuple(
        Company(name, first if len(first) >= _LEAST_SHORT and firsts.count(first) == 1 else name)
        for name, first in zip(names, firsts, strict=True)
    )
    if len(companies) > 1:
        _gather(ledger, companies)
    return companies


def _is_own(name: str, seller: Seller) -> bool:
    """Say whether a name is the seller's, or begins as it does with a word of its own: "Tea Board" is not of "Tea Terrace"."""
    own = [one for one in (seller.store_name, seller.legal_name) if one]
    first = name.split(maxsplit=1)[0]
    begins_alike = not is_plain(first.lower()) and any(one.split()[0] == first for one in own)
    return begins_alike or any(one.startswith(name) or name.startswith(one) for one in own)


def _is_no_company(name: str, told: str) -> bool:
    """Say whether a name is a person's, or of one word where somebody is: "in Toledo". Names of firms have a tail or a capital within."""
    words, lists = name.split(), name_words()
    if words[-1].lower().strip(".") in lists.suffixes | lists.tails or any(char.isupper() for char in words[0][1:]):
        return False
    if words[0].lower() in lists.first_names and len(words) > 1 and not any(is_plain(word.lower()) for word in words[1:]):
        return True
    return len(words) == 1 and _place_of(name).search(told) is not None and _doer(name).search(told) is None


def _place_of(name: str) -> re.Pattern[str]:
    """Words that speak of a place."""
    return re.compile(rf"(?<!\w)(?:in|at|near|to)\s{re.escape(name)}(?!\w)")


def _doer(name: str) -> re.Pattern[str]:
    """Words that speak of somebody, or something, that does its work."""
    return re.compile(rf"(?<!\w)(?:by|with|using)\s{re.escape(name)}(?!\w)|(?<!\w){re.escape(name)}\s(?:\w+s|\w+ed|software)(?!\w)")


def _gather(ledger: Ledger, companies: tuple[Company, ...]) -> None:
    papers = papers_of(ledger.case)
    typed = typed_days(ledger.case)
    for group, texts in groups_of(ledger).items():
        whole = [company for company in companies if any(company.stands_in(text) for text in [*texts, *papers.get(group, ())])]
        for text in (*texts, *papers.get(group, ())):
            for start, end in _pieces(text):
                piece = text[start:end]
                named = [company for company in companies if company.stands_in(piece)] or whole
                ties = ties_of(unnamed(piece, companies), find_mentions(piece, ledger.order, ledger.currency))
                for company in named:
                    company.ties |= ties
                    company.heads |= _heads(piece, company)
                    company.near |= _near_in(piece, company, companies)
                    company.alone |= ties if whole == [company] else set()
                    company.twice |= ties if len(list(company.mentions(piece))) > 1 else set()
                    for other in (*named, *whole):
                        if other is not company:
                            company.shared.setdefault(other.name, set()).update(ties)
        for company in whole:
            company.ties |= typed.get(group, frozenset())
            for other in whole:
                company.shared.setdefault(other.name, set()).update(typed.get(group, frozenset()))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    low = 0
    for match in [*piece_end().finditer(text), None]:
        high = match.end() if match else len(text)
        if high > low:
            yield low, high
        low = high


def groups_of(ledger: Ledger) -> dict[str, list[str]]:
    """Give the texts of a case by what they are told of: each cause, measure or ground by its path."""
    found: dict[str, list[str]] = {}
    for told in ledger.texts.told:
        found.setdefault(told.group, []).append(told.text)
    return found


def _things(case: Case) -> list[tuple[str, Measure | Ground]]:
    return [*measures_of(case), *((f"grounds[{place}]", ground) for place, ground in enumerate(case.grounds))]


def papers_of(case: Case) -> dict[str, tuple[str, ...]]:
    """Give the titles of the documents behind each measure and ground, by its path."""
    items = _things(case)
    return {path: tuple(one.title for one in case.evidence if one.id in item.evidence or item.id in one.supports) for path, item in items}


def typed_days(case: Case) -> dict[str, frozenset[Hashable]]:
    """Give the days on which each measure or ground was done, by its path."""
    items = _things(case)
    found: dict[str, frozenset[Hashable]] = {}
    for path, item in items:
        if item.dated:
            days = (item.dated.start, item.dated.end) if isinstance(item.dated, Period) else (item.dated,)
            found[path] = frozenset((day.month, day.day) for day in days)
    return found


def unnamed(text: str, companies: Iterable[Company]) -> str:
    """Give a text without the names: what is told of a company is no word of its name."""
    for company in companies:
        if company.short in text or company.name in text:
            text = _either(company.name, company.short).sub(" ", text)
    return text


def _heads(piece: str, company: Company) -> set[tuple[str, str]]:
    found = (led_tie(tie_words().before.search(piece, max(0, start - BESIDE), start)) for start, _ in company.spans(piece))
    return {tie for tie in found if tie}


def _near_in(piece: str, company: Company, companies: Iterable[Company]) -> set[str]:
    """Give the telling words beside a company in a piece of the case, whole name or short."""
    found: set[str] = set()
    for match in _either(company.name, company.short).finditer(piece):
        found.update(nearest(piece, match.span(), companies))
    return found


def clause_beside(text: str, span: tuple[int, int], within: tuple[int, int], companies: Iterable[Company]) -> tuple[str, str]:
    """Give what stands before and behind a name in its clause, up to the next company, in a stretch of the text."""
    before = clause_end().split(text[max(within[0], span[0] - 2 * BESIDE) : span[0]])[-1]
    behind = clause_end().split(text[span[1] : min(within[1], span[1] + 2 * BESIDE)])[0]
    for company in companies:
        before = before.rpartition(company.name)[2]
        behind = behind.partition(company.name)[0]
    return before, behind


def nearest(text: str, span: tuple[int, int], companies: Iterable[Company]) -> list[str]:
    """Give the telling words nearest to a name within its clause, up to the next company, those before it first."""
    before, behind = clause_beside(text, span, (0, len(text)), companies)
    found = [word for word in reversed(_tokens().findall(before)[-_STEPS:]) if concepts(word) - tie_words().idle][:_NEAREST]
    found += [word for word in _tokens().findall(behind)[:_STEPS] if concepts(word) - tie_words().idle][:_NEAREST]
    return [concept for word in found for concept in concepts(word)]


@cache
def _tokens() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_][\w'-]*")


@cache
def clause_end() -> re.Pattern[str]:
    """Where a clause ends, and what stands beside a name is no longer told of it."""
    return re.compile(r"[;:!?()\n]|\.\s|,\s(?=(?:and|but|while|which|who|whose|so|because|since|after|before|when)\s)")


def ties_of(text: str, mentions: Iterable[Mention]) -> set[Hashable]:
    """Give what ties a piece to a company: its words, without the common ones, its numbers and its days."""
    ties: set[Hashable] = set(concepts(text) - tie_words().idle)
    for mention in mentions:
        value = mention.value
        if isinstance(value, DatePoint):
            if value.day and value.month:
                ties.add((value.month, value.day))
        elif mention.kind is not MentionKind.COUNT or (isinstance(value, int) and value > 1):
            ties.add((mention.kind, value))
    return ties


def weight_of(ties: Iterable[Hashable]) -> int:
    """Weigh ties: a number or a day says as much as two words."""
    return sum(1 if isinstance(tie, str) else 2 for tie in ties)
