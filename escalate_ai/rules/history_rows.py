"""Days listed after a colon, ways named twice. In: a text, words of sending, a row of days. Out: what joins them. Judges nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.rules.history_stretches import words
from escalate_ai.text.number_words import cardinal_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalate_ai.rules.history_claims import Cue

_LIST = 120
"""Characters before a day in which the day before it in a list is told of."""


def before_list(text: str, start: int, first: int, end: int) -> str:
    """Give the words between words of sending and a row of days; without the colon where the row lists what they tell.

    "two appeals to date: on A and B through the form" is such a list; "without success: on A more was asked for" is none.

    Args:
        text: The part they stand in.
        start: Where the words of sending end.
        first: Where the row begins.
        end: Where the row ends.

    """
    gap = text[start:first]
    head = _colon().fullmatch(gap)
    return head["gap"] if head and _goes_on().match(text, end) else gap


@cache
def _colon() -> re.Pattern[str]:
    return re.compile(r"(?P<gap>[^:;.?!]{0,60}):\s?(?:on\s)?(?:the\s)?", re.IGNORECASE)


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(
        r"\s?(?:[.;(]|$)|,?\s(?:and\s|both\s|all\s|each\s)?(?:through|via|by|to|in|using|with|for|on)(?!\w)",
        re.IGNORECASE,
    )


def ways_named(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """Give the ways in order; of "the Report Abuse appeal form" the name alone."""
    ways = sorted((cue for cue in cues if cue.kind.startswith("ch_")), key=lambda cue: cue.start)
    named = {cue.end + 1: cue.kind for cue in ways}
    return tuple(cue for cue in ways if not (cue.text.lower().startswith("appeal") and named.get(cue.start, cue.kind) != cue.kind))


def told_in_turn(text: str, start: int, first: int, days: int, cues: Sequence[Cue]) -> tuple[str, ...]:
    """Give what kind of answer each day of a list is told of: "two requests for more information and one refusal, dated A, B and C".

    Args:
        text: The part they stand in.
        start: Where the sentence begins.
        first: Where the list begins.
        days: How many days it has.
        cues: What is told of answers in the sentence.

    """
    told: list[str] = []
    numbers = list(_number().finditer(text, start, first))
    for place, number in enumerate(numbers):
        end = numbers[place + 1].start() if place + 1 < len(numbers) else first
        inside = {cue.kind for cue in cues if number.end() <= cue.start < end or cue.start <= number.start() < cue.end}
        kind = "denied" if "denied" in inside else "more" if "more" in inside or _for_more().search(text, number.end(), end) else ""
        value = cardinal_value(number[0]) if not number[0].isdigit() else (int(number[0]), 0)
        told = [*told, *[kind] * (value[0] if value else 0)] if kind else []
    is_list = bool(numbers) and _dated().search(text[numbers[-1].end() : first]) is not None
    return tuple(told) if len(set(told)) > 1 and is_list and len(told) == days else ()


@cache
def _for_more() -> re.Pattern[str]:
    return re.compile(r"\sfor\s[\"\u201c'\u2018]?(?:more|further|additional)(?!\w)", re.IGNORECASE)


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})(?=\s)", re.IGNORECASE)


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(r"(?:(?:dated|of|on|came|received|namely)(?:\son)?\s|[(:]\s?)(?:the\s)?$", re.IGNORECASE)


def is_counted_from(text: str, cue: Cue, first: int) -> bool:
    """Say whether days are only counted from what was sent: "ten days after the second report, on B" gives B to something else."""
    return text.startswith(",", cue.end, first) and _from_what().search(text, max(0, cue.start - 40), cue.start) is not None


@cache
def _from_what() -> re.Pattern[str]:
    return re.compile(r"(?:days?|weeks?|months?|fortnight)\s(?:after|before|following)\s(?:\w+\s){0,3}$", re.IGNORECASE)


def has_own_verb(text: str, start: int, end: int) -> bool:
    """Say whether a day has a verb of its own behind it: "refused on A and on B asked for invoices"."""
    more = words().tells_more
    if _own_verb().match(text, end) or (more.match(text, end) and more.search(text, max(0, start - _LIST), start)):
        return True
    return _anew().search(text, max(0, start - 16), start) is not None and _own_clause().match(text, end) is not None


OWN_VERB = (
    r"\s(?:(?:we|it)\s(?:was|were)\s|was\s|were\s|(?:it|they|you|amazon)\s)?(?:asked|refused|denied|declined|rejected|told|wanted)(?!\w)"
)
"""What stands right behind a day that opens a clause of its own."""


@cache
def _own_verb() -> re.Pattern[str]:
    return re.compile(OWN_VERB, re.IGNORECASE)


@cache
def _anew() -> re.Pattern[str]:
    """What stands before a day that may open a clause: "and on"."""
    return re.compile(r"(?:,\s(?:and\s|then\s)?|\s(?:and|then)\s(?:again\s|then\s)?)on\s(?:the\s)?$", re.IGNORECASE)


@cache
def _own_clause() -> re.Pattern[str]:
    """A subject of a few words with its verb, or the verb alone, right behind a day."""
    return re.compile(
        r"\s(?:(?!(?:and|or|by|to|through|via|in|with|for|which|that)\s)[A-Za-z]+\s){0,3}"
        r"(?:(?:was|were|could|did|would|has|had)(?:n['\u2019]t)?|came|went|drew|brought|stayed|remained|got|received)(?!\w)"
        r"|\sthat\s|,\s(?:acknowledged|answered|refused|denied|declined|rejected)\s(?:the\s(?:next|same|following)\sday|on\s(?:the\s)?[\dA-Z]|\w+\s(?:days?|weeks?)\slater)",
        re.IGNORECASE,
    )


@cache
def subject() -> re.Pattern[str]:
    """What was sent, where it is only the subject of an answer."""
    return re.compile(r"(?:appeals?|submissions?|reports?|requests?|reviews?|letters?|attempts?|escalations?)$", re.IGNORECASE)


@cache
def sent_thing() -> re.Pattern[str]:
    """What was sent, right behind its day: "the 5 November request"."""
    return re.compile(
        r"\s(?:request|letter|plan|message|e-?mail|appeal|submission|report)(?!\w)(?!\s(?:for\smore|was\smade|we|you|I)(?!\w))"
    )


@cache
def thick() -> re.Pattern[str]:
    """Words between a cue and a date that open another thought."""
    return re.compile(
        r"[;:.?!()]|(?<!\w)(?:we|I|it|they|you|which|who|that|while|when|whereas|because|since|until|before|after|although|but|so|is|are|was|were"
        r"|has|have|had|covering|about|concerning|over|against|despite|naming|citing|named)(?!\w)",
        re.IGNORECASE,
    )


def is_named_by(text: str, at: int) -> bool:
    """Say whether the day that stands here belongs to the noun before it: "the appeal of 10 August"."""
    return re.search(r"(?<!\w)(?:of|dated|from)\s(?:the\s)?$", text[max(0, at - 10) : at], re.IGNORECASE) is not None


@cache
def answers_to() -> re.Pattern[str]:
    """What stands between the day of an answer and what it answers: "on 25 August to the appeal"."""
    return re.compile(r"\sto\s(?:the|our|that|those|this)\s", re.IGNORECASE)


def is_asked_back(text: str, at: int) -> bool:
    """Say whether the words right before a day tell what Amazon asked for on it: "the retraction requested on 5 March"."""
    found = _asked_back().search(text, max(0, at - _REACH), at)
    return found is not None and found["what"].lower() not in _OURS


_REACH = 60
_OURS = frozenset({"we", "i", "have", "had", "was", "were", "is", "are", "review", "reviews", "decision", "call"})
"""Words before "requested on" by which it is the seller who asks."""


@cache
def _asked_back() -> re.Pattern[str]:
    verb = r"(?:requested|demanded|asked\sfor|called\sfor|wanted|sought)"
    more = r"(?:\sby\s(?:amazon|you)|\sof\sus|\sagain|\sback|\sthen|\slast|\sfirst)?"
    return re.compile(rf"(?<![\w'])(?P<what>[\w']+),?\s(?:(?:you|amazon)\s)?{verb}{more}\s(?:on|of)\s(?:the\s)?$", re.IGNORECASE)


@cache
def attributed() -> re.Pattern[str]:
    """What a date right before it belongs to: "the July 28, 2026 appeal"."""
    return re.compile(
        r"(?:appeals?|submissions?|reports?|requests?|letters?|plans?|messages?|manager|repl(?:y|ies)|answers?|denials?|refusals?|decisions?|responses?)(?!\w)",
        re.IGNORECASE,
    )


@cache
def no_role() -> re.Pattern[str]:
    """What makes a date a limit of time and no day of anything."""
    return re.compile(r"(?<!\w)(?:since|until|till|by|before|after|from|through|as\sof|between|later\sthan|to)\s(?:the\s)?$", re.IGNORECASE)
