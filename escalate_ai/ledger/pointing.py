"""Words that point at a day of the case without naming it. In: what stands beside a span of time, the days of the case. Out: days.

"After the notice", "before our second appeal", "after you had asked for invoices", "which was answered after six days".
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from escalate_ai.text.number_words import ORDINALS


@dataclass(frozen=True, slots=True)
class Known:
    """The days of a case that words may point at without naming them."""

    today: date
    sent: tuple[date, ...] = ()
    """The submissions, in order."""
    unanswered: frozenset[date] = frozenset()
    """Those of them that nothing came back to, and reminders."""
    reminded: frozenset[date] = frozenset()
    history: frozenset[date] = frozenset()
    """Every day on which something was sent, said or answered."""
    noticed: frozenset[date] = frozenset()
    replied: tuple[date, ...] = ()
    """The answers, in order."""
    lags: tuple[tuple[date, date], ...] = ()
    """Every submission with the day of each of its answers."""


class Way(Enum):
    """Whether a span begins on the day pointed at, or ends there."""

    AFTER = auto()
    BEFORE = auto()


class Pointed(NamedTuple):
    """The days that words may point at."""

    way: Way
    days: frozenset[date]


def pointed_at(tail: str, known: Known) -> Pointed | None:
    """Give the day of "after the second one", "before our first appeal", "after the notice"; None where the case has none such."""
    way = _way().match(tail)
    match = _what().match(tail, way.end()) if way else None
    if way is None or match is None:
        return None
    days = _days_of(match, known)
    return Pointed(Way.BEFORE if way["before"] else Way.AFTER, days) if days else None


def _days_of(match: re.Match[str], known: Known) -> frozenset[date]:
    if match["notice"] or match["noticing"]:
        return known.noticed
    if not match["which"] and not match["asking"] and match["whose"].lower() in {"the", "this", "that"}:
        # "the letter", "the answer": it may be a supplier's
        return frozenset()
    row = known.replied if match["reply"] or match["asking"] else known.sent
    if match["asking"] or not match["which"]:
        return frozenset(row)
    word = match["which"].lower()
    place = len(row) if word in {"last", "latest", "previous"} else ORDINALS.get(word, 0)
    if match["reply"] and place != len(row):
        # "the first refusal" is not the first answer
        return frozenset(row)
    return frozenset(row[place - 1 : place]) if place else frozenset()


def spoken_of(head: str, known: Known) -> frozenset[date]:
    """Give the day of the submission that was answered "after two weeks": "our second appeal was refused after two weeks"."""
    match = _what_after().search(head)
    if match is None:
        return frozenset()
    word = match["which"].lower()
    place = len(known.sent) if word in {"last", "latest"} else ORDINALS[word]
    return frozenset(known.sent[place - 1 : place])


def answered_after(head: str, tail: str, known: Known) -> frozenset[tuple[date, date]]:
    """Give what was sent with its answers, where a span is told as the time that Amazon's answer took; none where it is not."""
    is_told = _answered().search(head) or (_after().search(head) and _answers().match(tail))
    return frozenset(known.lags) if is_told else frozenset()


def answered_of(head: str, known: Known) -> frozenset[date]:
    """Give the day of what was answered "two days later": "the first was met with a request two days later"."""
    match = _answered_one().search(head)
    if match is None:
        return frozenset()
    word = match["which"].lower()
    place = len(known.sent) if word in {"last", "latest"} else ORDINALS.get(word, 0)
    return frozenset(known.sent[place - 1 : place]) if place else frozenset()


@cache
def _answered_one() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:the|our)\s(?P<which>{_ordinals()})(?:\s(?:one|{_lists()['sent']}))?\s(?:was|got|met|drew|brought|received|came\sback)(?!\w)"
        r"(?:\s(?!on\s|and\s|but\s|the\s)[\w'-]+){1,9}(?:,|\s(?:exactly|just|only))?\s$",
        re.IGNORECASE,
    )


@cache
def _lists() -> dict[str, str]:
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "time_words.toml").read_text("utf-8"))
    return {name: "|".join(words) for name, words in raw["pointed"].items()}


@cache
def _ordinals() -> str:
    return "|".join([*sorted(ORDINALS, key=len, reverse=True), "last", "latest", "previous"])


@cache
def _way() -> re.Pattern[str]:
    return re.compile(
        r",?\s(?:(?P<before>before|ahead\sof|prior\sto|in\sadvance\sof|earlier\sthan|older\sthan)|after|of|from|following|behind|later\sthan|(?:younger|newer)\sthan|on\sfrom)\s",
        re.IGNORECASE,
    )


