"""What kind of answer a reply from Amazon is. In: its words. Out: a `ReplyCategory`. The cue phrases are data: `data/replies.toml`."""

from __future__ import annotations

from escalate_ai.terms import ReplyCategory


def classify_reply(text: str) -> ReplyCategory:
    """Give the kind of answer these words are; unknown where no cue speaks. (being written)"""
    return ReplyCategory.UNKNOWN
