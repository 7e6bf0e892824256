"""The same thing said by twenty good writers is the same thing; what only sounds like it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from example_cases import brief_of_example
from hypothesis import given, settings
from hypothesis import strategies as st

from escalate_ai.ladder import brief_of
from escalate_ai.letterread import read_sheet
from escalate_ai.policy import Policy
from escalate_ai.rules.rule import Example
from escalate_ai.rules.running import check_letter
from escalate_ai.rules.specimen import SPECIMEN_DAY, SPECIMEN_RUNG, specimen_case, specimen_sheet
from escalate_ai.terms import Severity

POLICY = Policy.load()
WRITER = sorted((Path(__file__).parent / "data" / "letters").glob("writer*/*.txt"))


@pytest.mark.parametrize("path", WRITER, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_good_writers_letter_has_no_error(path: Path) -> None:
    """Letters by capable writers on the example cases, who saw the prompt alone, pass every rule."""
    report = check_letter(read_sheet(path.read_text("utf-8")), brief_of_example(path.name.partition(".")[0]), POLICY)
    errors = [(f.rule, f.quote, f.message) for f in report.findings if f.severity is Severity.ERROR]
    assert errors == []


HELD = "The software withholds a number until the carrier has the parcel."
NAMED = "The attached Plan of Action sets out both causes with their documents."
PUSHES = (
    "We put it to a manager or senior investigator to read and to decide.|revised",
    "Our request to Executive Seller Relations is to have this file read again and a decision made.",
    "A manager or senior investigator is asked to read these grounds again and decide.",
    "Please have someone who has not handled the account read it once more.",
    "May we ask that it be reviewed afresh?",
    "We submit it to Executive Seller Relations for a second reading.",
    "A fresh reading of it is requested.",
    "Reconsider it, please, with the scan records beside it.",
    "We lay it before a senior investigator for a new review.",
    "What we seek is a second look at it by somebody senior.",
    "Would a senior investigator read it in full?",
    "It is now before you for a fresh reading.",
    "Let it be read again from the first page.",
    "The only thing asked of Executive Seller Relations is that it be weighed anew.",
    "We refer it to your office for reassessment.",
    "Two steps are requested: read it again, and decide.",
    "We respectfully request a renewed examination of it.",
    "One plea remains: review it again with these records.",
    "It awaits a second reading by someone senior.",
    "Kindly re-examine it.",
)
NO_PUSHES = (
    "It was read on August 21, 2026 and answered with a denial.",
    "Our shift lead reads the sheet again every evening.",
    "It shows what was done.",
    "We look forward to selling.",
    "A reply said that it was reviewed.",
    "The records are complete.",
)
REQUESTS = (
    "Our request to Executive Seller Relations is that the selling account of Copperline Tools be reinstated.",
    "Reinstate the selling account of Copperline Tools, deactivated on July 6, 2026.",
    "Executive Seller Relations is asked to restore the selling account of Copperline Tools.",
    "The reinstatement of our selling account is requested.",
    "One thing is asked here: lift the deactivation of our account.",
    "We turn to Executive Seller Relations to have the account of Copperline Tools reactivated.",
    "The purpose of this letter is simple, and our one request is that our account be restored.",
    "What we seek is the reactivation of our selling account.",
    "May we request that the account be reopened?",
    "This letter asks for the return of our selling privileges and for the end of the deactivation.",
)
NO_REQUESTS = (
    "Our account was deactivated on July 6, 2026, and our request of July 14, 2026 to reinstate it was refused.",
    "We were asked for more information before the account can be reinstated.",
    "The account of Copperline Tools was reinstated once in 2024.",
    "Amazon requested more details before reinstating the account.",
)
REASONS = (
    "Fixed laptops close the first route; the last-working-day rule for permissions closes the second.",
    "A label has no way to a buyer ahead of its parcel.",
    "The release in the software and the evening check stand between a printed label and a buyer.",
    "Each number now passes two checks on its way to the buyer.",
    "Confirmation is now tied to the first scan.",
    "The scan gate takes away the source of the error.",
    "Nothing leaves the office unconfirmed by a scan.",
    "What one clerk could do alone now takes two.",
)
CHANNELS = (
    "All accepted channels were used on July 14, July 28 and August 12, 2026.",
    "The plan went in on the appeal page on July 14 and July 28, 2026; a manager had it on August 12, 2026.",
    "Neither channel, tried on July 14, July 28 and August 12, 2026, brought a resolution.",
    "Two channels were tried, on July 14 and July 28 and on August 12, 2026.",
    "Through the form in our account we appealed on July 14 and July 28, 2026, and a manager review followed on August 12, 2026.",
)


def codes(part: str, text: str, case: dict[str, object] | None = None) -> set[str]:
    """Give the codes of the specimen letter with a part replaced."""
    example = Example(part, text, case or {})
    report = check_letter(specimen_sheet(example), brief_of(specimen_case(example), SPECIMEN_DAY, POLICY, SPECIMEN_RUNG), POLICY)
    return {finding.rule for finding in report.findings}


@pytest.mark.parametrize("sentence", PUSHES)
def test_an_asking_to_read_again_is_heard(sentence: str) -> None:
    """However the plan is put before somebody, CT210 hears it."""
    words, revised = sentence.removesuffix("|revised"), sentence.endswith("|revised")
    named = NAMED.replace("Plan of Action", "Plan of Action (revised)") if revised else NAMED
    assert "CT210" not in codes("closing", f"{HELD} {named} {words}")


@pytest.mark.parametrize("sentence", NO_PUSHES)
def test_what_asks_nobody_to_read_is_no_asking(sentence: str) -> None:
    """A report about reading asks for none."""
    assert "CT210" in codes("closing", f"{HELD} {NAMED} {sentence}")


@pytest.mark.parametrize("sentence", REQUESTS)
def test_a_request_is_heard(sentence: str) -> None:
    """However the account is asked back, CT201 and CT202 hear it."""
    assert codes("opening", f"{sentence} {_history()}").isdisjoint({"CT201", "CT202"})


@pytest.mark.parametrize("sentence", NO_REQUESTS)
def test_what_reports_a_request_is_none(sentence: str) -> None:
    """A refused request, or Amazon's own, is not this letter's request."""
    assert "CT201" in codes("opening", f"{sentence} {_history()}")


def _history() -> str:
    return (
        "Our packing team confirmed 212 orders with label numbers before the carrier had them. The plan went through the Account "
        "Health page on July 14 and July 28, 2026, and to a manager on August 12, 2026. Two replies wanted more information and the "
        "third was a denial."
    )


@pytest.mark.parametrize("sentence", REASONS)
def test_a_reason_why_it_cannot_recur_is_heard(sentence: str) -> None:
    """What blocks the way is a reason, in whichever picture."""
    assert "CT209" not in codes("closing", f"{sentence} Please read the attached Plan of Action again.")


def test_no_reason_is_missed() -> None:
    """A closing that only asks says no reason."""
    assert "CT209" in codes("closing", "We regret what happened. Please read the attached Plan of Action again.")


@pytest.mark.parametrize("sentence", CHANNELS)
def test_channels_named_by_sense_are_heard(sentence: str) -> None:
    """Accepted channels may be counted, or called by what they are."""
    opening = (
        f"We ask that you reinstate our selling account. Our packing team confirmed 212 orders before the carrier had them. {sentence} "
        "Two replies wanted more information and the third was a denial."
    )
    assert "CT207" not in codes("opening", opening)


def test_another_number_of_channels_is_not_enough() -> None:
    """Three channels are not the two that were tried."""
    opening = (
        "We ask that you reinstate our selling account. Our packing team confirmed 212 orders early. Three routes were taken on July 14, "
        "July 28 and August 12, 2026. Two replies wanted more information and the third was a denial."
    )
    assert "CT207" in codes("opening", opening)


@pytest.mark.parametrize("token", ["\u27e6person-1\u27e7", "\u27e6email-2\u27e7", "\u27e6phone-1"])
def test_a_token_left_standing_is_a_placeholder(token: str) -> None:
    """What stood for private data must not go out."""
    assert "FM109" in codes("closing", f"{HELD} Please have {token} read the attached Plan of Action again.")


@given(st.lists(st.sampled_from([*PUSHES, *REQUESTS, *REASONS, *NO_PUSHES]), max_size=6).map(" ".join))
@settings(max_examples=25, deadline=None)
def test_findings_point_at_their_own_words(text: str) -> None:
    """Whatever sentences stand together, a finding's span holds the words it quotes."""
    sheet = specimen_sheet(Example("closing", text or "Read it."))
    parts = {part.name: part.text for part in sheet.parts}
    for finding in check_letter(sheet, None, POLICY).findings:
        if finding.span:
            assert parts[finding.where][finding.span[0] : finding.span[1]] == finding.quote
