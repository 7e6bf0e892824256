"""Facts about loading a case: what is read, what is refused, and how the refusal is worded."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import time
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from document_kit import docx, paragraph
from hypothesis import given
from hypothesis import strategies as st
from message_kit import msg
from pdf_kit import Sheet, pdf
from pydantic import ValidationError

from escalate_ai.case.case import Case
from escalate_ai.case.jsonfile import read_json
from escalate_ai.case.marked import Unreadable
from escalate_ai.case.schema import schema_of_case
from escalate_ai.case.yamlfile import read_yaml
from escalate_ai.checking import check
from escalate_ai.errors import CaseError
from escalate_ai.policy import default_policy
from escalate_ai.rules.running import check_plan
from escalate_ai.terms import MeasureStatus, Purpose, ReplyCategory

CASE = """\
seller:
  store_name: Brightwater Kitchen
  marketplace: UK
  contact: {name: Ida Ford}
enforcement:
  kind: inauthentic
  level: account
  notified_on: 2026-08-14
  asins: [B08N5WRWNW]
  notice: notice.txt
request:
  kind: reinstate_account
poa:
  root_causes:
    - statement: We bought 40 units without an invoice.
  corrective_actions:
    - statement: Removed all 40 units
      status: completed
      completed_on: 2026-08-18
      resolves: [RC1]
      evidence: [EV1]
  preventive_measures:
    - id: PM1
      statement: Match every invoice to its ASIN
      status: completed
      in_effect_since: 2026-08-25
appeals:
  - sent_on: 2026-08-20
    channel: account_health
    plan: sent/first.md
    reply: {received_on: 2026-08-22, text: "We need more information."}
  - sent_on: {from: 2026-09-01, to: 2026-09-30}
    channel: manager_review
evidence:
  - {kind: invoice, title: Invoices, file: evidence/not-there.pdf, supports: [PM1]}
last_request:
  - {asked: Invoices, answered_by: [EV1, PM1]}
draft: draft.md
extra: {agency_no: 0012}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Lay out a case folder that loads."""
    (tmp_path / "case.yaml").write_text(CASE, "utf-8")
    (tmp_path / "notice.txt").write_text("We removed your privileges.\r\n", "utf-8", newline="")
    (tmp_path / "draft.md").write_text("Dear Jeff", "utf-8")
    (tmp_path / "sent").mkdir()
    (tmp_path / "sent" / "first.md").write_text("# Plan", "utf-8")
    (tmp_path / "sent" / "unmentioned.md").write_text("# Old", "utf-8")
    return tmp_path


def changed(folder: Path, *changes: tuple[str, str]) -> Path:
    """Change words of the case file."""
    file = folder / "case.yaml"
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")
    return folder


def refused(path: Path) -> CaseError:
    """Give the error of a case that does not load."""
    with pytest.raises(CaseError) as caught:
        Case.load(path)
    assert isinstance(pickle.loads(pickle.dumps(caught.value)), CaseError)  # noqa: S301  our own error
    return caught.value


def test_a_folder_becomes_a_case(folder: Path) -> None:
    """Facts are typed, texts read exactly, ids given in order, a single reply is a list of one."""
    case = Case.load(folder)
    assert case.folder == folder.resolve()
    assert case.enforcement is not None
    assert case.enforcement.notice is not None
    assert case.enforcement.notice.text == "We removed your privileges.\r\n"
    assert case.draft is not None
    assert case.draft.text == "Dear Jeff"
    assert set(case.ids) == {"RC1", "CA1", "PM1", "EV1"}
    assert case.appeals[0].plan is not None
    assert case.appeals[0].plan.file == "sent/first.md"
    assert [reply.answer for reply in case.appeals[0].replies] == [ReplyCategory.MORE_INFO_GENERIC]
    assert case.purpose_of(case.appeals[1]) is Purpose.MANAGER_REVIEW
    assert case.extra == {"agency_no": "0012"}
    assert case.newest_day == (date(2026, 9, 30), "appeals[1].sent_on")


def test_a_case_survives_json_and_pickle(folder: Path) -> None:
    """Dumped with or without aliases, as JSON text or pickled, a case comes back equal."""
    case = Case.load(folder)
    for by_alias in (True, False):
        assert Case.model_validate(case.model_dump(mode="json", by_alias=by_alias)) == case
    assert Case.model_validate_json(case.model_dump_json()) == case
    again = pickle.loads(pickle.dumps(case))  # noqa: S301  our own case
    assert again == case
    assert again.folder == case.folder


def test_case_json_and_lone_files_load_alike(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The same data as case.json, or the file itself instead of its folder, gives the same case."""
    case = Case.load(folder)
    assert Case.load(folder / "case.yaml") == case
    other = tmp_path_factory.mktemp("json")
    (other / "case.json").write_text(case.model_dump_json(by_alias=True), "utf-8")
    assert Case.load(other) == case


