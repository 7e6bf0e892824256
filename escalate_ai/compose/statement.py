"""How a client's statement is built. In: a sentence in any form. Out: its form, and the words that fit behind a date or a subject.

A small honest grammar: leading verbs by data and ending, the first finite verb of the rest. What it cannot tell is a phrase, and the frames
for phrases fit everything. It never changes a word that carries a fact; it may drop a subject "we", or turn "have removed" into "removed".
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from escalate_ai.compose.verbforms import bare, is_past, third_person, verb_forms

FAR = 25
"""Words within which a subject is looked for its verb."""
_SUBORDINATE = frozenset({"that", "which", "who", "where", "when", "if", "because", "so"})
_PAST_AUXILIARIES = frozenset({"was", "were", "had", "did", "could", "would", "might"})
_NO_OBJECTS = frozenset({"and", "or", "as", "per", "late", "since", "within", "when", "while", "because", "until", "between"})


class Form(StrEnum):
    """How a statement can be set into a sentence."""

    PAST = "past"
    """Fits behind "we": removed all units."""
    PRACTICE = "practice"
    """Fits behind "we" and behind "to": accept stock only from the brand."""
    STEP = "step"
    """Fits behind "to" only: an instruction that has been carried out."""
    EVENT = "event"
    """A whole clause in the past: all units were removed."""
    STATE = "state"
    """A whole clause in the present or perfect: every invoice is matched."""
    PHRASE = "phrase"
    """Anything else: removal of all units."""


class Start(StrEnum):
    """What may be done with the first letter."""

    LOWER = "lower"
    PROPER = "proper"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement ready to be set into a frame."""

    form: Form
    words: str
    """Behind "we" or "to" for PAST, PRACTICE and STEP; else the clause or phrase, its first letter as the middle of a sentence wants it."""
    start: Start
    whole: str
    """The statement as it may stand alone, with a capital and no full stop."""


_ADVERBS = frozenset(
    {
        "now",
        "also",
        "then",
        "therefore",
        "immediately",
        "already",
        "since",
        "thus",
        "each",
        "both",
        "all",
        "promptly",
        "at",
        "once",
        "further",
    }
)
_NUMBERING = re.compile(r"^(?:[-*•–]\s+|\(?\d{1,2}[.)]\s+)")
_SPACES = re.compile(r"\s+")
_ABBREVIATIONS = (" Co", " Inc", " Ltd", " Corp", " No", "a.m", "p.m", "e.g", "etc")
_AMBIGUOUS_PASTS = frozenset(
    {"put", "set", "cut", "let", "read", "shut", "split", "left", "found", "held", "kept", "made", "led", "sent", "paid", "sold", "built"}
)


def tidied(text: str) -> str:
    """Give a statement on one line, without numbering in front and without its last stop."""
    line = _NUMBERING.sub("", _SPACES.sub(" ", text).strip()).rstrip(" .;,:!")
    return line + "." if line.endswith(_ABBREVIATIONS) else line


def without_lead_in(text: str) -> str:
    """Take away "The root cause was that" and its like: the letter's own frame says so."""
    low = text.lower()
    return next((text[len(lead) :] for lead in verb_forms().lead_ins if low.startswith(lead)), text)


def read(text: str, *, standing: bool, vocabulary: Collection[str] = (), names: Collection[str] = ()) -> Reading:
    """Read one statement.

    Args:
        text: One sentence, tidied.
        standing: Whether it is in force rather than done once: an instruction then reads as what we do.
        vocabulary: Words known to be written small, which may lose their capital.
        names: First words of names, which may not.

    """
    words = text.split()
    if not words:
        return Reading(Form.PHRASE, text, Start.UNSURE, text)
    first = bare(words[0])
    if first == "we" and len(words) > 1:
        return _ours(words[1:], text, standing=standing)
    form = _leading(words, standing=standing)
    if form is not None:
        return Reading(form, _lowered(text), Start.LOWER, _capital(text))
    mended = _mended_future(words)
    if first == "will" and len(words) > 1:
        return Reading(Form.PRACTICE if standing else Form.STEP, " ".join(words[1:]), Start.LOWER, _capital(" ".join(words[1:])))
    clause = " ".join(mended)
    start = _start(mended, vocabulary, names)
    return Reading(_finite(mended), _lowered(clause) if start is Start.LOWER else clause, start, _capital(clause))


def has_finite_verb(text: str) -> bool:
    """Say whether a text reads as a clause of its own rather than a phrase."""
    words = text.split()
    return _finite(words) is not Form.PHRASE or bare(words[0] if words else "") in {"we", "i", "they", "it"}


def may_be_clause(text: str) -> bool:
    """Say whether a past verb stands in it that might be its finite one: "all six passed", and not "38 deliveries checked by October"."""
    words = text.split()
    return any(is_past(word) and bare(after) != "by" for word, after in zip(words[1:], [*words[2:], ""], strict=False))


def opens_with_verb(text: str) -> bool:
    """Say whether a text begins with a past verb whose subject was left out."""
    return _leading(text.split(), standing=False) is Form.PAST


def softened(text: str, vocabulary: Collection[str] = (), names: Collection[str] = ()) -> str | None:
    """Give a text with its first letter as the middle of a sentence wants it; None where that cannot be told."""
    words = text.split()
    start = _start(words, vocabulary, names)
    if start is Start.UNSURE:
        return None
    return _lowered(text) if start is Start.LOWER else text


