"""Who wrote what in a text. In: any text. Out: the `Stretch`es that are not the writer's own: quoted mails, forwarded ones, pasted notices."""

from __future__ import annotations

from escalate_ai.reading.document import Stretch


def stretches_of(text: str) -> tuple[Stretch, ...]:
    """Give the stretches of a text that somebody else wrote, outer ones before inner ones."""
    del text
    return ()
