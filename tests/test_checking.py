"""`check` reads whatever it is given, picks what it is, and points at the words."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalate_ai.case.facts import PlanOfAction
from escalate_ai.checking import check
from escalate_ai.errors import DraftError, InputError
from escalate_ai.letter import Letter
from escalate_ai.letterread import letter_of, read_sheet
from escalate_ai.policy import Policy
from escalate_ai.rules.mending import rank_of
from escalate_ai.rules.specimen import SPECIMEN_DAY, specimen_case, specimen_plan
from escalate_ai.terms import Rung

DATA = Path(__file__).parent.parent / "escalate_ai" / "data" / "specimen"
TEXT = (DATA / "letter.txt").read_text("utf-8")
CASE = specimen_case()


def letter(**changes: str) -> Letter:
    """Give the specimen letter with fields changed."""
    return letter_of(read_sheet(TEXT)).model_copy(update=changes)


def test_a_good_letter_passes_without_a_finding() -> None:
    """The specimen letter, held against its case, is found without fault, and nothing is skipped."""
    report = check(TEXT, case=CASE, as_of=SPECIMEN_DAY)
    assert report.findings == ()
    assert report.passed
    assert report.skipped == ()


def test_a_letter_without_its_case_says_what_was_skipped() -> None:
    """Rules that hold a letter against its case are listed, not passed in silence."""
    report = check(TEXT, kind="letter")
    assert report.passed
    assert {"CT204", "CT206", "CT208", "CT213", "CT216", "CT217", "GR401"} <= set(report.skipped)


def test_findings_of_a_text_point_into_the_text() -> None:
    """`where` is `text`, the span is that of the words, and the quote is the words."""
    text = TEXT.replace("Please have", "We beg you to have")
    (finding,) = [f for f in check(text, case=CASE, as_of=SPECIMEN_DAY).findings if f.rule == "TN301"]
    assert finding.where == "text"
    assert finding.span is not None
    assert text[finding.span[0] : finding.span[1]] == finding.quote == "We beg you"


def test_what_is_missing_from_a_text_is_named_by_its_part() -> None:
    """For what is absent, span and quote are null and `where` is where it was expected."""
    (finding,) = check(
        TEXT.replace("Subject: Reinstatement of Copperline Tools after three submissions\n\n", ""), case=CASE, as_of=SPECIMEN_DAY
    ).findings
    assert (finding.rule, finding.where, finding.span, finding.quote) == ("FM108", "subject", None, None)


def test_findings_of_a_letter_name_its_parts() -> None:
    """A typed letter has spans within the part that is named."""
    closing = "Jeff Bezos, please read the attached Plan of Action again, because the software holds the number back."
    found = [f for f in check(letter(closing=closing), case=CASE, as_of=SPECIMEN_DAY, rung="executive").findings if f.rule == "TN308"]
    assert [(f.where, f.span, f.quote) for f in found] == [("closing", (0, 10), "Jeff Bezos")]


def test_the_json_of_rewrite_is_checked_as_its_letter(tmp_path: Path) -> None:
    """An outcome's JSON, as a text or a file, gives the findings of the letter in it."""
    outcome = {"accepted": False, "letter": {**letter(closing="We beg you.").model_dump(mode="json"), "rung": "executive"}, "report": None}
    path = tmp_path / "outcome.json"
    path.write_text(json.dumps(outcome), encoding="utf-8")
    for source in (path, str(path), json.dumps(outcome), path.read_bytes()):
        report = check(source, case=CASE, as_of=SPECIMEN_DAY)
        assert ("TN301", "closing", (0, 10)) in {(f.rule, f.where, f.span) for f in report.findings}


def test_an_outcome_without_a_letter_is_said_to_have_none() -> None:
    """There is nothing to check in the outcome of a case that was not ready."""
    with pytest.raises(DraftError, match="holds no letter"):
        check('{"accepted": false, "letter": null}')


def test_a_letter_in_json_with_a_wrong_field_names_the_key() -> None:
    """A broken letter is an error with the key in it."""
    with pytest.raises(DraftError, match="subject"):
        check('{"letter": {"salutation": "Dear team,"}}')


