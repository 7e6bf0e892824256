"""Facts about adding to a case.yaml that a person has worked on: no line of it changes, and twice is once."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from cli_kit import CASE
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from escalate_ai import CaseError
from escalate_ai.case.marked import Plain
from escalate_ai.case.yamlfile import read_yaml
from escalate_ai.cli.cases import skeleton
from escalate_ai.extract import Question, Value
from escalate_ai.extract.casetree import Branch, tree_of
from escalate_ai.extract.mergeyaml import Merged, merge_yaml

PERSONS = """\
# our file; do not reformat
seller:
    store_name:   'Alder Creek Kitchen'   # as on Amazon
    marketplace: US
    contact:
        name: Mara Lindqvist

appeals:      # oldest first
- sent_on: 2026-08-13
  channel: account_health   # I saw the receipt
- sent_on: 2026-09-28
  channel: manager_review
  reply:
poa:
  corrective_actions:
    -   statement: >
          We refunded all 31 buyers
          on August 11.
        status: completed

evidence:
  - {id: EV1, kind: invoice, title: Invoices, file: evidence/invoices.pdf}
  - id: EV3
    kind: other
    title: Removal order 77
# the end"""


def tree(**values: JsonValue) -> Branch:
    """Give what was found: two underscores part the keys, `_0_` is a number."""
    paths = {path.replace("__", ".").replace("_0.", "[0].").replace("_1.", "[1]."): told for path, told in values.items()}
    return found(paths)


def found(paths: dict[str, JsonValue]) -> Branch:
    """Give what was found by path."""
    return tree_of([Value(path=path, value=told, quote=str(told), file="draft.txt") for path, told in paths.items()])


def merged(text: str, paths: dict[str, JsonValue], *questions: Question) -> Merged:
    """Merge, and see to it that no line changed and that twice is once."""
    result = merge_yaml(text, "case.yaml", found(paths), questions)
    assert is_longer(result.text, text)
    again = merge_yaml(result.text, "case.yaml", found(paths), questions)
    assert again.text == result.text
    assert not again.added
    return result


def is_longer(new: str, old: str) -> bool:
    """Tell whether every line of the old text stands in the new one, in order, byte for byte."""
    further = iter(new.splitlines())
    return all(any(other == line for other in further) for line in old.splitlines())


def data(text: str) -> dict[str, Any]:
    """Give what a case file says."""
    read = read_yaml(text, "case.yaml").data
    assert isinstance(read, dict)
    return dict(read)


def test_what_is_lacking_is_added_and_the_rest_stays() -> None:
    """A new key goes into its mapping, a new attempt into its place in time, a new document behind the others with a free id."""
    result = merged(
        PERSONS,
        {
            "seller.legal_name": "Alder Creek LLC",
            "appeals[0].sent_on": "2026-09-07",
            "appeals[0].channel": "account_health",
            "appeals[0].confirmed": False,
            "evidence[0].id": "EV1",
            "evidence[0].kind": "receipt",
            "evidence[0].title": "Disposal receipt",
            "evidence[0].file": "evidence/receipt.pdf",
        },
    )
    told = data(result.text)
    assert [attempt["sent_on"] for attempt in told["appeals"]] == ["2026-08-13", "2026-09-07", "2026-09-28"]
    assert [paper["id"] for paper in told["evidence"]] == ["EV1", "EV3", "EV4"]
    assert set(result.added) == {"seller.legal_name", "appeals[1]", "evidence[2]"}
    assert not result.kept


def test_what_a_person_wrote_stands_and_the_difference_is_told() -> None:
    """Where the case says something else than was found, the case is left as it is, and the line is named."""
    result = merged(PERSONS, {"seller.store_name": "Alder Creek Kitchens", "seller.marketplace": "us"})
    assert result.text == PERSONS
    assert len(result.kept) == 1
    assert 'the case says "Alder Creek Kitchen" (line 3)' in result.kept[0]


def test_what_stands_already_is_not_added_again() -> None:
    """An attempt of the same day, a measure in other words and a document of the same file are the ones that are there."""
    result = merged(
        PERSONS,
        {
            "appeals[0].sent_on": "2026-08-13",
            "poa.corrective_actions[0].statement": "We refunded all 31 buyers.",
            "poa.corrective_actions[0].status": "completed",
            "evidence[0].kind": "invoice",
            "evidence[0].title": "Invoices of our supplier",
            "evidence[0].file": "evidence/invoices.pdf",
        },
    )
    assert result.text == PERSONS


def test_a_measure_that_was_moved_to_another_list_stays_there() -> None:
    """A person decides whether a measure is corrective or preventive."""
    result = merged(PERSONS, {"poa.preventive_measures[0].statement": "We refunded all 31 buyers on August 11."})
    assert result.text == PERSONS


def test_numbers_tell_two_things_apart() -> None:
    """Two sentences that differ in a number are two measures."""
    result = merged(PERSONS, {"poa.corrective_actions[0].statement": "We refunded all 48 buyers on August 11."})
    assert result.added == ("poa.corrective_actions[1]",)


