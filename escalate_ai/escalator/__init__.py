"""Stage 7 of 7: the two faces. In: a case, a text or a folder, and who shall word things. Out: what came of it.

Holds no decision: ladder, loops, writers and rules decide.
"""

from escalate_ai.escalator.faces import AsyncEscalator, Escalator

__all__ = ["AsyncEscalator", "Escalator"]
