"""True sentences of letters that language models wrote for invented cases: none may be blamed, and their false sisters still are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from grounding_cases import AS_OF, Subject, subjects

from escalate_ai import check

DATA = Path(__file__).resolve().parent / "data" / "grounding"
_ASKS = "Executive Seller Relations is asked to decide. "
_MADARIJ = (
    "Please remove the counterfeit offers of Step King Store from B0LDR6M4ST. Four submissions have been made. Report Abuse, used on 7 "
    "June 2026, and Brand Registry, used again on 6 July 2026, brought denials without a reason on 18 June 2026 and 22 July 2026. "
)
_HANRIVER = (
    "Please remove the offers from B0YRN4H7AL. We reported them three times: through Brand Registry on 6 August 2026 and 21 September "
    "2026, and through Report Abuse on 24 August 2026. "
)
_LOTUSHOUR = "Please reinstate our selling account. The same form on August 20, 2026 and a manager review requested on September 22, 2026 "

TRUE = (
    ("third", "wattlebrook", "Of 1,340 orders from 8 July to 6 August 2026 we handed over 130 late."),
    ("third", "wattlebrook", "The greater detail asked for on 19 August 2026 is supplied by these collections and the two daily checks."),
    ("third", "vaffelhornan", "Both things asked for on 1 May 2026 are here: the lease and the broadband bill."),
    ("third", "vaffelhornan", "The extract shows two owners of V\u00e5ffelh\u00f6rnan K\u00f6ksel AB, half each."),
    ("third", "inktpot", "The letter asked for on 10 April 2026 is enclosed as Letter of withdrawal from Carnelian Paper AG."),
    ("third", "bruyere", "The enclosed statement bears the date of 19 June 2026."),
    (
        "fourth",
        "barrio",
        "The retraction from the rights owner, requested on 5 March 2026, is supplied as the retraction letter of 14 April 2026.",
    ),
    ("fourth", "herisson", "The screenshots of 7 July 2026 show both prices."),
    ("fourth", "zorgbron", "The enclosed Statement of grounds rests on these documents."),
    (
        "fourth",
        "skyworks",
        "Denials came on August 25, 2026 to the appeal of August 10, 2026 and on October 6, 2026 to that of September 14, 2026.",
    ),
    ("second", "tallgrass", "A denial also came on August 25, 2026 to the August 4, 2026 manager review."),
    ("sixth", "madarij", _MADARIJ + "So did the request for manager review of 20 September 2026, on 4 October 2026."),
    ("sixth", "madarij", _MADARIJ + "The request for manager review of 20 September 2026 fared no better, on 4 October 2026."),
    ("sixth", "hanriver", _HANRIVER + "Report Abuse replied on 4 September 2026 and Brand Registry on 5 October 2026, each with a denial."),
    ("sixth", "lotushour", _LOTUSHOUR + "ended in denials on September 3, 2026 and October 6, 2026."),
    ("seventh", "neelgarh", "The shelves have also been checked twice a month since 5 September 2026."),
    ("eighth", "wattle", "Those of SpokeDealz bear the same name and fade at 190 degrees."),
)
"""Split, case and sentence, as the case has it."""
FALSE = (
    ("third", "wattlebrook", "Of 1,340 orders from 8 July to 6 August 2026 we handed over 131 late."),
    ("third", "vaffelhornan", "The extract shows three owners of V\u00e5ffelh\u00f6rnan K\u00f6ksel AB."),
    ("third", "inktpot", "On 10 April 2026 we submitted an appeal through the appeal form in Account Health."),
    ("third", "bruyere", "The enclosed customs certificate bears the date of 19 June 2026."),
    ("fourth", "herisson", "The screenshots of 7 July 2026 show five prices."),
    (
        "fourth",
        "skyworks",
        "Denials came on October 6, 2026 to the appeal of August 10, 2026 and on August 25, 2026 to that of September 14, 2026.",
    ),
    ("second", "tallgrass", "The review took from August 25, 2026 to August 4, 2026."),
    ("sixth", "madarij", _MADARIJ + "So did the request for manager review of 4 October 2026, on 20 September 2026."),
    ("sixth", "hanriver", _HANRIVER + "Report Abuse replied on 4 September 2026 and Brand Registry on 11 August 2026, each with a denial."),
    ("sixth", "lotushour", _LOTUSHOUR + "ended in denials on October 6, 2026 and September 3, 2026."),
    ("seventh", "neelgarh", "The shelves have also been checked three times a month since 5 September 2026."),
)
"""The same with one fact changed."""


@cache
def _letter(split: str, name: str) -> Subject:
    return next(one for one in subjects(split) if one.name.startswith(f"{name}."))


def _blamed(split: str, name: str, sentence: str) -> list[str]:
    letter = _letter(split, name)
    parts = letter.text.split("\n\n")
    parts[2] = sentence if sentence.startswith("Please") else f"{_ASKS}{sentence}"
    said = check("\n\n".join(parts), kind="letter", case=letter.case, as_of=AS_OF).findings
    own = [one for one in said if one.rule in {"GR403", "GR405", "CT205", "CT216"} and one.where == "text"]
    return [one.message for one in own if (one.quote or "") in parts[2]]


@pytest.mark.parametrize(("split", "name", "sentence"), TRUE, ids=lambda value: value[-40:])
def test_a_true_sentence_is_left_alone(split: str, name: str, sentence: str) -> None:
    """What agrees with the case is not blamed, however it is put."""
    assert _blamed(split, name, sentence) == []


@pytest.mark.parametrize(("split", "name", "sentence"), FALSE, ids=lambda value: value[-40:])
def test_its_false_sister_is_found(split: str, name: str, sentence: str) -> None:
    """The same wording with another value is blamed."""
    assert _blamed(split, name, sentence)


def _delivered(split: str, name: str) -> list[str]:
    return (DATA / split / "model" / f"{name}.txt").read_text("utf-8").split("\n\n")


def _codes_of(split: str, name: str, old: str, new: str) -> set[str]:
    """Give the rules that speak where some words of a delivered letter are replaced."""
    text = "\n\n".join(_delivered(split, name))
    assert old in text
    said = check(text.replace(old, new), kind="letter", case=_letter(split, name).case, as_of=AS_OF)
    return {one.rule for one in said.findings}


def test_a_day_that_only_the_result_has_tells_a_result() -> None:
    """A bullet that gives the case's own sign, with its day, says what came of the measure; its own day says nothing."""
    old = next(line[2:] for line in "\n".join(_delivered("sixth", "kumkum")).splitlines() if line.startswith("- Tracking numbers"))
    told = "Tracking numbers have come from a scanner since 1 June 2026"
    assert "CT212" not in _codes_of("sixth", "kumkum", old, f"{told}; clean by 15 November 2026.")
    assert "CT212" in _codes_of("sixth", "kumkum", old, f"{told}, which Mahesh Gaikwad carries.")