@cache
def _what() -> re.Pattern[str]:
    lists, which = _lists(), _ordinals()
    whose = r"(?P<whose>the|our|my|this|that|your|its|Amazon's)\s"
    return re.compile(
        rf"{whose}(?:(?P<which>{which})\s?)?(?:"
        rf"(?P<reply>(?:{lists['answered']})(?!\w)(?!\s(?:to|of\sthe|from\s(?!Amazon|you)|by\s(?!Amazon|you)|was|came)(?!\w)))"
        rf"|(?P<notice>(?:{lists['notice']})(?!\w)(?!\s(?:was|came(?!\s?(?:[.,;:)]|$))|of\s(?!the\s(?:listing|account|notice)|our))(?!\w)))"
        rf"|(?:(?:{lists['sent']})s?(?!\w))(?!\s(?:repl|answer|denial|refusal|decision|notice|call|reminder|was|to|[a-z]+ing|\w+s?\s(?:repl|answer)))"
        r"|(?<=[a-z]\s)(?:one|of\sthem)(?!\w)|(?<=[a-z])(?=[,.;:)]|$|\s(?:we|you|I|it|Amazon|there|came|and)(?!\w)))"
        rf"|(?P<noticing>(?:we|I)(?:\shad|'d)?\s(?:first\s)?(?:{lists['noticing']})(?!\w))"
        rf"|(?P<asking>(?:you|Amazon)(?:\shad|'d)?\s(?:{lists['asking']})(?!\w))",
        re.IGNORECASE,
    )


@cache
def _what_after() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:our|the|my)\s(?P<which>{_ordinals()})\s(?:{_lists()['sent']})\swas\s"
        r"(?:answered|refused|denied|declined|rejected|turned\sdown)\s(?:after|within)\s$",
        re.IGNORECASE,
    )


@cache
def _filled() -> str:
    return r"(?:(?:exactly|precisely|just|only|about|some|nearly|almost|barely|another|a|the|full|further|already|as\sfew\sas)\s){0,3}$"


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:after|within)\s{_filled()}", re.IGNORECASE)


@cache
def _answered() -> re.Pattern[str]:
    """Words by which Amazon answers, right before "after six days"."""
    lists = _lists()
    return re.compile(
        rf"(?<!\w)(?:(?:you|Amazon|{lists['teams']})(?:\sthen|\sonly|\shad)?\s(?:{lists['asking']})(?:\sus)?"
        rf"|(?:{lists['answered']})(?:\s(?:to\s(?:it|that|this|them|us)|from\sAmazon|from\syou))?\s(?:came|arrived|followed|was\sgiven|reached\sus)"
        r"|(?:was|were|been|and|us|also)\s(?:answered|refused|denied|declined|rejected|turned\sdown))"
        rf"(?:\s(?:again|only|first|back))?\s(?:after|within)\s(?:[a-z]{{2,9}}\sand\s(?:after\s)?)?{_filled()}",
        re.IGNORECASE,
    )


@cache
def _answers() -> re.Pattern[str]:
    """Words by which Amazon answers, right behind "after six days"."""
    lists = _lists()
    return re.compile(
        rf",?\s(?:(?:the|an|your|its)\s(?:{lists['answered']})\s(?:came|arrived|followed)|came\s(?:the|an|your|its)\s(?:{lists['answered']})(?!\w)"
        rf"|(?:you|Amazon)\s(?:{lists['asking']})(?!\w)|(?:{lists['asking']})\s(?:us|me|that)(?!\w)|(?:the|a|your)\srequest\s(?:to|for)(?!\w))",
        re.IGNORECASE,
    )


def is_of_answer(head: str, tail: str) -> bool:
    """Say whether what came "two days later" is told as an answer of Amazon: "and two days later you wished to have more"."""
    return _came_back().search(head) is not None or _comes_back().match(tail) is not None


@cache
def _came_back() -> re.Pattern[str]:
    lists = _lists()
    return re.compile(
        rf"(?<!\w)(?:(?:was|were)\s(?:told|asked|answered|refused|denied|declined|rejected)|brought\s(?:a|an|the|your)\s(?:request|{lists['answered']})"
        rf"|(?:{lists['answered']})\scame|(?:led\s)?to\s(?:a|an|the|another)\s(?:{lists['answered']})|[(,;]\s?(?:answered|refused|denied|declined|rejected))(?:\sonly)?\s$",
        re.IGNORECASE,
    )


@cache
def _comes_back() -> re.Pattern[str]:
    lists = _lists()
    return re.compile(
        rf",?\s(?:later|afterwards?|after\s(?:that|it|this)),?\s(?:(?:you|Amazon)\s(?:{lists['asking']}|wished|wanted|sent|told)"
        rf"|we\swere\s(?:asked|told|refused|denied)|came\s(?:the|an|your)\s(?:{lists['answered']})"
        rf"|(?:the|an|your)\s(?:{lists['answered']})\s(?:came|followed|arrived))(?!\w)",
        re.IGNORECASE,
    )