def test_a_blank_is_filled_below_its_key() -> None:
    """The line of a key that waits for its value stays, with its comment, and the value goes below it."""
    result = merged(skeleton(), {"seller.store_name": "Fernhollow Kitchen: spoons", "seller.marketplace": "UK"})
    assert data(result.text)["seller"]["store_name"] == "Fernhollow Kitchen: spoons"
    assert '  store_name:                 # the store\'s display name on Amazon\n    "Fernhollow Kitchen: spoons"' in result.text


def test_a_part_of_several_keys_and_lines_fills_a_blank() -> None:
    """A reply with a text of several lines goes below the `reply:` that waits for it."""
    reply: dict[str, JsonValue] = {"appeals[0].sent_on": "2026-09-28", "appeals[0].reply.received_on": "2026-10-06"}
    result = merged(PERSONS, {**reply, "appeals[0].reply.text": "Hello,\n\nYou may no longer sell: with us."})
    appeals = data(result.text)["appeals"]
    assert appeals[1]["reply"] == {"received_on": "2026-10-06", "text": "Hello,\n\nYou may no longer sell: with us."}


def test_one_answer_finds_its_place_among_several() -> None:
    """A single answer that was found is compared with the list that the case has."""
    text = "appeals:\n  - sent_on: 2026-08-13\n    channel: email\n    replies:\n      - received_on: 2026-08-15\n"
    result = merged(text, {"appeals[0].sent_on": "2026-08-13", "appeals[0].reply.received_on": "2026-08-20"})
    replies = data(result.text)["appeals"][0]["replies"]
    assert [reply["received_on"] for reply in replies] == ["2026-08-15", "2026-08-20"]


def test_a_second_answer_beside_a_single_one_is_told() -> None:
    """`reply` and `replies` cannot stand together, so that a person is asked to rewrite it."""
    text = "appeals:\n  - sent_on: 2026-08-13\n    channel: email\n    reply: \n      received_on: 2026-08-15\n"
    paths: dict[str, JsonValue] = {"appeals[0].sent_on": "2026-08-13"}
    for place, day in enumerate(("2026-08-15", "2026-08-20")):
        paths[f"appeals[0].replies[{place}].received_on"] = day
    result = merged(text, paths)
    assert result.text == text
    assert "2026-08-20" in result.unplaced[0]


def test_what_stands_in_braces_is_told_and_not_rewritten() -> None:
    """Nothing can go into a line in braces without changing it; what was found is told with its place."""
    result = merged(CASE, {"seller.contact.name": "Mara Lindqvist", "seller.contact.role": "Owner", "request.asins[0]": "B0CX4T9K2M"})
    assert result.text == CASE
    assert "request.asins" in result.unplaced[0]


def test_references_follow_the_documents() -> None:
    """A measure that was found with EV1 points at what that document is called in the case."""
    result = merged(
        PERSONS,
        {
            "evidence[0].id": "EV1",
            "evidence[0].kind": "other",
            "evidence[0].title": "Removal order 77",
            "poa.preventive_measures[0].statement": "Only the brand's own invoices count",
            "poa.preventive_measures[0].evidence[0]": "EV1",
        },
    )
    measure = data(result.text)["poa"]["preventive_measures"][0]
    assert measure["evidence"] == ["EV3"]


def test_a_plan_in_a_file_stays_in_its_file() -> None:
    """A case that names its plan's file gets no typed plan beside it."""
    assert merged("poa: poa.md\n", {"poa.root_causes[0].statement": "We bought from a reseller"}).text == "poa: poa.md\n"


def test_an_incident_gets_no_enforcement() -> None:
    """A report stays a report; what was found for an enforcement is told."""
    result = merged("incident:\n  noticed_on: 2026-08-01\n", {"enforcement.kind": "inauthentic"})
    assert "enforcement" not in data(result.text)
    assert result.kept


def test_questions_that_the_case_answers_are_gone_and_others_move_with_their_entries() -> None:
    """A question about the second attempt found asks about that attempt, wherever it stands in the case."""
    channel = Question(ident="appeals[0].reply", text="What came back?", why="", weight=1, path="appeals[0].reply")
    store = Question(ident="seller.store_name", text="Store?", why="", weight=2, path="seller.store_name")
    result = merged(PERSONS, {"appeals[0].sent_on": "2026-09-28"}, store, channel)
    assert [question.path for question in result.questions] == ["appeals[1].reply"]


def test_line_ends_of_windows_stay() -> None:
    """A file with CRLF gets CRLF."""
    text = "seller:\r\n  store_name: X\r\n  contact:\r\n    name:\r\n"
    result = merged(text, {"seller.contact.name": "Petra Lindholm", "request.kind": "reinstate_account"})
    assert result.text.count("\n") == result.text.count("\r\n")


def test_an_empty_file_and_a_file_of_comments_take_everything() -> None:
    """There is nothing to keep, and everything found goes in."""
    for text in ("", "# to do\n", "---\n"):
        assert data(merged(text, {"request.kind": "reinstate_account"}).text) == {"request": {"kind": "reinstate_account"}}


