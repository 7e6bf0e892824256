"""A plan written in one piece, without headings -> its causes, actions and measures, sentence by sentence.

In: text. Out: `Entry` values with places, as `parts` gives them of a headed plan. A sentence that no cue and no tense speaks for becomes no
item: it hangs below the one before it in its paragraph, or is left out. Words are data (`data/plan_prose.toml`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from escalate_ai.planread.clauses import actor, day_words, is_report, leads_of, own_day
from escalate_ai.planread.entries import Entry, Piece
from escalate_ai.planread.flow import in_one_line, sentences_of, unwrapped
from escalate_ai.planread.headings import ACTIONS, CAUSES, MEASURES, words
from escalate_ai.planread.voices import SHORTEST, Sentence, read_sentence, without_opener
from escalate_ai.terms import MeasureStatus
from escalate_ai.text.words import sentences

_IN_FRONT = 4
"""Characters from the beginning within which a sentence opens."""


def read_prose(text: str) -> list[Entry]:
    """Give the causes and measures of a plan without headings, in order."""
    entries: list[Entry] = []
    section: str | None = None
    last: Entry | None = None
    counting = False
    for sentence in sentences_of(unwrapped(text)):
        if sentence.opens:
            last, counting = None, False
        if _counts_causes().search(sentence.text):
            section, last, counting = CAUSES, None, True
            continue
        if counting and sentence.status is not MeasureStatus.PLANNED:
            entries.append(Entry(CAUSES, Piece(sentence.text, sentence.start, sentence.end), listed=False))
            continue
        if _is_talk(sentence):
            section, last = _announced(sentence, section), None
            continue
        found = None if last is not None and (_tells_result(sentence) or _speaks_on(sentence)) else _section(sentence, section)
        if found is None:
            if last is not None:
                label = "result" if _tells_result(sentence) and last.section != CAUSES else ""
                last.children.append(Piece(sentence.text, sentence.start, sentence.end, label))
            continue
        section = found
        entries += [Entry(found, lead, listed=False) for lead in leads_of(sentence, found)]
        last = entries[-1]
    return entries


def split_prose(entries: Sequence[Entry], text: str) -> list[Entry]:
    """Part the paragraphs of a headed plan where a sentence tells a further cause or measure; entries of lists stay as they are."""
    found: list[Entry] = []
    alone = {section for section, count in Counter(entry.section for entry in entries).items() if count == 1}
    for entry in entries:
        if entry.listed or entry.titled or entry.children:
            found.append(entry)
        elif (entry.section == CAUSES and entry.section in alone) or not _only_talks(entry, text):
            found += _parts(entry, text)
    return found


def _only_talks(entry: Entry, text: str) -> bool:
    """Tell whether a paragraph holds nothing of a plan: thanks, apologies, what was sent before."""
    start = entry.lead.start
    body = in_one_line(text[start : entry.lead.end])
    told = [read_sentence(start + low, start + high, body[low:high], opens=False) for low, high in sentences(body)]
    talks = any(sentence.hears("talk") or _is_history(sentence) for sentence in told)
    return talks and all(_is_history(sentence) or (_is_talk(sentence) and not sentence.hears("cause")) for sentence in told)


def _parts(entry: Entry, text: str) -> list[Entry]:
    start = entry.lead.start
    body = in_one_line(text[start : entry.lead.end])
    spans = sentences(body)
    if len(spans) < 2:  # noqa: PLR2004  one sentence is one item
        return [entry]
    parts: list[Entry] = []
    for low, high in spans:
        sentence = read_sentence(start + low, start + high, body[low:high], opens=False)
        if parts and not _goes_further(sentence, entry.section):
            label = "result" if _tells_result(sentence) and entry.section != CAUSES else ""
            parts[-1].children.append(Piece(sentence.text, sentence.start, sentence.end, label))
            continue
        parts += [replace(entry, lead=lead, children=[]) for lead in leads_of(sentence, entry.section)]
    return parts


def _goes_further(sentence: Sentence, section: str) -> bool:
    """Tell whether a sentence under a heading is an item of its own, and not more on the one before it."""
    if (
        (len(sentence.text.split()) < SHORTEST and sentence.status is MeasureStatus.UNKNOWN)
        or _tells_result(sentence)
        or _refers().match(sentence.text)
    ):
        return False
    if section == MEASURES and (_begins().match(sentence.text) or (own_day(sentence.text) and is_report(sentence.text))):
        return True
    if section == CAUSES:
        return sentence.hears("cause")
    if sentence.hears("talk") and sentence.verb is None:
        return False
    return sentence.status is not MeasureStatus.UNKNOWN or (section == MEASURES and sentence.hears("measure"))


@cache
def _begins() -> re.Pattern[str]:
    return re.compile(r"(?:since|from|as of|starting|effective)\s(?:on\s|from\s)?(?:\d|[A-Z][a-z]{2,8}\.?\s\d)", re.IGNORECASE)


@cache
def _refers() -> re.Pattern[str]:
    """A sentence that speaks on of what the one before it told."""
    return re.compile(
        r"(?:this|that|it|they|these|those|he|she|which|as|evidence|see|proof|the (?:record|list|result|same|document|file|sheet|log))\b"
        r"(?!\s(?:was|has been|is)\s(?:given|made))",
        re.IGNORECASE,
    )


@cache
def _this() -> re.Pattern[str]:
    return re.compile(r"(?:this|it|that)\s(?:rule\s|check\s|process\s)?(?:works?|runs?|applies|stands|is|has)\b", re.IGNORECASE)


def _speaks_on(sentence: Sentence) -> bool:
    """Tell a sentence on the measure before it: "This works since 10 June"."""
    return _this().match(sentence.text) is not None and sentence.verb is None and not sentence.hears("cause")


def _tells_result(sentence: Sentence) -> bool:
    """Tell whether a sentence tells what came of the measure before it."""
    return sentence.cues.get("result", 99) <= _IN_FRONT and sentence.status is not MeasureStatus.PLANNED


def _is_talk(sentence: Sentence) -> bool:
    """Tell whether a sentence announces, thanks, asks or tells of the store, and does nothing else."""
    text = sentence.text
    if len(text.split()) < SHORTEST or text.rstrip().endswith(":"):
        return True
    if _ends_plan(sentence) or _is_history(sentence) or _counts_out().fullmatch(text.rstrip(" .:")):
        return True
    if not sentence.hears("talk"):
        return False
    reports = sentence.verb is not None and sentence.status is MeasureStatus.COMPLETED
    strong = (sentence.hears("cause") and sentence.cues["cause"] < sentence.cues["talk"]) or (reports and not sentence.hears("cause"))
    return not strong and not (sentence.hears("cause") and "because" in text.lower())


@cache
def _counts_out() -> re.Pattern[str]:
    """A sentence that only says how many things follow: "We have done three things"."""
    return re.compile(
        r"(?:\w+[ ,]+){1,8}?(?:two|three|four|five|six|several|some|these|the following)\s"
        r"(?:things|steps|measures|actions|rules|changes|points|controls|decisions)",
        re.IGNORECASE,
    )


def _is_history(sentence: Sentence) -> bool:
    """Tell what Amazon did, what was sent before, and what a helper is asked, from the plan itself."""
    return sentence.hears("history") or (sentence.hears("enforced") and sentence.verb is None)


@cache
def _counts_causes() -> re.Pattern[str]:
    """A sentence that only says how many causes there were: what follows it in its paragraph tells them."""
    many = r"(?:two|three|four|five|several|[2-5])"
    return re.compile(
        rf"\b(?:had|has|have|were|are|found|identified)\s{many}\s(?:\w{{1,20}}\s){{0,2}}(?:causes|reasons)\s?[.:]$", re.IGNORECASE
    )


def _ends_plan(sentence: Sentence) -> bool:
    return sentence.text.lower().startswith(words("closing"))


def _announced(sentence: Sentence, section: str | None) -> str | None:
    """Give the section that a sentence of talk opens: "We have taken these steps:"."""
    heard = {sort: place for sort, place in sentence.cues.items() if sort in {"cause", "action", "measure"}}
    if not heard or not _announces().search(sentence.text):
        return section
    return {"cause": CAUSES, "action": ACTIONS, "measure": MEASURES}[min(heard, key=lambda sort: heard[sort])]


@cache
def _announces() -> re.Pattern[str]:
    return re.compile(r":\s*$|\b(?:following|as follows|below|these)\b", re.IGNORECASE)


def _section(sentence: Sentence, before: str | None) -> str | None:  # noqa: PLR0911  one line per order of what is heard
    """Give the part of a plan that a sentence belongs to by its own words; None where they do not say."""
    done, planned = sentence.status is MeasureStatus.COMPLETED, sentence.status is MeasureStatus.PLANNED
    cause, measure = sentence.cues.get("cause"), sentence.cues.get("measure")
    if sentence.hears("cause_named") and not planned and (measure is None or sentence.cues["cause_named"] < measure):
        return CAUSES
    acted = sentence.verb is not None and (cause is None or (sentence.verb < cause and before is not None))
    if done and acted and not _stands(sentence, before):
        return ACTIONS
    if cause is not None and (measure is None or cause < measure) and not planned:
        return CAUSES if before in {None, CAUSES} else None
    if measure is not None:
        return MEASURES
    if planned:
        return ACTIONS if sentence.verb is not None and before != MEASURES else MEASURES
    if done and sentence.hears("lasting"):
        return MEASURES
    if done and before == CAUSES and sentence.opens and cause is None and day_words().search(sentence.text):
        return ACTIONS
    if done and before in {None, CAUSES}:
        return ACTIONS if _acts(sentence) and (sentence.opens or _counts_up(sentence)) else None
    return before if before in {ACTIONS, MEASURES} and sentence.status is not MeasureStatus.UNKNOWN else None


def _stands(sentence: Sentence, before: str | None) -> bool:
    """Tell whether a sentence tells of a standing measure though it holds the verb of something done once."""
    if not sentence.hears("measure"):
        return False
    return before == MEASURES or sentence.cues["measure"] < (sentence.verb or 0)


def _acts(sentence: Sentence) -> bool:
    return actor().search(sentence.text[without_opener(sentence.text) :]) is not None


@cache
def _at_once() -> re.Pattern[str]:
    return re.compile(r"(?:immediately|then|first|after|as soon as|once|when|upon|on|in response)\b", re.IGNORECASE)


def _counts_up(sentence: Sentence) -> bool:
    """Tell whether a sentence opens as a further step does: "Firstly, ...", "Immediately we ..."."""
    return without_opener(sentence.text) > 0 or _at_once().match(sentence.text) is not None
