"""Stage 6 of 7: any text, letter, plan or case -> Report.

In: a path, text, bytes or one of our own values. Out: what the rules say. Changes nothing.
"""

from escalate_ai.checking.reports import check, report_on
from escalate_ai.checking.subject import Kind, Source, Subject, letters_in, subject_of

__all__ = ["Kind", "Source", "Subject", "check", "letters_in", "report_on", "subject_of"]
