"""What the banks are told. In: a brief. Out: plain variables, with names, dates and titles as marks. Words no sentence.

Wording may depend on the kind, level, stance, rung, replies and history of a case (the seed), never on a name.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from escalate_ai.case.facts import Period
from escalate_ai.papers import GROUNDS_TITLE, PLAN_TITLE, REPORT_TITLE
from escalate_ai.terms import DateOrder, EnforcementState, EvidenceKind, Marketplace, RequestKind, Rung, Stance
from escalate_ai.text.date_writing import write_date, write_dates

if TYPE_CHECKING:
    from datetime import date

    from escalate_ai.brief import Brief
    from escalate_ai.compose.bank import Phrases
    from escalate_ai.templates import Value

NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

STRONGEST = (
    EvidenceKind.RETRACTION,
    EvidenceKind.COURT_ORDER,
    EvidenceKind.LOA,
    EvidenceKind.LICENCE,
    EvidenceKind.TRADEMARK_REGISTRATION,
    EvidenceKind.TEST_REPORT,
    EvidenceKind.CERTIFICATE,
)
"""Documents in which somebody else settles the point, the strongest first: they are named before the seller's own papers."""


def strength(kind: EvidenceKind) -> int:
    """Give the rank of a document by its kind, 0 for the strongest; all that settle nothing alone share the last."""
    return STRONGEST.index(kind) if kind in STRONGEST else len(STRONGEST)


@cache
def kind_words() -> dict[str, dict[str, str]]:
    """Give the trade's words for each kind of enforcement and report."""
    data = tomllib.loads((files("escalate_ai") / "data" / "kind_words.toml").read_text("utf-8"))
    tables = {name: cast("dict[str, str]", table) for name, table in data.items() if isinstance(table, dict)}
    return {name: dict(table) for name, table in tables.items()}


def seed_of(brief: Brief) -> str:
    """Give everything the wording may depend on, as one text: kind, level, stance, asking, rung, the history with its dates and replies."""
    case, found = brief.case, brief.case.enforcement
    kinds = [found.kind, *found.also, found.level, found.stance, found.asks, found.state, str(found.notified_on)] if found else []
    seen = [str(case.incident.noticed_on)] if case.incident else []
    history = [
        [
            entry.purpose,
            entry.attempt.channel,
            str(entry.attempt.sent_on),
            *([reply.answer, str(reply.received_on)] for reply in entry.attempt.replies),
        ]
        for entry in brief.history.entries
    ]
    return json.dumps([case.request.kind, brief.rung, kinds, seen, history], default=str)


def spelling_of(brief: Brief) -> dict[str, str]:
    """Give the words that are written otherwise outside the United States; nothing for the United States."""
    return {} if brief.case.seller.marketplace is Marketplace.US else kind_words()["british"]


def number(count: int) -> str:
    """Write a small number as a word, a larger one in digits."""
    return NUMBER_WORDS[count] if 0 < count < len(NUMBER_WORDS) else str(count)


