"""How hard a text is to read. In: any text. Out: a school grade. Touches nothing."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from escalate_ai.text.folding import fold
from escalate_ai.text.words import fact_spans, replaced, sentences


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w[\w'-]*")


@cache
def _vowels() -> re.Pattern[str]:
    return re.compile(r"[aeiouy\u00e0-\u00ff]+")


def reading_grade(*texts: str) -> float:
    """Give the Flesch-Kincaid grade of some texts read on: 8 reads like eighth grade, 15 like a contract; 0.0 where there are no words.

    Dates, identifiers, numbers and names (a capital inside a sentence) count as words of one syllable: a reader takes
    them in at a glance, and a seller cannot choose them.
    """
    words = syllables = count = 0
    folded = [fold(text).text for text in texts]
    plain = " ".join(replaced(text, fact_spans(text), "1") for text in folded)
    for start, end in sentences(plain):
        found = _word().findall(plain, start, end)
        if not found:
            continue
        count += 1
        words += len(found)
        syllables += syllables_of(found[0].lower())
        syllables += sum(map(_WITHIN.__getitem__, found[1:]))
    if not words:
        return 0.0
    return max(0.0, 0.39 * words / count + 11.8 * syllables / words - 15.59)


class _Within(dict[str, int]):
    """The syllables of words inside a sentence, as written; remembered, for letters repeat their words."""

    def __missing__(self, word: str) -> int:
        """Count those of a word that comes by for the first time."""
        named = word[0].isupper() or (not word.isalpha() and "-" not in word)
        count = 1 if named else syllables_of(word)
        if len(self) < _WORDS_REMEMBERED:
            self[word] = count
        return count


_WORDS_REMEMBERED = 20_000
_WITHIN = _Within()


@lru_cache(maxsize=8192)
def syllables_of(word: str) -> int:
    """Count the syllables of an English word in lower case, by its vowels; right for about nine words of ten."""
    if "-" in word:
        return sum(syllables_of(part) for part in word.split("-") if part)
    bare = word.removesuffix("'s")
    groups = len(_vowels().findall(bare))
    if (bare.endswith("e") and not bare.endswith(("le", "ee", "ye", "oe"))) or (
        bare.endswith(("es", "ed"))
        and not bare.endswith(("ted", "ded", "ses", "zes", "ces", "ges", "ches", "shes", "xes", "ees", "ies", "ied", "les"))
    ):
        groups -= 1
    groups += len(re.findall(r"ia(?!l|n\b)|io(?!n|us)|eo(?!n|us)|ua(?!r)|uou|iet", bare))
    return max(1, groups)
