"""The marked lines of a text, as plans are read from them; they are told where texts are read: `reading.lines`."""

from __future__ import annotations

from escalate_ai.reading.lines import Kind, Line, Style, bare, following, marker_class, read_lines

__all__ = ["Kind", "Line", "Style", "bare", "following", "marker_class", "read_lines"]
