"""Whether the first part of a sentence stands alone. In: the part and what follows it. Out: yes or no. Touches nothing."""

# ruff: noqa: PLR2004 -- lengths of words and digit groups are facts of writing, plain where they stand
from __future__ import annotations

import re
from functools import cache

from escalate_ai.terms import DateOrder
from escalate_ai.text.dates import find_dates
from escalate_ai.text.sentence_words import sentence_words
from escalate_ai.text.words import replaced


def stands_alone(part: str, rest: str) -> bool:
    """Tell whether a part of a sentence is whole without the rest: it has its verb, ends well, and leaves nothing half said."""
    words = [word.lower() for word in _word().findall(part)]
    if len(words) < 3 or (words[-1] in sentence_words().bad_ends and not (words[-1] == "before" and words[-2] in _TIMES)):
        return False
    if words[-2:] == ["such", "as"] or part.rstrip().endswith(("/", "&", "-")):
        return False
    return _has_verb(part, words) and not _is_introduction(part, words) and not _pair_is_open(part, rest) and not _list_is_open(part)


_TIMES = frozenset({"day", "week", "month", "quarter", "year", "days", "weeks", "months", "years"})


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[\w'.&/-]*\w")


def _has_verb(part: str, words: list[str]) -> bool:
    """Tell whether there is a verb: one that shows tense, a bare one at the start, or a word between subject and object."""
    lists = sentence_words()
    first = words[0]
    if first in lists.verbs or first in lists.pasts or first.endswith("ed"):
        return True
    if (
        first not in lists.no_verbs
        and first not in lists.subordinators
        and not first.endswith("s")
        and not first[0].isdigit()
        and words[1] in lists.no_verbs
    ):
        return words[1] not in {"of", "for", "from", "with", "by", "in", "on", "at", "to", "and", "or"}
    if any(word in lists.auxiliaries or word in lists.pasts or (word.endswith("ed") and len(word) > 4) for word in words[1:]):
        return True
    if any(word in {"we", "they", "i", "you"} for word in words[:-1]):
        return True
    return _subject_and_object().search(part) is not None


@cache
def _subject_and_object() -> re.Pattern[str]:
    return re.compile(
        r"\b[a-z]+\s(?!of|for|from|with|by|in|on|at|to|and|or\b)[a-z]{2,}s?\s(?:the|an?|each|every|all|our|its|their|it|them|that|whether|any|no|both|\d+)\b"
    )


def _is_introduction(part: str, words: list[str]) -> bool:
    """Tell whether the part only leads up to the sentence: "After we closed the account"."""
    lists = sentence_words()
    if words[0] in lists.subordinators or words[0] == "to":
        return "," not in part
    return words[0].endswith("ing") and "," not in part and not any(word in lists.auxiliaries for word in words)


def _pair_is_open(part: str, rest: str) -> bool:
    """Tell whether the first word of a pair stands in the part and its second only in the rest: "both ..." without its "and"."""
    low, after = f" {_spaced(part)} ", f" {_spaced(rest)} "
    for first, second in sentence_words().pairs:
        at = low.rfind(f" {first} ")
        if at >= 0 and f" {second} " not in low[at:] and f" {second} " in after[:80]:
            return True
    return False


def _spaced(text: str) -> str:
    return " ".join(_word().findall(text.lower()))


@cache
def _comma() -> re.Pattern[str]:
    return re.compile(r",\s+")


def _list_is_open(part: str) -> bool:
    """Tell whether the part ends in a list that lacks its last item: "checked invoices, receipts"."""
    lists = sentence_words()
    masked = replaced(part, (mention.span for mention in find_dates(part, DateOrder.MDY)), "0")
    segments = _comma().split(_quoted().sub("0", masked))
    if len(segments) == 1:
        return False
    # words that lead up to the sentence, or a subject with something between it and its verb
    pending = _introduces(segments[0]) or not _has_verb(segments[0], [word.lower() for word in _word().findall(segments[0])] + ["", ""])
    open_list = False
    for segment in segments[1:]:
        words = _word().findall(segment)
        if not words:
            continue
        first = words[0].lower()
        if first in {"and", "or"}:
            open_list = False
        elif first in lists.leads or first.endswith("ing") or all(word[0].isupper() or word[0].isdigit() for word in words):
            continue
        elif pending or first in {"we", "they", "it", "i", "he", "she", "there", "nobody"}:
            pending = False
        else:
            open_list = not _closes(segment, verb_led=_is_verb_led(first))
    return open_list


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(r"\([^()]*\)|\"[^\"]*\"|\u201c[^\u201d]*\u201d")


def _closes(segment: str, *, verb_led: bool) -> bool:
    """Tell whether a segment holds the list's last item: "weighed and sampled", "receipts and contracts"."""
    last = re.search(r"\s(?:and|or)\s(\w+)", segment)
    return last is not None and (not verb_led or _is_verb_led(last[1].lower()))


def _introduces(segment: str) -> bool:
    """Tell whether a sentence opens with words that lead up to it, up to the first comma."""
    lists = sentence_words()
    words = [word.lower() for word in _word().findall(segment)]
    if not words:
        return True
    leads = {
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "within",
        "since",
        "during",
        "under",
        "through",
        "without",
        "to",
        "as",
        "instead",
        "today",
    }
    if words[0] in leads and any(word in lists.auxiliaries for word in words):
        return False
    return words[0] in lists.subordinators or words[0] in leads or words[0].endswith("ing")


def _is_verb_led(first: str) -> bool:
    lists = sentence_words()
    return first in lists.verbs or first in lists.pasts or first.endswith("ed")
