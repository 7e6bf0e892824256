"""One file of a bundle, and its line in the manifest. In: bytes and what they are for. Out: `Item`. Writes nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

Role = Literal["letter", "plan", "grounds", "listings", "evidence"]


@dataclass(frozen=True, slots=True)
class Item:
    """One file of the bundle, and why it is there."""

    file: str
    """Path within the bundle."""
    role: Role
    title: str
    """The name by which the letter calls it."""
    why: str
    """What it is enclosed for, one clause."""
    supports: tuple[str, ...]
    """Ids of the claims it shows."""
    content: bytes

    @property
    def entry(self) -> dict[str, object]:
        """The manifest's line on it."""
        return {
            "file": self.file,
            "role": self.role,
            "title": self.title,
            "why": self.why,
            "supports": list(self.supports),
            "size": len(self.content),
            "sha256": hashlib.sha256(self.content).hexdigest(),
        }
