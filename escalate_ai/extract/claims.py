"""What of a model's answer holds. In: the passages shown, the answer. Out: values with their words, a sentence for each claim dropped.

A value enters only with words that stand in the text of whoever may say it, and only if it can be read from them: a day by the readers of
dates, an identifier by those of identifiers. A choice is a matter of meaning; where the code reads another one in the words, the code wins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeGuard, cast

from escalate_ai.extract.fields import BY_KIND, IN_ONE_PLACE, Entry, Field, Shape
from escalate_ai.extract.found import Value
from escalate_ai.extract.passages import Passage
from escalate_ai.planread.tense import status_of
from escalate_ai.terms import DateOrder, MeasureStatus, ReplyCategory
from escalate_ai.text.dates import DatePoint, find_dates
from escalate_ai.text.folding import Span
from escalate_ai.text.identifiers import find_identifiers
from escalate_ai.text.quotes import Quotable
from escalate_ai.text.replies import classify_reply

ENTRIES_READ = 200
"""Entries of one answer; a client's folder has a few dozen."""
LONGEST_WORDS = 1500
"""Characters of words that become a value."""
_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Told:
    """What one answer comes to."""

    values: tuple[Value, ...] = ()
    faults: tuple[str, ...] = ()
    """Each claim that did not hold, in words that a person and the model can act on."""


@dataclass(frozen=True, slots=True)
class _Fact:
    """A claim whose words were found."""

    field: Field
    value: str
    passage: Passage
    span: Span
    """In the document's text."""
    words: str


@dataclass(slots=True)
class Judge:
    """One answer under examination."""

    passages: Sequence[Passage]
    order: DateOrder
    restored: Callable[[str], str]
    """Puts masked words back."""
    values: list[Value] = field(default_factory=list[Value])
    faults: list[str] = field(default_factory=list[str])
    _texts: list[Quotable] = field(default_factory=list[Quotable])
    _numbers: Counter[str] = field(default_factory=Counter[str])

    def told(self, answer: Mapping[str, object]) -> Told:
        """Give what holds of an answer that is an object."""
        self._texts = [Quotable(passage.text) for passage in self.passages]
        for entry in _list(answer.get("entries"))[:ENTRIES_READ]:
            if _is_object(entry):
                self._entry(entry)
        return Told(tuple(self.values), tuple(dict.fromkeys(self.faults)))

    def _entry(self, told: Mapping[str, object]) -> None:
        entry = BY_KIND.get(str(told.get("kind")))
        if entry is None:
            self.faults.append(f"there is no entry of the kind {str(told.get('kind'))[:40]!r}.")
            return
        facts = [fact for claim in _list(told.get("facts"))[:ENTRIES_READ] if _is_object(claim) for fact in self._facts(entry, claim)]
        key = next((fact for fact in facts if fact.field.name == entry.key), None)
        if entry.key and key is None:
            if facts:
                self.faults.append(f"a {entry.kind} without a `{entry.key}` that holds was left out with all its facts.")
            return
        number = self._numbers[entry.path]
        kept = [fact for fact in facts if self._belongs(entry, key, fact)]
        self._numbers[entry.path] += bool(kept)
        for fact in dict.fromkeys(kept):
            self.values.append(self._value(entry, number, fact))

    def _facts(self, entry: Entry, claim: Mapping[str, object]) -> list[_Fact]:
        """Give the fact of one claim, or note why there is none."""
        name, quote, value = (str(claim.get(key) or "") for key in ("field", "quote", "value"))
        known = entry.field(name)
        if known is None:
            self.faults.append(f"a {entry.kind} has no field {name[:40]!r}.")
            return []
        quote, value = self.restored(quote), self.restored(value).strip()
        number = claim.get("passage")
        found = self._found(known, quote, number if isinstance(number, int) else 0)
        label = f"{entry.kind}.{known.name}"
        if found is None:
            self.faults.append(f"{label}: the words {_shown(quote)} do not stand in {_hands(known)}.")
            return []
        passage, span = found
        words = " ".join(passage.text[span[0] : span[1]].split())
        read, why = _read(known, value, words, self.order)
        if why:
            self.faults.append(f"{label}: {why}")
            return []
        start = passage.start
        return [_Fact(known, read, passage, (span[0] + start, span[1] + start), words)]

    def _found(self, known: Field, quote: str, number: int) -> tuple[Passage, Span] | None:
        """Find the words in the passage named, else in the first that may hold them."""
        named = [number - 1] if 0 < number <= len(self.passages) else []
        for place in dict.fromkeys((*named, *range(len(self.passages)))):
            if self.passages[place].whose in known.whose:
                for span in self._texts[place].places(quote)[:1]:
                    return self.passages[place], span
        return None

    def _belongs(self, entry: Entry, key: _Fact | None, fact: _Fact) -> bool:
        """Tell whether a fact stands where what it is a fact of stands; a day of one section is no day of another's measure."""
        if key is None or entry.kind not in IN_ONE_PLACE or fact.passage is key.passage:
            return True
        self.faults.append(f"{entry.kind}.{fact.field.name}: the words {_shown(fact.words)} stand in another passage than its statement.")
        return False

    def _value(self, entry: Entry, number: int, fact: _Fact) -> Value:
        path = f"{entry.path.replace('[]', f'[{number}]')}.{fact.field.path}"
        if path.endswith("[]"):
            path = f"{path[:-2]}[{self._numbers[path]}]"
            self._numbers[f"{path.rpartition('[')[0]}[]"] += 1
        start, end = fact.span
        return Value(
            path=path,
            value=fact.value,
            quote=fact.passage.text[start - fact.passage.start : end - fact.passage.start],
            file=fact.passage.file,
            span=fact.span,
            whose=fact.passage.whose,
            by_model=True,
        )