def test_a_plan_is_told_from_a_letter() -> None:
    """Headings of causes, actions and prevention make a plan; a salutation and a push make a letter."""
    assert check(specimen_plan(), as_of=SPECIMEN_DAY).skipped == ("PL111", "PL114", "PL116", "PL118")
    assert "CT204" in check(TEXT, as_of=SPECIMEN_DAY).skipped
    assert check("Notes only. We told the team.", kind="plan").errors[0].rule == "FM113"


def test_a_typed_plan_has_paths() -> None:
    """Findings of a typed plan name the field."""
    plan = PlanOfAction.model_validate(
        {
            "root_causes": [{"statement": "We beg you to see the labels."}],
            "corrective_actions": [{"statement": "Labels", "status": "planned"}],
        }
    )
    found = {(f.rule, f.where) for f in check(plan).findings}
    assert ("TN301", "root_causes[0].statement") in found
    assert ("PL107", "corrective_actions[0].statement") in found
    assert ("PL103", "preventive_measures") in found


def test_a_missing_part_of_a_plan_is_one_finding() -> None:
    """A plan in paragraphs is told so once, not once for every part it lacks."""
    report = check("We were too quick. It is mended now. We have told everybody about it.", kind="plan", case=CASE, as_of=SPECIMEN_DAY)
    assert [f.rule for f in report.errors] == ["FM113"]


def test_a_missing_closing_is_one_error() -> None:
    """What would read the closing is silent where there is none."""
    report = check(letter(closing=""), case=CASE, as_of=SPECIMEN_DAY)
    assert [f.rule for f in report.errors] == ["FM108"]


def test_a_case_gives_its_own_findings_and_those_of_its_plan() -> None:
    """A typed case is checked for readiness and plan in one."""
    report = check(CASE, as_of=SPECIMEN_DAY)
    assert {"PL107", "RD510"} <= {f.rule for f in report.findings}


def test_an_allowed_rule_is_moved_aside_with_its_reason() -> None:
    """Silenced findings stay readable, and no longer count."""
    report = check(
        letter(closing="Please read the attached Plan of Action again, we beg you, because the software holds it back."),
        case=CASE,
        as_of=SPECIMEN_DAY,
        allow={"TN301": "the client insists", "emotional-plea": "the client insists"},
    )
    assert report.passed
    assert [(a.rule, a.reason, len(a.findings)) for a in report.allowed] == [("TN301", "the client insists", 1)]


def test_allowing_a_rule_that_does_not_exist_is_an_error() -> None:
    """A slip in a code does not silence nothing in silence."""
    with pytest.raises(InputError, match="did you mean 'TN3"):
        check(TEXT, allow={"TN031": "why"})