def test_all_faults_come_at_once_with_place_value_and_nearest_word(folder: Path) -> None:
    """Typing faults, unknown keys, wrong words, bent dates, dangling references and missing files stand in one list."""
    changed(
        folder,
        ("store_name", "stor_name"),
        ("marketplace: UK", "marketplace: uks"),
        ("kind: inauthentic", "kind: inauthentc"),
        ("level: account", "level: listing"),
        ("notified_on: 2026-08-14", "notified_on: 14/08/2026"),
        ("sent_on: 2026-08-20", "sent_on: 2026-8-20"),
        ("[B08N5WRWNW]", "[B08N5WRWNWB08N5WRWNX]"),
        ("resolves: [RC1]", "resolves: [RC2]"),
        ("supports: [PM1]", "supports: [EV1]"),
        ("sent/first.md", "sent/frist.md"),
        ("reply: {received_on", "reply: {recieved_on"),
        ("completed_on: 2026-08-18", "completed_on: 2026-02-30"),
    )
    error = refused(folder)
    said = {fault.where.key: (fault.where.line, fault.message) for fault in error.faults}
    assert said["seller.store_name"] == (1, "is missing")
    assert said["seller.stor_name"] == (2, "unknown key 'stor_name'; did you mean 'store_name'?")
    assert "'uks'" in said["seller.marketplace"][1]
    assert said["enforcement.kind"][1].endswith("did you mean 'inauthentic'?")
    assert "does not fit a request of kind reinstate_account" in said["enforcement.level"][1]
    assert "'14/08/2026': a day is written YYYY-MM-DD, like 2026-08-14" in said["enforcement.notified_on"][1]
    assert said["appeals[0].sent_on"][1].endswith("a day is written YYYY-MM-DD: 2026-08-20")
    assert "two ASINs run together" in said["enforcement.asins[0]"][1]
    assert said["poa.corrective_actions[0].resolves[0]"][1] == "'RC2' is the id of nothing in this case; did you mean 'RC1'?"
    assert "'EV1' is a document" in said["evidence[0].supports[0]"][1]
    assert "did you mean 'sent/first.md'" in said["appeals[0].plan"][1]
    assert said["appeals[0].reply.recieved_on"][1].endswith("did you mean 'received_on'?")
    assert "no such day" in said["poa.corrective_actions[0].completed_on"][1]
    assert len(error.faults) == 13
    assert [fault.where.line for fault in error.faults] == sorted(fault.where.line or 0 for fault in error.faults)


