"""Copies for sharing: nothing that names anybody, the same word for the same thing, never taken for the submission."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from example_cases import EXAMPLES, case_of
from submission_kit import contents, copied, outcome_in, outcome_of

from escalate_ai import InputError
from escalate_ai.reading.documents import read_document
from escalate_ai.submission.redacting import redacted
from escalate_ai.submission.sharing import MARK, NOTICE

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = ("txt", "md", "html", "docx")


def private(name: str) -> set[str]:
    """Give everything of a case that a shared copy must not say."""
    case = case_of(name)
    seller, incident = case.seller, case.incident
    told = {seller.store_name, seller.legal_name, seller.seller_id, seller.contact.name, seller.contact.email, seller.contact.phone}
    told |= {*seller.known_names, *case.asins, *(call.case_id for call in case.calls), *(call.agent for call in case.calls)}
    told |= {word for word in seller.contact.name.split() if len(word) > 2}
    told |= {text for who in (incident.offenders if incident else ()) for text in (who.name, who.seller_id, who.url)}
    return {text for text in told if text}


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_no_name_and_no_identifier_is_left_in_any_format(folder: Path, tmp_path: Path) -> None:
    """Names, contact data and identifiers of the case are in none of the files, whatever the format."""
    saved = contents(outcome_of(folder.name).submission().save_redacted(tmp_path / "out", FORMATS))
    texts = {
        name: data.decode() if name.endswith((".json", ".txt", ".md")) else read_document(data, name).text for name, data in saved.items()
    }
    for name, text in texts.items():
        joined = " ".join(text.split()).casefold()
        assert [words for words in private(folder.name) if words.casefold() in joined] == [], name
    assert not any(re.search(r"@|B0[0-9A-Z]{8}", text) for text in texts.values())


def test_one_thing_has_one_word_in_every_file(tmp_path: Path) -> None:
    """The ASIN, the supplier and the removal order are called the same in letter, plan and manifest."""
    saved = contents(outcome_of("northwind").submission().save_redacted(tmp_path / "out", ("txt",)))
    letter, plan = (saved[f"{MARK}{name}.txt"].decode() for name in ("letter", "plan-of-action"))
    supplier = re.search(r"from\s(\[Company \d\]),\sa\sliquidator", letter)
    assert supplier is not None
    assert f"account with {supplier[1]}" in " ".join(plan.split())
    assert "[Removal order 1]" in letter
    assert "[Removal order 1]" in plan
    listed = [entry["title"] for entry in json.loads(saved[f"{MARK}manifest.json"])["documents_not_enclosed"]]
    assert "Removal order [Removal order 1]" in listed


def test_dates_and_counts_stay(tmp_path: Path) -> None:
    """What tells the story without telling whose it is can be read."""
    text = contents(outcome_of("northwind").submission().save_redacted(tmp_path / "out"))[f"{MARK}letter.txt"].decode()
    assert "August 14, 2026" in text
    assert "176 units" in " ".join(text.split())
    assert "Executive Seller Relations" in text


def test_a_copy_says_what_it_is_and_holds_no_document(tmp_path: Path) -> None:
    """Every file is marked by its name, letter and plan in their first line, and no document and no usual manifest is there."""
    saved = contents(outcome_of("northwind").submission().save_redacted(tmp_path / "out", FORMATS))
    assert all(name.startswith(MARK) for name in saved)
    assert not any(name.endswith(".pdf") for name in saved)
    for name, data in saved.items():
        text = data.decode() if name.endswith((".json", ".txt", ".md")) else read_document(data, name).text
        assert NOTICE in text, name
    manifest = json.loads(saved[f"{MARK}manifest.json"])
    assert manifest["redacted"] is True
    assert len(manifest["documents_not_enclosed"]) == 7


def test_the_properties_of_a_copy_name_nobody(tmp_path: Path) -> None:
    """The store is not the author of the Word file either."""
    data = contents(outcome_of("northwind").submission().save_redacted(tmp_path / "out", ("docx",)))[f"{MARK}letter.docx"]
    assert b"Northwind" not in data
    assert outcome_of("northwind").submission().save_redacted(tmp_path / "again", ("docx",)).is_dir()


def test_a_copy_is_no_mail(tmp_path: Path) -> None:
    """What is not to be sent has no form in which it can be."""
    with pytest.raises(InputError, match=r"no \.eml"):
        outcome_of("northwind").submission().save_redacted(tmp_path / "out", ("eml", "txt"))


def test_an_incomplete_bundle_can_be_shared(tmp_path: Path) -> None:
    """A missing document keeps a submission back, not the copy with which one asks for help."""
    folder = copied("northwind", tmp_path / "case")
    (folder / "evidence/harbor-invoices.pdf").unlink()
    bundle = outcome_in(folder).submission()
    assert not bundle.report.passed
    assert (bundle.save_redacted(tmp_path / "out") / f"{MARK}COPY.txt").is_file()


def test_texts_of_any_kind_are_redacted_together() -> None:
    """Phones, links, addresses, orders, first names and the case's own sign are all replaced, and the texts keep their places."""
    case = case_of("northwind")
    texts = (
        "Call Dana at +1 555 010 0123 or write to 12 Mill Street, Dover, DE 19901.",
        "Order 112-3456789-0123456 was Mr. Whitfield's; see https://shop.example/x?id=4.",
        "",
        "NORTHWIND HOME GOODS \u241e and Dana Whitfield",
    )
    found = redacted(texts, case)
    assert len(found) == 4
    joined = "\n".join(found)
    assert not re.search(r"Dana|Whitfield|555|Mill|112-|https|northwind", joined, re.IGNORECASE)
    assert found[0].startswith("Call [Name 1] at [Phone 1]")
    assert "[Order 1]" in found[1]
    assert found[2] == ""
    assert found[3] == "[Store 1]   and [Name 1]"
