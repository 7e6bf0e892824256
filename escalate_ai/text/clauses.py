"""Clauses of a sentence, and cutting at their ends. In: one statement. Out: spans, or a prefix that stands alone. Touches nothing.

No grammar is at hand, only word classes, so the cut is shy: where a clause limits what stands before it ("unless", "without",
"but"), closes a list, belongs to a pair ("both ... and") or would leave a verb without its object, there is no cut.
"""

# ruff: noqa: PLR2004 -- lengths of words and digit groups are facts of writing, plain where they stand
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise

from escalate_ai.terms import DateOrder
from escalate_ai.text.dates import find_dates
from escalate_ai.text.folding import Span
from escalate_ai.text.places import Places
from escalate_ai.text.sentence_words import sentence_words
from escalate_ai.text.standing import stands_alone
from escalate_ai.text.words import count_words, sentences


@dataclass(frozen=True, slots=True)
class _Boundary:
    """A place between two clauses: the left one ends at `end`, the right one starts at `start`."""

    end: int
    start: int
    may_cut: bool


@cache
def _places() -> re.Pattern[str]:
    """Everything that may stand between two clauses."""
    words = sentence_words()
    leads = "|".join(sorted(words.leads - {"and", "or", "but", "nor", "yet"}))
    purposes = "|".join(sorted(words.purposes))
    return re.compile(
        r"(?P<stop>\s?[;:]\s)|(?P<dash>\s(?:\u2014|\u2013|--?)\s|\u2014)|(?P<paren>\s\()"
        r"|(?P<conj>,?\s(?:and|or|but|nor|yet)\s(?:then\s|also\s|now\s)?)"
        rf"|(?P<comma>,\s)(?=(?P<lead>(?:{leads})\b|[a-z]+ing\b))"
        r"|(?P<row>,\s)(?=[a-z])"
        rf"|(?P<sub>\s)(?=(?P<word>because|so\sthat|so\sas\sto|in\sorder\sto|while|whereas|before|after|until|unless|if|when|without|which"
        rf"|to\s(?:{purposes})|by\s[a-z]+ing)\b)",
        re.IGNORECASE,
    )


def clauses(sentence: str) -> tuple[Span, ...]:
    """Cut a sentence into its clauses, in order; what joins them is left out, words in brackets are a clause of their own."""
    spans: list[Span] = []
    start = 0
    for boundary in _boundaries(sentence):
        if boundary.end > start and sentence[start : boundary.end].strip():
            spans.append((start, boundary.end))
        start = max(start, boundary.start)
    end = len(sentence.rstrip())
    if end > start:
        spans.append((start, end))
    return tuple(spans)


def cut_at_clause(text: str, max_words: int) -> str:
    """Give the longest run of whole clauses from the start that stands alone within `max_words`; '' where there is none.

    A text that fits comes back whole. What is cut loses the comma, semicolon or dash at its end; words are never changed.
    Words count as `count_words` counts them.
    """
    whole = text.strip()
    if count_words(whole) <= max_words:
        return whole
    # a date takes up to six words and counts as one: beyond this, nothing can fit
    near = islice(_spaces().finditer(whole), 6 * max(max_words, 0) + 6, None)
    whole = whole[: next((match.start() for match in near), len(whole))]
    spans = sentences(whole)
    ends = [(end, True) for _, end in spans[:-1]]
    for start, end in spans:
        sentence = whole[start:end]
        ends += [
            (start + b.end, False)
            for b in _boundaries(sentence)
            if b.may_cut and stands_alone(sentence[: b.end], sentence[b.end : b.end + 200])
        ]
    for end, at_mark in sorted(ends, reverse=True):
        piece = whole[:end].rstrip() if at_mark else whole[:end].rstrip(" ,;:\u2013\u2014-\n\t")
        if _balanced(piece) and count_words(piece) <= max_words:
            return piece
    return ""


@cache
def _spaces() -> re.Pattern[str]:
    return re.compile(r"\s+")


def _balanced(piece: str) -> bool:
    """Tell whether brackets and quotes that open also close."""
    return (
        piece.count("(") == piece.count(")")
        and piece.count("[") == piece.count("]")
        and piece.count('"') % 2 == 0
        and piece.count("\u201c") == piece.count("\u201d")
    )


def _boundaries(sentence: str) -> list[_Boundary]:
    """Find the places between clauses, in order; none inside brackets, quotes or a date."""
    closed = Places([mention.span for mention in find_dates(sentence, DateOrder.MDY)] + _enclosed(sentence))
    found: list[_Boundary] = []
    for match in _places().finditer(sentence):
        if not closed.free(match.span()):
            if match["paren"]:
                found.append(_Boundary(match.start(), match.end(), may_cut=True))
            continue
        boundary = _judged(sentence, match)
        if boundary:
            found.append(boundary)
    return found


@cache
def _enclosing() -> re.Pattern[str]:
    return re.compile(r"\([^()]{0,400}\)|\[[^\[\]]{0,400}\]|\"[^\"]{0,400}\"|\u201c[^\u201c\u201d]{0,400}\u201d")


def _enclosed(sentence: str) -> list[Span]:
    return [match.span() for match in _enclosing().finditer(sentence)]


