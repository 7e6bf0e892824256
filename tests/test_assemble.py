"""Facts about assembling: what code decides of a letter, whoever words it."""

from __future__ import annotations

from pathlib import Path

import pytest
from compose_kit import AS_OF

from escalate_ai.assemble import Slots, assemble, attachments
from escalate_ai.brief import Brief
from escalate_ai.case.case import Case
from escalate_ai.ladder import brief_of, readiness
from escalate_ai.letter import Letter
from escalate_ai.policy import default_policy

EXAMPLES = Path(__file__).parent.parent / "examples"


def brief(folder: str) -> Brief:
    """Give the brief of an example case on its own rung."""
    case = Case.load(EXAMPLES / folder)
    return brief_of(case, AS_OF, default_policy(), readiness(case, AS_OF).rung)


def slotted(found: Brief, closing: str = "Please read it again.") -> Letter:
    """Give a letter of placeholder slots."""
    bullets = tuple((chosen.id, "Done.") for chosen in found.highlights)
    return assemble(Slots(subject="S", opening="O.", highlights_intro="I:", highlights=bullets, closing=closing), found)


def test_salutation_and_signature_follow_from_the_case() -> None:
    """The recipient of the rung is addressed; name, role, store, company, token and e-mail sign, the telephone number does not."""
    found = brief("northwind")
    letter = slotted(found)
    seller = found.case.seller
    assert letter.salutation == "Dear Executive Seller Relations,"
    assert letter.signature.split("\n") == [
        seller.contact.name,
        seller.contact.role,
        seller.store_name,
        seller.legal_name,
        f"Merchant token {seller.seller_id}",
        seller.contact.email,
    ]


def test_the_plan_comes_first_and_each_document_once() -> None:
    """The plan heads the list; documents behind the bullets follow, then those behind the rest of the plan."""
    found = brief("northwind")
    listed = attachments(found)
    assert listed[0].startswith("Plan of Action")
    assert len(listed) == len(set(listed))
    behind = [title.title for chosen in found.highlights for title in found.case.evidence if title.id in chosen.evidence]
    assert list(listed[1 : 1 + len(set(behind))]) == list(dict.fromkeys(behind))


def test_a_document_that_supports_nothing_stays_out_unless_it_is_named() -> None:
    """A document is enclosed where something rests on it, or where the words name it."""
    found = brief("northwind")
    stray = found.case.evidence[0].model_copy(update={"id": "EV99", "title": "Lease of the warehouse", "supports": ()})
    case = found.case.model_copy(update={"evidence": (*found.case.evidence, stray)})
    other = brief_of(case, AS_OF, default_policy(), found.rung)
    assert "Lease of the warehouse" not in slotted(other).attachments
    assert "Lease of the warehouse" in slotted(other, "See the lease of the warehouse.").attachments


def test_many_listings_go_into_an_enclosed_list() -> None:
    """Where a letter cannot name each ASIN, the list of them is enclosed."""
    assert any(title.startswith("List of the") for title in slotted(brief("more/maple-restricted")).attachments)
    assert not any(title.startswith("List of the") for title in slotted(brief("juniper-listing")).attachments)


@pytest.mark.parametrize("folder", ["northwind", "juniper-listing", "ember-counterfeit"])
def test_bullets_keep_the_order_and_the_sources_of_the_choice(folder: str) -> None:
    """Each bullet bears the id of the measure or ground it was chosen for."""
    found = brief(folder)
    assert [bullet.source for bullet in slotted(found).highlights] == [chosen.id for chosen in found.highlights]
