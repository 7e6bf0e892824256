"""How a client's statement is built. In: a sentence in any form. Out: `Reading`: its form, and the words that fit behind a date or a subject.

A small honest grammar: leading verbs by data and ending, the first finite verb of the rest. What it cannot tell is a phrase, and the frames
for phrases fit everything. It never changes a word that carries a fact; it may drop a subject "we", or turn "have removed" into "removed".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


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


@dataclass(frozen=True, slots=True)
class _Forms:
    pasts: frozenset[str]
    participles: dict[str, str]
    bases: frozenset[str]
    nouns_too: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    auxiliaries: frozenset[str]
    presents: frozenset[str]
    openers: frozenset[str]
    lead_ins: tuple[str, ...]


@cache
def _forms() -> _Forms:
    data = tomllib.loads((files("escalate_ai") / "data" / "verb_forms.toml").read_text("utf-8"))
    words = {name: frozenset(values) for name, values in data["words"].items()}
    return _Forms(
        frozenset(data["irregular_pasts"]),
        dict(data["participles"]),
        words["bases"],
        words["bases_or_nouns"],
        words["determiners"],
        words["prepositions"],
        words["auxiliaries"],
        words["presents"],
        words["openers"],
        tuple(data["lead_ins"]),
    )


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
    return next((text[len(lead) :] for lead in _forms().lead_ins if low.startswith(lead)), text)


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
    first = _bare(words[0])
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
    return _finite(words) is not Form.PHRASE or _bare(words[0] if words else "") in {"we", "i", "they", "it"}


def may_be_clause(text: str) -> bool:
    """Say whether a past verb stands in it that might be its finite one: "all six passed", and not "38 deliveries checked by October"."""
    words = text.split()
    return any(_is_past(word) and _bare(after) != "by" for word, after in zip(words[1:], [*words[2:], ""], strict=False))


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


def _bare(word: str) -> str:
    return word.strip(",.;:()\"'").lower()


def _lowered(text: str) -> str:
    first = text.split(" ", 1)[0]
    return text if first == "I" or first.startswith("I'") or (len(first) > 1 and first.isupper()) else text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _start(words: list[str], vocabulary: Collection[str], names: Collection[str]) -> Start:
    first = words[0] if words else ""
    bare = _bare(first)
    if not first[:1].isalpha() or first[:1].islower():
        return Start.PROPER
    if bare in _forms().openers and not (len(first) > 1 and first.isupper()):
        return Start.LOWER
    if (
        first.strip(",.;:") in names
        or any(letter.isdigit() for letter in first)
        or any(letter.isupper() for letter in first[1:])
        or first == "I"
    ):
        return Start.PROPER
    if len(words) > 1 and words[1][:1].isupper() and bare not in vocabulary:
        return Start.PROPER
    if bare.endswith("s") and len(words) > 1 and (_bare(words[1]) in _forms().auxiliaries or _bare(words[1]) in _forms().prepositions):
        return Start.LOWER
    return Start.LOWER if bare in vocabulary or bare.endswith(("ing", "ment", "tion", "ments", "tions", "ance")) else Start.UNSURE


def _is_past(word: str) -> bool:
    bare = _bare(word)
    return bare in _forms().pasts or (
        bare.endswith("ed") and len(bare) > 4 and bare not in {"need", "indeed", "exceed", "proceed", "speed"}
    )


def _ours(rest: list[str], text: str, *, standing: bool) -> Reading:
    """Read what stands behind "we"."""
    place = next((at for at, word in enumerate(rest) if _bare(word) not in _ADVERBS), 0)
    verb, behind = _bare(rest[place]), rest[place + 1 :]
    whole, said = _capital(text), " ".join(rest)
    if verb in {"have", "had"} and behind:
        skip = next((at for at, word in enumerate(behind) if _bare(word) not in _ADVERBS and not _bare(word).endswith("ly")), 0)
        participle = _bare(behind[skip])
        if participle in _forms().participles or _is_past(participle):
            past = _forms().participles.get(participle, behind[skip])
            return Reading(Form.PAST, " ".join([*behind[:skip], past, *behind[skip + 1 :]]), Start.LOWER, whole)
        return Reading(Form.PRACTICE if verb == "have" else Form.PAST, said, Start.LOWER, whole)
    if verb in {"will", "shall"} and behind:
        form = Form.PRACTICE if standing else Form.STEP
        return Reading(form, " ".join(behind), Start.LOWER, "We " + " ".join(behind))
    if verb in {"are", "do", "can", "cannot", "must", "may", "should"}:
        return Reading(Form.STATE, "we " + said, Start.LOWER, whole)
    past = verb.endswith("ly") or _is_past(verb) or verb in {"was", "were", "did", "could", "would"}
    return Reading(Form.PAST if past else Form.PRACTICE, said, Start.LOWER, whole)


def _leading(words: list[str], *, standing: bool) -> Form | None:
    """Give the form of a statement that begins with its verb; None where it does not."""
    forms, first = _forms(), _bare(words[0])
    if first in {"did", "had", "failed", "could"}:
        return Form.PAST
    follower = _bare(words[1]) if len(words) > 1 else ""
    if _is_past(first) or first in forms.pasts:
        open_object = (
            follower in forms.determiners
            or follower in forms.prepositions
            or follower[:1].isdigit()
            or words[1:2]
            and words[1][:1].isupper()
        )
        finite_later = _finite(words[1:]) is not Form.PHRASE
        return Form.PAST if (open_object or not finite_later) else None
    if first in forms.bases or (first in forms.nouns_too and (follower in forms.determiners or follower[:1].isdigit())):
        if _finite(words[1:6]) is not Form.PHRASE and follower not in forms.determiners:
            return None
        return Form.PRACTICE if standing else Form.STEP
    return None


def _finite(words: list[str]) -> Form:
    """Give EVENT, STATE or PHRASE by the first finite verb behind a subject."""
    forms = _forms()
    for place, word in enumerate(words[1:25], 1):
        bare = _bare(word)
        after = _bare(words[place + 1]) if place + 1 < len(words) else ""
        before = _bare(words[place - 1])
        if bare in {"that", "which", "who", "where", "when", "if", "because", "so"}:
            return Form.PHRASE
        if bare in forms.auxiliaries:
            return Form.EVENT if bare in {"was", "were", "had", "did", "could", "would", "might"} else Form.STATE
        object_follows = after in forms.determiners or after[:1].isdigit()
        if bare in forms.presents and object_follows and before not in forms.determiners:
            return Form.STATE
        if _is_past(bare) and before not in forms.determiners | forms.prepositions:
            if bare in forms.pasts and bare not in _AMBIGUOUS_PASTS:
                return Form.EVENT
            if object_follows and before != "and":
                return Form.EVENT
            bare_object = after.isalpha() and after not in forms.prepositions and not after.endswith("ly") and word == word.rstrip(",.;:")
            if (
                bare_object
                and before not in {"and", "or", "not"}
                and after not in {"and", "or", "as", "per", "late", "since", "within", "when", "while", "because", "until", "between"}
            ):
                return Form.EVENT
    return Form.PHRASE


def _mended_future(words: list[str]) -> list[str]:
    """Turn "units will be checked" into "units are checked": the case says that it is done; a promise in its wording would deny that."""
    place = next((at for at, word in enumerate(words[:12]) if _bare(word) in {"will", "shall"}), None)
    if not place or place + 1 >= len(words):
        return words
    subject = [_bare(word) for word in words[:place]]
    single = subject[0] in {"each", "every", "no", "a", "an", "one", "this", "it", "any"} or not subject[-1].endswith("s")
    verb = words[place + 1]
    if verb == "be":
        return [*words[:place], "is" if single else "are", *words[place + 2 :]]
    if verb == "not" or not verb.isalpha():
        return words
    return [*words[:place], _third(verb) if single else verb, *words[place + 2 :]]


def _third(verb: str) -> str:
    if verb == "have":
        return "has"
    if verb.endswith(("s", "sh", "ch", "x", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else verb + "s"
