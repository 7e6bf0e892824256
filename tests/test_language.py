"""A text in another language: known for what it is, said so, and not passed off as checked."""

from __future__ import annotations

import json
import time
import tomllib
from pathlib import Path

import pytest
from cli_kit import Told
from example_cases import AS_OF, EXAMPLES, brief_of_example, case_of
from hypothesis import given
from hypothesis import strategies as st
from ledger_kit import case_with
from name_mutation_kit import letters

from escalate_ai.checking import check
from escalate_ai.findings import Report
from escalate_ai.rules.other_language import ANY_LANGUAGE
from escalate_ai.text.language import foreign_language

FOREIGN: dict[str, str] = tomllib.loads((Path(__file__).parent / "data" / "languages.toml").read_text("utf-8"))
"""Letters in other languages, written for this test and by nobody else's template."""


@pytest.mark.parametrize("code", FOREIGN)
def test_a_foreign_letter_is_known_by_its_small_words_or_its_letters(code: str) -> None:
    """Each language of the marketplaces is named, any other is called another one."""
    found = foreign_language(FOREIGN[code])
    assert found is not None
    assert (found.code, found.whole) == (code, True)


def test_english_is_not_foreign() -> None:
    """Letters, plans, notices and replies in every sort of English are English."""
    root = Path(__file__).parent
    texts = [letter.text for letter in letters()]
    texts += [path.read_text("utf-8") for folder in EXAMPLES for path in folder.rglob("*") if path.suffix in {".md", ".txt"}]
    texts += [json.loads(line)["text"] for line in (root / "data" / "worded_replies.jsonl").read_text("utf-8").splitlines()]
    texts += (root / "data" / "told" / "voices.txt").read_text("utf-8").splitlines()
    assert [text[:60] for text in texts if foreign_language(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "B0C9T4MWKL, B0B6ZR2XQD and B0CXP5N2RG",
        "B0C9T4MWKL\n" * 40,
        "Lindqvist M\u00f6bler AB, Karin Lindqvist, G\u00f6teborg; Hafenlicht Haushaltswaren Handels GmbH und Co. KG",
        'The notice says "Ihr Konto wurde deaktiviert, weil es verbunden ist"; we ask a manager of the team to read it again.',
        "Our brand \u4f18\u54c1 is sold in two stores, and both of them were closed in May.",
        "We ask that the account be r\u0435inst\u0430t\u0435d; th\u0435 pl\u0430n is \u0435nclos\u0435d with \u0430ll p\u0430p\u0435rs.",
    ],
)
def test_names_lists_quotes_and_look_alikes_make_nothing_foreign(text: str) -> None:
    """Foreign names, ASINs, a short quote and Cyrillic letters within English words leave a text English."""
    assert foreign_language(text) is None


def test_a_part_in_another_language_is_told_as_a_part() -> None:
    """An English letter whose closing is German is no German letter, and not all of it is read."""
    english = letters()[0].text
    found = foreign_language(f"{english}\n\n" + 3 * f"{FOREIGN['de']}\n\n")
    assert found is not None
    assert (found.code, found.whole) == ("de", False)


def test_a_foreign_letter_does_not_pass_and_says_why() -> None:
    """One remark, every rule that reads words skipped, no finding made of misread words, and not passed."""
    report = check(FOREIGN["de"], kind="letter", case=case_of("northwind"), as_of=AS_OF)
    assert not report.passed
    (remark,) = report.remarks
    assert "The letter seems to be in German." in remark
    assert {found.rule for found in report.findings} <= ANY_LANGUAGE
    assert {"TN301", "CT201", "FM110", "GR402", "GR404"} <= set(report.skipped)
    assert not ANY_LANGUAGE & set(report.skipped)


def test_identifiers_and_blanks_of_a_foreign_letter_are_still_looked_at() -> None:
    """An ASIN of nobody and a blank left to fill in are found in any language."""
    report = check(f"{FOREIGN['de'].strip()} ASIN B0QQ7TX4ZM, [ASIN].", kind="letter", case=case_of("northwind"), as_of=AS_OF)
    assert {"GR401", "FM109"} <= {found.rule for found in report.findings}


def test_a_foreign_plan_does_not_pass() -> None:
    """A plan in French is said to be French; the rules on its parts are skipped."""
    report = check(f"Plan d'action\n\n{FOREIGN['fr']}", kind="plan")
    assert not report.passed
    assert "The plan seems to be in French." in report.remarks[0]
    assert {"PL101", "PL104"} <= set(report.skipped)


def test_a_case_with_a_foreign_plan_does_not_pass() -> None:
    """The findings of a case stay, and a remark says that those on the plan cannot be relied on."""
    report = check(case_with(poa={"text": FOREIGN["es"]}), as_of=AS_OF)
    assert not report.passed
    assert any("seems to be in Spanish" in remark for remark in report.remarks)


def test_every_finding_of_a_mixed_letter_stays() -> None:
    """Where only a part is in another language, the English part is judged as ever."""
    letter = letters()[0]
    report = check(f"{letter.text}\n\n" + 3 * f"{FOREIGN['de']}\n\n", kind="letter", case=letter.case, rung=letter.rung, as_of=letter.as_of)
    assert report.remarks[0].startswith("Part of the letter")
    assert not report.passed
    assert "TN301" not in report.skipped


def test_an_english_report_has_no_remark() -> None:
    """Nothing changes for a letter in English."""
    letter = letters()[0]
    report = check(letter.text, kind="letter", case=letter.case, rung=letter.rung, as_of=letter.as_of)
    assert (report.passed, report.remarks) == (True, ())
    assert Report.of(()).remarked("Part was not read.") == Report(passed=False, remarks=("Part was not read.",))
    assert brief_of_example("northwind").case.is_report is False


def test_the_command_says_it_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On a screen the remark stands above every finding, and the exit code is that of a text that did not pass."""
    path = tmp_path / "brief.txt"
    path.write_text(FOREIGN["it"], "utf-8")
    told = Told(capsys, "check", str(path), "--as", "letter")
    assert told.code == 1
    assert " ".join(told.out.split()).index("seems to be in Italian") < 80
    assert Told(capsys, "check", str(path), "--as", "letter", "--format", "json").json["remarks"]


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    """No text is too odd to be looked at."""
    found = foreign_language(text)
    assert found is None or found.name


@pytest.mark.parametrize("unit", ["de ", "\u4f18", "a\n \n", "a.", "Von ", "\u0301a "])
def test_a_long_text_is_no_longer_task(unit: str) -> None:
    """Only the beginning of an endless text is read."""
    started = time.perf_counter()
    foreign_language((unit * 50_000)[:50_000])
    assert time.perf_counter() - started < 1.5
