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
from escalate_ai.planread import PlanText, read_draft
from escalate_ai.reading.document import Document
from escalate_ai.terms import DateOrder, ReplyCategory, Whose
from escalate_ai.text.lexicon import Lexicon
from escalate_ai.text.replies import classify_reply
from escalate_ai.text.sorts import Sort, is_blank_template, is_sort
from escalate_ai.text.words import count_words

READ = 20_000
"""Characters that are read for what a text is."""
OWN_WORDS = 25
"""Words of the seller's own from which on a mail that passes something on is judged by them."""
SHORT = 120
"""Words up to which one saying of Amazon's and a kind of answer make a reply."""
_SURE = 2
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
        return kind_of_text(own, name, order)
    return kind_of_amazon(theirs(document), name) if _has_amazon(document) else TextKind.OTHER


def kind_of_text(text: str, name: str = "", order: DateOrder = DateOrder.MDY) -> TextKind:
    """Tell what a text of one hand is."""
    text = text[:READ]
    if not text.strip():
        return TextKind.OTHER
    if is_blank_template(text):
        return TextKind.TEMPLATE
    voices = _voices(text)
    plan = read_draft(text, order)
    if _is_plan(plan) and not _is_amazon(text, voices):
        return TextKind.LETTER if _escalates(text, voices, plan) else TextKind.PLAN
    if _is_amazon(text, voices):
        return kind_of_amazon(text, name)
    if voices["to_amazon"] and voices["escalation"] >= _SURE:
        return TextKind.LETTER
    if is_sort(text, Sort.COMPLAINT) and not voices["to_helper"] and not voices["escalation"]:
        return TextKind.COMPLAINT
    if voices["to_amazon"] >= _SURE and not voices["to_helper"]:
        return TextKind.LETTER
    return _by_name(name, voices)


def kind_of_amazon(text: str, name: str = "") -> TextKind:
    """Tell a notice from a reply, where it is known that Amazon speaks."""
    voices = _voices(text[:READ])
    named = set(_named(name))
    if named & {TextKind.NOTICE, TextKind.REPLY} and len(named) == 1:
        return next(iter(named))
    if voices["notice_voice"] > voices["answer_voice"]:
        return TextKind.NOTICE
    if voices["answer_voice"] or classify_reply(text) is not ReplyCategory.UNKNOWN:
        return TextKind.REPLY
    return TextKind.NOTICE


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


def _voices(text: str) -> Counter[str]:
    """Count the different things that each voice says."""
    said = {(hit.entry.category, " ".join(hit.text.lower().split())) for hit in Lexicon.load("text_kinds").find(text)}
    return Counter(category for category, _ in said)


def _is_amazon(text: str, voices: Counter[str]) -> bool:
    """Tell whether Amazon speaks, and not a seller who quotes it."""
    if _own_voice(text) > voices["amazon_voice"] or (voices["to_helper"] >= _SURE and voices["to_helper"] >= voices["amazon_voice"]):
        return False
    if voices["amazon_voice"] >= _SURE + 1 and voices["amazon_voice"] > voices["to_amazon"]:
        return True
    short = count_words(text) <= SHORT
    return short and voices["amazon_voice"] >= 1 and not voices["to_amazon"] and not voices["to_helper"] and (
        classify_reply(text) is not ReplyCategory.UNKNOWN or is_sort(text, Sort.NOTICE)
    )


@cache
def _ours() -> re.Pattern[str]:
    return re.compile(r"\b(?:our|my)\s(?:\w+\s)?(?:account|store|shop|listings?|products?|inventory|supplier|warehouse|team|staff|buyers?|company)\b", re.IGNORECASE)


def _own_voice(text: str) -> int:
    """Count how often a seller speaks of what is the seller's."""
    return len(_ours().findall(text))


def _is_plan(plan: PlanText) -> bool:
    groups = (plan.plan.root_causes, plan.plan.corrective_actions, plan.plan.preventive_measures)
    told = [group for group in groups if any("your" not in item.statement.lower().split() for item in group)]
    return len(told) >= _PARTS_OF_PLAN or (len(told) == 1 and sum(len(group) for group in told) >= _ITEMS_OF_PLAN and not plan.prose)


def _escalates(text: str, voices: Counter[str], plan: PlanText) -> bool:
    """Tell an escalation that tells of causes and measures in prose from a plan: it speaks more of what was sent before."""
    return plan.prose and voices["escalation"] > _SURE and count_words(text) < 450  # noqa: PLR2004  a letter is a page


def _named(name: str) -> list[TextKind]:
    stem = re.sub(r"[\W_]+", " ", PurePosixPath(name).stem).strip()
    hits = Lexicon.load("text_kinds").find(stem)
    return [TextKind(hit.entry.category.removeprefix("name_")) for hit in hits if hit.entry.category.startswith("name_")]


def _by_name(name: str, voices: Counter[str]) -> TextKind:
    named = set(_named(name))
    if len(named) != 1:
        return TextKind.OTHER
    kind = next(iter(named))
    if kind in {TextKind.NOTICE, TextKind.REPLY} and (not voices["amazon_voice"] or voices["to_helper"]):
        return TextKind.OTHER
    return kind
