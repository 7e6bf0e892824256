"""Wrong types in Python calls: an error that says what to give, never an AttributeError."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import cast

import pytest

from escalate_ai.case.case import Case
from escalate_ai.checking import check
from escalate_ai.errors import DraftError, InputError
from escalate_ai.escalator import Escalator
from escalate_ai.ladder import readiness
from escalate_ai.policy import default_policy
from escalate_ai.rules.specimen import SPECIMEN_DAY, specimen_case

CASE = specimen_case()
DAYS = ["2026-11-20", datetime(2026, 11, 20, tzinfo=UTC), 20261120]


@pytest.mark.parametrize("given", ["examples/northwind", None, {"seller": {}}])
def test_what_is_no_case_is_refused_with_the_way_to_one(given: object) -> None:
    """A path, nothing or plain data in place of a case names `Case.load`."""
    wrong = cast("Case", given)
    with pytest.raises(InputError, match=r"Case\.load"):
        readiness(wrong)
    with pytest.raises(InputError, match=r"Case\.load"):
        Escalator(offline=True).rewrite(wrong)
    if given is not None:
        with pytest.raises(InputError, match=r"Case\.load"):
            check("Dear Team,\n\nplease.\n", case=wrong)


@pytest.mark.parametrize("given", DAYS)
def test_what_is_no_day_is_refused(given: object) -> None:
    """A text, a moment and a number in place of a day say what to give."""
    day = cast("date", given)
    with pytest.raises(InputError, match="as_of"):
        readiness(CASE, as_of=day)
    with pytest.raises(InputError, match="as_of"):
        check("Dear Team,\n\nplease.\n", case=CASE, as_of=day)
    with pytest.raises(InputError, match="as_of"):
        Escalator(offline=True).rewrite(CASE, as_of=day)


@pytest.mark.parametrize("given", [None, 7, ["Dear Team"], object()])
def test_what_cannot_be_checked_is_refused(given: object) -> None:
    """Nothing, a number and a list say what `check` takes."""
    with pytest.raises(InputError, match="cannot be checked; give a path"):
        check(cast("str", given))


def test_json_without_end_is_refused() -> None:
    """A document that stands thousands deep in itself is an error and not a letter."""
    with pytest.raises(DraftError, match="too deep"):
        check('{"letter": ' + "[" * 5000)


@pytest.mark.parametrize(
    "piece", ["We corrected the listing on August 14, 2026 and trained the staff. ", "- a\n", "We did it.\n\n", "B0ABCDEFG1 ", "PLEASE!!! "]
)
def test_a_long_text_is_checked_soon_and_a_longer_one_is_refused(piece: str) -> None:
    """What is accepted comes to an end, however it is made; one character more is one clear error."""
    most = default_policy().files.text_characters
    text = (piece * (most // len(piece) + 1))[:most]
    check(text, "letter", CASE, as_of=SPECIMEN_DAY)
    with pytest.raises(DraftError, match="read at most"):
        check(text + "a", "letter")
