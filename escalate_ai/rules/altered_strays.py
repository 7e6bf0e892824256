"""Facts that have left the bullet of their measure for another one's. In: the facts of all bullets, what each stands for. Out: hits.

A day or number that only one measure has is at home in its bullet. Where that bullet lacks it and a later sentence of another bullet has
it, the sentence has moved; and a bullet without its own day that tells since when has got the day of something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from escalate_ai.rules.altered_bullets import is_telling, names_day_of
from escalate_ai.rules.altered_things import thing_at
from escalate_ai.rules.altered_words import lists
from escalate_ai.rules.days import written
from escalate_ai.rules.known_words import is_everyday
from escalate_ai.rules.rule import Hit
from escalate_ai.rules.support import support_of
from escalate_ai.rules.wording import concepts
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.mentions import MentionKind

if TYPE_CHECKING:
    from escalate_ai.brief import Brief
    from escalate_ai.ledger import Found, Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.altered_things import Thing, Things
    from escalate_ai.rules.reading import LetterReading

_LARGE = 12
"""Numbers up to which two measures have one by chance."""
_OF_HISTORY = ("appeals", "calls")
_HEAD = 14
"""Characters before a day in which "since" stands."""


class Strays:
    """The bullets of one letter with what they stand for and hold."""

    def __init__(
        self,
        reading: LetterReading,
        brief: Brief,
        things: Things,
        leads: Mapping[Part, Thing | None],
        facts: Mapping[Part, Sequence[Found]],
    ) -> None:
        self._reading = reading
        self._brief = brief
        self._things = things
        self.leads = {part: lead or self._supported(part) for part, lead in leads.items()}
        """What each bullet stands for, surely or by most of its words."""
        self._told: dict[str, Sequence[Found]] = {thing.path: facts[part] for part, thing in self.leads.items() if thing}

    def _supported(self, part: Part) -> Thing | None:
        support = support_of(self._reading, part)
        return next((thing for thing in self._things.things if support and thing.id == support.id), None)

    def of(self, part: Part, span: tuple[int, int], inside: Sequence[Found], lead: Thing) -> Iterator[Hit]:
        """Find the later sentence of a bullet that tells what another measure's bullet lacks."""
        ledger = self._brief.ledger
        words = concepts(part.text[slice(*span)])
        for path in self._told:
            other = self._things.by_path[path]
            if other is lead or not self._is_of(ledger, other, lead, inside, words):
                continue
            start = span[0] + len(part.text[slice(*span)]) - len(part.text[slice(*span)].lstrip())
            said = f"This tells of {other.id} ({other.path}), which has a bullet of its own; the bullet it stands in is that of {lead.id}."
            yield Hit(part, (start, span[1]), said, f"Put it into the bullet of {other.id}, and say here what {lead.id} brought.")
            return

    def _is_of(self, ledger: Ledger, other: Thing, lead: Thing, inside: Sequence[Found], words: frozenset[str]) -> bool:
        """Say whether the facts of a sentence are another measure's alone, and nothing in it is that of the bullet."""
        shown = {*self._told, ""}
        own = [fact for fact in inside if self._owners(ledger, fact) & shown == {other.path}]
        if self._is_wordly_of(ledger, other, lead, inside, words):
            return True
        if not own or names_day_of(lead, inside) or any(lead.path in self._owners(ledger, fact) for fact in inside if _counts(fact)):
            return False
        if any(_value(fact) in {_value(one) for one in self._told[other.path]} for fact in own):
            return False
        days = [fact for fact in own if isinstance(_value(fact), DatePoint)]
        is_own_day = names_day_of(other, days) and not names_day_of(other, self._told[other.path])
        is_large = any(_is_large(fact) for fact in own) and self._things.said(other, words) > 0
        is_worded = bool(days) and bool(words & other.words) and not words & lead.words
        return is_own_day or is_large or is_worded or len(days) > 1

    def _is_wordly_of(self, ledger: Ledger, other: Thing, lead: Thing, inside: Sequence[Found], words: frozenset[str]) -> bool:
        """Say whether a sentence has only words of another measure, one of them no other's, and a day it has and this one lacks."""
        known = {word for word in words if any(word in thing.words for thing in self._things.things)}
        telling = {word for word in known if word in other.words or not is_everyday(word)}
        alone = {word for word in telling if [thing for thing in self._things.things if word in thing.words] == [other]}
        days = [self._owners(ledger, fact) for fact in inside if isinstance(_value(fact), DatePoint)]
        is_dated = bool(days) and all(other.path in owners and lead.path not in owners for owners in days)
        return bool(alone) and len(telling) > 1 and telling <= other.words and is_dated

    def _owners(self, ledger: Ledger, fact: Found) -> set[str]:
        """Give the measures and grounds that hold a fact; the history is told in no bullet."""
        if (
            fact.mention is None
            or fact.mention.ordinal
            or not (_counts(fact) and (isinstance(_value(fact), DatePoint) or is_telling(fact.mention)))
        ):
            return set()
        paths = [path for path in ledger.holders(fact) if path != "poa.text" and not path.startswith(_OF_HISTORY)]
        owners = set(self._things.owners(paths))
        known = {near for path in owners for near in self._things.by_path[path].near}
        return owners if all(thing_at(path) in known for path in paths) else {*owners, ""}

    def since(self, part: Part, found: Sequence[Found], lead: Thing) -> Iterator[Hit]:
        """Find a bullet without its measure's own day that tells another one as that since when it is so."""
        if not lead.since or not isinstance(lead.dated, date) or names_day_of(lead, found):
            return
        for fact in found:
            point = _value(fact)
            is_begin = lists().since.search(part.text[max(0, fact.span[0] - _HEAD) : fact.span[0]])
            if not isinstance(point, DatePoint) or point.as_date() is None or not is_begin:
                continue
            if any(thing_at(path) in lead.near for path in self._brief.ledger.holders(fact)):
                continue
            right = written(lead.dated, self._brief.case, self._reading.policy)
            said = f"{lead.id} has been in force since {right} ({lead.path}), not since {' '.join(fact.text.split())}."
            yield Hit(part, fact.span, said, f"Give the day the case has: {right}.")


def _value(fact: Found) -> object:
    return fact.mention.value if fact.mention else None


def _counts(fact: Found) -> bool:
    """Say whether a fact is one of those a measure can have for its own."""
    value = _value(fact)
    return not isinstance(value, DatePoint) or value.day is not None


def _is_large(fact: Found) -> bool:
    value = _value(fact)
    return fact.mention is not None and (fact.mention.kind is not MentionKind.COUNT or (isinstance(value, int) and value > _LARGE))
