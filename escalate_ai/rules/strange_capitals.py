"""Words written as a name that neither the case nor the trade knows, for GR404. In: a letter's reading with its brief. Out: names.

A text alone cannot say whether "Castellan Courier" or "Inverness" is a name: both are words of the dictionary, and writers give capitals to
their own teams and papers. The case can. A capital within a sentence that stands on a word of which the case has no form, and that is no
word of every letter, names something the case does not hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.ledger.naming import named_words
from escalate_ai.rules.known_words import is_everyday, spoken_of
from escalate_ai.rules.wording import concepts
from escalate_ai.text.name_words import name_words
from escalate_ai.text.names import Name, NameKind, find_capitals
from escalate_ai.text.plain_words import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalate_ai.ledger import Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.known_words import Spoken
    from escalate_ai.rules.reading import LetterReading
    from escalate_ai.text.name_runs import Run, Word

_ACRONYM = 5
"""Letters up to which a word in capitals is an abbreviation of the trade and no name."""


def strange_capitals(reading: LetterReading) -> Iterator[tuple[Part, Name]]:
    """Give the capitalised words of the subject, the paragraphs and the bullets that are no name of the case and no word of the trade."""
    if reading.brief is None:
        return
    spoken = spoken_of(reading.brief)
    sheet = reading.sheet
    for part in (*((sheet.subject,) if sheet.subject else ()), *sheet.body):
        for span, run in find_capitals(part.text):
            words = run.words[run.dated :]
            if not words or not (_is_strange(run, words, spoken) or _is_subject(run, words, spoken, reading.brief.ledger)):
                continue
            start = span[1] - (run.end - words[0].start)
            end = span[1] - 2 if words[-1].text.endswith("'s") else span[1]
            name = Name(NameKind.COMPANY, part.text[start:end], (start, end), tuple(word.low for word in words))
            if reading.brief.ledger.naming.source(name) is None:
                yield part, name


def _is_strange(run: Run, words: tuple[Word, ...], spoken: Spoken) -> bool:
    """Say whether a word of a run is known to nobody, and its capital says something."""
    if not run.opens:
        return any(_is_unknown(word, spoken) for word in words) and not _is_own_term(run, words)
    if run.in_title or len(words) == 1:
        return False
    if any(_is_unknown(word, spoken) for word in words[1:]):
        return True
    # the first word of a sentence has its capital anyway: "Rinsed Hollowell pans" names what the case has
    return _is_unknown(words[0], spoken) and not any(_is_of_case(word, spoken) for word in words[1:]) and not _is_doing(words[0])


def _is_subject(run: Run, words: tuple[Word, ...], spoken: Spoken, ledger: Ledger) -> bool:
    """Say whether an unknown word opens a sentence with a common word in capitals behind it: "Zephyr Inspections carried out"."""
    if not run.opens or run.in_title or len(words) == 1 or _is_doing(words[0]) or not _is_unknown(words[0], spoken):
        return False
    alone = [Name(NameKind.COMPANY, word.text, (0, len(word.text)), (word.low,)) for word in words[1:]]
    return all(is_plain(word.low) for word in words[1:]) and not any(ledger.naming.source(name) for name in alone)


def _is_own_term(run: Run, words: tuple[Word, ...]) -> bool:
    """Say whether a seller gave capitals to a team, a role or a paper: common words behind "our" or "the" that end in what it is."""
    lists = name_words()
    if len(run.before) > 1 and run.before[-1] == "of" and run.before[-2] in lists.roles:
        # "our Head of Logistics"
        return all(is_plain(word.low) for word in words)
    is_led = bool(run.before) and run.before[-1] in lists.determiners
    ends = words[-1].low in lists.heads or words[-1].low in lists.roles
    return is_led and ends and all(is_plain(part) for word in words for part in word.low.split("-"))


def _is_doing(word: Word) -> bool:
    return word.low.endswith(("ing", "ed", "ly")) and is_plain(word.low)


def _is_unknown(word: Word, spoken: Spoken) -> bool:
    lists = name_words()
    if (
        word.low in lists.honorifics
        or word.low in lists.formulas
        or word.low in lists.dull
        or word.low in lists.acronyms
        or word.low.partition("'")[0] in lists.openers
        or word.numbered
    ):
        return False
    if word.text.isupper() and (len(word.text) <= _ACRONYM or is_plain(word.low)):
        # an abbreviation, or somebody shouting
        return False
    return any(not is_everyday(concept) and not spoken.knows(concept) for concept in concepts(word.text)) and not _is_of_case(word, spoken)


def _is_of_case(word: Word, spoken: Spoken) -> bool:
    named = concepts(" ".join(named_words(word.text)))
    return bool(named) and all(spoken.knows(concept) for concept in named)