def test_letters_of_other_clients_are_compared(tmp_path: Path) -> None:
    """A folder of other letters gives FM116; the letter itself in that folder does not count."""
    own = tmp_path / "own.txt"
    own.write_text(TEXT, encoding="utf-8")
    assert check(own, against=tmp_path, case=CASE, as_of=SPECIMEN_DAY).findings == ()
    (tmp_path / "other.txt").write_text(TEXT, encoding="utf-8")
    assert [f.rule for f in check(own, against=tmp_path, case=CASE, as_of=SPECIMEN_DAY).findings] == ["FM116"]
    with pytest.raises(DraftError, match="no folder"):
        check(own, against=tmp_path / "none")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("", "empty"),
        ("  \n ", "empty"),
        (b"", "empty"),
        (b"\xff\xfe\x00", "UTF-16"),
        (b"Dear team,\n\n\xe9t\xe9", "UTF-8"),
        ("Dear\0team\nWe", "NUL"),
        ("no-such-letter.txt", "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_one_clear_error(source: str | bytes, words: str) -> None:
    """Empty, binary and foreign texts are refused with what to do."""
    with pytest.raises(DraftError, match=words):
        check(source)


def test_a_text_over_the_limit_is_refused() -> None:
    """The limit of the policy holds for texts too."""
    policy = Policy.load().model_copy(update={"files": Policy.load().files.model_copy(update={"draft_bytes": 100})})
    for source in ("a b\n" * 50, b"a b\n" * 50):
        with pytest.raises(DraftError, match="at most"):
            check(source, policy=policy)


def test_kinds_and_rungs_that_do_not_exist_name_the_nearest() -> None:
    """A slip is answered with what was meant."""
    with pytest.raises(InputError, match="did you mean 'letter'"):
        check(TEXT, kind="leter")
    with pytest.raises(InputError, match="did you mean 'executive'"):
        check(TEXT, rung="executiv")


def test_the_rung_is_the_callers_then_the_letters_then_the_advised() -> None:
    """On a nudge no executive body has to be addressed; on the executive rung it has."""
    plain = letter(salutation="Dear Seller Performance,")
    assert "CT215" in {f.rule for f in check(plain, case=CASE, as_of=SPECIMEN_DAY).findings}
    assert "CT215" not in {f.rule for f in check(plain, case=CASE, as_of=SPECIMEN_DAY, rung=Rung.NUDGE).findings}
    assert "CT215" not in {f.rule for f in check(plain.model_copy(update={"rung": Rung.NUDGE}), case=CASE, as_of=SPECIMEN_DAY).findings}


def test_a_letter_for_a_case_on_no_letter_rung_is_still_judged() -> None:
    """Where the advice is to wait, the letter is read as a nudge and not waved through."""
    waiting = CASE.model_copy(update={"appeals": CASE.appeals[:1]})
    report = check(letter(closing="We beg you."), case=waiting, as_of=date(2026, 9, 14))
    assert "TN301" in {f.rule for f in report.findings}


def test_findings_stand_in_the_order_of_mending() -> None:
    """Errors come first, then warnings, then notes, each by what a consultant would mend first."""
    report = check("Dear Jeff,\n\nWe sell tools!\n\nWe beg you!\n", case=CASE, as_of=SPECIMEN_DAY)
    gravity = [("error", "warning", "note").index(f.severity) for f in report.findings]
    assert gravity == sorted(gravity)
    urgency = [(kind, rank_of(finding.rule)) for kind, finding in zip(gravity, report.findings, strict=True)]
    assert urgency == sorted(urgency)


@given(st.text(max_size=300))
def test_no_text_makes_a_check_fail(text: str) -> None:
    """Whatever text comes in is judged or refused with one of our own errors, spans exact."""
    try:
        report = check(f"{text}\n\n.", kind="letter", case=CASE, as_of=SPECIMEN_DAY)
    except DraftError:
        return
    for finding in report.findings:
        if finding.span and finding.where == "text":
            assert f"{text}\n\n."[finding.span[0] : finding.span[1]] == finding.quote


def test_a_case_whose_documents_are_missing_says_which(tmp_path: Path) -> None:
    """`check` of a case folder names each lost document with SB602 before anybody writes a letter."""
    folder = tmp_path / "northwind"
    shutil.copytree(Path(__file__).parent.parent / "examples" / "northwind", folder)
    (folder / "evidence" / "monthly-audits.pdf").unlink()
    report = check(folder, as_of=date(2026, 11, 20))
    assert [(found.rule, found.where) for found in report.errors] == [("SB602", "evidence[5].file")]


def test_what_tells_no_size_is_read_within_the_limit() -> None:
    """A device that never ends is an error about its length, not memory without end."""
    with pytest.raises(DraftError, match="more than the 20,000,000 bytes"):
        check(Path("/dev/zero"))


DRAFTS = Path(__file__).parent.parent / "examples" / "drafts"


@pytest.mark.parametrize("name", ["05-bold-headings.docx", "09-exported-page.html", "17-outlook-message.msg", "06-seven-pages.pdf"])
def test_a_plan_is_told_by_its_parts(name: str) -> None:
    """A plan under headings of any wording is judged as a plan, not as a letter without a salutation."""
    found = {finding.rule for finding in check(DRAFTS / name).findings}
    assert "FM108" not in found
    assert found & {"PL109", "PL110", "PL112", "FM103"}


@pytest.mark.parametrize(
    ("name", "told"),
    [("14-notice.txt", "Amazon's notice"), ("12-buyers-complaint.txt", "complaint")],
)
def test_what_is_no_text_of_the_sellers_is_named(name: str, told: str) -> None:
    """A notice or a buyer's complaint gets one finding that says what it is, and no advice on a letter's parts."""
    (found,) = check(DRAFTS / name).findings
    assert found.rule == "FM114"
    assert told in found.message
