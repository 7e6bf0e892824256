"""Dated phrase lists and how they are matched. (being written)"""

from __future__ import annotations
