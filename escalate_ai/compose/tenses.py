"""Tenses that a date asks for. In: the words of a reading. Out: the same in the perfect or the past, or nothing where no verb is sure.

"Since 25 August, stock is accepted" is no English, and "the step to remove the listing" no consultant's: the verb goes with the date.
No other word is changed.
"""

from __future__ import annotations

from collections.abc import Callable

from escalate_ai.compose.statement import FAR, Form, Reading
from escalate_ai.compose.verbforms import bare, is_past, participle_of, past_of, verb_forms

_STOPS = frozenset({"that", "which", "who", "where", "when", "if", "because", "so", "until", "unless", "before", "after", "while"})
_LIGHT = frozenset({"not", "now", "also", "always", "never", "only"})
_PERFECT = {"is": "has", "are": "have"}


def perfect(reading: Reading) -> str:
    """Give what fits behind "since <date>": a clause, or for a practice what fits behind "we have"; nothing where that cannot be told."""
    words = reading.words.split()
    if reading.form is Form.PRACTICE:
        return _bent(words, participle_of)
    return _clause(words) if reading.form is Form.STATE and words else ""


def _clause(words: list[str]) -> str:
    """Put the first finite verb of a clause into the perfect, where it is a form of "be" or a perfect already."""
    finite = (at for at, word in enumerate(words[:FAR]) if bare(word) in verb_forms().auxiliaries | _STOPS)
    place = next(finite, 0)
    form, behind = bare(words[place]), words[place + 1 :]
    if not place or not behind:
        return ""
    if form in {"has", "have"}:
        after = next((bare(word) for word in behind if bare(word) not in _LIGHT), "")
        return " ".join(words) if is_past(after) or after in {"been", *verb_forms().participles} else ""
    if form not in _PERFECT:
        return ""
    light = behind[:1] if bare(behind[0]) in _LIGHT else []
    return " ".join([*words[:place], _PERFECT[form], *light, "been", *behind[len(light) :]])


def carried_out(reading: Reading) -> str:
    """Give an instruction as what was done, to fit behind "we"; nothing where a verb of it might be a noun."""
    return _bent(reading.words.split(), past_of) if reading.form is Form.STEP else ""


def _bent(words: list[str], bend: Callable[[str], str]) -> str:
    """Bend the first verb and those joined to it by "and"; nothing where what is joined may be either."""
    forms, found = verb_forms(), list(words)
    for place, word in enumerate(words):
        form, before = bare(word), words[place - 1] if place else ""
        joined = before.lower() in {"and", "or", "then"} or before.endswith(",")
        if place and not (joined and form in forms.bases | forms.nouns_too):
            continue
        after = bare(words[place + 1]) if place + 1 < len(words) else ""
        sure = not place or after in forms.determiners or after[:1].isdigit() or after in {"its", "his", "her", "your"}
        bent = bend(form)
        if not sure or not bent or form not in forms.bases | forms.nouns_too:
            return ""
        found[place] = bent + word[len(word.rstrip(",.;:")) :]
    return " ".join(found)