@pytest.mark.parametrize("text", ["- a\n", "a: *x\n", "a: 1\na: 2\n", "a: [\n", "just words\n"])
def test_a_file_that_is_no_case_is_refused(text: str) -> None:
    """What cannot be read as a case is not added to."""
    with pytest.raises(CaseError):
        merge_yaml(text, "case.yaml", found({"request.kind": "reinstate_account"}))


_WORDS = st.sampled_from(
    ["one", "two: three", "NO", "# four", "five\nsix", "2026-08-14", "ü", "- seven", "[eight]", "We refunded 31 buyers on May 7"]
)
_PATHS = st.sampled_from(
    [
        *("seller.store_name", "seller.legal_name", "seller.contact.name", "seller.contact.role", "seller.known_names[0]"),
        *("enforcement.kind", "enforcement.notified_on", "enforcement.asins[0]", "enforcement.asins[1]", "enforcement.notice"),
        *("appeals[0].sent_on", "appeals[0].channel", "appeals[0].reply.text", "appeals[1].sent_on", "appeals[1].replies[0].text"),
        *("poa.root_causes[0].statement", "poa.corrective_actions[0].statement", "poa.corrective_actions[0].result"),
        *("evidence[0].title", "evidence[0].file", "evidence[1].title", "poa.corrective_actions[0].evidence[0]"),
        *("track_record", "legal[0]", "extra.case_ids[0]", "last_request[0].asked", "request.kind"),
    ]
)


def _lines(value: Plain, indent: int, rng: random.Random) -> list[str]:
    """Write plain data the way many hands would: comments, blank lines, odd indents, braces."""
    pad = " " * indent
    lines: list[str] = []
    if isinstance(value, dict):
        step = rng.choice([2, 3, 4])
        for key, inner in value.items():
            if rng.random() < 0.2:
                lines.append(rng.choice(["", f"{pad}# a note", "#~ off"]))
            lines += _entry(f"{pad}{key}:", inner, indent, step, rng)
        return lines
    assert isinstance(value, list)
    for inner in value:
        if isinstance(inner, dict) and inner:
            below = _lines(inner, indent + 2, rng)
            first = next(place for place, line in enumerate(below) if line.strip() and not line.lstrip().startswith("#"))
            lines += [*below[:first], f"{pad}- {below[first].lstrip()}", *below[first + 1 :]]
        else:
            lines.append(f"{pad}- {_scalar(inner, rng)}")
    return lines


def _entry(head: str, inner: Plain, indent: int, step: int, rng: random.Random) -> list[str]:
    note = rng.choice(["", "", "   # as told"])
    if isinstance(inner, dict | list) and inner:
        if rng.random() < 0.15:
            return [f"{head} {_flow(inner)}{note}"]
        return [f"{head}{note}", *_lines(inner, indent + (rng.choice([0, step]) if isinstance(inner, list) else step), rng)]
    if isinstance(inner, str) and rng.random() < 0.2:
        pad = " " * (indent + step)
        return [
            f"{head} {rng.choice(['|', '|-', '>', '|+'])}",
            *(f"{pad}{line}" for line in inner.split("\n")),
            *([""] * rng.choice([0, 1])),
        ]
    return [f"{head} {_scalar(inner, rng)}{note}".rstrip()] if inner is not None else [f"{head}{note}"]


def _scalar(value: Plain, rng: random.Random) -> str:
    text = str(value)
    if rng.random() < 0.5 and text.replace(" ", "").isalnum() and text.lower() != "no":
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _flow(value: Plain) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    return '"' + str(value).replace("\n", "\\n").replace('"', '\\"') + '"' if value is not None else "null"


def _thinned(value: Plain, rng: random.Random) -> Plain:
    """Leave out some of a case, and leave some keys blank."""
    if isinstance(value, dict):
        kept = {key: _thinned(inner, rng) for key, inner in value.items() if rng.random() < 0.75}
        return {key: None if rng.random() < 0.12 else inner for key, inner in kept.items()} or {"extra_note": "x"}
    if isinstance(value, list):
        return [_thinned(inner, rng) for inner in value if rng.random() < 0.85] or None
    return value


@settings(deadline=None, max_examples=150)
@given(st.integers(0, 10_000_000), st.dictionaries(_PATHS, _WORDS, max_size=8), st.dictionaries(_PATHS, _WORDS, max_size=8), st.booleans())
def test_any_merge_keeps_every_line_and_twice_is_once(
    seed: int, there: dict[str, JsonValue], paths: dict[str, JsonValue], no_end: bool
) -> None:
    """Whoever wrote the file, and whatever was found: its lines stay in their order, its data stays, and merging again adds nothing."""
    rng = random.Random(seed)
    base: Plain = read_yaml(CASE, "case.yaml").data if rng.random() < 0.6 else _plain(there)
    thin = _thinned(base, rng)
    text = "\n".join(_lines(thin, 0, rng)) + ("" if no_end else "\n")
    if read_yaml(text, "case.yaml").faults:
        return
    merged(text, paths)


def _plain(paths: dict[str, JsonValue]) -> Plain:
    from escalate_ai.extract.casetree import data_of

    told = data_of(found(paths))
    return read_yaml(json.dumps(told), "x.yaml").data if told else {"seller": {"store_name": "X"}}
