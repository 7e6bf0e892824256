"""Every part of a case, from one door. In: plain data, as YAML or JSON holds it. Out: values that cannot change.

Every field says below it what it means; the same text stands in the JSON Schema.
"""

from __future__ import annotations

from escalate_ai.case.exchange import AskedFor, Attempt, Call, Documents, Evidence, Reply
from escalate_ai.case.fields import Asin, Day, Fact, FileText, Ident, Identified, Line, Period, SourceText, Statement, When
from escalate_ai.case.matter import Contact, Enforcement, Incident, IncidentItem, Notice, NoticeText, Offender, Request, Seller
from escalate_ai.case.plan import Cause, Ground, Grounds, Measure, PlanFile, PlanOfAction

__all__ = [
    "Asin",
    "AskedFor",
    "Attempt",
    "Call",
    "Cause",
    "Contact",
    "Day",
    "Documents",
    "Enforcement",
    "Evidence",
    "Fact",
    "FileText",
    "Ground",
    "Grounds",
    "Ident",
    "Identified",
    "Incident",
    "IncidentItem",
    "Line",
    "Measure",
    "Notice",
    "NoticeText",
    "Offender",
    "Period",
    "PlanFile",
    "PlanOfAction",
    "Reply",
    "Request",
    "Seller",
    "SourceText",
    "Statement",
    "When",
]
