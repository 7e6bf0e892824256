"""How far a measure is, from tense and aspect of its own words. In: what an item says. Out: a `MeasureStatus`, or unknown. Words are data.

The main clause is read, the seller's side being the subject. A plain present tense tells a custom, not that it is in force: only a "since"
or a day beside it does.
"""

from __future__ import annotations

import re
from functools import cache

from escalate_ai.planread.status import word_lists
from escalate_ai.terms import MeasureStatus
from escalate_ai.text.folding import fold

READ = 600
"""Characters of an item that are read for its tense: the main clause stands in front."""
FAR = 30
"""Words of a clause that are looked at for a verb."""


@cache
def _any_of(table: str, name: str) -> re.Pattern[str]:
    """Match any phrase of a list at word boundaries."""
    phrases = sorted(word_lists()[table][name], key=len, reverse=True)
    return re.compile(
        r"(?<![\w'])(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s{1,3}") for phrase in phrases) + r")(?![\w'])", re.IGNORECASE
    )


@cache
def _clause_end() -> re.Pattern[str]:
    ends = "|".join(
        re.escape(word).replace(r"\ ", r"\s{1,3}") for word in sorted(word_lists()["tense"]["clause_ends"], key=len, reverse=True)
    )
    return re.compile(rf"[;!?]|\.(?=\s|$)|(?:,\s{{0,3}}|\s)(?:{ends})(?![\w'-])", re.IGNORECASE)


@cache
def _being_done() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:am|is|are|we're|i'm|they're|it's)\s+(?:\w+ly\s+|now\s+|also\s+|still\s+|in\s+the\s+process\s+of\s+)?(?!being\b)(\w{2,20}ing)\b",
        re.IGNORECASE,
    )


