"""What each command says, run in this process: the catalogue, schemas, skeletons, readiness, checks, prompts."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from cli_kit import AS_OF, CASE, Told, laid_out
from ruamel.yaml import YAML

from escalate_ai.case.case import Case
from escalate_ai.cli.app import wants_json
from escalate_ai.cli.cases import skeleton
from escalate_ai.rules.catalogue import CATALOGUE

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case that is ready for an executive letter."""
    return laid_out(tmp_path / "alder")


def test_rules_lists_every_rule_in_both_forms(capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON holds every rule of the catalogue with what a reader needs; the text has a row for each."""
    told = Told(capsys, "rules", "--format", "json").json
    assert [rule["code"] for rule in told["rules"]] == [rule.code for rule in CATALOGUE]
    needed = {"code", "name", "severity", "severities", "targets", "guidance", "why", "repair", "bad", "good", "applies"}
    assert all(needed <= set(rule) for rule in told["rules"])
    text = Told(capsys, "rules").out
    assert all(f"{rule.code}  {rule.name}" in text for rule in CATALOGUE)


def test_explain_tells_everything_about_each_rule(capsys: pytest.CaptureFixture[str]) -> None:
    """Every rule is explained by its code in any case and by its name, with its reason and how to mend it."""
    for rule in CATALOGUE:
        told = Told(capsys, "explain", rule.code.lower())
        assert told.code == 0
        assert " ".join(told.out.split()).find(" ".join(rule.why.split())) > 0, rule.code
        named = Told(capsys, "explain", rule.name, "--format", "json").json["code"]
        assert named in {other.code for other in CATALOGUE if other.name == rule.name}


def test_explain_names_the_nearest_rule(capsys: pytest.CaptureFixture[str]) -> None:
    """A code or a name that does not exist is answered with the nearest one that does."""
    told = Told(capsys, "explain", "paragraf-count")
    assert told.code == 2
    assert "paragraph-count" in told.err


def test_schemas_are_valid_and_hold_for_what_the_commands_write(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each schema is a valid JSON Schema, and the outcome, letter, report and readiness that commands print satisfy theirs."""
    schemas = {name: Told(capsys, "schema", name).json for name in ("case", "letter", "outcome", "policy", "readiness", "report")}
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    outcome = Told(capsys, "rewrite", str(case), "--as-of", AS_OF, "--format", "json").json
    stands = Told(capsys, "readiness", str(case), "--as-of", AS_OF, "--format", "json").json
    for name, value in (("outcome", outcome), ("letter", outcome["letter"]), ("report", outcome["report"]), ("readiness", stands)):
        jsonschema.validate(value, schemas[name])


def test_example_cases_satisfy_the_schema_of_a_case(capsys: pytest.CaptureFixture[str]) -> None:
    """Editors can check a case file with the schema: every example is valid under it, and an unknown key is not."""
    schema = Told(capsys, "schema", "case").json
    files = sorted(EXAMPLES.rglob("case.yaml"))
    assert len(files) >= 4
    for text in [CASE, *(path.read_text("utf-8") for path in files)]:
        loaded = YAML(typ="safe").load(text)  # pyright: ignore[reportUnknownMemberType]  ruamel leaves its stream untyped
        data = json.loads(json.dumps(loaded, default=str))
        jsonschema.validate(data, schema)
        with pytest.raises(jsonschema.ValidationError, match="sellr"):
            jsonschema.validate(data | {"sellr": {}}, schema)


def test_readiness_says_rung_reasons_and_recipient(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A ready case gives exit 0, its rung and whom to write to; the text says the same in words."""
    told = Told(capsys, "readiness", str(case), "--as-of", AS_OF, "--format", "json")
    assert (told.code, told.json["rung"], told.json["ready"]) == (0, "executive", True)
    assert told.json["recipient"]["name"] == "Executive Seller Relations"
    assert "Executive Seller Relations" in Told(capsys, "readiness", str(case), "--as-of", AS_OF).out


def test_not_ready_is_exit_3_with_the_normal_document(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two days after sending, readiness and rewrite give exit 3, the reasons, and no letter."""
    cut = CASE.index("  - sent_on: 2026-09-07")
    early = CASE[:cut] + CASE[CASE.index("evidence:\n  - {id: EV1") :]
    early = early.replace('    reply: {received_on: 2026-08-15, category: more_info_generic, text: "We need more information."}\n', "")
    for day in ("2026-08-24", "2026-08-28", "2026-11-06"):
        early = early.replace(day, "2026-08-12")
    early = early.replace("by November 6, 2026", "so far")
    (case / "case.yaml").write_text(early)
    stands = Told(capsys, "readiness", str(case), "--as-of", "2026-08-14", "--format", "json")
    assert (stands.code, stands.json["ready"], stands.json["rung"], stands.json["until"]) == (3, False, "wait", "2026-08-20")
    told = Told(capsys, "rewrite", str(case), "--as-of", "2026-08-14", "--format", "json")
    assert told.code == 3
    assert (told.json["letter"], told.json["report"], told.json["written_by"], told.json["rounds"]) == (None, None, None, [])
    assert told.json["readiness"]["reasons"]
    assert "not ready" in Told(capsys, "rewrite", str(case), "--as-of", "2026-08-14").out


def test_check_passes_the_letter_that_rewrite_wrote(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A composer letter saved as text passes `check` against its case, and so does the JSON of `rewrite`."""
    told = Told(capsys, "rewrite", str(case), "--as-of", AS_OF, "--format", "json")
    (tmp_path / "letter.txt").write_text(told.json["letter"]["text"])
    (tmp_path / "outcome.json").write_text(told.out)
    for name in ("letter.txt", "outcome.json"):
        checked = Told(capsys, "check", str(tmp_path / name), "--as", "letter", "--case", str(case), "--as-of", AS_OF, "--format", "json")
        assert (checked.code, checked.json["passed"]) == (0, True), checked.json
        assert set(checked.json) == {"passed", "findings", "allowed", "skipped", "remarks"}


def test_check_shows_findings_under_their_words(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A plea in a letter is shown in its line with marks under the words, the rule's code, and what to do."""
    letter = Told(capsys, "rewrite", str(case), "--as-of", AS_OF, "--format", "json").json["letter"]["text"]
    bad = letter.replace("\n\n- ", " Please save our family from ruin, we beg you.\n\n- ", 1)
    (tmp_path / "letter.txt").write_text(bad)
    told = Told(capsys, "check", str(tmp_path / "letter.txt"), "--case", str(case), "--as-of", AS_OF)
    lines = told.out.splitlines()
    at = next(place for place, line in enumerate(lines) if "TN301" in line)
    under, marks = lines[at + 1], lines[at + 2]
    assert told.code == 1
    assert "not passed" in lines[0]
    assert "^" in marks
    assert under[marks.index("^") : marks.rindex("^") + 1].strip()
    assert lines[at + 4].startswith("  -> ") or any(line.startswith("  -> ") for line in lines[at:])


def test_check_of_a_letter_without_its_case_says_what_it_could_not_look_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without `--case` the rules that need one are listed as skipped, and nothing crashes."""
    (tmp_path / "letter.txt").write_text("Dear team,\n\nPlease help.\n")
    told = Told(capsys, "check", str(tmp_path / "letter.txt"), "--as", "letter", "--format", "json")
    assert told.code == 1
    assert told.json["skipped"]


def test_allow_silences_a_rule_and_keeps_the_reason(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--allow CODE=REASON` moves the findings of that rule under `allowed`, with the reason."""
    (tmp_path / "letter.txt").write_text("Dear team,\n\nPlease help!!!\n")
    call = ("check", str(tmp_path / "letter.txt"), "--as", "letter", "--case", str(case), "--as-of", AS_OF, "--format", "json")
    told = Told(capsys, *call, "--allow", "FM112=our house shouts", "--allow", "fm101=a test").json
    assert {entry["rule"]: entry["reason"] for entry in told["allowed"]} == {"FM112": "our house shouts", "FM101": "a test"}
    assert not {"FM112", "FM101"} & {finding["rule"] for finding in told["findings"]}


def test_prompts_shows_what_would_be_sent_and_no_contact_data(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`prompts` gives messages, schema and tokens, and neither mail address nor phone number is in them."""
    told = Told(capsys, "prompts", str(case), "--as-of", AS_OF, "--format", "json")
    assert told.code == 0
    assert {"messages", "schema", "tokens"} <= set(told.json)
    assert told.json["tokens"] > 100
    assert {"role", "content"} == set(told.json["messages"][0])
    assert "mara@aldercreek.example" not in told.out
    assert "0177" not in told.out


def test_override_needs_its_reason_and_is_recorded(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another rung is written on with --because, and the outcome keeps both the advice and the reason."""
    told = Told(
        capsys, "rewrite", str(case), "--as-of", AS_OF, "--rung", "manager_review", "--because", "a new manager", "--format", "json"
    ).json
    assert told["readiness"]["rung"] == "executive"
    assert "a new manager" in json.dumps(told["readiness"]["override"])


def test_offline_with_a_model_says_that_the_composer_writes(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--offline wins over --model, and says so on standard error."""
    told = Told(capsys, "rewrite", str(case), "--as-of", AS_OF, "--offline", "--model", "big-one", "--format", "json")
    assert (told.code, told.json["written_by"]) == (0, "composer")
    assert "big-one" in told.err


def test_model_without_a_way_to_it_is_an_error(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--model with neither key nor address is exit 2, never a silent fall-back."""
    told = Told(capsys, "rewrite", str(case), "--as-of", AS_OF, "--model", "big-one", "--format", "json")
    assert (told.code, told.json["error"]["kind"]) == (2, "InputError")


def test_unreachable_server_is_exit_4_after_saying_what_goes_where(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody listens at the address: one line said what goes where, exit 4, and the error document has its outcome."""
    policy = tmp_path / "quick.toml"
    policy.write_text("[model]\nretry_attempts = 1\ntimeout_seconds = 2.0\n")
    call = ("rewrite", str(case), "--as-of", AS_OF, "--base-url", "http://127.0.0.1:9/v1", "--model", "m", "--policy", str(policy))
    told = Told(capsys, *call, "--format", "json")
    assert told.code == 4
    assert told.json["error"]["kind"] == "ModelUnavailable"
    assert told.json["outcome"]["letter"] is None
    first = told.err.splitlines()[0]
    assert all(word in first for word in ("Alder Creek Kitchen", "127.0.0.1:9", "model m"))


def test_new_lays_out_a_skeleton_whose_blanks_are_all_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`new` makes a folder whose case file names everything that is still to be filled in, with its line."""
    told = Told(capsys, "new", str(tmp_path / "client"), "--format", "json")
    assert told.code == 0
    assert (tmp_path / "client" / "case.yaml").is_file()
    stands = Told(capsys, "readiness", str(tmp_path / "client"), "--format", "json")
    assert stands.code == 2
    keys = {fault["where"]["key"] for fault in stands.json["error"]["faults"]}
    assert {"seller.store_name", "seller.contact.name", "enforcement.kind", "request.kind"} <= keys


BLANKS = {"store_name": "A Store", "marketplace": "US", "name": "A Person", "level": "account", "notified_on": "2026-01-10"}
AS_REPORT = {
    "supports: [PM1]": "supports: [G1]",
    "purpose: appeal ": "purpose: report ",
    "channel: account_health": "channel: report_abuse",
}


def _filled(*, report: bool) -> str:
    """Take up every line that the skeleton offers, for a reinstatement or for a report, and fill in its blanks."""
    unused = ("enforcement:", "poa:") if report else ("incident:",)
    lines: list[str] = []
    for block in skeleton().replace("#~", "").split("\n\n"):
        body = [line for line in block.splitlines() if not line.startswith("# ")]
        if body and not body[0].startswith(unused):
            kind = {"enforcement:": "inauthentic", "request:": "remove_hijacker" if report else "reinstate_account"}.get(
                body[0].split()[0], ""
            )
            lines += [_with_value(line, BLANKS | {"kind": kind}) for line in body]
    text = "\n".join(lines)
    for old, new in AS_REPORT.items() if report else ():
        assert old in text
        text = text.replace(old, new)
    return text


def _with_value(line: str, values: dict[str, str]) -> str:
    key, colon, rest = line.partition(":")
    blank = not rest.split("#")[0].strip()
    return f"{key}: {values[key.strip()]}" if colon and blank and values.get(key.strip()) else line


@pytest.mark.parametrize("report", [False, True])
def test_every_key_of_the_skeleton_exists(tmp_path: Path, report: bool) -> None:
    """With its blanks filled in and each offered line taken up, the skeleton loads: no key in it is unknown or misplaced."""
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "invoices.pdf").write_bytes(b"%PDF-1.4\n")
    (tmp_path / "case.yaml").write_text(_filled(report=report))
    loaded = Case.load(tmp_path)
    assert loaded.is_report is report
    assert loaded.appeals
    assert loaded.evidence


def test_format_is_read_from_bare_arguments() -> None:
    """The error form follows --format in both spellings, the last one given, and nothing else."""
    assert wants_json(["rewrite", "--format", "json"])
    assert wants_json(["rewrite", "--format=json", "x"])
    assert not wants_json(["rewrite", "--format=json", "--format", "text"])
    assert not wants_json(["rewrite", "json", "--formatjson"])
    assert not wants_json([])


def test_html_page_shows_hostile_text_as_text(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A store that is named like a script tag stays text on the page."""
    (case / "case.yaml").write_text(CASE.replace("Alder Creek Kitchen", "Alder <script>alert(1)</script> & Sons"))
    told = Told(capsys, "rewrite", str(case), "--as-of", AS_OF, "--format", "html")
    assert "<script>" not in told.out
    assert "&lt;script&gt;" in told.out


def test_missing_document_keeps_the_letter_and_writes_nothing(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --out and a cited document missing, the letter is still shown, SB602 names the document, exit 1, and no folder stays behind."""
    (case / "evidence" / "invoices.pdf").unlink()
    call = ("rewrite", str(case), "--as-of", AS_OF, "--out", str(tmp_path / "out"))
    text = Told(capsys, *call)
    assert (text.code, text.out.startswith("Subject: ")) == (1, True)
    assert "Invoices of the brand" in text.out
    assert "nothing was written" in text.err
    told = Told(capsys, *call, "--format", "json")
    assert (told.code, told.json["accepted"], [found["rule"] for found in told.json["blocked_by"]]) == (1, True, ["SB602"])
    assert not (tmp_path / "out").exists()