def _read(known: Field, value: str, words: str, order: DateOrder) -> tuple[str, str]:
    """Give the value that these words bear, or why they bear none."""
    if known.shape is Shape.WORDS:
        return (words, "") if len(words) <= LONGEST_WORDS else ("", f"the words {_shown(words)} are a whole section; quote the sentence.")
    if known.shape is Shape.DAY:
        days = {point.as_date() for point in _points(words, order)}
        asked = _iso(value)
        return (value, "") if asked in days and asked else ("", f"{value[:40]!r} is no date that can be read in {_shown(words)}.")
    if known.shape is Shape.ASIN:
        there = {str(mention.value) for mention in find_identifiers(words) if mention.unit in {"asin", "isbn"}}
        asin = value.upper()
        return (asin, "") if asin in there else ("", f"{value[:40]!r} does not stand in {_shown(words)}.")
    if value not in known.choices:
        return "", f"{value[:40]!r} is none of the choices: {', '.join(known.choices)}."
    return _by_code(known, words) or value, ""


def _by_code(known: Field, words: str) -> str:
    """Give what the code reads in the words of a choice; nothing where it cannot tell."""
    if known.name == "status":
        status = status_of(words, dated=False, standing=False)
        return "" if status is MeasureStatus.UNKNOWN else status.value
    if known.name == "reply_category":
        category = classify_reply(words)
        return "" if category is ReplyCategory.UNKNOWN else category.value
    return ""


def _points(words: str, order: DateOrder) -> list[DatePoint]:
    return [mention.value for mention in find_dates(words, order) if isinstance(mention.value, DatePoint)]


def _iso(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _hands(known: Field) -> str:
    return (
        "what the seller or Amazon wrote"
        if len(known.whose) > 1
        else f"what {'Amazon' if known.name == 'reply_text' else 'the seller'} wrote"
    )


def _shown(words: str) -> str:
    line = " ".join(words.split())
    return f"“{line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}”"


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def _is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, dict)
