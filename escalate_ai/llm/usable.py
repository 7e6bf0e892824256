"""Whether a reply can be used at all. In: a Reply and the ceiling it was given. Out: its text, or the ModelError that says why not.

May not touch: the content. For loops that ask once; a loop that keeps what came before says more in its own words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.errors import ModelRefused, ReplyTruncated
from escalate_ai.llm.ask import Finish

if TYPE_CHECKING:
    from escalate_ai.llm.ask import Reply


def usable_text(reply: Reply, answer_tokens: int, task: str) -> str:
    """Give the text of a whole answer.

    Args:
        reply: What came back.
        answer_tokens: The ceiling it was asked under.
        task: What was asked for, to stand behind "the model declined to": "review this text".

    Raises:
        ReplyTruncated: It was cut off; what it cost is on the error.
        ModelRefused: The model declined; what it cost is on the error.

    """
    if reply.finish is Finish.STOP:
        return reply.text
    error: ReplyTruncated | ModelRefused
    if reply.finish is Finish.LENGTH:
        error = ReplyTruncated(
            f"the answer was cut off at {answer_tokens} tokens: raise model.answer_tokens in the policy "
            "(reasoning spends part of it unseen)"
        )
    else:
        reason = " ".join(reply.text.split())[:300] or "no reason given"
        error = ModelRefused(f"the model declined to {task} ({reason}): try another model, or do without one")
    error.usage = reply.usage
    raise error
