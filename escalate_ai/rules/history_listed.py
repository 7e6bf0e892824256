"""Answers listed one after the other, and numbers that no history of the case can reach. In: sentences with their claims, the record.

Out: hits of CT205. "A request for more information and two refusals" lists three answers: where the case has three, their kinds are those
of the case, and where the words say that they stand in order, so are their places. What is counted of one kind in several sentences of one
paragraph is not more than the case has.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.history_claims import KINDS_OF_REPLY, Clause, Cue
from escalate_ai.rules.history_counts import ANSWERS, COUNTED_AS
from escalate_ai.rules.rule import Hit
from escalate_ai.terms import ReplyCategory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from escalate_ai.rules.history_record import Record

_ANSWERED = ("more", "denied")
_JOINT = 8
"""Characters around a number in which it is told what it goes on with."""
_BEFORE = 60
"""Characters before an answer in which its number stands."""


class _Counted(NamedTuple):
    """So many answers of one kind."""

    clause: Clause
    cue: Cue
    number: int


def wrong_lists(clauses: Sequence[Clause], record: Record) -> Iterator[Hit]:
    """Find answers listed otherwise than the case has them, and more submissions or answers than there can have been."""
    for _, group in groupby(clauses, key=lambda clause: id(clause.part)):
        row = list(group)
        yield from _more_than_came(row, record)
        for clause in row:
            yield from _out_of_order(clause, record)
            yield from _more_than_any(clause, record)
            yield from _shared_out(clause, record)
            yield from _later_than_last(clause, record)


def _counted(clause: Clause) -> list[_Counted]:
    """Give the answers of a sentence that stand with their number."""
    found: list[_Counted] = []
    for cue in clause.cues:
        if cue.kind not in _ANSWERED or _passive().match(cue.text):
            # "six had been refused" at the gate
            continue
        low = max(
            [clause.start, cue.start - _BEFORE, *(other.end for other in clause.cues if other.end <= cue.start and other.kind != "reply")]
        )
        match = _number().search(clause.part.text, low, cue.start)
        numbers = [mention for mention in clause.counts if low <= mention.span[0] < cue.start and not mention.ordinal and not mention.bound]
        if numbers and isinstance(numbers[-1].value, int):
            if _one_of_them().search(clause.between(numbers[-1].span[1], cue.start)):
                continue
            if not _is_reference(clause.part.text[low : numbers[-1].span[0]]):
                found.append(_Counted(clause, cue, numbers[-1].value))
        elif match and not _is_reference(clause.part.text[low : match.start()]):
            found.append(_Counted(clause, cue, 1))
    return found


@cache
def _passive() -> re.Pattern[str]:
    return re.compile(r"(?:had\s|have\s|has\s)?been\s|were\s|was\s", re.IGNORECASE)


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:an?|one)\s(?:\w+\s){0,3}\Z", re.IGNORECASE)


@cache
def _one_of_them() -> re.Pattern[str]:
    """What parts an answer from a number before it: "twice the answer named no point, and the third declined"."""
    return re.compile(r"(?<!\w)the\s(?:first|second|third|fourth|fifth|last|other|latter|former|rest|next)(?!\w)", re.IGNORECASE)


def _is_reference(before: str) -> bool:
    """Say whether a number takes up what was told: "the two refusals", "both of them"."""
    return re.search(r"(?<!\w)(?:the|these|those|all|both|other|last|first|your|such|of)\s\Z", before, re.IGNORECASE) is not None


def _more_than_came(row: Sequence[Clause], record: Record) -> Iterator[Hit]:
    """Find that the answers of one kind counted in a paragraph are more than the case can be told to have."""
    counted = [one for clause in row for one in _counted(clause)]
    if not counted or any(_days(one.clause) for one in counted):
        # days stand beside some of them: what is counted elsewhere may be the same answers
        return
    text = row[0].part.text
    # a notice sent again is told as a refusal, or as itself
    again = ReplyCategory.NOTICE_RESENT if _again().search(text) else None
    came = [answer.category for answer in record.answers if answer.category is not again]
    for kind in _ANSWERED:
        same = [one for one in counted if one.cue.kind == kind]
        most = sum(record.may_be(kind, category) for category in came)
        if same and sum(one.number for one in same) > most:
            last = same[-1]
            said = f"Together with what stands before, \u201c{last.cue.text}\u201d makes more {COUNTED_AS[kind]} than the case has: {most}."
            yield Hit(last.clause.part, (last.cue.start, last.cue.end), said, "Give the number of answers of each kind that the case has.")


@cache
def _again() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:same|original|first|initial)\snotice(?!\w)|notice\s(?:once\s)?(?:again|anew|a\ssecond\stime)", re.IGNORECASE
    )


def _days(clause: Clause) -> bool:
    return any(dates.mentions for dates in clause.dates)


def _out_of_order(clause: Clause, record: Record) -> Iterator[Hit]:
    """Find answers that are listed one for one, in another order than they came."""
    ordered = _in_order().search(clause.part.text, clause.start, clause.end)
    if ordered is None or any(cue.kind == "silent" for cue in clause.cues):
        return
    listed = _counted(clause)
    kinds = [(one.cue, one.cue.kind) for one in listed for _ in range(one.number if one.number <= len(record.answers) else 0)]
    if len(kinds) != len(record.answers) or len(listed) <= 1 or len(listed) != sum(cue.kind in _ANSWERED for cue in clause.cues):
        return
    for (cue, kind), answer in zip(kinds, record.answers, strict=True):
        if not record.may_be(kind, answer.category):
            said = (
                f"\u201c{cue.text}\u201d stands where the case has \u201c{answer.category.value.replace('_', ' ')}\u201d ({answer.path})."
            )
            yield Hit(clause.part, (cue.start, cue.end), said, "Tell the answers in the order in which they came.")
            return


@cache
def _in_order() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:in\s(?:that\s|this\s|turn)?\s?order|in\sturn|respectively|first(?:ly)?\s(?:with|by|came|there|an?)|came\sback|then|thereafter|afterwards|followed\sby)(?!\w)",
        re.IGNORECASE,
    )


def _more_than_any(clause: Clause, record: Record) -> Iterator[Hit]:
    """Find a number of submissions or answers that is larger than all there was: "the other five brought no action"."""
    most = record.all_told
    if not any(cue.kind in KINDS_OF_REPLY or cue.kind in {"send", "reply"} for cue in clause.cues):
        return
    for mention in clause.counts:
        value = mention.value
        if mention.ordinal or mention.bound or not isinstance(value, int) or not most < value <= _LARGEST:
            continue
        before = clause.between(max(clause.start, mention.span[0] - 24), mention.span[0])
        behind = clause.between(mention.span[0], clause.end)
        if before.endswith("of "):
            # "18 of 20 answers right"
            continue
        if _of_history().match(behind) or (_rest().search(before) and _answered().match(behind)):
            words = " ".join(mention.text.split())
            said = f"\u201c{words}\u201d is more than the case has of submissions, reminders and calls together: {most}."
            yield Hit(clause.part, mention.span, said, "Give the number the case has.")


def _shared_out(clause: Clause, record: Record) -> Iterator[Hit]:
    """Find answers told one kind after the other that are more than came: "four replies refused; one said that; and one"."""
    text, most = clause.part.text, len(record.answers)
    first = next((one for one in clause.counts if one.unit in ANSWERS and not one.ordinal and not one.bound), None)
    if first is None or not isinstance(first.value, int) or _is_reference(text[clause.start : first.span[0]]):
        return
    rest = [one for one in clause.counts if one.span[0] > first.span[1] and _is_next_of_them(text, one.span)]
    more = [one.value for one in rest if isinstance(one.value, int)]
    if more and first.value + sum(more) > most:
        words = " ".join(first.text.split())
        said = f"\u201c{words}\u201d and those told after them are more answers than the case has: {most}."
        yield Hit(clause.part, first.span, said, "Give the number of answers of each kind that the case has.")


def _is_next_of_them(text: str, span: tuple[int, int]) -> bool:
    """Say whether a number counts the next kind of answer: "; one said", but not "; two of our submissions"."""
    before, behind = text[max(0, span[0] - _JOINT) : span[0]], text[span[1] : span[1] + _JOINT]
    return re.search(r"(?:;|,\sand)\s(?:and\s)?\Z", before) is not None and not behind.lstrip().startswith("of ")


def _later_than_last(clause: Clause, record: Record) -> Iterator[Hit]:
    """Find a submission or answer of a place that none had: "it is our third one" of two."""
    most = record.all_told
    for mention in clause.counts:
        if not mention.ordinal or not isinstance(mention.value, int) or not most + 1 < mention.value <= _LARGEST // 2:
            continue
        if _of_row().match(clause.part.text, mention.span[0], clause.end):
            words = " ".join(mention.text.split())
            said = f"\u201c{words}\u201d: the case has no more than {most} submissions, reminders and calls together."
            yield Hit(clause.part, mention.span, said, "Count the submissions as the case has them.")


@cache
def _of_row() -> re.Pattern[str]:
    return re.compile(
        r"[\w-]+\s(?:one|time|appeals?|submissions?|attempts?|requests?|repl(?:y|ies)|answers?|responses?|refusals?|went|was|is|came|had|received)(?!\w)",
        re.IGNORECASE,
    )


_LARGEST = 20
"""What is larger counts orders or goods, hardly submissions."""


@cache
def _of_history() -> re.Pattern[str]:
    nouns = r"appeals?|submissions?|attempts?|replies|reply|answers?|responses?|refusals?|denials?|rejections?|escalations?|pleas?"
    return re.compile(
        rf"[\w-]+\s(?:(?:of\s(?:our|these|the|those)|earlier|first|previous|prior|further|other|last|separate|such)\s){{0,2}}(?:{nouns}|requests?(?=,?\s(?:both|all|were|to\s(?:Account|Seller|a\smanager))))(?!\w)"
        r"|[\w-]+\s(?:(?:were\s|have\sbeen\s|of\sthem\s)?(?:refused|denied|declined|rejected|turned\sdown)|were\srefusals|were\sdenials)(?!\w)",
        re.IGNORECASE,
    )


@cache
def _rest() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:the\s(?:other|remaining|rest)|the)\s\Z", re.IGNORECASE)


@cache
def _answered() -> re.Pattern[str]:
    return re.compile(
        r"[\w-]+\s(?:(?:were|was|have|has|had|brought|drew|met|got|received|ended|came|went)(?!\w)|(?:others?|remaining)\s(?:were|brought|drew|met|got|received|ended|came|went)(?!\w))",
        re.IGNORECASE,
    )
