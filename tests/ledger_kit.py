"""A small invented case with one of everything that can ground a fact, and its ledger."""

from __future__ import annotations

import json
from datetime import date

from escalate_ai.case.case import Case
from escalate_ai.history import history_of
from escalate_ai.ledger import Ledger, ledger_of
from escalate_ai.policy import default_policy

DAY = date(2026, 11, 20)

CASE: dict[str, object] = {
    "seller": {
        "store_name": "Harrow Street 24",
        "seller_id": "A2X9KQ4T7LMNOP",
        "marketplace": "US",
        "contact": {"name": "Dana Whitfield", "role": "Owner"},
        "known_names": ["Delta Surplus"],
    },
    "enforcement": {
        "kind": "inauthentic",
        "level": "account",
        "notified_on": "2026-08-14",
        "asins": ["B0C9T4MWKL", "B0B6ZR2XQD"],
        "notice": {"text": "Your account was deactivated. Complaint 8830714526 names order 113-5528174-0096631. Reply within 17 days."},
    },
    "request": {"kind": "reinstate_account"},
    "poa": {
        "root_causes": [{"statement": "We bought 140 units of B0C9T4MWKL and 36 units of B0B6ZR2XQD from a liquidator for $1,736.40."}],
        "corrective_actions": [
            {
                "statement": "Recalled all 176 units",
                "status": "completed",
                "completed_on": "2026-08-27",
                "result": "176 of 176 units are back",
            },
            {
                "statement": "Matched the stock behind all 46 active listings to invoices",
                "status": "completed",
                "completed_on": "2026-09-11",
                "result": "44 listings were traced and the other two were closed",
            },
        ],
        "preventive_measures": [
            {
                "statement": "A new supplier needs the release of both the buyer and the owner",
                "status": "completed",
                "in_effect_since": "2026-09-14",
                "how": "The accountant reports within 48 hours",
                "result": "Three audits found a rate of 0.3% and more than 1,210 orders without a fault",
            },
            {"statement": "A second scale will be bought", "status": "planned", "in_effect_since": "2026-12-01"},
        ],
        "text": "Our plan of 2019 named 12 carriers.\n> We quote 77 strangers.",
    },
    "appeals": [
        {
            "sent_on": "2026-08-20",
            "channel": "account_health",
            "plan": {"text": "Sent before: 555 pallets on June 3, 2026, B0SENTB4XX."},
            "reply": {"received_on": "2026-08-22", "category": "more_info_generic", "text": "Send 3 invoices for case 14820937716."},
        },
        {"sent_on": "2026-09-02", "channel": "account_health", "reply": {"received_on": "2026-09-09", "category": "more_info_generic"}},
        {
            "sent_on": {"from": "2026-09-21", "to": "2026-09-24"},
            "channel": "manager_review",
            "reply": {"received_on": "2026-10-01", "category": "generic_denial"},
        },
    ],
    "calls": [{"called_on": "2026-10-05", "asked": "Why?", "case_id": "14820937799"}],
    "evidence": [
        {"kind": "invoice", "title": "Invoices from Delta Surplus, March to August 2026"},
        {"kind": "audit_log", "title": "Monthly audit sheets"},
        {"kind": "removal_order", "title": "Removal order 240818KZW"},
    ],
    "draft": {"text": "In the draft: 888 crates on June 5, 2026."},
    "legal": [],
    "extra": {"note": "999 barrels on June 7, 2026"},
}


def case_with(**changes: object) -> Case:
    """Give the case with some keys changed."""
    return Case.model_validate_json(json.dumps({**CASE, **changes}))


def ledger(case: Case | None = None, day: date = DAY) -> Ledger:
    """Give the ledger of the case."""
    held = case or case_with()
    return ledger_of(held, day, default_policy(), history_of(held, day, default_policy()))


def sources(text: str, held: Ledger | None = None) -> list[str | None]:
    """Give the source of each fact of a text, in order."""
    return [found.source for found in (held or ledger()).found(text)]