def test_ties_are_checked_on_cases_built_in_python(folder: Path) -> None:
    """A clash of ids and a dangling reference are refused without any file, beside typing faults."""
    data = Case.load(folder).model_dump(mode="json")
    data["poa"]["preventive_measures"][0]["id"] = "CA1"
    data["last_request"][0]["answered_by"] = ["EV9"]
    with pytest.raises(ValidationError) as caught:
        Case.model_validate(data)
    messages = [item["msg"] for item in caught.value.errors()]
    assert any("'CA1' belongs to poa.corrective_actions[0] already" in message for message in messages)
    assert any("'EV9' is the id of nothing" in message for message in messages)
    data["seller"].pop("store_name")
    with pytest.raises(ValidationError) as caught:
        Case.model_validate(data)
    assert {"missing", "tie"} <= {item["type"] for item in caught.value.errors()}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("a: &x [1]\nb: *x\n", "an alias (*name) is not read"),
        ("a: !!python/object:os.system x\n", "a tag (!name) is not read"),
        ("seller: {a: 1}\nseller: {b: 2}\n", "stands here and on line 1 already"),
        ("a: 1\n---\nb: 2\n", "a second document"),
        ("[" * 5000, "deep in each other"),
        ("a: {<<: {b: 1}}\n", "a merge key"),
        ("seller:\n\tstore_name: x\n", "indent with spaces"),
        ("a: b: c\n", "put the value in quotes"),
        ('a: "x\n', "never closed"),
        ("- a\n- b\n", "a case is a mapping of keys"),
        ("", "is empty"),
        ("   \n# nothing\n", "a case is a mapping of keys"),
        ('a: "\\uD800"\n', "half of a surrogate pair"),
        ("? [a, b]\n: c\n", "a key is a plain word"),
    ],
)
def test_yaml_that_bends_or_grows_is_refused(tmp_path: Path, body: str, said: str) -> None:
    """Aliases, tags, doubled keys, second documents, depth, merge keys, tabs and broken quotes give one clear message each."""
    (tmp_path / "case.yaml").write_text(body, "utf-8")
    assert said in str(refused(tmp_path))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('{"seller": NaN}', "'NaN' is no JSON value"),
        ('{"seller":\n {"a": 1,\n "a": 2}}', "stands here and on line 2 already"),
        ('{"a": "\\ud800"}', "half of a surrogate pair"),
        ('{"a": 1,}', "no comma stands before"),
        ('{"a": [1 2]}', "a comma"),
        ('{"a": 1} x', "more text after the end"),
        ('{"a": 01}', "a value is wanted"),
        ("[" * 5000, "deep in each other"),
        ("[]", "a case is a mapping"),
    ],
)
def test_json_is_read_strictly(tmp_path: Path, body: str, said: str) -> None:
    """NaN, doubled keys, lone surrogates, trailing commas and depth are refused with their line."""
    (tmp_path / "case.json").write_text(body, "utf-8")
    error = refused(tmp_path)
    assert said in str(error)
    assert error.where is not None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"seller:\n  store_name: Caf\xe9\n", "byte 0xE9 at byte 25 is no UTF-8 (in Windows or Latin-1 text it is 'é'); save it as UTF-8"),
        (b"seller: x\x00\n", "a NUL byte"),
        ("seller: x\n".encode("utf-16"), "UTF-16"),
        (b"%PDF-1.7\n", "the file is a PDF"),
    ],
)
def test_bytes_that_are_no_utf8_are_named(tmp_path: Path, data: bytes, said: str) -> None:
    """Latin-1, UTF-16, NUL bytes and other formats are named, with the line."""
    (tmp_path / "case.yaml").write_bytes(data)
    assert said in str(refused(tmp_path))


def test_a_byte_order_mark_is_no_fault(folder: Path) -> None:
    """Windows editors may put a mark in front."""
    file = folder / "case.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert Case.load(folder).seller.store_name == "Brightwater Kitchen"


