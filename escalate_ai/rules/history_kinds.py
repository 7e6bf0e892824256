"""Which kind of answer is surely told of a row of days, and which words tell what was sent or came. In: a stretch. Out: a kind, cues.

Judges nothing, and reads no case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from escalate_ai.rules.history_stretches import DAY, INSIDE, words

if TYPE_CHECKING:
    from escalate_ai.rules.history_stretches import Row, Stretch

_KINDS = frozenset({"more", "denied"})
_UNEXPLAINED = r"(?:\swithout\s(?:[a-z]+\s){0,2}[a-z]+)"
"""What is told with a kind of answer before its own day: "a denial without a reason on"."""

_NEXT = re.compile(r"(?:,\s(?:and\s)?(?:on\s)?|(?:,\s|\sand\s)that\sof\s)(?:the\s)?$", re.IGNORECASE)
"""What shows that a day is the next of a list, and that what stands before it is told of the one before."""
_WE_GOT = re.compile(r"(?:we|I)\s(?:received|got)", re.IGNORECASE)
"""What stands before a kind of answer: "to that we got a refusal"."""


@lru_cache(maxsize=64)
def cues_in(text: str) -> tuple[re.Match[str], ...]:
    """Give the words of a stretch that tell what was sent or came; kept for a moment, since role, kind and answer of a row all ask."""
    return tuple([match for match in words().cues.spots(text) if match.lastgroup])


def leads_entry(stretch: Stretch, row: Row) -> bool:
    """Say whether a day leads an entry of a list: "22 July, refusal;"."""
    head = row.left.rstrip()
    return stretch.is_timeline and (not head or head[-1] in ";:.") and words().entry_right.match(row.right) is not None


def kind_come(left: str) -> str | None:
    """Give the kind of answer that words right before a day say came on it: "a refusal that named nothing came on"."""
    named = [cue for cue in cues_in(left) if cue.lastgroup in _KINDS]
    is_thing = bool(named) and words().named_kind.fullmatch(named[-1][0]) is not None
    return named[-1].lastgroup if is_thing and words().came_behind.fullmatch(left, named[-1].end()) else None


def kind_told(stretch: Stretch, row: Row) -> str | None:
    """Give the one kind of answer that is surely told of a row."""
    left = row.left.rpartition(";")[2]
    before, after = cues_in(left), cues_in(re.split(r";", row.right)[0])
    bracket = stretch.inner.get(row.days[-1])
    if after and _WE_GOT.fullmatch(after[0][0]):
        after = after[1:]
    found: set[str] = {come} if (come := kind_come(left)) else set()
    kinds = {cue.lastgroup for cue in before} & _KINDS
    if leads_entry(stretch, row):
        told = {cue.lastgroup for cue in after} & _KINDS
        return told.pop() if len(told) == 1 else None
    if before and ";" not in row.left and row is not stretch.rows[0] and _NEXT.search(left):
        before = before[:-1]  # of the day before: "on A you asked for more information, on B"
    if (
        before
        and before[-1].lastgroup in _KINDS
        and words().adjacent.fullmatch(left, before[-1].end())
        and (len(kinds) == 1 or len(row.days) == 1)
    ):
        found.add(before[-1].lastgroup or "")
    if after and not _is_named_before(left, before) and _is_told_behind(stretch, row, after[0]):
        found.add(after[0].lastgroup or "")
    found |= {cue.lastgroup or "" for cue in after[:1] if _has_followed(row.right, cue)}
    if before and before[-1].lastgroup not in _KINDS and len(row.days) == 1 and len(kinds) == 1 and _is_named_before(left, before):
        found |= {kind for kind in kinds if kind}
    if bracket and not bracket.rows and len(row.days) == 1 and not _names_kind(before):
        within = {kind for cue in cues_in(bracket.text) if (kind := cue.lastgroup or "") in _KINDS}
        found |= within if len(within) == 1 else set()
    if stretch.host is not None and len(stretch.rows) == 1:
        behind = cues_in(stretch.tail.split(DAY)[0])
        if behind and behind[0].lastgroup in _KINDS and words().to_kind.match(f" {stretch.tail[: behind[0].start()]}"):
            found.add(behind[0].lastgroup or "")
        inside = {cue.lastgroup for cue in cues_in(stretch.text)}
        found |= {kind for kind in inside & _KINDS if kind} if "void" not in inside else set()
    return found.pop() if len(found) == 1 else None


def _is_told_behind(stretch: Stretch, row: Row, cue: re.Match[str]) -> bool:
    """Say whether the kind of answer named right behind a row is told of it, and not of the next one."""
    head, follows = words().own_way.sub("", row.right[: cue.start()]), row.right[cue.end() :]
    is_next = len(stretch.rows) > 1 and re.fullmatch(rf"{_UNEXPLAINED}?\s(?:of|on|dated)?\s?(?:the\s)?", follows) is not None
    is_next |= head.endswith(" and ") and not re.match(
        r"(?:asked|requested|wanted|refused|denied|declined|rejected)", cue[0], re.IGNORECASE
    )
    return cue.lastgroup in _KINDS and words().to_kind.match(head) is not None and INSIDE not in head and not is_next


def _has_followed(right: str, cue: re.Match[str]) -> bool:
    """Say whether a kind of answer behind a row is told to have followed, on no day of its own."""
    is_next = cue.lastgroup in _KINDS and words().and_then.fullmatch(right, 0, cue.start()) is not None
    return is_next and words().has_followed.match(right, cue.end()) is not None


def _is_named_before(left: str, before: Sequence[re.Match[str]]) -> bool:
    """Say whether a kind of answer stands before a row already, in the row's own clause: "a refusal came on"."""
    own = [cue for cue in before if cue.lastgroup in _KINDS and re.search(r"[,;:]", left[cue.end() :]) is None]
    return bool(own) and (own[-1] is before[-1] or before[-1].lastgroup in {"came", "reply"})


def _names_kind(cues: Sequence[re.Match[str]]) -> bool:
    """Say whether the words before a row name a kind of answer already."""
    return bool(cues) and cues[-1].lastgroup in _KINDS
