"""What the client should look at before sending. In: a brief. Out: sentences, those that could sink the letter first.

A note is no finding: nothing here blocks, and nothing is said where nothing is to be done.
What a readiness rule says already is not said again.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from escalate_ai.notes import attempts, papers, support

if TYPE_CHECKING:
    from escalate_ai.brief import Brief
    from escalate_ai.notes.note import Note

LOOKS = (
    papers.legal_not_looked_at,
    support.counted_while_closed,
    support.odd_days,
    support.differing_counts,
    papers.glued,
    papers.two_store_names,
    attempts.unconfirmed_attempts,
    papers.unconfirmed_documents,
    attempts.read_replies,
    attempts.undated_replies,
    attempts.periods,
    attempts.lone_nudge,
    attempts.twins,
    attempts.report_request_open,
    papers.request_beyond_notice,
    papers.noticed_too_early,
    support.few_highlights,
    papers.documents_without_file,
    papers.one_file_twice,
    papers.address_to_look_up,
)
"""Each looks at one thing; the order is that of the notes."""


def find_notes(brief: Brief) -> tuple[Note, ...]:
    """Give every note with its kind and place."""
    return tuple(chain.from_iterable(look(brief) for look in LOOKS))


def notes_of(brief: Brief) -> tuple[str, ...]:
    """Give the notes as sentences, each once."""
    return tuple(dict.fromkeys(note.text for note in find_notes(brief)))
