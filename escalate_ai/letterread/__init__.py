"""A letter's text -> its parts, whoever wrote it."""

from escalate_ai.letterread.sheets import read_sheet
from escalate_ai.letterread.written import letter_of, sheet_of

__all__ = ["letter_of", "read_sheet", "sheet_of"]
