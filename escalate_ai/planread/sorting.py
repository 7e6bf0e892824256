"""What a text given as a plan is instead of one. In: the text, and the plan of its headings. Out: a `Sort` or None. Touches nothing."""

from __future__ import annotations

import re
from functools import cache

from escalate_ai.case.plan import Cause, Measure, PlanOfAction
from escalate_ai.planread.headings import COVERED, SECTIONS, meaning_of
from escalate_ai.reading.speakers import is_amazons
from escalate_ai.text.lexicon import Lexicon
from escalate_ai.text.sorts import Sort, is_blank_template, is_complaint, is_sort, without_blanks
from escalate_ai.text.words import count_words

_ENOUGH = 1
"""Parts of a plan up to which a text may still be something else."""
_HEADINGS = 2
"""Parts of a plan that a text has to name so that it is a form of one."""
_BESIDE = 15
"""Words beside its headings and what it asks for up to which such a form is blank: a title, a store, a greeting."""
_SHORT = 150
"""Words up to which a text that denies says nothing else: who disputes a decision on documents needs more."""
_LINES = 60
"""Lines up to which a text may be a form nobody filled in."""


def sort_of(  # noqa: PLR0911  one return for each sort
    text: str, plan: PlanOfAction
) -> Sort | None:
    """Give what a text is that is no plan: a template left blank, Amazon's notice, a buyer's complaint, a denial.

    Args:
        text: The seller's own words.
        plan: What its headings and lists gave; prose read by sentences says nothing here, since anything has sentences.

    """
    if not text.strip():
        return None
    if is_blank_template(text):
        return Sort.TEMPLATE
    told = len(told_parts(plan))
    if told > _ENOUGH:
        return None
    if not told and _is_form(text):
        return Sort.TEMPLATE
    if is_sort(text, Sort.NOTICE) or is_amazons(text):
        return Sort.NOTICE
    if is_sort(text, Sort.COMPLAINT) or (not told and is_complaint(text)):
        return Sort.COMPLAINT
    return Sort.DENIAL if not told and is_sort(text, Sort.DENIAL) and count_words(text) <= _SHORT else None


def told_parts(plan: PlanOfAction) -> list[tuple[Cause, ...] | tuple[Measure, ...]]:
    """Give the parts of a plan that the text has, an item of its own words in each: a form asks for "your" actions, or leaves a blank."""
    parts = (plan.root_causes, plan.corrective_actions, plan.preventive_measures)
    return [part for part in parts if any(_is_told(item.statement) for item in part)]


def _is_told(statement: str) -> bool:
    """Tell whether an item says something of its own: of "us", on a day, or at least not what "you" have to say."""
    words = frozenset(_words().findall(without_blanks(statement).lower()))
    if not words:
        return False
    return bool(words & _OF_ONESELF or _day().search(statement)) or not (words & {"you", "your"} or _asks(statement))


_OF_ONESELF = frozenset({"we", "our", "i", "my"})


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


@cache
def _day() -> re.Pattern[str]:
    return re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _asks(line: str) -> bool:
    """Tell whether a line asks its reader for something and says nothing of the one who wrote it."""
    bare = line.strip(" \t([{<-*\u2022\u2013")
    if not _OF_ONESELF.isdisjoint(_words().findall(bare.lower())) or _day().search(bare):
        return False
    if _in_brackets().fullmatch(line.strip()):
        return True
    asked = (hit for hit in Lexicon.load("plan_cues").find(bare) if hit.entry.category == "asked")
    return bare.rstrip(" )]}>").endswith("?") or any(hit.span[0] == 0 for hit in asked)


@cache
def _in_brackets() -> re.Pattern[str]:
    """A line that is an aside from its first mark to its last, as forms say what belongs there."""
    return re.compile(r"\([^()]*\)|<[^<>]*>|\[[^\[\]]*\]|_[^_]+_")


def _is_form(text: str) -> bool:
    """Tell whether a text is the headings of a plan with nothing of anybody's under them."""
    lines = [line.strip() for line in without_blanks(text).splitlines() if line.strip()]
    if len(lines) > _LINES:
        return False
    named: set[str] = set()
    beside = 0
    for line in lines:
        head, _, rest = line.strip(" #*_>").partition(":")
        meaning = meaning_of(_numbered().sub("", head))
        named_here = meaning is not None and meaning.covered >= COVERED and meaning.section in SECTIONS
        if meaning and named_here:
            named.add(meaning.section)
        said = rest if named_here else line
        beside += 0 if _asks(said) else len(_words().findall(said))
    return len(named) >= _HEADINGS and beside <= _BESIDE


@cache
def _numbered() -> re.Pattern[str]:
    """What counts headings: "A.", "1)", "Step 2:"."""
    return re.compile(r"^\W*(?:(?:\d{1,2}|[A-Za-z]|[ivxIVX]{1,4})[.):]\s)?\W*")
