"""Words, sentences, paragraphs. In: any text. Out: counts and spans in the text given. Touches nothing."""

# ruff: noqa: PLR2004 -- lengths of words and digit groups are facts of writing, plain where they stand
from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache

from escalate_ai.terms import DateOrder
from escalate_ai.text.anycase import AnyCase
from escalate_ai.text.dates import dates_in_plain
from escalate_ai.text.folding import Span, fold
from escalate_ai.text.identifiers import identifiers_in_plain
from escalate_ai.text.sentence_words import sentence_words


@cache
def _letter() -> re.Pattern[str]:
    """What every word has of its own."""
    return re.compile(r"\w")


@cache
def _break() -> re.Pattern[str]:
    """Where a sentence may end: its mark with what closes after it, or a line end."""
    return re.compile(r"(?P<mark>[.!?\u2026]{1,8}[\"')\]\u201d\u2019]{0,4})(?=\s|$)|(?P<line>\r\n?|\n)(?P<more>\s*)")


@cache
def _marks() -> re.Pattern[str]:
    """What every match of `_break` begins with: one character, which is found several times faster."""
    return re.compile(r"[.!?\u2026\r\n]")


@cache
def _bullet() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:[-*+>#\u2022\u2023\u25aa\u25cf\u25e6\u2013\u2014\u00b7\u2043]{1,4}[ \t]+|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)][ \t]+)"
    )


@cache
def _before_word() -> re.Pattern[str]:
    return re.compile(r"[\s(\"'\u201c\u2018/-]")


@cache
def _opener() -> re.Pattern[str]:
    """The first word of the next sentence, without what opens before it."""
    return re.compile(r"\s*(?:[\"'(\u201c\u2018]?)(\S*)")


@cache
def _blank_line() -> re.Pattern[str]:
    return re.compile(r"(?>\r\n|\r|\n)[ \t]*+(?>\r\n|\r|\n)\s*")


@lru_cache(maxsize=64)
def _titles(titles: tuple[str, ...]) -> AnyCase | None:
    """Find any of the titles, the longest first, over line ends."""
    words = sorted((fold(title).text.split() for title in titles if title.strip()), key=lambda parts: -sum(map(len, parts)))
    if not words:
        return None
    either = "|".join(r"\s{1,4}".join(map(re.escape, parts)) for parts in words)
    longest = dict.fromkeys(max(parts, key=len).lower() for parts in words)
    return AnyCase(re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE), longest)


def count_words(text: str, titles: Collection[str] = ()) -> int:
    """Count words; a date, an identifier or one of the given document titles is one word, a mark that stands alone is none."""
    plain = fold(text.replace("\u2014", " ")).text
    spans = fact_spans(plain)
    named = _titles(tuple(titles)) if titles else None
    if named:
        spans += [match.span() for match in named.places(plain)]
    pieces = replaced(plain, spans, "x").split()
    return len(pieces) - sum([not piece[0].isalnum() and _letter().search(piece) is None for piece in pieces])


def more_words_than(text: str, limit: int, titles: Collection[str] = ()) -> int | None:
    """Count the words where they are more than a limit; else give None, which most texts show without being searched for dates."""
    # what counts as one word never adds to the words there are
    if len(text.replace("\u2014", " ").split()) <= limit:
        return None
    words = count_words(text, titles)
    return words if words > limit else None


def fact_spans(plain: str) -> list[Span]:
    """Give the places of the dates and identifiers of a folded text, which are read as one word each."""
    return [mention.span for mention in (*dates_in_plain(plain, DateOrder.MDY), *identifiers_in_plain(plain))]


def replaced(text: str, spans: Iterable[Span], mark: str) -> str:
    """Give a text with each of the spans replaced by the mark; of overlapping spans, which count as one, the first begins it."""
    pieces: list[str] = []
    place = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= place:
            pieces += [text[place:start], mark]
        place = max(place, end)
    pieces.append(text[place:])
    return "".join(pieces)


