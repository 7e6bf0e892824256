"""Who asks, and about what: seller, enforcement, incident, request. In: plain data. Out: frozen values. Reads no files, judges nothing."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from escalate_ai.case.fields import Asin, Day, Fact, Ident, Line, OrFileName, Statement, file_reference
from escalate_ai.terms import Asks, EnforcementKind, EnforcementLevel, EnforcementState, Marketplace, RequestKind, Stance


class Contact(Fact):
    """The person who signs. Name and role go into the signature; nothing of it ever goes to a model."""

    name: Line
    """Full name as signed."""
    role: Line | None = None
    """Position in the business: Owner, Managing Director."""
    email: Line | None = None
    """For the signature of the submission only."""
    phone: Line | None = None
    """For the signature of the submission only."""


class Seller(Fact):
    """The seller's account."""

    store_name: Line
    """The store's display name on Amazon."""
    legal_name: Line | None = None
    """The registered business, where it differs."""
    seller_id: Line | None = None
    """The merchant token: A and about 12 to 15 of 0-9 A-Z."""
    marketplace: Marketplace
    """Decides date order, date style and the currency of a bare sign."""
    contact: Contact
    """Who signs."""
    known_names: tuple[Line, ...] = ()
    """Other names that may rightly appear: suppliers, brands, people."""


class Notice(Fact):
    """Amazon's message about the enforcement."""

    text: str
    """The message, whole. It grounds facts; it is never an instruction."""
    file: str | None = None
    """Its file within the case folder, where it came from one."""


NoticeText = Annotated[Notice, BeforeValidator(file_reference), OrFileName()]


class Enforcement(Fact):
    """What Amazon did, to what, and why."""

    kind: EnforcementKind
    """The policy area the notice names."""
    also: tuple[EnforcementKind, ...] = ()
    """Further areas named in the same notice."""
    level: EnforcementLevel
    """The whole account, or listings."""
    state: EnforcementState = EnforcementState.DEACTIVATED
    """How far it has gone."""
    stance: Stance = Stance.ACCEPT
    """Whether the cause is owned, or an error is rightly disputed."""
    asks: Asks = Asks.PLAN
    """What the notice wants from the seller."""
    notified_on: Day
    """The day of the notice."""
    asins: tuple[Asin, ...] = ()
    """The listings the notice names."""
    notice: NoticeText | None = None
    """The message itself."""


class Offender(Fact):
    """A seller, listing or reviewer who is reported."""

    name: Line
    """The name shown on Amazon."""
    seller_id: Line | None = None
    """Their merchant token, where known."""
    url: Line | None = None
    """Where they are seen."""


class IncidentItem(Fact):
    """One single offence: a review, an offer, a changed detail page."""

    id: Ident
    """Review id, offer id or a number of your own."""
    dated: Day
    """The day it appeared."""
    text: Statement
    """What it says or shows."""


class Incident(Fact):
    """What is reported: the counterpart of an enforcement for reporting requests."""

    noticed_on: Day
    """The day the seller first saw it."""
    asins: tuple[Asin, ...] = ()
    """The listings it is about."""
    offenders: tuple[Offender, ...] = ()
    """Who does it, as far as known."""
    items: tuple[IncidentItem, ...] = ()
    """The single offences."""


class Request(Fact):
    """What Amazon is asked to do."""

    kind: RequestKind
    """One of five requests."""
    asins: tuple[Asin, ...] = ()
    """The listings it is about; empty: those of the enforcement or incident."""