def test_what_a_report_found_is_no_argument_with_the_decision() -> None:
    """A report says what an offer or a review is; that argues with nobody."""
    for split, name, said in (
        ("sixth", "madarij", "Stamp, spelling and strength mark it as a counterfeit."),
        ("fourth", "tamarack", "One describes a pole that the tent does not have."),
    ):
        blocks = _delivered(split, name)
        closing = next(at for at, block in enumerate(blocks) if block.startswith("- ")) + 1
        text = "\n\n".join([*blocks[:closing], f"{said} {blocks[closing]}", *blocks[closing + 1 :]])
        findings = check(text, kind="letter", case=_letter(split, name).case, as_of=AS_OF).findings
        assert "TN304" not in {one.rule for one in findings}


@pytest.mark.parametrize(
    "asked",
    [
        "With the Plan of Action come the sheets. May a manager or senior investigator read these again and decide on the account.",
        "The enclosed Plan of Action has them. We look to Executive Seller Relations to have them read once more and decided on.",
        "The sheets need to be read beside the enclosed Plan of Action. We ask a manager or senior investigator to do so again.",
    ],
)
def test_asking_for_another_reading_has_many_wordings(asked: str) -> None:
    """Whoever is asked, and in whatever words, the plan is asked to be read again."""
    blocks = _delivered("second", "halden_tools")
    closing = next(at for at, block in enumerate(blocks) if block.startswith("- ")) + 1
    text = "\n\n".join([*blocks[:closing], asked, *blocks[closing + 1 :]])
    findings = check(text, kind="letter", case=_letter("second", "halden_tools").case, as_of=AS_OF).findings
    assert "CT210" not in {one.rule for one in findings}
