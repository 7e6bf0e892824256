"""`Escalator.extract`: the code reads first, a model adds what it can quote, and nothing leaves that is not said."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from loopback import LoopbackServer, well

from escalate_ai import AsyncEscalator, AsyncScriptedModel, DraftError, Escalator, ModelUnavailable, ScriptedModel
from escalate_ai.extract.found import Extraction
from escalate_ai.reading.documents import plain_document

PLAN = """Plan of Action for Alder Creek Kitchen

Root causes
- We bought 96 units of B0CX4T9K2M from a reseller without an invoice from the brand.

Corrective actions
- On August 11, 2026 we had all 96 units destroyed.

Preventive measures
- Since August 24, 2026 the buyer matches every invoice to the ASIN before a unit is listed.

Our appeal went to Account Health, and nobody there asked us for anything but patience, which we called on August 30, 2026 to say.
"""


def answered(*facts: tuple[str, str, str, str]) -> str:
    """Give an answer with one entry for each fact."""
    entries = [
        {"kind": kind, "facts": [{"passage": 1, "field": field, "quote": quote, "value": value}]} for kind, field, quote, value in facts
    ]
    return json.dumps({"entries": entries})


CALL = ("call", "day", "we called on August 30, 2026", "2026-08-30")
OTHER_CAUSE = ("cause", "statement", "We bought 96 units of B0CX4T9K2M from a reseller", "")
MODELED = answered(CALL, OTHER_CAUSE, ("enforcement", "kind", "without an invoice from the brand", "inauthentic"))


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A plan on disk."""
    file = tmp_path / "poa.md"
    file.write_text(PLAN, "utf-8")
    return file


def by_path(found: Extraction) -> dict[str, Any]:
    """Give values by path."""
    return {value.path: value for value in found.values}


def test_without_a_model_the_code_reads_alone(draft: Path) -> None:
    """Nothing is asked and nothing is paid."""
    found = Escalator(offline=True).extract(draft)
    assert found.values
    assert not any(value.by_model for value in found.values)
    assert found.usage.requests == 0


def test_a_model_adds_and_changes_nothing(draft: Path) -> None:
    """Every value of the code stays as it is; what the model adds says so, with its words."""
    alone = Escalator(offline=True).extract(draft)
    both = Escalator(ScriptedModel([MODELED])).extract(draft)
    assert both.values[: len(alone.values)] == alone.values
    added = [value for value in both.values if value.by_model]
    assert {value.path for value in added}.isdisjoint(by_path(alone))
    assert all(value.span and PLAN[slice(*value.span)] == value.quote for value in added)
    assert by_path(both)["enforcement.kind"].value == "inauthentic"
    assert not [value for value in added if value.path.startswith("poa.root_causes")]
    assert both.usage.requests == 1


def test_a_question_that_an_added_value_answers_is_not_asked(draft: Path) -> None:
    """What a model could quote, the client need not be asked."""
    alone = {question.path for question in Escalator(offline=True).extract(draft).questions}
    both = Escalator(ScriptedModel([MODELED])).extract(draft)
    added = {value.path for value in both.values if value.by_model}
    assert {question.path for question in both.questions} == alone - added


def test_both_faces_and_all_sources_give_the_same(draft: Path) -> None:
    """Awaited or not, from a path or from documents, one answer makes one extraction."""
    once = Escalator(ScriptedModel([MODELED])).extract(draft)
    assert asyncio.run(AsyncEscalator(AsyncScriptedModel([MODELED])).extract(draft)) == once
    document = plain_document(PLAN, "poa.md")
    assert Escalator(ScriptedModel([MODELED])).extract([document]) == once
    assert Escalator(ScriptedModel([MODELED])).extract([("poa.md", document)]) == once


def test_what_goes_where_is_said_once(draft: Path) -> None:
    """The line names the files and the model, before the first ask and not before the second."""
    wrong = answered(("cause", "statement", "never said", ""))
    lines: list[str] = []
    Escalator(ScriptedModel([wrong, wrong], name="m"), announce=lines.append).extract(draft)
    assert lines == ["sending what is said in poa.md to the model given, model m"]


def test_a_claim_without_words_is_reported_and_adds_nothing(draft: Path) -> None:
    """An invented measure is a finding of the extraction."""
    wrong = answered(("corrective_action", "statement", "we refunded every buyer", ""))
    found = Escalator(ScriptedModel([wrong, wrong])).extract(draft)
    assert not any(value.by_model for value in found.values)
    assert any("we refunded every buyer" in line for line in found.findings)


def test_the_contacts_name_does_not_leave(tmp_path: Path) -> None:
    """Who signs is known to the code, and to nobody else."""
    file = tmp_path / "letter.txt"
    signed = "Sincerely,\nMara Lindqvist\nOwner\nAlder Creek Kitchen\nmara@aldercreek.example\n"
    file.write_text(f"{PLAN}\nWe, Mara Lindqvist and two packers, did this.\n\n{signed}", "utf-8")
    model = ScriptedModel([answered()])
    found = Escalator(model).extract(file)
    sent = "\n".join(message.content for message in model.asked[0].messages)
    assert "@aldercreek" not in sent
    assert by_path(found)["seller.contact.name"].value == "Mara Lindqvist"
    assert "Lindqvist" not in sent


def test_a_model_that_fails_leaves_what_the_code_found_on_its_error(draft: Path) -> None:
    """The code's part is not lost."""
    with pytest.raises(ModelUnavailable) as caught:
        Escalator(ScriptedModel([])).extract(draft)
    assert caught.value.outcome == Escalator(offline=True).extract(draft)


def test_a_server_gets_the_strict_schema_and_no_address(draft: Path) -> None:
    """Over the wire: one request, a strict schema, masked text; the answer's values are in the extraction, its tokens counted."""
    draft.write_text(f"{PLAN}\nReach us at mara@aldercreek.example.\n", "utf-8")
    with LoopbackServer(well(MODELED)) as server:
        found = Escalator("m", base_url=server.base_url).extract(draft)
    (body,) = server.bodies
    assert body["response_format"]["json_schema"]["strict"] is True
    assert body["response_format"]["json_schema"]["name"] == "extraction"
    assert "@aldercreek" not in json.dumps(body)
    assert by_path(found)["enforcement.kind"].by_model
    assert (found.usage.input_tokens, found.usage.output_tokens) == (100, 40)


def test_nothing_at_the_path_is_an_error(tmp_path: Path) -> None:
    """A path that is not there is no empty extraction."""
    with pytest.raises(DraftError):
        Escalator(offline=True).extract(tmp_path / "nothing.md")
