"""Facts about the case.yaml that extracting writes: it reads back as what was found, names its blanks, and is safe whatever was found."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from escalate_ai import Case, CaseError
from escalate_ai.case.faults import enum_at
from escalate_ai.case.marked import path_of
from escalate_ai.case.yamlfile import read_yaml
from escalate_ai.extract import Extraction, TextKind, Value, extract_path
from escalate_ai.extract.caseyaml import case_yaml
from escalate_ai.extract.scalars import clean, scalar
from escalate_ai.terms import Whose

DRAFTS = sorted(
    path
    for path in (Path(__file__).parent.parent / "examples" / "drafts").iterdir()
    if path.suffix not in {".json", ".md"} and "scan" not in path.name
)
DAYS = {"notified_on", "noticed_on", "sent_on", "received_on", "called_on", "completed_on", "in_effect_since", "dated"}


def found(*values: Value) -> Extraction:
    """Give an extraction of these values."""
    return Extraction(kind=TextKind.OTHER, values=values)


def value(path: str, told: JsonValue, quote: str = "words", file: str = "draft.txt", whose: Whose = Whose.SELLER) -> Value:
    """Give a value with its words."""
    return Value(path=path, value=told, quote=quote, file=file, whose=whose)


def filled(text: str, folder: Path, rounds: int = 12) -> Case:
    """Fill every blank that loading names, with whatever fits there, and load the case."""
    file = folder / "case.yaml"
    for _ in range(rounds):
        file.write_text(text, encoding="utf-8")
        try:
            return Case.load(folder)
        except CaseError as error:
            lines = text.splitlines()
            for fault in error.faults:
                assert fault.where.line
                assert fault.where.key
                assert "empty" in fault.message, f"only blanks may be faults: {fault}"
                line = fault.where.line - 1
                choices = enum_at(Case, path_of(fault.where.key))
                last = fault.where.key.rpartition(".")[2]
                word = choices[0] if choices else "2026-11-02" if last in DAYS else "Something told"
                lines[line] = re.sub(r"^(\s*(?:- )?\w+:)", rf"\1 {word}", lines[line], count=1)
            text = "\n".join(lines) + "\n"
    raise AssertionError(text)


def test_keys_stand_in_the_order_of_the_skeleton() -> None:
    """However they were found, the parts of a case come as `new` writes them."""
    text = case_yaml(
        found(value("legal[0]", "litigation"), value("evidence[0].title", "Invoice"), value("request.kind", "reinstate_account"))
    )
    keys = re.findall(r"^(\w+):", text, re.MULTILINE)
    assert keys == ["seller", "enforcement", "request", "evidence", "legal"]


def test_each_value_has_its_words_beside_it() -> None:
    """The comment says the words, the file, and whose they are."""
    text = case_yaml(found(value("enforcement.notified_on", "2026-08-14", "14 August", "notice.eml", Whose.AMAZON)))
    assert '  notified_on: 2026-08-14  # "14 August" (notice.eml, Amazon\'s words)\n' in text


def test_words_that_a_model_pointed_out_say_so() -> None:
    """A value that a model found is marked for the person who looks it over."""
    told = value("seller.store_name", "Fernhollow", "our shop Fernhollow").model_copy(update={"by_model": True})
    assert "found by the model" in case_yaml(found(told))


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda path: path.name)
def test_every_example_loads_once_its_blanks_are_filled(draft: Path, tmp_path: Path) -> None:
    """Loading names the blanks and nothing else, and with those filled the case loads."""
    extraction = extract_path(draft)
    for name in {
        str(each.value) for each in extraction.values if each.path in {"draft", "enforcement.notice"} and isinstance(each.value, str)
    }:
        (tmp_path / name).write_bytes(draft.read_bytes())
    case = filled(case_yaml(extraction), tmp_path)
    assert case.request.kind


def test_what_has_to_be_known_stands_blank() -> None:
    """Even an extraction that found nothing gives every key a case cannot do without, each with what belongs there."""
    text = case_yaml(found())
    for key in ("store_name", "marketplace", "name", "kind", "level", "notified_on"):
        assert re.search(rf"^ +{key}:  # \?", text, re.MULTILINE)


def test_questions_stand_on_top_and_at_their_places() -> None:
    """A question is numbered at the head of the file and repeated where its answer goes."""
    extraction = extract_path(DRAFTS[0])
    text = case_yaml(extraction)
    head, _, body = text.partition("\nseller:")
    assert head.index(" 1. ") < head.index(" 2. ")
    assert all(question.text.split()[0] in head for question in extraction.questions)
    assert body.count("# ?") >= 3


@pytest.mark.parametrize(
    "words",
    ["NO", "1.10", "2026-08-14", "12:30:45", "null", "~", "a: b", "a #b", "- a", "[x]", "{x: y}", "*x", "&x", "!x", "%x", "@x", "`x", "'x",
     '"x',
     "x\ny", "x\n\ny\n", " x", "x ", "x\ty", "ü ✓ 日本", "\u2028x",
     "a\\b", "x:", "? x", "| x", "> x", "---", "...", "0x1F", "1e5", "\ufeffx",
     "  x\ny", "x\n  y\n z", "#x", "x\n#y", "yes", "=",
     "<<", "x\r\ny", "", " ", "x\n ", "x\n \ny"],
)  # fmt: skip
def test_every_text_reads_back_as_itself(words: str) -> None:
    """No text of a client's turns into something else on its way through the file."""
    text = case_yaml(found(value("track_record", words, words)))
    data: Any = read_yaml(text, "case.yaml").data
    assert data["track_record"] == clean(words)


@given(st.text(max_size=80), st.integers(0, 8))
def test_any_scalar_reads_back(words: str, indent: int) -> None:
    """A scalar below any indent reads back, through a strict reader, as the text it was, control characters apart."""
    read = read_yaml(f"{' ' * indent}key: {scalar(words, indent + 2)}\n", "case.yaml")
    assert not read.faults
    assert read.data == {"key": clean(words)}


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40), st.text(max_size=20)), max_size=6))
def test_no_words_break_the_file(told: list[tuple[str, str, str]]) -> None:
    """Values, quotations and file names may hold anything: the file reads without a fault, and holds every value."""
    values = [value(f"grounds[{place}].statement", each, quote, file) for place, (each, quote, file) in enumerate(told)]
    read = read_yaml(case_yaml(found(*values)), "case.yaml")
    assert not read.faults
    data: Any = read.data
    grounds: list[dict[str, str]] = data.get("grounds") or []
    assert [ground["statement"] for ground in grounds] == [clean(each) for each, _, _ in told]


def test_a_file_inside_a_mail_is_asked_for() -> None:
    """What hangs on a mail is no file that a case could name, so the key stays blank and says where it is."""
    text = case_yaml(found(value("evidence[0].file", "mail.eml/invoice.pdf", "", "mail.eml/invoice.pdf")), lambda _: None)
    assert re.search(r"file:  # \? it is in mail.eml/invoice.pdf", text)


def test_the_case_of_an_extraction_is_plain_data() -> None:
    """`Extraction.case` gives the values as a case file holds them."""
    told = found(value("request.kind", "reinstate_account"), value("enforcement.asins[0]", "B0CX71MNPQ"))
    assert told.case == {"request": {"kind": "reinstate_account"}, "enforcement": {"asins": ["B0CX71MNPQ"]}}
