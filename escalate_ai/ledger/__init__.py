"""What a case grounds. In: a case on a day, its history, the policy.

Out: `Ledger`, which gives the source of a fact, and `trace` over a letter.

"No fact in a letter that the case does not hold" is decided here: CONTRACT, "What grounds a fact of a letter". May not read the client's
draft,
what was sent before, or `extra`.
"""

from __future__ import annotations

from escalate_ai.ledger.book import Found, Ledger, ledger_of
from escalate_ai.ledger.tracing import Grounded, shown_in, trace

__all__ = ["Found", "Grounded", "Ledger", "ledger_of", "shown_in", "trace"]
