"""Invented cases for the tests and benchmarks of the embedded writer. In: a seed. Out: cases of every kind, stance and length."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from escalate_ai.case.case import Case
from escalate_ai.terms import EnforcementKind, Marketplace

AS_OF = date(2026, 11, 23)
STORES = (
    *(
        "Brindle & Oak",
        "Copper Heron",
        "Lumen Fjord",
        "Tansy Row",
        "Quill Harbour",
        "Ostrava Goods",
        "Pebble Mint",
        "Saltmarsh Supply",
        "Ridgeway Nine",
    ),
    *(
        "Velvet Anchor",
        "Hollow Pine",
        "Kestrel Home",
        "Marigold Works",
        "Nimbus Kitchen",
        "Orchard Lane Toys",
        "Fable & Thread",
        "Iron Lark",
        "Cinder Cove",
    ),
)
PEOPLE = ("Ada Brandt", "Tomas Ferrer", "Lena Marsh", "Ravi Menon", "Greta Lund", "Paul Okafor", "Ines Duarte", "Noor Haddad")
REPLIES = (
    *(
        "more_info_generic",
        "more_info_generic",
        "generic_denial",
        "generic_denial",
        "no_reply",
        "notice_resent",
        "under_review",
        "wrong_channel",
    ),
    *("conflicting_guidance", "unknown"),
)
REINSTATING = ("account_health", "email", "account_health", "seller_support", "manager_review", "executive")
REPORTING = ("report_abuse", "brand_registry", "manager_review", "executive", "report_abuse", "other")


def asin(random: Random) -> str:
    """Give an ASIN that nobody has."""
    return "B0" + "".join(random.choice("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789") for _ in range(8))


def attempts(random: Random, count: int, *, report: bool, start: date) -> list[dict[str, Any]]:
    """Give attempts in order, with every kind of reply and silence."""
    day, found = start, list[dict[str, Any]]()
    span = max(1, (AS_OF - start).days - 14) // max(1, count)
    for place in range(count):
        day = day + timedelta(days=random.randint(max(1, span // 2), max(1, span)))
        channels = REPORTING if report else REINSTATING
        channel = random.choice(channels[:2]) if place < count - 1 and random.random() < 0.7 else random.choice(channels)
        category = random.choice(REPLIES)
        attempt: dict[str, Any] = {"sent_on": day.isoformat(), "channel": channel, "replies": []}
        if category != "no_reply":
            attempt["replies"] = [
                {"received_on": (day + timedelta(days=random.randint(0, min(span, 8)))).isoformat(), "category": category}
            ]
        found.append(attempt)
    return found


class Drawn:
    """Statements drawn one after another, none twice until all are used."""

    def __init__(self, random: Random, statements: Sequence[str]) -> None:
        self.random, self.statements, self.left = random, list(statements), list[str]()

    def one(self) -> str:
        """Give the next statement."""
        if not self.left:
            self.left = self.random.sample(self.statements, len(self.statements))
        return self.left.pop()


def case_of(random: Random, drawn: Drawn, kind: str | None = None, count: int | None = None, request: str | None = None) -> Case:
    """Give one case; what is not given is drawn."""
    report = request.startswith("remove") if request else random.random() < 0.2
    count = count or random.randint(1, 15)
    start = date(2026, 5, 1) + timedelta(days=random.randint(0, 90))
    asins = [asin(random) for _ in range(random.choice((0, 1, 2, 3, 5, 12, 40)))]
    evidence = [
        {
            "id": f"EV{n}",
            "kind": "invoice",
            "title": f"{random.choice(('Invoices', 'Audit sheet', 'Training record', 'Photographs', 'Log'))} {n}",
            "file": f"evidence/{n}.pdf",
        }
        for n in range(1, 6)
    ]
    data: dict[str, Any] = {
        "seller": {
            "store_name": random.choice(STORES),
            "seller_id": "A" + "".join(random.choice("ABCDEFGHJK0123456789") for _ in range(13)),
            "marketplace": random.choice([m.value for m in Marketplace]),
            "contact": {"name": random.choice(PEOPLE), "role": "Owner", "email": "owner@store.example"},
        },
        "evidence": evidence,
        "legal": [],
        "appeals": attempts(random, count, report=report, start=start + timedelta(days=2)),
    }
    if random.random() < 0.3:
        data["calls"] = [{"called_on": (AS_OF - timedelta(days=3)).isoformat(), "asked": "Is a reason on file?"}]
    if report:
        data["request"] = {"kind": request or random.choice(("remove_hijacker", "remove_counterfeit", "remove_reviews")), "asins": asins}
        data["incident"] = {
            "noticed_on": start.isoformat(),
            "asins": asins,
            "offenders": [{"name": name} for name in random.sample(("Gullwing Deals", "Pax Outlet", "Zephyr Mart"), random.randint(0, 3))],
        }
        if data["request"]["kind"] == "remove_reviews":
            data["incident"]["items"] = [{"id": f"R{n}", "dated": start.isoformat(), "text": "Bad."} for n in range(random.randint(0, 4))]
        data["grounds"] = grounds(random, drawn, start)
        return Case.model_validate(data)
    listing = random.random() < 0.5
    stance = "dispute_in_error" if random.random() < 0.2 else "accept"
    asks = random.choice(("plan", "plan", "plan", "both", "documents"))
    data["request"] = {"kind": "reinstate_listing" if listing else "reinstate_account", "asins": asins if listing else []}
    data["enforcement"] = {
        "kind": kind or random.choice([k.value for k in EnforcementKind]),
        "level": "listing" if listing else "account",
        "state": random.choice(("deactivated", "deactivated", "denied", "at_risk")),
        "stance": stance,
        "asks": asks,
        "notified_on": start.isoformat(),
        "asins": asins,
    }
    if stance == "dispute_in_error" or asks == "documents":
        data["grounds"] = grounds(random, drawn, start)
        if random.random() < 0.5:
            return Case.model_validate(data)
    data["poa"] = plan(random, drawn, start)
    return Case.model_validate(data)


def grounds(random: Random, drawn: Drawn, start: date) -> list[dict[str, Any]]:
    """Give grounds, each with a document."""
    return [
        {
            "id": f"G{n}",
            "statement": drawn.one(),
            "dated": (start + timedelta(days=random.randint(1, 20))).isoformat(),
            "evidence": [f"EV{random.randint(1, 5)}"],
        }
        for n in range(1, random.randint(3, 5))
    ]


def plan(random: Random, drawn: Drawn, start: date) -> dict[str, Any]:
    """Give a typed plan that answers its causes."""

    def measure(ident: str, key: str) -> dict[str, Any]:
        found: dict[str, Any] = {
            "id": ident,
            "statement": drawn.one(),
            "status": "completed",
            key: (start + timedelta(days=random.randint(1, 30))).isoformat(),
            "resolves": ["RC1"],
            "evidence": [f"EV{random.randint(1, 5)}"],
        }
        if random.random() < 0.6:
            found["result"] = drawn.one()
        if random.random() < 0.4:
            found["how"] = drawn.one()
        return found

    return {
        "root_causes": [{"id": "RC1", "statement": drawn.one()}],
        "corrective_actions": [measure(f"CA{n}", "completed_on") for n in range(1, random.randint(2, 4))],
        "preventive_measures": [measure(f"PM{n}", "in_effect_since") for n in range(1, random.randint(2, 4))],
    }
