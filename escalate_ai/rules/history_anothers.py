"""An answer told to have said what another answer said. In: a day of the letter with its answers, the kind told, the record. Out: hits.

Three things have to agree: the day's answer is surely of another kind, its own words say nothing of the kind told, and another answer is of
that kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from escalate_ai.rules.history_answers import kinds_in
from escalate_ai.rules.history_days import point_of
from escalate_ai.rules.rule import Hit
from escalate_ai.terms import ReplyCategory

if TYPE_CHECKING:
    from escalate_ai.history import Answer
    from escalate_ai.letter import Part
    from escalate_ai.rules.history_order import Day
    from escalate_ai.rules.history_record import Record

_C = ReplyCategory
_ASKS = frozenset({_C.MORE_INFO_GENERIC, _C.MORE_INFO_SPECIFIC, _C.DOCUMENTS_MISSING, _C.PROOF_REQUIRED})
_CLOSED = frozenset({_C.GENERIC_DENIAL, _C.FINAL_WORD})
_OTHERS = frozenset({_C.WRONG_CHANNEL, _C.NOTICE_RESENT, _C.UNDER_REVIEW, _C.REINSTATED})
_VAGUE = frozenset({_C.UNABLE_TO_VERIFY, _C.ACTIONS_NOT_IMPLEMENTED})
_IS = {
    "asks": _ASKS,
    "proof": frozenset({_C.DOCUMENTS_MISSING, _C.PROOF_REQUIRED, _C.MORE_INFO_SPECIFIC}),
    "verify": frozenset({_C.UNABLE_TO_VERIFY}),
    "actions": frozenset({_C.ACTIONS_NOT_IMPLEMENTED}),
    "referred": frozenset({_C.WRONG_CHANNEL}),
    "resent": frozenset({_C.NOTICE_RESENT}),
    "review": frozenset({_C.UNDER_REVIEW}),
    "refused": _CLOSED,
}
_IS_NOT = {
    "asks": _CLOSED | _OTHERS | {_C.ACTIONS_NOT_IMPLEMENTED},
    "proof": _CLOSED | _OTHERS | {_C.MORE_INFO_GENERIC},
    "verify": _ASKS | _CLOSED | _OTHERS,
    "actions": _ASKS | _CLOSED | _OTHERS,
    "referred": _ASKS | _CLOSED | _VAGUE | {_C.NOTICE_RESENT, _C.UNDER_REVIEW},
    "resent": _ASKS | _CLOSED | _VAGUE | {_C.WRONG_CHANNEL, _C.UNDER_REVIEW},
    "review": _ASKS | _CLOSED | _VAGUE | {_C.WRONG_CHANNEL, _C.NOTICE_RESENT},
    "refused": _ASKS | {_C.UNDER_REVIEW},
}
"""What an answer told so is, and what it surely is not; what stands in neither is a matter of words."""


def wrong_answer(part: Part, day: Day, told: str, record: Record) -> Iterator[Hit]:
    """Find a day of an answer that is told to have said what another one said."""
    if told not in _IS or not day.answered or day.sent or day.is_notice:
        return
    own = record.replies_on(point_of(day.mention))
    if not own or not all(answer.category in _IS_NOT[told] and told not in kinds_in(_words(answer)) for answer in own):
        return
    other = next((answer for answer in record.answers if answer not in own and answer.category in _IS[told]), None)
    if other:
        name, came = " ".join(day.mention.text.split()), own[0].category.value.replace("_", " ")
        said = f"What this tells of {name} came on {record.day(other.day)} ({other.path}); the answer of {name} is \u201c{came}\u201d."
        yield Hit(part, day.mention.span, said, "Say of each day what came back on it.")


def _words(answer: Answer) -> str:
    return answer.reply.text or ""
