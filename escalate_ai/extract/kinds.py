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
from escalate_ai.reading.quoters import is_signature
from escalate_ai.terms import DateOrder, ReplyCategory, Whose
from escalate_ai.text.lexicon import Lexicon
from escalate_ai.text.replies import classify_reply
from escalate_ai.text.sorts import Sort, is_blank_template, is_complaint, is_sort
from escalate_ai.text.words import count_words

READ = 20_000
"""Characters that are read for what a text is."""
OWN_WORDS = 25
"""Words of the seller's own from which on a mail that passes something on is judged by them."""
SHORT = 120
"""Words up to which one saying of Amazon's and a kind of answer make a reply."""
_SURE = 2
_I_SAID = 4
"""Times somebody says "I" or "my" from which on it is no answer of Amazon's."""
_SIGNED = 3
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
    voices = _voices(text)
    plan, named = read_draft(text, order), set(_named(name))
    if _is_plan(plan, voices) and not plan.prose and not is_sort(text, Sort.NOTICE):
        return TextKind.LETTER if _parts(plan) < len(SECTIONS) and _is_letter(voices, named) else TextKind.PLAN
    if _is_amazon(text, voices):
        return kind_of_amazon(text, name)
    if _is_plan(plan, voices) and not plan.prose:
        return TextKind.PLAN
    if _is_letter(voices, named):
        return TextKind.LETTER
    if is_complaint(text) and not voices["to_helper"] and not voices["escalation"]:
        return TextKind.COMPLAINT
    if _is_plan(plan, voices) and (voices["to_helper"] < _SURE or TextKind.PLAN in named):
        return TextKind.PLAN
    return TextKind.LETTER if voices["to_amazon"] >= _SURE and not voices["to_helper"] else _by_name(named, voices)


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


def _voices(text: str) -> Counter[str]:
    """Count the different things that each voice says."""
    said = {(hit.entry.category, " ".join(hit.text.lower().split())) for hit in Lexicon.load("text_kinds").find(text)}
    return Counter(category for category, _ in said)


def _is_amazon(text: str, voices: Counter[str]) -> bool:
    """Tell whether Amazon speaks, and not a seller who quotes it: it says "your account" where a seller says "our account"."""
    if voices["escalation"] + voices["letter_shape"] > voices["amazon_voice"] + _SURE or len(_of_me().findall(text)) > _I_SAID:
        return False
    if _you_did().search(text):
        return False
    return _signs(text, voices) or _speaks_as_amazon(text, voices)


def _signs(text: str, voices: Counter[str]) -> bool:
    """Tell whether a team of Amazon signs, and nothing but its store is called its own."""
    owns = _sellers(r"our|my").search(_their_store().sub("", text)) or _of_me().search(text)
    return _is_signed(text) and not owns and not voices["to_helper"]


def _speaks_as_amazon(text: str, voices: Counter[str]) -> bool:
    """Tell whether more is said to a seller than of oneself as one."""
    ours, yours = len(_sellers(r"our|my").findall(text)), len(_sellers(r"your").findall(text))
    said = voices["amazon_voice"] + yours
    if ours >= said or voices["to_helper"] >= max(_SURE, said) or voices["to_amazon"] > said:
        return _answers_shortly(text, voices) if not ours and not voices["to_amazon"] else False
    if not yours and (ours or _of_me().search(text) or _we_did().search(text)):
        return False
    if voices["amazon_voice"] > _SURE or is_sort(text, Sort.NOTICE):
        return True
    return classify_reply(text) is not ReplyCategory.UNKNOWN


@cache
def _we_did() -> re.Pattern[str]:
    """What Amazon does not say of itself."""
    return re.compile(
        r"\bour\s(?!policies|policy|store\b|site|website|team|decision|review|guidelines|marketplace|customers|buyers|records|terms)\w+",
        re.IGNORECASE,
    )


@cache
def _you_did() -> re.Pattern[str]:
    """What a seller says of Amazon: Amazon does not say that the reader removed or suspended anything of its own."""
    return re.compile(
        r"\byou\s(?:have\s|had\s)?(?:removed?|suspend(?:ed)?|deactivated?|blocked|closed|took\sdown)\s(?:our|my|the|us|me)\b", re.IGNORECASE
    )


@cache
def _their_store() -> re.Pattern[str]:
    """What Amazon too calls its own."""
    return re.compile(r"\bour (?:store|stores|products and services)\b", re.IGNORECASE)


def _is_signed(text: str) -> bool:
    """Tell whether a team of Amazon stands under a text."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return any(is_signature(line.lower()) for line in lines[-_SIGNED:])


def _answers_shortly(text: str, voices: Counter[str]) -> bool:
    """Tell a short answer that speaks to the seller as "you" and names nothing of the seller's."""
    speaks = _to_you().search(text) is not None and _of_me().search(text) is None
    return speaks and not voices["to_helper"] and count_words(text) <= SHORT and classify_reply(text) is not ReplyCategory.UNKNOWN


@cache
def _sellers(whose: str) -> re.Pattern[str]:
    """What is the seller's, as one of the two sides calls it."""
    return re.compile(
        rf"\b(?:{whose})\s(?:\w+\s){{0,2}}?(?:accounts?|store|shop|listings?|offers?|products?|items|inventory|stock|units|suppliers?|warehouse|appeals?"
        r"|submissions?|plans?|buyers|invoices?|documents?|packers|business|selling|privileges|statement)\b",
        re.IGNORECASE,
    )


@cache
def _to_you() -> re.Pattern[str]:
    return re.compile(r"\b(?:you|your)\b", re.IGNORECASE)


@cache
def _of_me() -> re.Pattern[str]:
    return re.compile(r"\b(?:I|my|me)\b")


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
    if voices["to_helper"] >= _SURE:
        return named == {TextKind.LETTER} and bool(voices["to_amazon"] or voices["escalation"])
    said = voices["escalation"] + voices["letter_shape"]
    asks = voices["to_amazon"] >= _SURE and voices["letter_shape"]
    return said >= _SURE or bool(asks) or (bool(said) and named == {TextKind.LETTER})


def _named(name: str) -> list[TextKind]:
    stem = re.sub(r"[\W_]+", " ", PurePosixPath(name).stem).strip()
    hits = Lexicon.load("text_kinds").find(stem)
    return [TextKind(hit.entry.category.removeprefix("name_")) for hit in hits if hit.entry.category.startswith("name_")]


def _by_name(named: set[TextKind], voices: Counter[str]) -> TextKind:
    if len(named) != 1:
        return TextKind.OTHER
    kind = next(iter(named))
    return TextKind.OTHER if kind in {TextKind.NOTICE, TextKind.REPLY} and voices["to_helper"] else kind
