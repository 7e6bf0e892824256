"""How a seller signs a letter. In: the seller of a case. Out: the lines of the signature, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalate_ai.case.matter import Seller


def signature_lines(seller: Seller) -> tuple[str, ...]:
    """Give the lines of the signature; the telephone number stays in the case, since a letter is read by more people than are to call."""
    return tuple(_lines(seller))


def _lines(seller: Seller) -> Iterator[str]:
    contact = seller.contact
    yield contact.name
    if contact.role:
        yield contact.role
    yield seller.store_name
    if seller.legal_name and seller.legal_name != seller.store_name:
        yield seller.legal_name
    if seller.seller_id:
        yield f"Merchant token {seller.seller_id}"
    if contact.email:
        yield contact.email
