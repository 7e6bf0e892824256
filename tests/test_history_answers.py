"""CT205 on what each answer said: a day told to have brought what came on another day."""

from __future__ import annotations

from functools import cache

import pytest
from grounding_cases import AS_OF, Subject, subjects

from escalate_ai import check
from escalate_ai.rules.history_answers import kinds_in

FALSE = (
    ("kinali", "The reply of 29 June referred us to another channel."),
    ("kinali", "You asked for proof on 20 October."),
    ("kinali", "Brand Registry refused the report on 28 May."),
    ("odenthal", "The reply of 14 September said that the actions were not carried out."),
    ("vaffelhornan", "You wanted a lease and a utility bill (2 June)."),
    ("wattlebrook", "The reply of 18 September asked for greater detail."),
)
"""Sentences that give a day what came on another one."""
TRUE = (
    ("kinali", "The reply of 11 August referred us to Brand Registry."),
    ("kinali", "You asked for proof on 28 May, and on 29 June you refused."),
    ("kinali", "Replies came on 28 May, 29 June and 20 October: the first wanted proof, the other two were refusals."),
    ("odenthal", "The reply of 8 July said that the actions were not carried out, that of 14 September that more information is needed."),
    ("vaffelhornan", "You wanted a lease and a utility bill (1 May) and then refused (2 June and 12 August)."),
    ("wattlebrook", "The reply of 19 August asked for greater detail, which we gave on 7 September; it was refused on 18 September."),
)
"""Sentences that agree with the case."""


@cache
def _letter(name: str) -> Subject:
    return next(one for one in subjects("third") if one.name == f"{name}.a")


def blamed(name: str, sentence: str) -> list[str]:
    """Give what CT205 says of a letter of the third split with this history."""
    letter = _letter(name)
    parts = letter.text.split("\n\n")
    parts[2] = f"Please review the matter once more. {sentence}"
    said = check("\n\n".join(parts), kind="letter", case=letter.case, as_of=AS_OF).findings
    return [one.message for one in said if one.rule == "CT205"]


@pytest.mark.parametrize(("name", "sentence"), FALSE, ids=lambda value: value[:50])
def test_what_another_answer_said_is_found(name: str, sentence: str) -> None:
    """A day whose answer was surely of another kind, while one of that kind came on another day, is blamed."""
    assert blamed(name, sentence)


@pytest.mark.parametrize(("name", "sentence"), TRUE, ids=lambda value: value[:50])
def test_what_the_answer_said_is_left_alone(name: str, sentence: str) -> None:
    """Each answer told as the case has it is not blamed."""
    assert blamed(name, sentence) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("pointed us to Account Health", {"referred"}),
        ("said it could not be verified", {"verify"}),
        ("with the notice itself", {"resent"}),
        ("without a reason", {"none"}),
        ("came on", set[str]()),
    ],
)
def test_kinds_of_answers_are_told_apart(text: str, kinds: set[str]) -> None:
    """Words name one kind of answer, or none."""
    assert kinds_in(text) == kinds
