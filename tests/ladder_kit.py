"""Small cases for the rooms that judge histories: what matters to a test stands in the test, the rest stands here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from escalate_ai.case.case import Case
from escalate_ai.findings import Finding
from escalate_ai.history import has_plan_changed, history_of, unmet_request
from escalate_ai.ladder.rows import Standing
from escalate_ai.policy import default_policy
from escalate_ai.terms import Channel, Purpose, ReplyCategory, RequestKind, Severity

Data: TypeAlias = Mapping[str, object]

AS_OF = date(2026, 11, 20)
"""A Friday."""
MEASURES: tuple[dict[str, object], ...] = (
    {"id": "CA1", "statement": "Recalled all 60 kettles", "status": "completed", "completed_on": "2026-08-20", "resolves": ["RC1", "RC2"]},
    {
        "id": "PM1",
        "statement": "Invoices are matched before listing",
        "status": "completed",
        "in_effect_since": "2026-08-25",
        "result": "Two lots refused",
        "resolves": ["RC1"],
        "evidence": ["EV1"],
    },
    {
        "id": "PM2",
        "statement": "The owner audits every Monday",
        "status": "completed",
        "in_effect_since": "2026-09-07",
        "result": "Nine audits, no fault",
        "resolves": ["RC2"],
    },
)


def plan(*measures: Data) -> dict[str, object]:
    """Give a plan of these measures, by default of three that are done."""
    given = [dict(measure) for measure in (measures or MEASURES)]
    return {
        "root_causes": [
            {"id": "RC1", "statement": "We listed kettles without tracing their invoices."},
            {"id": "RC2", "statement": "Nobody looked at the supplier's papers twice."},
        ],
        "corrective_actions": [measure for measure in given if str(measure["id"]).startswith("CA")],
        "preventive_measures": [measure for measure in given if str(measure["id"]).startswith("PM")],
    }


def case_of(appeals: Sequence[Data] = (), kind: str = "reinstate_account", **over: object) -> Case:
    """Give a sound case of a kind with these attempts; keys given replace whole parts."""
    data: dict[str, object] = {
        "seller": {"store_name": "Kettle Row", "marketplace": "US", "contact": {"name": "Ada Brook"}},
        "request": {"kind": kind},
        "appeals": list(appeals),
        "evidence": [
            {"id": "EV1", "kind": "invoice", "title": "Invoices of the brand", "file": "invoices.pdf"},
            {"id": "EV2", "kind": "sop", "title": "Receiving sheet", "file": "sheet.pdf"},
        ],
        "legal": [],
    }
    if RequestKind(kind).is_report:
        days = ("2026-08-16", "2026-08-18", "2026-08-19")
        data["incident"] = {"noticed_on": "2026-08-14", "asins": ["B0D7QH3KVX"]}
        data["grounds"] = [
            {"id": f"G{n}", "statement": f"Test purchase {n}", "dated": day, "evidence": ["EV1"]} for n, day in enumerate(days, 1)
        ]
    else:
        level = "account" if kind == "reinstate_account" else "listing"
        data["enforcement"] = {"kind": "inauthentic", "level": level, "notified_on": "2026-08-14", "asins": ["B0D7QH3KVX"]}
        data["poa"] = plan()
    return Case.model_validate({**data, **over})


def attempt(
    sent_on: object, answer: str | None = None, on: str | None = None, *, channel: str | None = None, **over: object
) -> dict[str, object]:
    """Give one attempt through a channel that decides, answered on a day (by default five days later is for the caller to say)."""
    reply = {"reply": {"category": answer, "received_on": on}} if answer else {}
    return {"sent_on": sent_on, "channel": channel or "account_health", **reply, **over}


def deciding(kind: RequestKind, purpose: Purpose) -> Channel:
    """Give a channel through which a purpose is decided for a kind of request."""
    if purpose is Purpose.MANAGER_REVIEW:
        return Channel.MANAGER_REVIEW
    if purpose is Purpose.EXECUTIVE:
        return Channel.EXECUTIVE
    return default_policy().channels.deciding[kind][0]


def blocking(rule: str = "PL101") -> Finding:
    """Give one error finding on a plan."""
    return Finding(
        rule=rule,
        name="missing-root-cause",
        severity=Severity.ERROR,
        where="poa",
        message="The plan names no cause.",
        suggestion="Name the cause.",
    )


def standing(case: Case, as_of: date = AS_OF, findings: tuple[Finding, ...] = ()) -> Standing:
    """Give what the rows look at."""
    policy = default_policy()
    history = history_of(case, as_of, policy)
    changed = has_plan_changed(case, history, policy)
    return Standing(case, policy, history, findings, unmet_request(case, history, plan_changed=changed))


ANSWERED = tuple(category for category in ReplyCategory if category is not ReplyCategory.NO_REPLY)
