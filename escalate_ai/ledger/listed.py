"""What a case lists, counted: its attempts, replies, measures, documents. In: its counts, a number as said. Out: `derived: …`, or None.

What the case's own texts count in another number is no such count.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from escalate_ai.ledger.elided import is_some_of, whole_of
from escalate_ai.ledger.nouns import nouns
from escalate_ai.ledger.samecount import counts_it_otherwise_beside, counts_otherwise, says_too_little
from escalate_ai.ledger.spans import is_true
from escalate_ai.text.number_words import cardinal_value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from escalate_ai.ledger.counts import Count
    from escalate_ai.ledger.held import Held, Texts
    from escalate_ai.ledger.said import Said


class Listed:
    """The counts of what a case lists."""

    def __init__(self, counts: Sequence[Count], texts: Texts, told: Sequence[Held], things: Collection[str | None]) -> None:
        """Take the counts.

        Args:
            counts: What can be counted in the case.
            texts: Its texts.
            told: The counts that stand in its texts.
            things: The nouns by which it counts there.

        """
        self.counts = counts
        self._texts = texts
        self._told = told
        self._things = things
        self._counted: dict[int, list[Count]] = {}
        for count in counts:
            self._counted.setdefault(count.value, []).append(count)

    def of(self, number: Decimal) -> Sequence[Count]:
        """Give what there are just so many of."""
        return self._counted.get(int(number), ()) if number == int(number) else ()

    def source(self, said: Said) -> str | None:
        """Find a number among the counts of the case's lists, hedged or not."""
        mention = said.mention
        if mention.unit is None:
            return self.bare(said)
        found = self._of_noun(said)
        if found is None or says_too_little(said, self._things):
            return None
        if self.is_of_history(mention.unit):
            return None if mention.bound is None and counts_it_otherwise_beside(said, self._told, self._texts) else found
        return None if self.is_otherwise(said) else found

    def _of_noun(self, said: Said) -> str | None:
        mention = said.mention
        if mention.bound is None:
            equal = self.of(said.number)
            found = next((count for count in equal if mention.unit in count.nouns), None)
            if found:
                return f"derived: count of {found.what}"
            if said.number in said.shown and any(mention.unit in nouns().listed[name] for name in ("measure", "ground", "document")):
                return "derived: count of what the letter lists"
            listed = [count for count in self.counts if mention.unit in count.nouns]
            return self._part(said, listed) or self._some(said, listed)
        for count in self.counts:
            if mention.unit in count.nouns and is_true(mention.bound, Decimal(count.value), said.number):
                return f"derived: count of {count.what}"
        return None

    def bare(self, said: Said) -> str | None:
        """Find what a number without a noun counts.

        Something its sentence speaks of, what the letter lists, or what was sent and came back.
        """
        whole = whole_of(said.mention, said.sentence)
        if whole is not None and whole not in said.shown and not self.of(Decimal(whole)):
            return None
        for count in self.of(said.number):
            if (count.of_history and said.home is None) or not said.sentence or not count.nouns.isdisjoint(said.words):
                return f"derived: count of {count.what}"
        if said.number in said.shown and not (said.home and whole_of(said.mention, said.sentence)):
            return "derived: count of what the letter lists"
        return self._part(said, self.counts)

    def _part(self, said: Said, counts: Iterable[Count]) -> str | None:
        """Find "the first two" and "the other three" among what there are more of."""
        before = said.sentence.lower().partition(said.mention.text.lower())[0].split()
        if not before or before[-1] not in nouns().parts["words"]:
            return None
        return next((f"derived: part of the {count.what}" for count in counts if count.value > said.number), None)

    def _some(self, said: Said, counts: Iterable[Count]) -> str | None:
        """Find some of the causes a case lists, and "three of these documents" among the documents."""
        of_papers = is_some_of(said.mention, said.sentence) and said.mention.unit in nouns().listed["document"]
        if said.mention.unit != "cause" and not of_papers:
            return None
        return next((f"derived: part of the {count.what}" for count in counts if not count.of_history and count.value > said.number), None)

    def is_otherwise(self, said: Said) -> bool:
        """Say whether the case's texts count the same thing in another number, where the sentence tells of it."""
        return said.mention.bound is None and counts_otherwise(said, self._told, self._texts)

    def place(self, said: Said, told_places: Mapping[tuple[object, str | None], str]) -> str | None:
        """Find the place of something in a row: said in the case, or within what it counts; the letter itself may be one more."""
        mention = said.mention
        several = cardinal_value(mention.unit or "")
        if several:
            return next((f"derived: part of the {count.what}" for count in self.counts if count.value >= several[0]), None)
        told = told_places.get((mention.value, mention.unit))
        if told:
            return told
        for count in self.counts:
            if mention.unit in count.nouns and count.value >= said.number - (1 if count.of_history else 0):
                return f"derived: place among the {count.what}"
        return None

    def is_of_history(self, unit: str | None) -> bool:
        """Say whether something that was sent or came back is counted by a noun."""
        return any(unit in count.nouns for count in self.counts if count.of_history)
