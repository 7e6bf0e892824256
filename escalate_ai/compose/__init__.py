"""Stage 5 of 7, without a model: Brief -> Letter. The embedded writer words it from typed facts through the banks of `prompts/composer`.

In: a brief. Out: the letter with the fewest faults of those it can word. It reads the kind, level, stance, rung, replies and history for
its wording, never a name; the same brief gives the same letter.
"""

from __future__ import annotations

from escalate_ai.compose.writing import compose, composed

__all__ = ["compose", "composed"]