def _lowered(text: str) -> str:
    first = text.split(" ", 1)[0]
    return text if first == "I" or first.startswith("I'") or (len(first) > 1 and first.isupper()) else text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _start(words: list[str], vocabulary: Collection[str], names: Collection[str]) -> Start:
    first = words[0] if words else ""
    form = bare(first)
    if not first[:1].isalpha() or first[:1].islower():
        return Start.PROPER
    if form in verb_forms().openers and not (len(first) > 1 and first.isupper()):
        return Start.LOWER
    if (
        first.strip(",.;:") in names
        or any(letter.isdigit() for letter in first)
        or any(letter.isupper() for letter in first[1:])
        or first == "I"
    ):
        return Start.PROPER
    if len(words) > 1 and words[1][:1].isupper() and form not in vocabulary:
        return Start.PROPER
    if (
        form.endswith("s")
        and len(words) > 1
        and (bare(words[1]) in verb_forms().auxiliaries or bare(words[1]) in verb_forms().prepositions)
    ):
        return Start.LOWER
    return Start.LOWER if form in vocabulary or form.endswith(("ing", "ment", "tion", "ments", "tions", "ance")) else Start.UNSURE


def _ours(rest: list[str], text: str, *, standing: bool) -> Reading:
    """Read what stands behind "we"."""
    place = next((at for at, word in enumerate(rest) if bare(word) not in _ADVERBS), 0)
    verb, behind = bare(rest[place]), rest[place + 1 :]
    whole, said = _capital(text), " ".join(rest)
    if verb in {"have", "had"} and behind:
        skip = next((at for at, word in enumerate(behind) if bare(word) not in _ADVERBS and not bare(word).endswith("ly")), 0)
        participle = bare(behind[skip])
        if participle in verb_forms().participles or is_past(participle):
            past = verb_forms().participles.get(participle, behind[skip])
            return Reading(Form.PAST, " ".join([*behind[:skip], past, *behind[skip + 1 :]]), Start.LOWER, whole)
        return Reading(Form.PRACTICE if verb == "have" else Form.PAST, said, Start.LOWER, whole)
    if verb in {"will", "shall"} and behind:
        form = Form.PRACTICE if standing else Form.STEP
        return Reading(form, " ".join(behind), Start.LOWER, "We " + " ".join(behind))
    if verb in {"are", "do", "can", "cannot", "must", "may", "should"}:
        return Reading(Form.STATE, "we " + said, Start.LOWER, whole)
    ours = verb.endswith("ly") or is_past(verb) or verb in {"was", "were", "did", "could", "would"}
    return Reading(Form.PAST if ours else Form.PRACTICE, said, Start.LOWER, whole)


def _leading(words: list[str], *, standing: bool) -> Form | None:
    """Give the form of a statement that begins with its verb; None where it does not."""
    forms, first = verb_forms(), bare(words[0])
    if first in {"did", "had", "failed", "could"}:
        return Form.PAST
    follower = bare(words[1]) if len(words) > 1 else ""
    if is_past(first) or first in forms.pasts:
        named = words[1][:1].isupper() if len(words) > 1 else False
        open_object = named or follower[:1].isdigit() or follower in (forms.determiners | forms.prepositions)
        finite_later = _finite(words[1:]) is not Form.PHRASE
        return Form.PAST if (open_object or not finite_later) else None
    if first in forms.bases or (first in forms.nouns_too and (follower in forms.determiners or follower[:1].isdigit())):
        if _finite(words[1:6]) is not Form.PHRASE and follower not in forms.determiners:
            return None
        return Form.PRACTICE if standing else Form.STEP
    return None


def _finite(words: list[str]) -> Form:
    """Give EVENT, STATE or PHRASE by the first finite verb behind a subject."""
    forms = verb_forms()
    for place, word in enumerate(words[1:FAR], 1):
        form, after = bare(word), bare(words[place + 1]) if place + 1 < len(words) else ""
        if form in _SUBORDINATE:
            break
        if form in forms.auxiliaries:
            return Form.EVENT if form in _PAST_AUXILIARIES else Form.STATE
        before = bare(words[place - 1])
        if form in forms.presents and before not in forms.determiners and (after in forms.determiners or after[:1].isdigit()):
            return Form.STATE
        if is_past(form) and before not in forms.determiners | forms.prepositions and _acts(word, before, after):
            return Form.EVENT
    return Form.PHRASE


def _acts(word: str, before: str, after: str) -> bool:
    """Say whether a past form between these two is a verb with its object and no participle."""
    forms = verb_forms()
    if bare(word) in forms.pasts and bare(word) not in _AMBIGUOUS_PASTS:
        return True
    if after in forms.determiners or after[:1].isdigit():
        return before != "and"
    plain_object = after.isalpha() and not after.endswith("ly") and after not in forms.prepositions | _NO_OBJECTS
    return plain_object and word == word.rstrip(",.;:") and before not in {"and", "or", "not"}


def _mended_future(words: list[str]) -> list[str]:
    """Turn "units will be checked" into "units are checked": the case says that it is done; a promise in its wording would deny that."""
    place = next((at for at, word in enumerate(words[:12]) if bare(word) in {"will", "shall"}), None)
    if not place or place + 1 >= len(words):
        return words
    subject = [bare(word) for word in words[:place]]
    single = subject[0] in {"each", "every", "no", "a", "an", "one", "this", "it", "any"} or not subject[-1].endswith("s")
    verb = words[place + 1]
    if verb == "be":
        return [*words[:place], "is" if single else "are", *words[place + 2 :]]
    if verb == "not" or not verb.isalpha():
        return words
    return [*words[:place], third_person(verb) if single else verb, *words[place + 2 :]]
