"""A client's answers -> values of a case, each with the answer as its words. In: answers, the case as it is. Out: values, remarks. Pure.

An answer finds its entry by what the entry says, not by its number. What cannot be read as its field is told, and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from escalate_ai.case.marked import Path, Plain, key_of, path_of
from escalate_ai.extract.answerforms import Asked, Unclear, form_of, marketplace_of
from escalate_ai.extract.answerwords import is_in
from escalate_ai.extract.found import Question, Value
from escalate_ai.extract.letteranswers import Answer
from escalate_ai.extract.questionletter import anchors, digest
from escalate_ai.extract.scalars import comment
from escalate_ai.policy import Policy
from escalate_ai.reading.planted import planted_in
from escalate_ai.terms import DateOrder, Marketplace

_DOUBT = "doubtful:"


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a letter."""

    values: tuple[Value, ...]
    remarks: tuple[str, ...]
    """Answers that found no place or no meaning, in words for a person."""
    open: tuple[Question, ...] = ()
    """What the letter asked and has no answer that could be read, at its place in the case."""


def answered(answers: Sequence[Answer], file: str, case: Plain, policy: Policy) -> Answered:
    """Give what a client answered as values of the case.

    Args:
        answers: As they stand in the letter.
        file: What the letter is called.
        case: The data of the case that the answers go into.
        policy: Its marketplaces decide the order of dates in digits.

    """
    values, remarks, still = list[Value](), list[str](), list[Question]()
    market = _marketplace(answers, case, policy)
    order = policy.marketplaces[market].order if market else None
    for answer in answers:
        label = f"{file}, question {answer.number or answer.name}"
        if not answer.text or is_in(answer.text, "unknown"):
            still += _asked_again(answer, case)
            remarks += [f'{label} is left open: "{comment(answer.text, 60)}"'] if answer.text else []
            continue
        try:
            values += [_value(path, value, answer, file) for path, value in _read(answer, case, policy, order)]
        except Unclear as error:
            remarks.append(f'{label} ("{comment(answer.question, 90)}") was answered "{comment(answer.text, 160)}": {error}')
            still += _asked_again(answer, case)
    return Answered(tuple(values), tuple(remarks), tuple(still))


def _asked_again(answer: Answer, case: Plain) -> list[Question]:
    name, _, anchor = answer.name.partition("#")
    if not name or name.startswith("~") or ":" in name:
        return [Question(ident=name or answer.question, text=answer.question, why="", weight=0)] if answer.question else []
    try:
        path = key_of(_placed(path_of(name), anchor, case))
    except Unclear:
        return []
    return [Question(ident=path, text=answer.question, why="", weight=0, path=path)]


def _value(path: str, value: JsonValue, answer: Answer, file: str) -> Value:
    return Value(path=path, value=value, quote=answer.text, file=file)


def _read(answer: Answer, case: Plain, policy: Policy, order: DateOrder | None) -> Iterator[tuple[str, JsonValue]]:
    """Give the paths that an answer fills, each with its value."""
    if planted_in(answer.text):
        raise Unclear("this speaks to a program; nothing was taken from there")
    name, _, anchor = answer.name.partition("#")
    if not name or name.startswith("~"):
        raise Unclear("which question this is was lost; enter it by hand")
    if name.startswith(_DOUBT):
        raise Unclear(f"see whether {name.removeprefix(_DOUBT)} in the case is right")
    if name.startswith("unreadable:"):
        raise Unclear("put the file that the client sends into the folder")
    path = _placed(path_of(name), anchor, case)
    asked = Asked(path, answer.text, case, policy, order)
    for below, value in form_of(path)(asked):
        beside = bool(below) and below[0] == ".."
        yield key_of((*path[:-1], *below[1:]) if beside else (*path, *below)), value


def _placed(path: Path, anchor: str, case: Plain) -> Path:
    """Give a path with the number that its entry has in the case now."""
    place = next((at for at, step in enumerate(path) if isinstance(step, int)), None)
    if place is None:
        return path
    there = case
    for step in path[:place]:
        there = there.get(step) if isinstance(there, dict) and isinstance(step, str) else None
    entries = there if isinstance(there, list) else []
    number = path[place]
    fitting = [at for at, entry in enumerate(entries) if any(digest(each) == anchor for each in anchors(entry))]
    if not anchor and isinstance(number, int) and number < len(entries):
        return path
    if len(fitting) == 1 or number in fitting:
        chosen = number if number in fitting else fitting[0]
        return (*path[:place], chosen, *path[place + 1 :])
    raise Unclear(f"the entry of {key_of(path[:place])} that this is about is not in the case, or has changed; enter it by hand")


def _marketplace(answers: Sequence[Answer], case: Plain, policy: Policy) -> Marketplace | None:
    """Give the marketplace that the case has, or the letter answers."""
    seller = case.get("seller") if isinstance(case, dict) else None
    told = seller.get("marketplace") if isinstance(seller, dict) else None
    answer = next((answer.text for answer in answers if answer.name == "seller.marketplace"), "")
    return marketplace_of(str(told or answer), policy)