class CaseWords:
    """A brief in the words the banks take."""

    def __init__(self, brief: Brief, phrases: Phrases) -> None:
        self.brief = brief
        self.case = brief.case
        self.phrases = phrases
        self.style = DateOrder(brief.policy.marketplaces[brief.case.seller.marketplace].style)
        kind = brief.case.enforcement.kind.value if brief.case.enforcement else brief.case.request.kind.value
        self.trade = kind_words().get(kind) or kind_words()["other"]
        self.common: dict[str, Value] = self._variables()
        """What every bank may use."""

    def day(self, when: date | Period | None) -> str:
        """Write a day or a period as the marketplace does; nothing for None."""
        if when is None:
            return ""
        if isinstance(when, Period):
            if when.start.year == when.end.year and when.start != when.end:
                return write_dates([when.start, when.end], self.style)
            return f"{write_date(when.start, self.style)} and {write_date(when.end, self.style)}"
        return write_date(when, self.style)

    def listed(self, names: list[str]) -> str:
        """Join names or titles, each as a mark of its own."""
        marks = [self.phrases.name(name) for name in names if name]
        return " and ".join(part for part in (", ".join(marks[:-1]), *marks[-1:]) if part)

    def _variables(self) -> dict[str, Value]:
        case, brief = self.case, self.brief
        paper = self._paper()
        found: dict[str, Value] = {
            "rung": brief.rung.value,
            "request": case.request.kind.value,
            "report": int(case.is_report),
            "grounds": int(case.highlights_from_grounds),
            "disputed": int(case.stance is Stance.DISPUTE_IN_ERROR),
            "revised": int(brief.plan_changed and case.poa is not None),
            "at_risk": int(self._at_risk()),
            "some_later": int(any(self._items_later())),
            "all_later": int(bool(self._items_later()) and all(self._items_later())),
            "trouble": "copies under our brand"
            if case.request.kind is RequestKind.REMOVE_COUNTERFEIT
            else f"interference with our page{'s' if len(case.asins) > 1 else ''}",
            "has_documents": int(bool(case.evidence)),
            "team": self.phrases.name(self._team()),
            "executive": self.phrases.name(self._executive()),
            "paper": paper,
            "paper_on": f"[{paper}|{paper}|plan]" if self.has_plan else f"[{paper}|report]" if case.is_report else paper,
            "sent_paper": paper if self.has_plan else "report" if case.is_report else "appeal",
            "our_paper": f"[our {paper}|our plan]" if self.has_plan else "our report" if case.is_report else "our appeal",
            "verb": "remove" if case.is_report else "reinstate",
            "done": "removed" if case.is_report else "reinstated",
            "noun": "removal" if case.is_report else "reinstatement",
            "object": self._object(),
            "object_short": self._object_short(),
            "closed": "[deactivated|removed]" if self._is_listing() else "[deactivated|suspended]",
            "day": self.phrases.name(self.day(case.enforcement.notified_on)) if case.enforcement else "",
            "state": self._state(),
            "thing": self._thing(),
            "over": "",
            "bar": "",
            **self.trade,
        }
        spoken: dict[str, Value] = {**found, "many": 0, "first": "", "last": ""}
        return {**found, **self.phrases.turns(spoken, without=() if case.enforcement else ("under",))}

    @property
    def has_plan(self) -> bool:
        """Whether a plan is what the letter points at."""
        return self.case.poa is not None and not self.case.is_report

    def _items_later(self) -> list[bool]:
        """Say of each reported item whether it appeared only after the day on which the seller first noticed something."""
        incident = self.case.incident
        return [item.dated > incident.noticed_on for item in incident.items] if incident else []

    def _at_risk(self) -> bool:
        return self.case.enforcement is not None and self.case.enforcement.state is EnforcementState.AT_RISK

    def _paper(self) -> str:
        if self.case.is_report:
            return self.phrases.name(REPORT_TITLE[:1].lower() + REPORT_TITLE[1:])
        if self.case.poa:
            return self.phrases.name(PLAN_TITLE)
        return self.phrases.name(GROUNDS_TITLE) if self.case.grounds else "file"

    def _team(self) -> str:
        found = self.brief.policy.recipient(Rung.MANAGER_REVIEW, self.case.request.kind)
        return found.name.removesuffix(" Manager") if found else "Seller Performance"

    def _executive(self) -> str:
        found = self.brief.policy.recipient(Rung.EXECUTIVE, self.case.request.kind)
        return found.name if found else "Executive Seller Relations"

    def _asins(self, before_one: str, before_many: str) -> str:
        asins, limit = self.case.asins, self.brief.policy.letter.asins_named_up_to
        if len(asins) > limit:
            return f"the {number(len(asins))} ASINs [on|named in] [the enclosed list|our enclosed list]"
        if not asins:
            return ""
        return f"{before_one if len(asins) == 1 else before_many} {self.listed(list(asins))}"

    def _object(self) -> str:
        case, store = self.case, self.phrases.name(self.case.seller.store_name)
        if case.request.kind is RequestKind.REINSTATE_ACCOUNT:
            return f"[the selling account of {store}|the {store} selling account|our selling account, {store}]"
        if case.request.kind is RequestKind.REINSTATE_LISTING:
            return (
                self._asins("[ASIN|the listing|our listing|the listing for ASIN]", "[ASINs|the listings|our listings|the ASINs]")
                or "[our|the] listing"
            )
        where = self._asins("ASIN", "ASINs")
        if case.request.kind is RequestKind.REMOVE_REVIEWS:
            items = case.incident.items if case.incident else ()
            count = "the review" if len(items) == 1 else f"the {number(len(items))} reviews" if items else "the reviews"
            return f"{count} [listed in our report|named in our report|listed in the report]" + (f" [on|for] {where}" if where else "")
        counterfeit = case.request.kind is RequestKind.REMOVE_COUNTERFEIT
        # never "the counterfeits of" somebody, which would be fakes of that seller's goods
        offers = "counterfeit offers" if counterfeit else "[unauthorized offers|offers]"
        return f"the {offers}{self._of_whom()}" + (f" on {where}" if where else "")

    def _of_whom(self) -> str:
        return f" of {self.who()}" if self.who() else ""

    def who(self) -> str:
        """Give the reported sellers: up to two by name, more by their number; nothing where none is known."""
        offenders = self.case.incident.offenders if self.case.incident else ()
        if len(offenders) > 2:  # noqa: PLR2004  a third name makes the sentence a list
            return f"{number(len(offenders))} sellers"
        return self.listed([offender.name for offender in offenders])

    def _object_short(self) -> str:
        several = len(self.case.asins) > 1
        match self.case.request.kind:
            case RequestKind.REINSTATE_ACCOUNT:
                return "the account"
            case RequestKind.REINSTATE_LISTING:
                return "each listing" if several else "the listing"
            case RequestKind.REMOVE_REVIEWS:
                return "each review"
            case _:
                return "each offer"

    def _state(self) -> str:
        if self.case.is_report:
            return "[online|in place]"
        return "at risk" if self._at_risk() else "[deactivated|inactive]"

    def _is_listing(self) -> bool:
        return self.case.request.kind is RequestKind.REINSTATE_LISTING

    def _thing(self) -> str:
        """Give what the subject line names."""
        store = self.phrases.name(self.case.seller.store_name)
        asins = self._asins("ASIN", "ASINs") if self.case.request.kind is not RequestKind.REINSTATE_ACCOUNT else ""
        match self.case.request.kind:
            case RequestKind.REINSTATE_ACCOUNT:
                return f"the {store} account"
            case RequestKind.REINSTATE_LISTING:
                return f"{asins or 'the listing'}, {store}"
            case RequestKind.REMOVE_REVIEWS:
                return f"reviews on {asins or 'our listing'}"
            case RequestKind.REMOVE_COUNTERFEIT:
                return f"counterfeit offers on {asins or 'our listing'}"
            case _:
                return f"offers on {asins or 'our listing'}"