def test_sizes_are_asked_before_anything_is_read(folder: Path) -> None:
    """A case file over 1 MB and a draft over 20 MB are refused by their size alone, sparse or not."""
    with (folder / "draft.md").open("r+b") as file:
        file.truncate(default_policy().files.draft_bytes + 1)
    assert "20,000,001 bytes, 20,000,000 at most" in str(refused(folder))
    with (folder / "case.yaml").open("r+b") as file:
        file.truncate(10**12)
    assert "1,000,000 at most" in str(refused(folder))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../outside.md", "leads out of the case folder"),
        ("/etc/hostname", "is not relative to the case folder"),
        ("C:\\draft.md", "is not relative to the case folder"),
        ("link.md", "leads out of the case folder"),
        ("sent", "is a folder"),
        ("draft.txt", "did you mean 'draft.md'"),
        ("loop.md", "cannot be followed"),
    ],
)
def test_no_name_and_no_link_leaves_the_folder(folder: Path, name: str, said: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Parents, absolute paths and links out are refused; a missing file is named with what is near."""
    outside = tmp_path_factory.mktemp("outside") / "secret.md"
    outside.write_text("secret", "utf-8")
    (folder / "link.md").symlink_to(outside)
    (folder / "loop.md").symlink_to(folder / "loop.md")
    error = refused(changed(folder, ("draft: draft.md", f"draft: {name}")))
    assert said in str(error) or (name == "loop.md" and "is not in the case folder" in str(error))
    assert "secret" not in str(error).replace("secret.md", "")


def test_evidence_may_be_missing_but_never_outside(folder: Path) -> None:
    """A document that is not there is a rule's finding; one outside the folder is refused."""
    assert Case.load(folder).evidence[0].file == "evidence/not-there.pdf"
    assert "leads out" in str(refused(changed(folder, ("evidence/not-there.pdf", "../x.pdf"))))


def test_a_pipe_in_place_of_a_text_is_refused(folder: Path) -> None:
    """Reading a pipe would wait for ever."""
    (folder / "draft.md").unlink()
    os.mkfifo(folder / "draft.md")
    assert "no regular file" in str(refused(folder))


def test_folders_without_one_case_file_are_refused(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No path, no case file, two case files, a linked case file and a wrong kind of file each get one message."""
    empty = tmp_path_factory.mktemp("empty")
    assert "no case.yaml or case.json; it holds no files" in str(refused(empty))
    assert "there is no such case" in str(refused(empty / "nothing"))
    assert "a case is a folder" in str(refused(folder / "draft.md"))
    (empty / "case.yaml").symlink_to(folder / "case.yaml")
    assert "leads out" in str(refused(empty))
    (folder / "case.json").write_text("{}", "utf-8")
    assert "both case.yaml and case.json" in str(refused(folder))


def test_a_plan_file_becomes_the_typed_plan(folder: Path) -> None:
    """`poa: poa.md` is read into causes and measures with ids in order; its text and file name are kept."""
    text = CASE[: CASE.index("poa:")] + "poa: poa.md\n" + CASE[CASE.index("appeals:") :]
    (folder / "case.yaml").write_text(text, "utf-8")
    plan = "# Root cause\n- No check\n# Actions taken\n- Removed stock on 07/08/2026\n# Prevention\n- We check since 2026-08-25\n"
    (folder / "poa.md").write_text(plan, "utf-8")
    poa = Case.load(folder).poa
    assert poa is not None
    assert (poa.text, poa.file) == (plan, "poa.md")
    assert poa.corrective_actions[0].completed_on == date(2026, 8, 7)  # the UK reads the day first
    assert poa.preventive_measures[0].status is MeasureStatus.COMPLETED
    (folder / "poa.md").write_text("I beg you to reinstate me.", "utf-8")
    assert "no cause and no measure could be read out of 'poa.md'" in str(refused(folder))


PLAN = ("Root cause", "Nobody checked the parcels", "Actions taken", "Removed stock on 2026-08-07")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("poa.docx", docx(*(paragraph(line, style="Heading1") if place % 2 == 0 else line for place, line in enumerate(PLAN)))),
        ("poa.pdf", pdf(Sheet().line(PLAN[0], size=18).line(PLAN[1]).line(PLAN[2], size=18).line(PLAN[3]))),
        ("poa.html", f"<html><h1>{PLAN[0]}</h1><p>{PLAN[1]}<h1>{PLAN[2]}</h1><ul><li>{PLAN[3]}</ul>".encode()),
        ("poa.eml", "MIME-Version: 1.0\nFrom: a@b.example\n\n# {}\n- {}\n\n# {}\n- {}\n".format(*PLAN).encode()),
        ("poa.msg", msg(sender="A", address="a@b.example", body="# {}\n- {}\n\n# {}\n- {}\n".format(*PLAN))),
        ("plan", "# {}\n- {}\n\n# {}\n- {}\n".format(*PLAN).encode()),
    ],
    ids=["docx", "pdf", "html", "eml", "msg", "without a suffix"],
)
def test_a_plan_comes_in_any_format(folder: Path, name: str, data: bytes) -> None:
    """A plan of any format is read as what it is, whatever its name."""
    _with_plan(folder, name, data)
    poa = Case.load(folder).poa
    assert poa is not None
    assert [cause.statement for cause in poa.root_causes] == [PLAN[1]]
    assert [measure.completed_on for measure in poa.corrective_actions] == [date(2026, 8, 7)]
    assert poa.file == name


def test_what_amazon_wrote_in_a_plan_is_no_part_of_it(folder: Path) -> None:
    """The words of a quoted notice ground nothing as the seller's own; a plan that is all quotation is refused."""
    _with_plan(folder, "poa.md", b'# Root cause\n- None\n\nAmazon wrote:\n\n"Send 99 invoices."\n\n# Actions taken\n- Stopped\n')
    poa = Case.load(folder).poa
    assert poa is not None
    assert "99" not in (poa.text or "")
    (folder / "poa.md").write_text("Hello from Amazon,\n\nYour account is closed.\n\nThe Amazon Team\n", "utf-8")
    assert "all of it is quoted" in str(refused(folder))


def test_a_forwarded_notice_is_amazons_words_alone(folder: Path) -> None:
    """Of a mail that forwards a notice, what the client wrote above it is no word of Amazon."""
    mail = (
        b"MIME-Version: 1.0\nFrom: jane@n.example\nSubject: Fwd\n\nWe lost 77 orders.\n\n---------- Forwarded message ---------\n"
        b"From: Seller Performance <sp@amazon.com>\nDate: Tue, 5 May 2026 at 10:12\nSubject: Notice\n"
        b"To: <jane@n.example>\n\nYour account is closed.\n"
    )
    (folder / "notice.eml").write_bytes(mail)
    text = CASE.replace("notice: notice.txt", "notice: notice.eml")
    (folder / "case.yaml").write_text(text, "utf-8")
    enforcement = Case.load(folder).enforcement
    assert enforcement is not None
    assert enforcement.notice is not None
    assert "Your account is closed." in enforcement.notice.text
    assert "77" not in enforcement.notice.text


@pytest.mark.parametrize(
    ("name", "data", "told"), [("poa.docx", b"MZ\x90\x00", "a program"), ("poa.pdf", b"\x89PNG\r\n\x1a\n", "an image")]
)
def test_a_plan_that_is_no_text_is_named_as_what_it_is(folder: Path, name: str, data: bytes, told: str) -> None:
    """A program called .docx and a picture called .pdf are refused by what they are, at the key that names them."""
    _with_plan(folder, name, data)
    error = refused(folder)
    assert told in str(error)
    assert [fault.where.key for fault in error.faults] == ["poa"]


def _with_plan(folder: Path, name: str, data: bytes) -> None:
    text = CASE[: CASE.index("poa:")] + f"poa: {name}\n" + CASE[CASE.index("appeals:") :]
    text = text.replace("answered_by: [EV1, PM1]", "answered_by: [EV1]").replace(", supports: [PM1]", "")
    (folder / "case.yaml").write_text(text, "utf-8")
    (folder / name).write_bytes(data)


def test_reports_have_an_incident_and_no_plan(folder: Path) -> None:
    """A reporting request with enforcement and plan, or without an incident, is refused; the right shape loads."""
    assert {fault.where.key for fault in refused(changed(folder, ("kind: reinstate_account", "kind: remove_hijacker"))).faults} >= {
        "enforcement",
        "poa",
        "incident",
    }
    report = (
        "seller: {store_name: A, marketplace: US, contact: {name: B}}\nrequest: {kind: remove_reviews}\n"
        "incident: {noticed_on: 2026-09-01, asins: [B08N5WRWNW], items: [{id: R1, dated: 2026-09-01, text: Bad}]}\n"
        "grounds:\n  - {statement: Same words, dated: {from: 2026-08-01, to: 2026-08-31}}\nevidence:\n"
    )
    (folder / "case.yaml").write_text(report, "utf-8")
    case = Case.load(folder)
    assert case.is_report
    assert case.grounds[0].id == "G1"
    assert case.evidence == ()


def test_the_schema_takes_what_loads(folder: Path) -> None:
    """The JSON Schema accepts a case file as people write it, file names and `reply` included, and no unknown key."""
    data = read_yaml(CASE, "case.yaml").data
    schema = schema_of_case()
    jsonschema.validate(data, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**(data if isinstance(data, dict) else {}), "extras": 1}, schema)
    assert folder.exists()


def test_loading_is_quick(folder: Path) -> None:
    """A typical case loads in under 30 ms of CPU once the library is warm."""
    Case.load(folder)
    begin = time.process_time()
    for _ in range(5):
        Case.load(folder)
    assert (time.process_time() - begin) / 5 < 0.03


@given(st.text(alphabet='{}[]":,&*!?|>-#\n\t \\uab01', max_size=200))
def test_any_yaml_or_json_is_read_or_refused(text: str) -> None:
    """Whatever stands in a case file, reading ends in data or in one known error."""
    for read in (read_yaml, read_json):
        with contextlib.suppress(Unreadable):
            assert read(text, "case").file == "case"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=12,
    )
)
def test_json_reads_what_the_standard_library_writes(value: object) -> None:
    """Everything json.dumps writes is read back as it was."""
    assert read_json(json.dumps(value), "case.json").data == value


