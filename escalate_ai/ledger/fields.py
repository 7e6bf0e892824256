"""Everything a case states, each with its path. In: a case and the policy. Out: its days, periods, identifiers, names and texts.

May not read the client's draft, what was sent before, or the agency's own keys: they ground nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.case.facts import Period
from escalate_ai.reading.planted import without_planted

if TYPE_CHECKING:
    from escalate_ai.case.case import Case
    from escalate_ai.case.facts import Incident, Measure
    from escalate_ai.policy import Policy


class Dated(NamedTuple):
    """A day or period of a typed field."""

    when: date | Period
    path: str


class Told(NamedTuple):
    """A text of the case: what it says grounds facts."""

    text: str
    path: str
    group: str
    """The part of the case it belongs to: statement, how and result of one measure tell of the same things."""


class Named(NamedTuple):
    """A name or title that rightly appears as it stands."""

    name: str
    path: str
    is_document: bool


def days_of(case: Case) -> Iterator[Dated]:
    """Give every typed day and period, planned ones too."""
    if case.enforcement:
        yield Dated(case.enforcement.notified_on, "enforcement.notified_on")
    if case.incident:
        yield Dated(case.incident.noticed_on, "incident.noticed_on")
        yield from (Dated(item.dated, f"incident.items[{index}].dated") for index, item in enumerate(case.incident.items))
    for index, attempt in enumerate(case.appeals):
        yield Dated(attempt.sent_on, f"appeals[{index}].sent_on")
        replies = enumerate(attempt.replies)
        yield from (Dated(r.received_on, f"appeals[{index}].replies[{place}].received_on") for place, r in replies if r.received_on)
    yield from (Dated(call.called_on, f"calls[{index}].called_on") for index, call in enumerate(case.calls))
    for path, measure in measures_of(case):
        keyed = (("completed_on", measure.completed_on), ("in_effect_since", measure.in_effect_since))
        yield from (Dated(day, f"{path}.{key}") for key, day in keyed if day)
    yield from (Dated(ground.dated, f"grounds[{index}].dated") for index, ground in enumerate(case.grounds) if ground.dated)
    yield from (Dated(document.dated, f"evidence[{index}].dated") for index, document in enumerate(case.evidence) if document.dated)


def measures_of(case: Case) -> Iterator[tuple[str, Measure]]:
    """Give every measure with its path."""
    if case.poa is None:
        return
    for group, measures in (("corrective_actions", case.poa.corrective_actions), ("preventive_measures", case.poa.preventive_measures)):
        for index, measure in enumerate(measures):
            yield f"poa.{group}[{index}]", measure


def identifiers_of(case: Case) -> Iterator[tuple[str, str]]:
    """Give every typed identifier with its path."""
    if case.seller.seller_id:
        yield case.seller.seller_id, "seller.seller_id"
    if case.enforcement:
        yield from ((asin, f"enforcement.asins[{index}]") for index, asin in enumerate(case.enforcement.asins))
    yield from ((asin, f"request.asins[{index}]") for index, asin in enumerate(case.request.asins))
    if case.incident:
        yield from ((asin, f"incident.asins[{index}]") for index, asin in enumerate(case.incident.asins))
        for index, offender in enumerate(case.incident.offenders):
            if offender.seller_id:
                yield offender.seller_id, f"incident.offenders[{index}].seller_id"
        yield from ((item.id, f"incident.items[{index}].id") for index, item in enumerate(case.incident.items))
    for index, call in enumerate(case.calls):
        if call.case_id:
            yield call.case_id, f"calls[{index}].case_id"


def texts_of(case: Case) -> Iterator[Told]:
    """Give every text that grounds facts, typed statements before free text.

    What speaks to a program in a text that others wrote, or in the plan as it was sent in, grounds nothing.
    """
    for told in _texts(case):
        yield told._replace(text=without_planted(told.text)) if told.path.endswith(("text", "title")) else told


def _texts(case: Case) -> Iterator[Told]:
    for path, measure in measures_of(case):
        for key, text in (("statement", measure.statement), ("how", measure.how), ("result", measure.result)):
            if text:
                yield Told(text, f"{path}.{key}", path)
    if case.poa:
        for index, cause in enumerate(case.poa.root_causes):
            yield Told(cause.statement, f"poa.root_causes[{index}].statement", f"poa.root_causes[{index}]")
    for index, ground in enumerate(case.grounds):
        yield Told(ground.statement, f"grounds[{index}].statement", f"grounds[{index}]")
    yield from _told_by_others(case)
    for index, document in enumerate(case.evidence):
        yield Told(document.title, f"evidence[{index}].title", f"evidence[{index}]")
    if case.track_record:
        yield Told(case.track_record, "track_record", "track_record")
    if case.poa and case.poa.text:
        yield Told(_own_words(case.poa.text), "poa.text", "poa.text")


def _told_by_others(case: Case) -> Iterator[Told]:
    for index, attempt in enumerate(case.appeals):
        path = f"appeals[{index}]"
        yield from (Told(reply.text, f"{path}.replies[{place}].text", path) for place, reply in enumerate(attempt.replies) if reply.text)
        if attempt.recipient:
            yield Told(attempt.recipient, f"{path}.recipient", path)
    for index, call in enumerate(case.calls):
        keyed = (("asked", call.asked), ("answer", call.answer), ("case_id", call.case_id))
        yield from (Told(text, f"calls[{index}].{key}", f"calls[{index}]") for key, text in keyed if text)
    yield from (Told(item.asked, f"last_request[{index}].asked", f"last_request[{index}]") for index, item in enumerate(case.last_request))
    if case.incident:
        yield from _told_of_incident(case.incident)
    if case.enforcement and case.enforcement.notice:
        yield Told(case.enforcement.notice.text, "enforcement.notice.text", "enforcement.notice")


def _told_of_incident(incident: Incident) -> Iterator[Told]:
    for index, item in enumerate(incident.items):
        yield Told(item.text, f"incident.items[{index}].text", f"incident.items[{index}]")
    for index, who in enumerate(incident.offenders):
        if who.url:
            yield Told(who.url, f"incident.offenders[{index}].url", f"incident.offenders[{index}]")


def _own_words(text: str) -> str:
    """Give a plan's text without lines it quotes from somebody's mail."""
    return "\n".join("" if line.lstrip().startswith(">") else line for line in text.split("\n")) if ">" in text else text


def names_of(case: Case, policy: Policy) -> Iterator[Named]:
    """Give the names and titles that rightly appear, the case's own first."""
    seller = case.seller
    for index, document in enumerate(case.evidence):
        yield Named(document.title, f"evidence[{index}].title", is_document=True)
    own = [(seller.store_name, "seller.store_name"), (seller.legal_name, "seller.legal_name"), (seller.contact.name, "seller.contact.name")]
    own += [(seller.contact.role, "seller.contact.role")]
    own += [(name, f"seller.known_names[{index}]") for index, name in enumerate(seller.known_names)]
    if case.incident:
        own += [(who.name, f"incident.offenders[{index}].name") for index, who in enumerate(case.incident.offenders)]
    own += [(call.agent, f"calls[{index}].agent") for index, call in enumerate(case.calls)]
    own += [(entry.name, f"policy.recipients[{index}].name") for index, entry in enumerate(policy.recipients)]
    own += [(policy.people.chief_executive, "policy.people.chief_executive")]
    own += [(policy.marketplaces[seller.marketplace].store, "seller.marketplace")]
    yield from (Named(name, path, is_document=False) for name, path in own if name)
