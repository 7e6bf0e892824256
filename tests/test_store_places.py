"""GR404: another client's store of everyday words, where a letter names its own; titles, offices and addresses are left alone."""

from __future__ import annotations

import pytest
from grounding_cases import AS_OF, subjects

from escalate_ai.ladder import assess
from escalate_ai.letterread import read_sheet
from escalate_ai.rules.grounding_names import ungrounded_names
from escalate_ai.rules.reading import LetterReading

STORES = (
    "Oak Hollow",
    "Silver Birch",
    "Summer House Living",
    "Golden Hour Candles",
    "River Stone Crafts",
    "Little Acorn Toys",
    "Salt and Thyme",
)
LINES = (
    "Head of Operations",
    "Managing Director",
    "Customer Care",
    "Returns Department",
    "Seller Account Manager",
    "Mill Cottage\n12 Mill Lane",
    "Sales and Returns",
    "Director, Home and Garden",
)


def found(text: str, name: str = "coolabah.a") -> list[str]:
    """Give the names that a letter on a case of an open split has and the case has not."""
    subject = next(one for split in ("dev", "third", "twelfth") for one in subjects(split) if one.name == name)
    brief = assess(subject.case, AS_OF)[1]
    reading = LetterReading(read_sheet(text), brief.policy, brief, brief.ledger.order, brief.ledger.currency, brief.rung)
    return [hit.where.text[slice(*hit.span)] for hit in ungrounded_names(reading) if hit.span and not isinstance(hit.where, str)]


def letter() -> str:
    """Give the letter that the tests change."""
    return next(one for one in subjects("dev") if one.name == "coolabah.a").text


@pytest.mark.parametrize("store", STORES)
def test_another_store_in_the_subject_is_found(store: str) -> None:
    """The subject of a letter names its own store."""
    assert store in found(letter().replace("Subject: Coolabah Camping:", f"Subject: {store}:"))


@pytest.mark.parametrize("store", STORES)
def test_another_store_in_the_signature_is_found(store: str) -> None:
    """The line under the signer is the own store."""
    head, _, tail = letter().rpartition("Coolabah Camping Pty Ltd")
    assert store in found(f"{head}{store}{tail}")


@pytest.mark.parametrize("store", STORES)
def test_the_account_of_another_store_is_found(store: str) -> None:
    """The account that a letter asks for is the own one."""
    assert store in found(letter().replace("The account was deactivated", f"The {store} account was deactivated"))


@pytest.mark.parametrize("line", LINES)
def test_an_office_or_a_house_in_the_signature_is_no_store(line: str) -> None:
    """Offices, departments and the name of a house above its street are left alone."""
    head, _, tail = letter().rpartition("Coolabah Camping Pty Ltd")
    assert found(f"{head}Coolabah Camping\n{line}{tail}") == []


@pytest.mark.parametrize(
    "line", ["Coolabah Camping: Account Verification", "Appeal of Coolabah Camping, Seller Performance Team: please confirm receipt"]
)
def test_a_subject_with_the_own_store_is_left_alone(line: str) -> None:
    """Where the own store stands, other words in capitals are a headline."""
    assert found(letter().replace(letter().partition("\n")[0], f"Subject: {line}")) == []


@pytest.mark.parametrize("store", STORES)
def test_another_store_beside_a_token_is_found(store: str) -> None:
    """The store may stand before its merchant token."""
    head, _, tail = letter().rpartition("Coolabah Camping Pty Ltd")
    assert store in found(f"{head}{store} (A3PGF6LDSG8RT){tail}")


def test_a_coupled_name_that_requests_is_the_store() -> None:
    """Who asks in the letter is its own store; what a sentence begins with otherwise is none."""
    said = letter().replace("The account was deactivated", "Salt and Thyme requests a review. The account was deactivated")
    assert found(said) == ["Salt and Thyme"]
    assert found(said.replace("Salt and Thyme requests a review", "Packers and checkers seek errors")) == []


def _signed(line: str) -> str:
    subject = next(one for one in subjects("third") if one.name == "bielik.composer")
    return subject.text.replace(f"\n{subject.case.seller.store_name}\n", f"\n{line}\n", 1) if line else subject.text


@pytest.mark.parametrize(("line", "blamed"), [("", []), ("Ledger Lane", ["Ledger Lane"]), ("Pages", ["Pages"]), ("Claims and Returns", [])])
def test_between_role_and_company_stands_the_own_store_or_a_department(line: str, blamed: list[str]) -> None:
    """In a signature as the program writes it, another store is found though its words are everyday ones."""
    assert found(_signed(line), "bielik.composer") == blamed


@pytest.mark.parametrize(("line", "blamed"), [("Pennine Charge", ["Pennine Charge"]), ("Lumiderme SARL", []), ("Head of Quality", [])])
def test_where_the_company_signs_stands_no_other(line: str, blamed: list[str]) -> None:
    """Between the store's name and its token only the company of the case signs, whatever the words of another."""
    subject = next(one for one in subjects("twelfth") if one.name == "lumiderme.composer")
    assert found(subject.text.replace("\nLumiderme SARL\n", f"\n{line}\n", 1), "lumiderme.composer") == blamed
