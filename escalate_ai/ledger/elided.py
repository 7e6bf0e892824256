"""Numbers without a noun of their own. In: a mention, its sentence. Out: whether it counts something said elsewhere, or nothing.

Looks nothing up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.ledger.nouns import nouns
from escalate_ai.text.mention import MentionKind
from escalate_ai.text.number_words import CARDINAL, cardinal_value, number_lists

if TYPE_CHECKING:
    from escalate_ai.ledger.said import Said
    from escalate_ai.text.mention import Mention

_TWO, _POINTS = 2, 4
"""Points of its own that a letter counts under a name of its own."""
_STEM = 4
"""Letters that a verb and its noun share at least: "test" and "tested"."""


def lacks_noun(mention: Mention) -> bool:
    """Say whether no noun stands behind a number, or only a word that is no plural: a participle or verb ("281 sold", "five speak")."""
    if mention.unit is None or mention.unit == "one":
        return True
    last = mention.text.split()[-1].lower()
    return mention.value != 1 and "-" not in last and last == mention.unit and last not in number_lists().many


def whole_of(mention: Mention, sentence: str) -> int | None:
    """Give the number that another is a part of: the six of "three of the six"."""
    tail = sentence.partition(mention.text)[2]
    match = re.match(r"\s(?:out\s)?of\s(?:the|these|those|our|all)?\s?(?P<digits>\d[\d,]{0,11}(?!\d))?", tail)
    if match is None:
        return None
    if match["digits"]:
        return int(match["digits"].replace(",", ""))
    rest = tail[match.end() :]
    # "five speak of a strap": an article is no whole
    found = None if re.match(r"an?\s", rest, re.IGNORECASE) else cardinal_value(rest)
    return int(found[0]) if found else None


def is_of_all(mention: Mention, sentence: str) -> bool:
    """Say whether a number is told as the whole: "all 176 units", "every one of the 41 words"."""
    head = sentence.partition(mention.text)[0]
    return (
        re.search(
            r"(?<!\w)(?<!in\s)(?:all|every(?:\sone)?|each|entire|whole)\s(?:of\s)?(?:the|our|these|those|its)?\s?$", head, re.IGNORECASE
        )
        is not None
    )


def is_whole(mention: Mention, sentence: str) -> bool:
    """Say whether a number is told as that of which another is a part: the 29 of "27 of the 29 buyers"."""
    return re.search(r"\w\s(?:out\s)?of\s(?:the|our|these|those|all)\s$", sentence.partition(mention.text)[0], re.IGNORECASE) is not None


def part_of(mention: Mention, sentence: str) -> int | None:
    """Give the number that is a part of this one: the 18 of "18 of 20 answers"."""
    head = sentence.partition(mention.text)[0]
    match = _part_before().search(head) if "of" in head[-_OF:].lower() else None
    if match is None:
        return None
    return int(match["digits"].replace(",", "")) if match["digits"] else (cardinal_value(match["word"]) or (0, 0))[0]


def is_some_of(mention: Mention, sentence: str) -> bool:
    """Say whether a number is told as some of what the letter just named: "three of these documents"."""
    return re.match(r"\sof\s(?:these|those|them|the|our|its)(?!\w)(?!\s\d)", sentence.partition(mention.text)[2], re.IGNORECASE) is not None


def is_of_part(mention: Mention, sentence: str) -> bool:
    """Say whether a number is told as that of which another is a part, with or without an article."""
    return part_of(mention, sentence) is not None


_OF = len("of these ")
"""Characters before a number in which "of" stands where it is told as a whole."""


@cache
def _part_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,])(?:(?P<digits>\d[\d,]{{0,8}})|(?P<word>{CARDINAL}))\s(?:out\s)?of\s(?:the\s|our\s|these\s|all\s)?$", re.IGNORECASE
    )


def compares(mention: Mention, sentence: str) -> bool:
    """Say whether a number is told as a difference: "104 units more of the one"."""
    return _comparing().match(sentence.partition(mention.text)[2]) is not None


@cache
def _comparing() -> re.Pattern[str]:
    return re.compile(
        r"\s(?:more|fewer|less|of\sdifference|too\s[a-z]+"
        r"|(?!(?:other|after|under|over|either|ever|never|however|rather|together|further|later|earlier|former|per|whether)(?!\w))[a-z]{2,12}er)(?=[\s.,;:)]|$)"
    )


def is_doing(noun: str | None, words: frozenset[str]) -> bool:
    """Say whether one of some words is the verb of a counted noun: "invoiced us five times" tells of five invoices."""
    stems = tuple(one[: max(_STEM, min(len(one) - 1, 6))] for one in nouns().like(noun) if len(one) >= _STEM)
    return bool(stems) and any(word.startswith(stems) for word in words)


def points_at(mention: Mention, sentence: str) -> bool:
    """Say whether a number word stands after "these" or "those" and so takes up what the letter just named."""
    head = sentence.partition(mention.text)[0].lower().split()
    return bool(head) and head[-1] in {"these", "those"} and not any(char.isdigit() for char in mention.text)


def tells_of_list(mention: Mention, sentence: str) -> bool:
    """Say whether a sentence points at what the letter lists or sends along: "these five papers", "the four items enclosed"."""
    return points_at(mention, sentence) or _of_list().search(sentence) is not None


@cache
def _of_list() -> re.Pattern[str]:
    words = "|".join(sorted(nouns().parts["lists"], key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|:\s|:$", re.IGNORECASE)


def is_recurring(mention: Mention, sentence: str) -> bool:
    """Say whether "a month" tells when something recurs and no span of time: "the first Monday of a month"."""
    head, _, tail = sentence.partition(mention.text)
    if _every().match(tail):
        return True
    before = r"(?:(?:day|end|start|beginning|middle)\sof|(?:once|twice|times?|hours|days)(?:\sin)?)\s$"
    return mention.text.lower().startswith(("a ", "an ", "one ")) and re.search(before, head) is not None


@cache
def _every() -> re.Pattern[str]:
    """What makes a span before it a rate: "seven days a week"."""
    return re.compile(r"\s(?:a|per|each|every|out\sof\sa)\s(?:hour|day|weekend|week|month|quarter|year|shift)(?!\w)", re.IGNORECASE)


def is_general(mention: Mention, sentence: str) -> bool:
    """Say whether a number word tells what can never be, and nothing that was: "cannot belong to three pairs at once"."""
    head, _, tail = sentence.partition(mention.text)
    if mention.bound is not None:
        return False
    never = re.search(
        r"(?<!\w)(?:cannot|can\snot|can't|could\snot|couldn't|can\snever|never|no\s\w+(?:\s\w+)?\scan)(?:\s[\w'-]+){0,4}\s$",
        head,
        re.IGNORECASE,
    )
    return (
        never is not None
        and re.match(r"\s(?:at\sonce|at\s(?:the\ssame|a|one)\stime|together|simultaneously|alike)(?!\w)", tail) is not None
    )


def speaks_of_itself(mention: Mention, sentence: str) -> bool:
    """Say whether a number counts what the letter itself says: "two things are asked here", "these papers settle three points"."""
    if mention.unit not in nouns().listed["letter"] or mention.bound is not None or any(char.isdigit() for char in mention.text):
        return False
    return sentence.rstrip().endswith(":") or _of_letter().search(sentence) is not None


def is_denied(mention: Mention, sentence: str) -> bool:
    """Say whether a sentence denies what a hedge before a number would say: "none was under 78%"."""
    return _denying().search(sentence.partition(mention.text)[0]) is not None


@cache
def _denying() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:no|not|none|nobody|nothing|never|neither|no\sone|\w+n't)(?:\s[\w'-]+){0,6}\s(?:over|above|under|below|than|beyond)\s(?:an?\s|the\s)?$",
        re.IGNORECASE,
    )


@cache
def _of_letter() -> re.Pattern[str]:
    words = "|".join(sorted(nouns().parts["letter"], key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|:\s", re.IGNORECASE)


_LEADS = ("but", "except", "in", "every")
"""The last words of what `_saying` finds."""


def is_part_of_saying(mention: Mention, sentence: str) -> bool:
    """Say whether a value says nothing by itself: the ten of "nine in ten", the rest of "all but 15 of 4,325", the May of "before May"."""
    if mention.kind is MentionKind.COUNT:
        return any(head.rstrip().lower().endswith(_LEADS) and _saying().search(head) for head in _heads(mention, sentence))
    if mention.kind is not MentionKind.DATE or any(char.isdigit() for char in mention.text):
        return False
    return any(_limiting().search(head) for head in _heads(mention, sentence))


def _heads(mention: Mention, sentence: str) -> Iterator[str]:
    """Give what stands before a value, wherever a sentence has it."""
    place = sentence.find(mention.text)
    while place >= 0:
        yield sentence[max(0, place - 24) : place]
        place = sentence.find(mention.text, place + len(mention.text))


@cache
def _saying() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:all\s(?:but|except)|everything\sbut|{CARDINAL}\sin(?:\severy)?)\s$", re.IGNORECASE)


@cache
def _limiting() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:before|after|until|till)\s(?:the\s)?(?:(?:end|start|beginning)\sof\s)?$", re.IGNORECASE)


def of_the_letter(said: Said, things: AbstractSet[str | None]) -> str | None:
    """Give what a count of the points and documents that the letter itself lists follows from; `things` are counted in the case."""
    unit, listed, most = said.mention.unit, nouns().listed, max(said.shown, default=0)
    if unit in listed["letter"] and said.number in said.shown and unit not in things:
        return "derived: count of what the letter lists"
    if unit in listed["own"] and _TWO <= said.number <= min(most, _POINTS) and unit not in things:
        return "derived: some of what the letter lists"
    if unit in listed["document"] and points_at(said.mention, said.sentence) and said.number < most:
        return "derived: part of what the letter lists"
    return None