def test_yaml_scalars_stay_what_was_written() -> None:
    """NO, 1.10, 12:30, dates and numbers stay strings; only null, true and false are more."""
    data = read_yaml("{a: NO, b: 1.10, c: 12:30:45, d: 2026-08-14, e: 007, f: true, g: null, h: ~, i: 'null', j: yes}", "case.yaml").data
    assert data == {
        "a": "NO",
        "b": "1.10",
        "c": "12:30:45",
        "d": "2026-08-14",
        "e": "007",
        "f": True,
        "g": None,
        "h": None,
        "i": "null",
        "j": "yes",
    }


def test_a_plan_that_is_none_is_loaded_and_named_by_the_plan_rules(tmp_path: Path) -> None:
    """A denial under `poa` is no fault of the file: the ladder says what it is, and no fact is made of it."""
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "poa.md").write_text(
        "We did not violate any policy. The claims are false, and we ask you to reinstate us at once because we have done nothing wrong.",
        "utf-8",
    )
    (folder / "case.yaml").write_text(
        "seller: {store_name: Elmgate, marketplace: US, contact: {name: Ada Brook}}\n"
        "enforcement: {kind: inauthentic, level: account, notified_on: 2026-06-01}\n"
        "request: {kind: reinstate_account}\npoa: poa.md\n",
        "utf-8",
    )
    case = Case.load(folder)
    assert case.poa is not None
    assert not case.poa.measures
    assert "FM114" in {found.rule for found in check(case, as_of=date(2026, 7, 1)).findings}


def test_what_lies_in_sent_unnamed_is_compared_with_the_plan(folder: Path) -> None:
    """A copy of the plan in `sent/` that no attempt names is seen, with the file and how alike both are."""
    case = Case.load(folder)
    assert case.poa is not None
    told = [part for measure in case.poa.measures for part in (measure.statement, measure.how, measure.result) if part]
    copy = "\n".join([cause.statement for cause in case.poa.root_causes] + told)
    (folder / "sent").mkdir(exist_ok=True)
    (folder / "sent" / "old-copy.md").write_text(copy, "utf-8")
    loaded = Case.load(folder)
    assert "sent/old-copy.md" in [sent.file for sent in loaded.unlogged]
    assert loaded.poa is not None
    report = check_plan(loaded.poa, None, loaded, None, default_policy())
    found = [finding for finding in report.findings if finding.rule == "PL114"]
    assert found
    assert "sent/old-copy.md" in found[0].message
