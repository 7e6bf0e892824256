"""What clients send -> a case that a person can finish: every value with the words it came from.

`extract_texts` takes documents that are read already, `extract_path` a file or a folder. Both give an `Extraction`, and no model is asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from escalate_ai.extract.folder import extract_path
from escalate_ai.extract.found import Extraction, Fact, Question, TextKind, Value
from escalate_ai.extract.gathering import gather
from escalate_ai.policy import Policy, default_policy
from escalate_ai.reading.document import Document
from escalate_ai.terms import Marketplace

__all__ = ["Extraction", "Fact", "Question", "TextKind", "Value", "extract_path", "extract_texts"]


def extract_texts(
    documents: Sequence[tuple[str, Document]], policy: Policy | None = None, marketplace: Marketplace | None = None
) -> Extraction:
    """Give what several documents tell of one case.

    Args:
        documents: Each with the name of its file; `sent/` and `evidence/` in front of it mean what they say.
        policy: Limits; default the built-in ones.
        marketplace: Decides the order of dates in digits; guessed where it is left out.

    """
    return gather(documents, policy or default_policy(), marketplace)
