"""Places of a text that are spoken for. In: spans. Out: whether one is still free. Touches nothing."""

from __future__ import annotations

from collections.abc import Iterable

from escalate_ai.text.folding import Span


class Places:
    """Spans that may not overlap: who comes first keeps the place. Each question costs the length of its span."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._taken: set[int] = set()
        for span in spans:
            self._taken.update(range(*span))

    def free(self, span: Span) -> bool:
        """Tell whether nothing of the span is taken."""
        return self._taken.isdisjoint(range(*span))

    def take(self, span: Span) -> bool:
        """Take the span if all of it is free; tells whether it was."""
        if not self.free(span):
            return False
        self._taken.update(range(*span))
        return True
