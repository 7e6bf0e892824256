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
    if reading.form is not Form.STATE:
        return ""
    for place, word in enumerate(words[:FAR]):
        form = bare(word)
        if form in _STOPS:
            return ""
        if form in {"has", "have"}:
            after = [bare(later) for later in words[place + 1 : place + 3] if bare(later) not in _LIGHT]
            return reading.words if after and (is_past(after[0]) or after[0] in {"been", *verb_forms().participles}) else ""
        if form in _PERFECT and place:
            light = place + 1 < len(words) and bare(words[place + 1]) in _LIGHT
            behind = [words[place + 1], "been", *words[place + 2 :]] if light else ["been", *words[place + 1 :]]
            return " ".join([*words[:place], _PERFECT[form], *behind])
        if form in verb_forms().auxiliaries:
            return ""
    return ""


def carried_out(reading: Reading) -> str:
    """Give an instruction as what was done, to fit behind "we"; nothing where a verb of it might be a noun."""
    return _bent(reading.words.split(), past_of) if reading.form is Form.STEP else ""


def _bent(words: list[str], bend: Callable[[str], str]) -> str:
    """Bend the first verb and those joined to it by "and"; nothing where what is joined may be either."""
    forms, found = verb_forms(), list(words)
    for place, word in enumerate(words):
        form, before = bare(word), words[place - 1] if place else ""
        joined = before.lower() in {"and", "then"} or before.endswith(",")
        if place and not (joined and form in forms.bases | forms.nouns_too):
            continue
        after = bare(words[place + 1]) if place + 1 < len(words) else ""
        sure = not place or after in forms.determiners or after[:1].isdigit() or after in {"its", "his", "her", "his", "your"}
        bent = bend(form)
        if not sure or not bent or form not in forms.bases | forms.nouns_too:
            return ""
        found[place] = bent + word[len(word.rstrip(",.;:")) :]
    return " ".join(found)