def _judged(sentence: str, match: re.Match[str]) -> _Boundary | None:  # noqa: PLR0911 -- one line per sort of place
    """Tell whether a place is a clause end, and whether the text may be cut there."""
    rest = sentence[match.end() : match.end() + 80]
    part = sentence[max(0, match.start() - 300) : match.start()]
    words = re.findall(r"[\w'-]+", rest)
    following = words[0].lower() if words else ""
    if match["stop"]:
        left = part.lower().split()
        announced = ":" in match[0] and left[-1:] in ([], ["following"], ["follows"], ["these"], ["this"], ["are"])
        return _Boundary(match.start(), match.end(), may_cut=not announced)
    if match["dash"] or match["paren"]:
        return _Boundary(match.start(), match.end(), may_cut=following not in sentence_words().limits)
    if match["conj"]:
        return _after_conjunction(sentence, match, words)
    if match["row"]:
        return _in_row(match, words, part)
    lead = (match["lead"] or match["word"] or "").lower().split()
    if match["comma"]:
        return _Boundary(match.start(), match.end(), may_cut=lead[0] not in sentence_words().limits and not _in_a_row(lead[0], rest))
    if lead[0] in {"before", "after", "while"} and (
        len(words) < 2 or words[1].lower() in {"and", "or"} or rest[len(lead[0]) :][:1] in ",.;:)"
    ):
        return None
    restricting = lead[0] in sentence_words().limits or lead[0] == "which" or (lead[0] not in {"because", "so"} and _is_limited(part))
    return _Boundary(match.start(), match.end(), may_cut=not restricting)


def _is_limited(part: str) -> bool:
    """Tell whether a part says no or only, so that what follows says when: "No unit is listed before ..."."""
    words = {word.lower() for word in re.findall(r"[\w']+", part.rpartition(", ")[2])}
    return not words.isdisjoint({"no", "not", "never", "none", "nothing", "nobody", "only", "cannot"}) or any(
        word.endswith("n't") for word in words
    )


def _in_row(match: re.Match[str], words: list[str], part: str) -> _Boundary | None:
    """Judge a bare comma: a verb with its object or its "by" opens a clause of its own."""
    lists = sentence_words()
    low = [word.lower() for word in words[:3]]
    if len(low) < 2 or not (low[0] in lists.auxiliaries or low[0] in lists.pasts or low[0].endswith("ed") or low[0] in lists.verbs):
        return None
    if low[0] in lists.auxiliaries or low[1] in lists.no_verbs or low[1].isdigit() or low[1] in {"them", "him", "us"}:
        # a list after a colon, and participles in a row, are cut as a whole or not at all
        return _Boundary(match.start(), match.end(), may_cut=not (_denies(low) or ":" in part or part.endswith("ed")))
    return None


def _in_a_row(word: str, rest: str) -> bool:
    """Tell whether an -ing word is one of a list: "checking, weighing and scanning"."""
    return word.endswith("ing") and re.match(r"[^,]{0,60}(?:,|,? and| or) [a-z]+ing\b", rest) is not None


def _after_conjunction(sentence: str, match: re.Match[str], words: list[str]) -> _Boundary | None:
    """Judge an "and": a clause follows where a verb does, or a subject with its verb."""
    lists = sentence_words()
    if not words:
        return None
    conjunction = match[0].strip(" ,").split()[0].lower()
    comma = match[0].startswith(",")
    low = [word.lower() for word in words]
    if not (_is_verb_phrase(words) or _is_clause(low, comma=comma)):
        return None
    may = conjunction == "and" and not _denies(low)
    before = re.findall(r"[\w'-]+", sentence[max(0, match.start() - 60) : match.start()])
    if may and before and not comma:
        last = before[-1].lower()
        helped = any(word.lower() in lists.auxiliaries for word in before[-3:-1])
        # "received and checked the goods": the first verb would lose its object
        may = not (last in lists.pasts or (last in lists.verbs and low[0] in lists.verbs) or (last.endswith(("ed", "ing")) and not helped))
    return _Boundary(match.start(), match.end(), may_cut=may)


def _denies(low: list[str]) -> bool:
    """Tell whether the clause that follows says what was not done, which is often the point of the sentence."""
    return any(
        word in {"not", "never", "no", "none", "failed", "nobody", "nothing", "didn't", "without"} or word.endswith("n't")
        for word in low[:4]
    )


def _is_verb_phrase(words: list[str]) -> bool:
    """Tell whether a clause begins with its verb: "had them returned", "listed them", "sign each sheet"."""
    lists = sentence_words()
    low = [
        word.lower()
        for word in words
        if not (word.lower().endswith("ly") or word.lower() in {"also", "now", "then", "never", "not", "again"})
    ]
    if not low or words[0][0].isupper():
        return False
    if low[0] in lists.auxiliaries or low[0] in lists.pasts:
        return True
    object_follows = len(low) > 1 and (
        low[1] in lists.no_verbs or low[1].isdigit() or low[1] in {"them", "him", "it", "us", "back", "out", "up", "off", "down", "away"}
    )
    if low[0].endswith("ed") and len(low[0]) > 3:
        return object_follows or len(low) == 1 or (len(low) > 2 and low[1].endswith("s"))
    return (low[0] in lists.verbs or low[0].removesuffix("s") in lists.verbs) and object_follows


def _is_clause(low: list[str], *, comma: bool) -> bool:
    """Tell whether a clause begins with its subject: "we trained", "the lead now signs", "nobody ships"."""
    lists = sentence_words()
    if low[0] in {"we", "i", "they", "he", "she", "it", "nobody", "everyone", "there"}:
        return len(low) > 1
    verb = next((place for place, word in enumerate(low[1:6], start=1) if word in lists.auxiliaries), None)
    if verb is not None:
        return low[0] in lists.no_verbs or comma
    finite = any(word in lists.pasts or word.endswith("ed") for word in low[1:4]) or any(
        word.endswith("s") and word[:-1] in lists.verbs and after not in {"of", "for", "from", "by", "and", "or", "in", "on", "with"}
        for word, after in pairwise(low[2:6])
    )
    return comma and low[0] in lists.no_verbs and finite
