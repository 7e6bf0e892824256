"""A company named twice in one statement, where the case tells of two: "X goods come only from X". In: a place in a text. Out: what is so.

Whoever tells of one company names it once and says "it" or "they"; named again it mostly stands in the place of another. Its letters,
reports and people do not count: "X withdrew the complaint, as the letter from X shows".
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from escalate_ai.rules.company_ties import Company, tie_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BESIDE = 60
"""Characters beside a name in which a noun that is its own stands."""


def is_over_alone(text: str, company: Company, companies: Iterable[Company]) -> bool:
    """Say whether another company has to stand at the second place of one, and the sentence names no other."""
    return is_over(text, company) and not any(other.stands_in(text) for other in companies if other is not company)


def is_over(text: str, company: Company) -> bool:
    """Say whether a sentence names a company at a second place where another one has to stand: "X goods come only from X".

    What goes on to tell of it is left alone: "X wrote in May, and in June X withdrew the complaint".
    """
    return _is_over(text, company.name, company.short)


@lru_cache(maxsize=64)
def _is_over(text: str, name: str, short: str) -> bool:
    if text.count(short) < 2:  # noqa: PLR2004  twice
        return False
    told = list(_told(text, Company(name, short)))
    return any(not _goes_on(text[former[1] : later[0]], text[later[1] : later[1] + 1]) for former, later in pairwise(told))


def named_again(text: str, company: Company) -> tuple[int, int] | None:
    """Give the last place of a company that a text names more than once, unless it is only said to have something, or opens a sentence.

    A text that says "they" may mean the other one by that.
    """
    spots = list(company.mentions(text))
    if len(spots) < 2 or _they().search(text):  # noqa: PLR2004  more than once
        return None
    owned = [text.startswith(("'", "\N{RIGHT SINGLE QUOTATION MARK}"), end) for _, end in spots]
    between = text[spots[-2][1] : spots[-1][0]]
    is_its_own = owned[-1] or _belongs().search(text, 0, spots[-1][0]) is not None
    is_opening = between.endswith((". ", "; ")) and text.startswith(" ", spots[-1][1])
    is_told = "," not in between and _told_by_itself().search(between) is not None
    return None if is_its_own or is_opening or is_told else spots[-1]


@cache
def _belongs() -> re.Pattern[str]:
    """What leads to somebody whose person or paper is told of: "a distributor of X", "whom X authorised"."""
    return re.compile(rf"(?<!\w)(?!name)(?:{_own()})s?\s(?:of(?:\sthe)?|whom|that|which)\s$", re.IGNORECASE)


@cache
def _they() -> re.Pattern[str]:
    return re.compile(r"(?<!that )(?<!\w)they(?!\w)", re.IGNORECASE)


def _goes_on(between: str, behind: str) -> bool:
    """Say whether another thought begins between two places of a company, which is what it tells of."""
    if _compared().search(between) and behind in {"'", "\N{RIGHT SINGLE QUOTATION MARK}"}:
        return False
    return any(pattern.search(between) for pattern in (_opening(), _another_thought(), _told_by_itself())) or _is_given_back(between)


def _is_given_back(between: str) -> bool:
    """Say whether something goes back where it came from: "the X boxes were sent back to X", but not "X took them back to X"."""
    return _given_back().search(between) is not None


@cache
def _another_thought() -> re.Pattern[str]:
    """What goes on with a subject of its own, or sets the company apart: "X sold them, and we buy nothing from X any more"."""
    subject = r"(?:we|they|it|he|she|our|its|their|the|this|these|each|every|all|both|nothing|nobody|no|never)"
    return re.compile(rf",?\s(?:and|but|while|because|since|so)\s(?:[\w-]+\s)?{subject}\s", re.IGNORECASE)


@cache
def _told_by_itself() -> re.Pattern[str]:
    """What a company tells of itself: "X confirmed in writing that X"."""
    return re.compile(rf"^\s(?:(?:has|had|have|itself|also)\s){{0,2}}{tie_words().telling.pattern}.*\sthat\s$", re.IGNORECASE)


@cache
def _given_back() -> re.Pattern[str]:
    return re.compile(r"^(?!\s(?:(?:has|had|have)\s)?(?:took|taken|brought|sent|drove|\w+ed)\s).*(?<!\w)(?:back|return\w*)\s.*?to\s$")


@cache
def _compared() -> re.Pattern[str]:
    """What leads to something of another: "before X's game came out"."""
    return re.compile(r"(?<!\w)(?:before|after)\s$")


@cache
def _opening() -> re.Pattern[str]:
    led = r"from|to|by|with|of|for|at|on|against|between|than|through|under|as|in|not|or|that|which|whose|whom|who"
    return re.compile(
        r"(?:[,;:.()\u2013\u2014]|\s(?:and|but|while|because|since|so|then))"
        rf"(?:\s(?:[\w'\u2019-]+\s){{0,4}}(?!(?:{led})\s)[\w'\u2019-]+)?\s$",
        re.IGNORECASE,
    )


def _told(text: str, company: Company) -> Iterator[tuple[int, int]]:
    """Give the places of a company that are not those of its papers or people."""
    for span in company.mentions(text):
        before, behind = text[max(0, span[0] - _BESIDE) : span[0]], text[span[1] : span[1] + _BESIDE]
        if _of_it_before().search(before) is None and _of_it_behind().match(behind) is None:
            yield span


@cache
def _of_it_before() -> re.Pattern[str]:
    led = r"(?:,?\s(?:\w+ed\s)?(?:of|from|by|for|with|at)(?:\sthe)?|\s(?:whom|that|which))?"
    return re.compile(rf"(?<!\w)(?:{_own()})s?(?:\s\S*\d\S*)?{led}\s$", re.IGNORECASE)


@cache
def _of_it_behind() -> re.Pattern[str]:
    return re.compile(rf"(?:['\u2019]s?)?\s(?:[\w-]+\s){{0,2}}(?:{_own()})s?(?!\w)", re.IGNORECASE)


@cache
def _own() -> str:
    return "|".join(tie_words().of_it)


@lru_cache(maxsize=64)
def _to_itself(name: str) -> re.Pattern[str]:
    """What one company is to another, told of one and the same."""
    company, role = rf"(?<!\w){re.escape(name)}", tie_words().to_another
    return re.compile(
        rf"{company}\s(?:is|was|(?:has|had)\sbeen|be(?:came|comes)|remains|acts\sas|as)\s(?:[\w'\u2019-]+\s){{0,4}}{role}\s(?:of|for|to)\s{company}(?!\w)"
        rf"|{company}['\u2019]s?\s(?:[\w-]+\s){{0,3}}{role}(?:\s[^.;]{{1,60}},|,)?\s{company}(?![\w'\u2019])"
        rf"|{company},\s(?:[^.;:()]{{0,60}}\s)?{role}\s(?:of|for)\s{company}(?!\w)"
    )


def is_to_itself(text: str, company: Company) -> bool:
    """Say whether a text makes a company its own distributor, agent or source."""
    return _is_to_itself(text, company.name)


@lru_cache(maxsize=64)
def _is_to_itself(text: str, name: str) -> bool:
    return text.count(name) > 1 and _to_itself(name).search(text) is not None


def is_doubled(name: str, text: str, end: int) -> bool:
    """Say whether a name that ends at a place of a text is set against, or joined to, the very same one, and nothing is only given back."""
    again = _again(name).match(text, end) if text.find(name, end) >= 0 else None
    return again is not None and not _is_given_back(again[0].removesuffix(name))


@lru_cache(maxsize=64)
def _again(name: str) -> re.Pattern[str]:
    """What goes on from a company to the same one."""
    return re.compile(rf",?\s(?:[a-z]+\s){{0,2}}(?:and|but|or|nor|of|for|from|to|by)\s(?:of|from|for|by)?\s?{re.escape(name)}(?!\w)")
