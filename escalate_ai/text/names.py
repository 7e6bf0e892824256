"""Names in a text: people, companies, products, places, documents. In: any text. Out: `Name`s, spans in the text given. Touches nothing.

Only what is surely a name is one: a capital alone says nothing, for writers give one to their teams, papers and steps. What says it is a
legal form ("Harbor Supply Co."), a title or a role before a person, a first name, a place of the list, a word no dictionary has in small
letters ("Brackwater"), or words that end and are introduced like a company ("our supplier Delta Surplus"). What Amazon calls its own things
is no name, and identifiers are left to `text.identifiers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from escalate_ai.text.contacts import find_contacts
from escalate_ai.text.folding import fold
from escalate_ai.text.name import Name, NameKind
from escalate_ai.text.name_runs import Run, Word, runs
from escalate_ai.text.name_words import NameWords, name_words
from escalate_ai.text.places import Places
from escalate_ai.text.plain_words import is_compound, is_plain

__all__ = ["Capitals", "Name", "NameKind", "find_capitals", "find_names"]

_WORTH_KEEPING = 10_000
_ACRONYM = 5
_SHORTEST = 4
_MANY = 3
_LONGEST = 6
"""Words of a name without a legal form; what is longer is a title."""


class Capitals(NamedTuple):
    """Capitalised words of which the text alone does not say whether they are a name."""

    span: tuple[int, int]
    """Where they are in the text that was given."""
    run: Run
    """The words, with what stands around them in the folded text."""


def find_names(text: str) -> tuple[Name, ...]:
    """Find every sure name, in order; within a quoted title further names may stand, else none overlap."""
    return (_recent(text) if len(text) < _WORTH_KEEPING else _found(text))[0]


def find_capitals(text: str) -> tuple[Capitals, ...]:
    """Find the capitalised words that are no sure name, in order: "Summit" may be a brand, a team of the seller's or a headline's word."""
    return (_recent(text) if len(text) < _WORTH_KEEPING else _found(text))[1]


def _found(text: str) -> tuple[tuple[Name, ...], tuple[Capitals, ...]]:
    folded = fold(text)
    plain = folded.text
    taken = Places(span for span, _ in find_contacts(plain))
    found = [name for name in _documents(plain) if taken.free(name.span)]
    found += [name for name in _models(plain) if taken.take(name.span)]
    unsure: list[Run] = []
    for run in runs(plain):
        name = _judged(run)
        if name is None:
            unsure.append(run)
        elif taken.take(name.span):
            found.append(name)
    placed: list[Name] = []
    for name in sorted(found, key=lambda name: name.span):
        start, end = folded.span(*name.span)
        placed.append(Name(name.kind, text[start:end], (start, end), name.words))
    return tuple(placed), tuple(Capitals(folded.span(run.start, run.end), run) for run in unsure if taken.free((run.start, run.end)))


_recent = lru_cache(maxsize=1024)(_found)


# ---------------------------------------------------------------- documents and products


@cache
def _papers() -> re.Pattern[str]:
    lists = name_words()
    return re.compile(
        rf"(?<![\w.-])(?P<file>[^\W_][\w-]{{0,60}}\.(?:{lists.files})(?!\w))"
        rf"|(?<![\w-])(?P<number>(?i:{lists.numbered})-\d{{1,4}}|SOPs?\s\d{{1,4}})(?![\w-])"
        r'|"(?P<title>[A-Z][^"\n]{3,80})"'
    )


@cache
def _paper_hint() -> re.Pattern[str]:
    """What every paper has in it: a mark, the ending of a file, or a number."""
    return re.compile(rf'"|\.(?:{name_words().files})(?!\w)|SOPs?\s\d|[A-Za-z]-\d')


def _documents(plain: str) -> Iterator[Name]:
    """Find file names, papers known by a number, and quoted titles."""
    if _paper_hint().search(plain) is None:
        return
    for match in _papers().finditer(plain):
        group = match.lastgroup or ""
        words = _plain_words(match[group])
        if group == "title" and (name_words().papers.isdisjoint(words) or match[group].rstrip()[-1] in ".!?" or _is_told(match[group])):
            continue
        yield Name(NameKind.DOCUMENT, match[group], match.span(group), words)


def _is_told(title: str) -> bool:
    """Tell whether quoted words are a sentence that somebody said and no title."""
    return not name_words().verbs.isdisjoint(_plain_words(title))


@cache
def _model() -> re.Pattern[str]:
    """Letters and digits; what may stand before is asked behind the capital, which is found several times faster."""
    return re.compile(r"(?P<letters>[A-Z](?<![\w/.#-].)[A-Za-z]{1,11})-?\d{2,5}[A-Z]{0,2}(?![\w-]|\.\d)")


def _models(plain: str) -> Iterator[Name]:
    """Find products known by letters and digits: "KX-200"."""
    for match in _model().finditer(plain):
        if match["letters"].lower() not in name_words().no_models:
            yield Name(NameKind.PRODUCT, match[0], match.span(), (match[0].lower(),))


# ---------------------------------------------------------------- people, companies, places


def _judged(run: Run) -> Name | None:
    """Say what a run names; None where it surely names nothing, or where that is not sure."""
    lists = name_words()
    words = list(run.words[run.dated :])
    if run.is_place:
        return _name(NameKind.PLACE, words, words)
    titled = next((place for place, word in enumerate(words) if word.low in lists.honorifics), None)
    if titled is not None:
        after = [word for word in words[titled + 1 :] if word.low not in lists.generic]
        return _name(NameKind.PERSON, words[titled:], after) if after else None
    while words and not _is_christened(words, lists) and (words[0].low in lists.openers or words[0].low in lists.spelled):
        words.pop(0)
    while words and words[-1].low in lists.spelled:
        words.pop()
    if not words:
        return None
    return _company(words, lists) or (_bare(run, words, lists) if len(words) <= _LONGEST else None)


def _is_christened(words: Sequence[Word], lists: NameWords) -> bool:
    """Tell whether a first name stands before what may be a surname."""
    return len(words) > 1 and words[0].low in lists.first_names and not words[1].text.isupper() and not _is_generic(words[1], lists)


def _company(words: Sequence[Word], lists: NameWords) -> Name | None:
    """Give the company that a legal form ends."""
    forms = [place for place, word in enumerate(words) if place and word.low in lists.suffixes]
    if not forms:
        return None
    body = [word for word in words[: forms[0]] if word.low not in lists.openers]
    if not body or (words[forms[0]].low in lists.loose_suffixes and all(_is_generic(word, lists) for word in body)):
        return None
    return _name(NameKind.COMPANY, words[: forms[-1] + 1], body)


def _bare(run: Run, words: list[Word], lists: NameWords) -> Name | None:
    """Say whether a run without legal form and title is a name."""
    first, last = 0, len(words)
    while last > first and _is_generic(words[last - 1], lists):
        last -= 1
    while first < last and _is_generic(words[first], lists):
        first += 1
    rest = words[first:last]
    if not rest:
        return None
    opens = run.opens and (first == 0 or run.in_title) and words[0] is run.words[0]
    if len(rest) > 1 and opens and rest[0].low.endswith(("ing", "ed", "ly")) and is_plain(rest[0].low):
        rest = rest[1:]
        opens = False
    behind = words[last:]
    if not (_is_rare(rest, run, behind, opens=opens) or _is_introduced(run, rest, behind, lists)):
        return None
    kept = rest + [
        word for place, word in enumerate(behind) if word.low in lists.tails and all(w.low in lists.tails for w in behind[:place])
    ]
    return _name(_kind(run, rest, kept, lists), kept, kept)


def _is_generic(word: Word, lists: NameWords) -> bool:
    low = word.low
    if low in lists.known:
        return word.text.islower()
    if _is_short_form(word):
        return True
    if low in lists.generic or low in lists.heads or low in lists.acronyms or low in lists.roles:
        return True
    return "-" in low and all(part in lists.generic or part in lists.heads or is_plain(part) for part in low.split("-"))


def _is_rare(rest: Sequence[Word], run: Run, behind: Sequence[Word], *, opens: bool) -> bool:
    """Tell whether a word stands there that no dictionary has in small letters."""
    lists = name_words()
    strange = [word for word in rest if _is_strange(word, lists)]
    if not strange:
        return False
    if len(rest) == 1 and not opens and run.before and run.before[-1] in lists.determiners and _ends_commonly(rest[0]):
        return False
    if len(rest) > 1 and any(words and words[-1].low in lists.tails for words in (rest, behind)):
        return True
    if run.in_title or (opens and len(rest) == 1):
        return any(not is_compound(word.low) and not _ends_commonly(word) and len(word.low) >= _SHORTEST for word in strange) or any(
            _is_camel(word) for word in strange
        )
    return True


def _is_strange(word: Word, lists: NameWords) -> bool:
    if word.low in lists.known or (_is_camel(word) and not _is_short_form(word)):
        return True
    # one letter over and over is a blank to be filled in
    if _is_short_form(word) or len(set(word.low)) == 1:
        return False
    stem, _, cut = word.low.partition("'")
    whole = stem.removesuffix("n") if cut == "t" else stem if cut in lists.contractions else word.low.replace("'", "")
    return not all(is_plain(part) for part in whole.split("-"))


def _is_short_form(word: Word) -> bool:
    """Tell whether a word is an abbreviation in capitals, or one with a small letter at its end: "FSSAI", "ABNs"."""
    return len(word.text) <= _ACRONYM and sum(char.isupper() for char in word.text) >= max(2, len(word.text) - 1)


def _is_camel(word: Word) -> bool:
    """Tell whether a capital stands inside a word of small letters: "LumaGoods"; plural abbreviations are none."""
    inner = word.text.removesuffix("'s")
    return inner.isalpha() and not inner[1:].islower() and not inner.isupper() and not inner.removesuffix("s").isupper()


def _ends_commonly(word: Word) -> bool:
    return word.low.endswith(name_words().common_endings)


def _is_introduced(run: Run, rest: Sequence[Word], behind: Sequence[Word], lists: NameWords) -> bool:
    """Tell whether common words are a name by what stands around them."""
    if _is_christened(rest, lists):
        return not run.in_title
    if run.in_title or any(word.low in lists.heads and word.low not in lists.tails for word in behind):
        return False
    if len(rest) + len(behind) > 1 and (run.ampersand or any(words and words[-1].low in lists.tails for words in (rest, behind))):
        return not (len(rest) == 1 and rest[0].low in lists.tails)
    if len(rest) >= _MANY and not behind and not (run.before and run.before[-1] in lists.determiners):
        # what a seller gives capitals to stands behind "our" or "the", or ends in what it is: a policy, a team
        return True
    if len(rest) > 1 and not behind and run.after in (lists.asking if run.opens else lists.asking | lists.auxiliaries):
        return run.after in lists.asking or not (run.before and run.before[-1] in lists.determiners - {"that"})
    return not run.opens and _is_cued(run, rest, behind, lists)


def _is_cued(run: Run, rest: Sequence[Word], behind: Sequence[Word], lists: NameWords) -> bool:
    """Tell whether the word before says that a name follows: "our supplier Delta", "invoices from Golden Gate"."""
    before = run.before[-1] if run.before else ""
    if before == "of" and len(run.before) > 1:
        return len(rest) > 1 and run.before[-2] in lists.strong_cues
    if before in lists.towards and len(rest) > 1 and not behind and "_".join(word.low for word in rest) not in lists.customary:
        return True
    if before in lists.strong_cues:
        return len(rest) > 1 or (not behind and rest[0].low not in lists.tails)
    return (before == "by" or before in lists.roles) and len(rest) > 1


def _kind(run: Run, rest: Sequence[Word], kept: Sequence[Word], lists: NameWords) -> NameKind:
    before = run.before[-1] if run.before else ""
    company = (
        run.ampersand
        or kept[-1].low in lists.tails
        or any(_is_camel(word) and not _is_short_form(word) for word in kept)
        or rest[0].low in lists.known
    )
    if not company and (before in lists.roles or rest[0].low in lists.first_names or len(rest[0].text) == 1):
        return NameKind.PERSON
    if not company and before in {"in", "near", "at"}:
        return NameKind.PLACE
    return NameKind.COMPANY


def _name(kind: NameKind, words: Sequence[Word], naming: Sequence[Word]) -> Name:
    last = words[-1]
    end = last.end - 2 if last.text.endswith("'s") else last.end
    return Name(kind, "", (words[0].start, end), tuple(word.low for word in naming))


def _plain_words(text: str) -> tuple[str, ...]:
    return tuple(text.lower().replace("-", " ").replace(",", " ").split())
