"""What a text is: plan, notice, reply, letter, complaint, template, or something else. In: a document. Out: `TextKind`. Words are data.

A text is judged by its seller's own words where there are enough of them, else by what it passes on. A plan is told by its parts, the
rest by whose voice it is in. What no words tell is `other`; the name of a file decides only between kinds the words allow.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import PurePosixPath

from escalate_ai.extract.found import TextKind
from escalate_ai.planread import PlanText, read_draft, told_parts
from escalate_ai.planread.headings import SECTIONS
from escalate_ai.reading.document import Document
from escalate_ai.reading.speakers import SURE, is_amazons, voices_of
from escalate_ai.terms import DateOrder, ReplyCategory, Whose
from escalate_ai.text.lexicon import Lexicon
from escalate_ai.text.replies import classify_reply
from escalate_ai.text.sorts import Sort, is_blank_template, is_complaint, is_sort

READ = 20_000
"""Characters that are read for what a text is."""
OWN_WORDS = 25
"""Words of the seller's own from which on a mail that passes something on is judged by them."""
_PARTS_OF_PLAN = 2
_ITEMS_OF_PLAN = 3


def kind_of(document: Document, name: str = "", order: DateOrder = DateOrder.MDY) -> TextKind:
    """Tell what a document is.

    Args:
        document: The file, read.
        name: Its name within the folder.
        order: How dates in digits are read.

    """
    own = document.own
    if len(own.split()) >= OWN_WORDS or not document.stretches:
        kind = kind_of_text(own, name, order)
        if not _has_amazon(document):
            return kind
        if kind in {TextKind.NOTICE, TextKind.REPLY, TextKind.OTHER} and not any(
            found.sender or found.sent_on for found in document.stretches
        ):
            whole = kind_of_text(document.text, name, order)
            return whole if whole in {TextKind.NOTICE, TextKind.REPLY} else TextKind.OTHER
        return TextKind.OTHER if kind in {TextKind.NOTICE, TextKind.REPLY} else kind
    return kind_of_amazon(theirs(document), name) if _has_amazon(document) else TextKind.OTHER


def kind_of_text(  # noqa: PLR0911  one return for each kind
    text: str, name: str = "", order: DateOrder = DateOrder.MDY
) -> TextKind:
    """Tell what a text of one hand is."""
    text = _headers().sub("", text[:READ])
    if not text.strip():
        return TextKind.OTHER
    if is_blank_template(text):
        return TextKind.TEMPLATE
    voices = voices_of(text)
    plan, named = read_draft(text, order), set(_named(name))
    if _is_plan(plan, voices) and not plan.prose and not is_sort(text, Sort.NOTICE):
        return TextKind.LETTER if _parts(plan) < len(SECTIONS) and _is_letter(voices, named) else TextKind.PLAN
    if is_amazons(text):
        return kind_of_amazon(text, name)
    if _is_plan(plan, voices) and not plan.prose:
        return TextKind.PLAN
    if _is_letter(voices, named):
        return TextKind.LETTER
    if is_complaint(text) and not voices["to_helper"] and not voices["escalation"]:
        return TextKind.COMPLAINT
    if _is_plan(plan, voices) and (voices["to_helper"] < SURE or TextKind.PLAN in named):
        return TextKind.PLAN
    return TextKind.LETTER if voices["to_amazon"] >= SURE and not voices["to_helper"] else _by_name(named, voices)


def kind_of_amazon(text: str, name: str = "") -> TextKind:
    """Tell a notice from a reply, where it is known that Amazon speaks."""
    voices = voices_of(text[:READ])
    named = set(_named(name))
    if named & {TextKind.NOTICE, TextKind.REPLY} and len(named) == 1:
        return next(iter(named))
    if voices["notice_voice"] > voices["answer_voice"]:
        return TextKind.NOTICE
    if voices["answer_voice"] or classify_reply(text) is not ReplyCategory.UNKNOWN:
        return TextKind.REPLY
    return TextKind.NOTICE


@cache
def _headers() -> re.Pattern[str]:
    """The head of a mail that was pasted; a subject that only passes something on says nothing of the text."""
    return re.compile(r"(?im:^[ \t>*]{0,6}(?:(?:from|to|cc|date|sent)[ *]{0,3}:|subject[ *]{0,3}:[ *]{0,3}(?:fwd?|re|aw|wg|tr)\b)[^\n]*+)")


def theirs(document: Document) -> str:
    """Give what Amazon wrote in a document, places kept."""
    parts = [" " * len(document.text)]
    for stretch in document.stretches:
        if stretch.whose is Whose.AMAZON:
            whole = parts.pop()
            parts.append(whole[: stretch.start] + document.text[stretch.start : stretch.end] + whole[stretch.end :])
    return parts[0]


def _has_amazon(document: Document) -> bool:
    return any(stretch.whose is Whose.AMAZON for stretch in document.stretches)


def _parts(plan: PlanText) -> int:
    parts = (plan.plan.root_causes, plan.plan.corrective_actions, plan.plan.preventive_measures)
    return sum(1 for part in parts if part)


def _is_plan(plan: PlanText, voices: Counter[str]) -> bool:
    told = told_parts(plan.plan)
    addressed = voices["to_amazon"] or voices["to_helper"]
    if plan.prose and addressed and len(told) < len(SECTIONS) and sum(len(group) for group in told) <= _ITEMS_OF_PLAN:
        return False
    return len(told) >= _PARTS_OF_PLAN or (len(told) == 1 and sum(len(group) for group in told) >= _ITEMS_OF_PLAN and not plan.prose)


def _is_letter(voices: Counter[str], named: set[TextKind]) -> bool:
    """Tell an escalation, which tells of causes and measures too, from a plan in prose: it speaks of what was sent, and of the plan."""
    if voices["to_helper"] >= SURE:
        return named == {TextKind.LETTER} and bool(voices["to_amazon"] or voices["escalation"])
    said = voices["escalation"] + voices["letter_shape"]
    asks = voices["to_amazon"] >= SURE and voices["letter_shape"]
    return said >= SURE or bool(asks) or (bool(said) and named == {TextKind.LETTER})


def _named(name: str) -> list[TextKind]:
    stem = re.sub(r"[\W_]+", " ", PurePosixPath(name).stem).strip()
    hits = Lexicon.load("text_kinds").find(stem)
    return [TextKind(hit.entry.category.removeprefix("name_")) for hit in hits if hit.entry.category.startswith("name_")]


def _by_name(named: set[TextKind], voices: Counter[str]) -> TextKind:
    if len(named) != 1:
        return TextKind.OTHER
    kind = next(iter(named))
    return TextKind.OTHER if kind in {TextKind.NOTICE, TextKind.REPLY} and voices["to_helper"] else kind