@cache
def _perfect() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:have|has|had|we've|i've|they've|i'd|we'd|they'd|that's)\s+(?:\w+ly\s+|now\s+|also\s+|already\s+|since\s+|all\s+|both\s+|then\s+){0,3}(?:been\s+)?(?:\w+ly\s+)?(\w{2,20})\b",
        re.IGNORECASE,
    )


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z][A-Za-z'-]{0,30}")


def status_of(text: str, *, dated: bool, standing: bool = True, since: bool = False, correction: bool = False) -> MeasureStatus:
    """Give the status that tense and aspect of an item tell.

    Args:
        text: The item's own words.
        dated: Whether a day stands beside it.
        correction: Whether it stands among the corrective actions, where what "is deleted" has been.
        since: Whether that day is told as the one it began on.
        standing: Whether it stands among the preventive measures, where a custom may be told in the present.

    """
    plain = _pointing().sub(r"\1 it", _days().sub(" ", fold(text[:READ]).text).strip())
    clauses = _clauses(plain)
    for clause in clauses:
        status = _of_clause(clause, plain, dated=dated and standing)
        if status is None and (dated or not standing or not _is_custom(clause)) and _is_reduced_passive(clause):
            status = MeasureStatus.COMPLETED
        if status is None and correction and _is_resultative(clause):
            status = MeasureStatus.COMPLETED
        if status is not None:
            return status
    behind = _behind_relative(plain)
    if behind is not None:
        return behind
    if _any_of("tense", "since_words").search(plain) is None and _later().search(plain) and not _is_past(plain):
        return MeasureStatus.PLANNED
    if dated and correction and not any(_has_present_verb(clause) for clause in clauses[:1]):
        return MeasureStatus.COMPLETED
    return MeasureStatus.COMPLETED if since else MeasureStatus.UNKNOWN


@cache
def _days() -> re.Pattern[str]:
    """A day with its month: "May" beside a number is no verb."""
    months = "|".join(word_lists()["dates"]["months"])
    day, year = r"\d{1,2}(?:st|nd|rd|th)?", r"(?:,?\s20\d\d\b)?"
    return re.compile(rf"\b{day}\.?\s(?:of\s)?(?:{months})\b\.?{year}|\b(?:{months})\.?\s{day}\b{year}", re.IGNORECASE)


@cache
def _pointing() -> re.Pattern[str]:
    """A "that" which points and opens no clause."""
    return re.compile(r"\b(do|does|did|done|like|after|for)\sthat\b(?!\s(?:we|i|they)\b)", re.IGNORECASE)


@cache
def _later() -> re.Pattern[str]:
    """A time that is told by month, quarter or season only: what is told of it in the present is to come."""
    lists = word_lists()["dates"]
    times = rf"(?:{'|'.join((*lists['months'], *lists['seasons']))}|Q[1-4]|20\d\d)"
    part = r"(?:(?:end|beginning|start|middle)\sof\s|(?:early|mid|late|next|coming|first|second|third|fourth|quarter\sof)[\s-])"
    return re.compile(
        rf"\b(?:in|for|by|from|during|until|coming|with|after)\s(?:the\s)?{part}{{0,2}}{times}\b(?!\s\d|[-/.]\d)"
        r"|\bby\s\w{3,12}\send\b|\b(?:next|coming)\s(?:week|month|quarter|year|season)\b",
        re.IGNORECASE,
    )


@cache
def _relative() -> re.Pattern[str]:
    return re.compile(
        r"^[^.;!?]{2,80}?\s(?:who|which|that|whose)\s(?P<inner>[^.;!?]{3,120}?)\s(?P<aux>will|shall|was|were|got|(?:has|have)\s(?:all\s|now\s|since\s)?been)\s(?:\w+ly\s)?(?P<verb>\w{2,20})",
        re.IGNORECASE,
    )


def _behind_relative(text: str) -> MeasureStatus | None:
    """Give what the verb behind a clause on the subject tells: "Nine buyers who had complained were refunded"."""
    match = _relative().match(text)
    if match is None or not (_participle(match["verb"].lower()) or match["verb"] == "be"):
        return None
    inner = [word.lower() for word in match["inner"].split()]
    if not any(_participle(word) or word in word_lists()["tense"]["auxiliaries"] for word in inner):
        return None
    return MeasureStatus.PLANNED if match["aux"].lower() in {"will", "shall"} else MeasureStatus.COMPLETED


def _clauses(text: str) -> list[str]:
    """Give the main clauses in order: the first of each sentence, up to three."""
    sentences = re.split(r"(?<=[.!?;])\s+", text, maxsplit=4)[:3]
    clauses: list[str] = []
    title = _title().match(sentences[0]) if sentences else None
    if title:
        sentences = [title[0].rstrip(" -\u2013\u2014"), sentences[0][title.end() :], *sentences[1:]]
    for whole in sentences:
        sentence = whole[_opening_clause(whole) :]
        ends = [match.start() for match in _clause_end().finditer(sentence) if match.start() > 0]
        clauses.append(sentence[: ends[0]] if ends else sentence)
    return clauses


@cache
def _title() -> re.Pattern[str]:
    """A title of up to five words in front of the item, parted by a dash."""
    return re.compile(r"(?:[\w'&/-]{1,30}[ ]){0,4}[\w'&/-]{1,30}\s[-\u2013\u2014]\s(?=\S)")


def _opening_clause(sentence: str) -> int:
    """Give where the main clause begins behind one that opens the sentence: "After the notice came, we removed ..."."""
    match = _opens_with().match(sentence)
    return match.end() if match else 0


@cache
def _opens_with() -> re.Pattern[str]:
    words = "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in word_lists()["tense"]["opens_clause"])
    we_did = r"(?:we|i)\s(?:immediately\s|at\sonce\s|also\s)?\w{2,20}ed\b"
    return re.compile(rf"(?:{words})\s(?:[^,;.!?]{{3,80}}?\s(?={we_did})|[^,;.!?]{{3,160}},\s{{1,3}}(?=[A-Za-z]))", re.IGNORECASE)


def _of_clause(clause: str, whole: str, *, dated: bool) -> MeasureStatus | None:
    """Give what one main clause tells; None where it tells nothing."""

    def holds(name: str) -> bool:
        return _any_of("tense", name).search(clause) is not None

    in_force = _any_of("tense", "in_force").search(whole) is not None
    since = _any_of("tense", "since_words").search(whole) is not None
    under_way = _is_under_way(clause)
    doing = _begins_with_doing(clause) and (since or holds("customs") or holds("in_force"))
    told: tuple[tuple[bool, MeasureStatus], ...] = (
        (holds("not_done"), MeasureStatus.UNKNOWN),
        (holds("planned") or holds("will"), MeasureStatus.PLANNED),
        (holds("in_progress"), MeasureStatus.IN_PROGRESS),
        (_is_past(clause) or holds("finished"), MeasureStatus.COMPLETED),
        (under_way and not since and _later().search(clause) is not None, MeasureStatus.PLANNED),
        (doing, MeasureStatus.COMPLETED),
        (under_way, MeasureStatus.COMPLETED if since or holds("customs") else MeasureStatus.IN_PROGRESS),
        (_has_present_verb(clause) and (dated or in_force), MeasureStatus.COMPLETED),
        (holds("plainly_in_force") or (dated and holds("in_force")), MeasureStatus.COMPLETED),
    )
    return next((status for speaks, status in told if speaks), None)


def _is_under_way(clause: str) -> bool:
    found = _being_done().search(clause)
    return found is not None and found[1].lower() not in word_lists()["tense"]["describes"]


def _begins_with_doing(clause: str) -> bool:
    """Tell whether a clause without a subject says what is being done: "Looking for a warehouse", "only buying from the maker now"."""
    words = [match[0].lower() for match in _words().finditer(clause)][:4]
    lists = word_lists()["tense"]
    while words and words[0] in lists["adverbs"]:
        words = words[1:]
    no_verb = {*lists["describes"], *lists["ing_nouns"]}
    return len(words) > 1 and words[0].endswith("ing") and words[0] not in no_verb and words[1] in lists["behind_doing"]


def _is_custom(clause: str) -> bool:
    """Tell whether a clause speaks of what is done each time, so that its participle reports nothing."""
    return _any_of("tense", "customs").search(clause) is not None


def _is_resultative(clause: str) -> bool:
    """Tell what was put right and is so now: "The knife is deleted", "Refund is processed for all 14 customers"."""
    found = _is_done().search(clause)
    return found is not None and _participle(found[1].lower()) and not _is_custom(clause)


@cache
def _is_done() -> re.Pattern[str]:
    between = "now|all|fully|already|also|permanently|completely"
    return re.compile(rf"\b(?:is|are)\s(?:(?:{between})\s){{0,2}}(?!(?:{between})\b)(\w{{3,20}})\b", re.IGNORECASE)


def _is_past(clause: str) -> bool:
    """Tell whether a clause reports: a perfect, a past tense, or a participle that opens an elliptic report."""
    words = [match[0].lower() for match in _words().finditer(clause)]
    if not words:
        return False
    if _learners_past().search(clause):
        return True
    perfect = _perfect().search(clause)
    if perfect and _participle(perfect[1].lower()) and words[0] not in word_lists()["tense"]["once_words"]:
        return True
    return _opens_a_report(words) or any(_finite_past(words, index) for index in range(1, min(len(words), FAR)))


@cache
def _learners_past() -> re.Pattern[str]:
    """A perfect as learners of English write it: "We have call back 300 pieces", "All buyers already refund"."""
    verbs = "|".join(word_lists()["tense"]["plain_verbs"])
    return re.compile(rf"\b(?:have|has|already)\s(?:{verbs})\b(?!\s(?:and|or|policy|rules?)\b)", re.IGNORECASE)


def _participle(word: str) -> bool:
    lists = word_lists()["tense"]
    return word in lists["irregular"] or word in lists["same_in_past"] or (word.endswith("ed") and word not in lists["ends_in_ed"])


def _opens_a_report(words: list[str]) -> bool:
    """Tell whether the first word is the verb of a report: `Removed all 140 units`, `Then closed the account`."""
    lists = word_lists()["tense"]
    at = 1 if words[0] in lists["adverbs"] and len(words) > 1 else 0
    first, after = words[at], words[at + 1] if at + 1 < len(words) else ""
    if first in lists["past_before_article"]:
        return after in lists["articles"]
    return first in lists["irregular"] or (first.endswith("ed") and first not in lists["not_past"])


def _finite_past(words: list[str], index: int) -> bool:
    """Tell whether the word at a place is a past tense with its subject in front, and no participle that only describes."""
    lists = word_lists()["tense"]
    word, before = words[index], words[index - 1]
    if word in lists["auxiliaries"] or (word in lists["only_past"] and before not in lists["articles"]):
        return True
    if before not in lists["actors"] or not _participle(word):
        return False
    return before != "and" or any(words[earlier - 1] in lists["actors"] and _participle(words[earlier]) for earlier in range(1, index - 1))


def _is_reduced_passive(clause: str) -> bool:
    """Find a participle behind its noun, and no other verb: `Stock removed on 3 June`, `SOP written and signed`."""
    words = [match[0].lower() for match in _words().finditer(clause)][:FAR]
    lists = word_lists()["tense"]
    if any(word in lists["other_verbs"] for word in words):
        return False
    for index, word in enumerate(words):
        last = index + 1 == len(words)
        if index and _participle(word) and word not in lists["not_past"] and (last or words[index + 1] in lists["behind_participle"]):
            return words[index - 1] not in lists["articles"]
    return False


def _has_present_verb(clause: str) -> bool:
    """Tell whether a clause has a verb of the present at all, so that it is no bare noun or order."""
    words = [match[0].lower() for match in _words().finditer(clause)]
    lists = word_lists()["tense"]
    if any(word in lists["stative"] for word in words):
        return True
    if len(words) > 1 and words[0] in lists["actors"][:3]:
        return True
    ends_like_one = any(word.endswith("s") and not word.endswith(("ss", "us", "is")) for word in words[1:6])
    return ends_like_one and words[0] in lists["subjects"]