def sentences(text: str) -> tuple[Span, ...]:
    """Cut a text into sentences, without the bullets and numbers of lists; a line that stands alone is a sentence too.

    A line that was only wrapped goes on: it is long, ends without a mark, and no bullet or blank line follows.
    """
    return _recent_sentences(text) if len(text) < _WORTH_KEEPING else _sentences_in(text)


_WORTH_KEEPING = 10_000
"""Characters up to which a text's sentences are kept for the next reader."""


@lru_cache(maxsize=1024)
def _recent_sentences(text: str) -> tuple[Span, ...]:
    return _sentences_in(text)


def _sentences_in(text: str) -> tuple[Span, ...]:
    """Cut a text as it reads: a mark that nobody sees hides no end of a sentence."""
    folded = fold(text)
    spans = _cut(folded.text)
    return spans if folded.text is text else tuple(folded.span(*span) for span in spans)


def _cut(text: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    start = 0
    line_start = 0
    for match in _breaks(text):
        if match["mark"]:
            if _ends_sentence(text, match):
                _keep(text, start, match.end(), spans)
                start = match.end()
            continue
        if "\n" in match["more"] or "\r" in match["more"] or not _wraps(text, line_start, match):
            _keep(text, start, match.start(), spans)
            start = match.end()
        line_start = match.end()
    _keep(text, start, len(text), spans)
    return tuple(spans)


def _breaks(text: str) -> Iterator[re.Match[str]]:
    """Find where a sentence may end."""
    end = 0
    for mark in _marks().finditer(text):
        match = _break().match(text, mark.start()) if mark.start() >= end else None
        if match:
            end = match.end()
            yield match


def paragraphs(text: str) -> tuple[Span, ...]:
    """Cut a text at blank lines."""
    spans: list[Span] = []
    start = 0
    for match in _blank_line().finditer(text):
        _trimmed(text, start, match.start(), spans)
        start = match.end()
    _trimmed(text, start, len(text), spans)
    return tuple(spans)


def _trimmed(text: str, start: int, end: int, spans: list[Span]) -> None:
    body = text[start:end]
    if body.strip():
        spans.append((start + len(body) - len(body.lstrip()), start + len(body.rstrip())))


def _keep(text: str, start: int, end: int, spans: list[Span]) -> None:
    """Take a sentence without the white space and the bullet around it, if anything is left."""
    bullet = _bullet().match(text, start, end)
    _trimmed(text, bullet.end() if bullet else start, end, spans)


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Tell whether a mark ends its sentence, or belongs to an abbreviation, an initial or a list's number."""
    if match["mark"][0] != ".":
        after = text[match.end() : match.end() + 3].strip()
        return not after[:1].islower()
    before = text[max(0, match.start() - 16) : match.start()]
    word = _before_word().split(before)[-1]
    opener = _opener().match(text, match.end(), match.end() + 40)
    following = opener[1] if opener else ""
    if following[:1].islower():
        return False
    lists = sentence_words()
    low = word.lower()
    if low in lists.abbreviations and not (
        low in {"no", "may", "mar", "sec", "art", "min", "max", "gen", "est"} and not following[:1].isdigit()
    ):
        return False
    if len(word) == 1 and word.isalpha() and word.isupper() and word != "I":
        return following.strip(".,;:").lower() in lists.openers
    if low in lists.endings:
        return not following or following.strip(".,;:").lower() in lists.openers
    bare_number = (
        word.isdigit() and len(word) <= 2 and text[max(0, match.start() - 12) : match.start()].rpartition("\n")[2].strip(" \t-*(") == word
    )
    return not bare_number


def _wraps(text: str, line_start: int, match: re.Match[str]) -> bool:
    """Tell whether a line end only wraps the sentence."""
    line = text[line_start : match.start()].rstrip()
    following = text[match.end() : match.end() + 8].lstrip()[:1]
    goes_on = following.islower() or following.isdigit()
    if len(line) < (30 if goes_on and line[-1:] == "," else 45) or line[-1:] in ".!?\u2026" or _bullet().match(text, match.end()):
        return False
    return goes_on if line[-1:] in ":;" else bool(text[match.end() : match.end() + 1])
