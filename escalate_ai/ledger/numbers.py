"""Whether a case holds a number. In: the numbers of its texts, its counts, the spans between its days.

Out: the source of a number, or None.

Number and noun must both match. What is no fact: the word "one", a pair ("both"), a "two-step" compound, and the place of something
in a row ("a second release") where neither the case nor the trade counts that thing. Digits, other numbers and all sent or answered
are facts.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from escalate_ai.ledger.differences import differs_by, left_out, multiplied, points_between
from escalate_ai.ledger.elided import is_denied, is_doing, is_general, is_recurring, lacks_noun, of_the_letter, speaks_of_itself, whole_of
from escalate_ai.ledger.fieldnouns import are_people_of, at_set_times, by_a_word_of_its_field, named_by_number, one_and_other, that_say_so
from escalate_ai.ledger.instead import nearest
from escalate_ai.ledger.limits import breaks_limit, is_limit_of, is_same_limit
from escalate_ai.ledger.listed import Listed
from escalate_ai.ledger.nouns import nouns
from escalate_ai.ledger.othernouns import by_another_noun, done_so_often, nothing_left, pair_taken_up, second_of
from escalate_ai.ledger.rates import is_possible, times_in_period
from escalate_ai.ledger.said import Said, is_head_of, modifiers, telling
from escalate_ai.ledger.samecount import called_so, converted, done_as_often, done_by, goods_of_asins, tells_otherwise, whole_beside_part
from escalate_ai.ledger.sidebyside import side_by_side
from escalate_ai.ledger.spans import is_true
from escalate_ai.ledger.sums import each_of, number_of, rest_of, share_of, share_of_amounts
from escalate_ai.ledger.times import time_of
from escalate_ai.ledger.totals import calculated
from escalate_ai.text.mention import Bound, Mention, MentionKind
from escalate_ai.text.number_words import cardinal_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from escalate_ai.ledger.counts import Count
    from escalate_ai.ledger.held import Held, Texts
    from escalate_ai.ledger.spans import Spans

_PAIR, _DOZEN = 2, 12
_LONG = 6  # digits from which a number without commas may be the name of something
_PLAN = "poa.text"  # the whole plan: nothing in it belongs together
_SHOWN = ("measure", "ground", "document", "letter")
_TIMES = frozenset({"time", "occasion"})


class Numbers:
    """The numbers of a case, looked up by value."""

    def __init__(self, texts: Texts, counts: Sequence[Count], spans: Spans, kin: Mapping[str, frozenset[str]]) -> None:
        self._texts = texts
        self._kin = kin
        self._spans = spans
        self._counts = counts
        self._held: dict[tuple[MentionKind, object], list[Held]] = {}
        self._of_kind: dict[MentionKind, list[Held]] = {}
        for held in texts.held:
            if isinstance(held.mention.value, (int, Decimal)) and not held.mention.ordinal:
                self._held.setdefault((held.mention.kind, held.mention.value), []).append(held)
                self._of_kind.setdefault(held.mention.kind, []).append(held)
        self._places: dict[tuple[object, str | None], str] = {}
        for held in texts.held:
            if held.mention.ordinal:
                self._places.setdefault((held.mention.value, held.mention.unit), held.path)
        self._placed = {unit for _, unit in self._places}
        self._things = {held.mention.unit for held in self._of_kind.get(MentionKind.COUNT, ()) if number_of(held.mention) > 1}
        self._listed = Listed(counts, texts, self._of_kind.get(MentionKind.COUNT, []), self._things)

    def source(self, said: Said) -> str | None:
        """Give where a number comes from, the case's own words first."""
        mention = said.mention
        if mention.ordinal:
            return self._listed.place(said, self._places)
        if mention.kind is MentionKind.DURATION:
            return time_of(said, self._told(said), self._of_kind.get(mention.kind, ()), self._spans, self._texts)
        if mention.kind is not MentionKind.COUNT:
            return self._told(said) or self._share(said) or self._worked_out(said)
        if mention.unit in _TIMES:
            is_rate, rate = times_in_period(said, self._texts)
            if is_rate:
                return self._told(said) or rate or at_set_times(said, self._texts)
        return self._count(said)

    def _count(self, said: Said) -> str | None:
        """Find a count: in the case's words, among what it lists, by another word of its part, or worked out."""
        mention = said.mention
        if tells_otherwise(said, self._of_kind.get(MentionKind.COUNT, ()), self._texts):
            found = self._worked_out(said)
            return found if found and (said.home or "") in found else None
        equal = self._near_first(said, self._held.get((MentionKind.COUNT, mention.value), ()))
        found = left_out(said, self._of_kind.get(MentionKind.COUNT, ())) or self._told(said) or self._listed.source(said)
        found = found or self._paired(said) or self._none(said) or self._elided(said)
        asins = {count.value for count in self._counts if "asin" in count.nouns}
        found = found or second_of(said, self._places) or goods_of_asins(said, asins, self._texts) or self._reference(said)
        if found is None and self._listed.is_otherwise(said) and not are_people_of(said, equal, self._texts):
            return self._worked_out(said)
        found = found or by_another_noun(said, equal, self._texts, self._things)
        found = found or pair_taken_up(said, self._texts, self._things) or self._in_other_words(said, equal)
        return found or self._worked_out(said)

    def _reference(self, said: Said) -> str | None:
        """Find a long number that is the name of something: "under 20240417"; an amount whose currency stands elsewhere."""
        digits = said.mention.text.partition(" ")[0]
        named = called_so(said, digits, self._texts)
        if named:
            return named
        if digits[-3:-2] in {".", ","} and said.sentence.partition(digits)[0][-1:] in {"", " ", "("}:
            return next((one.path for one in self._of_kind.get(MentionKind.MONEY, ()) if one.mention.value == said.mention.value), None)
        if len(digits) < _LONG or not digits.isdigit():
            return None
        return next((one.path for one in self._texts.told if digits in one.text), None)

    def _in_other_words(self, said: Said, equal: Sequence[Held]) -> str | None:
        """Find the same count by a measure, a verb, its part or the goods themselves."""
        counts = self._of_kind.get(MentionKind.COUNT, ())
        found = converted(said, counts) or whole_beside_part(said, equal, counts, self._texts)
        found = found or done_as_often(said, equal, self._texts) or done_by(said, equal)
        found = found or by_a_word_of_its_field(said, equal, counts, self._texts) or named_by_number(said, self._texts)
        found = found or that_say_so(said, self._texts) or at_set_times(said, self._texts)
        return found or one_and_other(said, self._texts, self._things) or side_by_side(said, self._texts.held, self._texts)

    def _worked_out(self, said: Said) -> str | None:
        """Find what surely follows from numbers of one part of the case: a difference, a rest, a share, the price of one or of several."""
        counts, kind = self._of_kind.get(MentionKind.COUNT, ()), said.mention.kind
        if kind is MentionKind.PERCENT:
            share = share_of(said, counts, self._texts, self._kin) or share_of_amounts(said, self._of_kind.get(MentionKind.MONEY, ()))
            return points_between(said, self._of_kind.get(kind, ())) or share
        if kind is MentionKind.MONEY:
            money = self._of_kind.get(kind, ())
            return differs_by(said, money) or each_of(said, money, counts) or multiplied(said, money, counts)
        found = points_between(said, self._of_kind.get(MentionKind.PERCENT, ())) or rest_of(said, counts, self._texts, self._kin)
        return found or differs_by(said, counts) or multiplied(said, (), counts) or each_of(said, counts, counts)

    def _elided(self, said: Said) -> str | None:
        """Find what a number counts whose noun is left out or is a verb: "281 sold", "three of five proposed", "invoiced us five times"."""
        mention = said.mention
        own = of_the_letter(said, self._things)
        if own:
            return own
        equal = self._near_first(said, self._held.get((MentionKind.COUNT, mention.value), ()))
        if mention.unit in _TIMES:
            doing = next((held.path for held in equal if is_doing(held.mention.unit, said.words)), None)
            return doing or done_so_often(said, equal, self._texts)
        whole = whole_of(mention, said.sentence)
        if mention.bound is not None or not (whole or lacks_noun(mention)) or (whole is not None and whole < said.number):
            return None
        if mention.unit is not None:
            bare = said._replace(mention=replace(mention, unit=None))
            return self._told(bare) or self._listed.bare(bare) or self._elided(bare)
        groups = {held.group for held in self._held.get((MentionKind.COUNT, whole), ())} - {_PLAN} if whole else set[str]()
        found = next((held.path for held in equal if not groups or held.group in groups), None)
        return found or (self._rest(said, whole, groups) if whole else None)

    def _rest(self, said: Said, whole: int, groups: set[str]) -> str | None:
        """Find "three of 412" where the case tells of the other 409, or of three and of all among what it lists."""
        others = self._held.get((MentionKind.COUNT, whole - int(said.number)), ())
        path = next((held.path for held in others if held.group in groups), None)
        if path is None and whole - int(said.number) == 1:
            wholes = self._held.get((MentionKind.COUNT, whole), ())
            path = next((held.path for held in wholes if "one" in self._texts.text(held.path).lower().rstrip(".").split()), None)
        if path:
            return f"derived: {whole} less the number in {path}"
        listed = [count.nouns for count in self._listed.of(Decimal(whole))]
        return next((f"derived: count of {c.what}" for c in self._listed.of(said.number) if c.nouns in listed), None)

    def holders(self, said: Said) -> tuple[str, ...]:
        """Give every place whose words hold this number with what it counts; what is only counted or worked out is not among them."""
        mention, wanted = said.mention, said.number
        found = self._of_kind.get(mention.kind, ()) if mention.bound else self._held.get((mention.kind, mention.value), ())
        return tuple(
            held.path
            for held in found
            if (held.mention.value == mention.value or (mention.bound and is_true(mention.bound, number_of(held.mention), wanted)))
            and self._same_noun(said, held)
        )

    def is_counted(self, said: Said) -> bool:
        """Say whether a number also follows from what the case lists, whatever its texts say."""
        if said.mention.kind is not MentionKind.COUNT:
            return False
        may_be_shown = said.mention.unit is None or any(said.mention.unit in nouns().listed[name] for name in _SHOWN)
        return self._listed.source(said) is not None or (may_be_shown and said.number in said.shown)

    def alike(self, said: Said) -> tuple[Held, ...]:
        """Give the numbers of the case that could stand in this one's place: of its kind, and of what it counts."""
        return tuple(held for held in self._of_kind.get(said.mention.kind, ()) if self._same_noun(said, held))

    def _near_first(self, said: Said, found: Iterable[Held]) -> list[Held]:
        """Give the places of a number, those of the bullet's own measure or ground first."""
        return sorted(found, key=lambda held: held.group != said.home)

    def _told(self, said: Said) -> str | None:
        """Find a number in the case's words: equal, or such that the hedge before it is true."""
        mention = said.mention
        if mention.bound is None or mention.kind is MentionKind.DURATION or mention.phrase.lower().startswith("over "):
            # an invoice over an amount is one of that amount
            equal = self._near_first(said, self._held.get((mention.kind, mention.value), ()))
            found = next((held.path for held in equal if self._same_noun(said, held)), None)
            if mention.bound is None or (found and (mention.kind in {MentionKind.DURATION, MentionKind.MONEY} or said.number <= _DOZEN)):
                return found
        elif mention.bound in {Bound.MORE_THAN, Bound.LESS_THAN} and is_denied(mention, said.sentence):
            # "nobody scored under 78%" where the lowest mark was 78%
            equal = self._near_first(said, self._held.get((mention.kind, mention.value), ()))
            found = next((held.path for held in equal if self._same_noun(said, held)), None)
            if found:
                return found
        if breaks_limit(said, self._of_kind.get(mention.kind, ()), self._texts):
            return None
        for held in self._near_first(said, self._of_kind.get(mention.kind, ())):
            true = held.mention.value
            if not isinstance(true, (int, Decimal)) or not self._same_noun(said, held):
                continue
            if (
                (held.mention.bound is mention.bound and true == said.number)
                or is_same_limit(mention, held.mention)
                or (
                    said.number <= 2 * true <= 4 * said.number
                    and not is_limit_of(held.mention)
                    and not (held.mention.bound is not None and is_denied(held.mention, self._texts.text(held.path)))
                    and is_true(mention.bound, Decimal(true), said.number)
                )
            ):
                return held.path
        return None

    def _same_noun(self, said: Said, held: Held) -> bool:
        """Say whether a number of the letter and one of the case count the same thing, by their nouns or by what their sentences tell."""
        mine, theirs = said.mention, held.mention
        if mine.kind is not MentionKind.COUNT:
            return mine.unit == theirs.unit
        if mine.unit is not None and theirs.unit is not None:
            is_same = theirs.unit in said.units or theirs.unit in modifiers(mine) or not said.units.isdisjoint(modifiers(theirs))
            return is_same or is_head_of(mine.unit, theirs.unit)
        if mine.unit is not None:
            left_out = self._texts.elided(held)
            is_other = left_out is not None and left_out not in said.units and mine.unit in nouns().no_goods
            is_other &= said.number <= _DOZEN or not self._texts.stands_beside(held, said.beside)
            return not is_other and not said.units.isdisjoint(self._texts.words(held.group))
        if said.number == 1 and held.group != (said.home or held.group):
            return False
        if theirs.unit is not None:
            return not said.sentence or not nouns().like(theirs.unit).isdisjoint(said.words) or self._tells(said, held)
        return not said.sentence or self._tells(said, held)

    def _tells(self, said: Said, held: Held) -> bool:
        """Say whether a sentence speaks of what a part of the case tells."""
        return not telling(said.words).isdisjoint(self._texts.words(held.group))

    def _paired(self, said: Said) -> str | None:
        """Find the two people of "both the buyer and the owner"."""
        if said.number != _PAIR or said.mention.unit not in nouns().listed["together"]:
            return None
        pair = nouns().parts["pair"]
        return next((one.path for one in self._texts.told if not pair.isdisjoint(one.text.lower().split())), None)

    def _none(self, said: Said) -> str | None:
        if said.mention.unit is None:
            return nothing_left(said, self._texts)
        if said.number != 0:
            return None
        return self._texts.telling(said.mention.unit, nouns().parts["none"])

    def _share(self, said: Said) -> str | None:
        """Find the hundred percent of "every" and of "176 of 176"."""
        if said.mention.kind is not MentionKind.PERCENT or said.number != 100:  # noqa: PLR2004  a whole
            return None
        words = telling(said.words)
        rated = {one.group for one in self._of_kind.get(MentionKind.PERCENT, ())}
        whole = (one for one in self._texts.told if not nouns().parts["everything"].isdisjoint(one.text.lower().split()))
        groups = {one.group: one.path for one in whole if one.group not in rated}
        return next((path for group, path in groups.items() if len(words & self._texts.words(group)) >= _PAIR), None)

    def is_no_fact(self, said: Said) -> bool:
        """Say whether a number that the case does not hold states nothing that could be wrong; see the top of this module."""
        mention = said.mention
        if mention.kind is MentionKind.DURATION:
            return is_recurring(mention, said.sentence) and is_possible(said, self._texts)
        is_of_notice = said.number == 1 and mention.unit in self._texts.words("enforcement.notice")
        is_vague = said.number == 1 and mention.unit in nouns().listed["letter"] - nouns().listed["submission"]
        if mention.kind is not MentionKind.COUNT or (self._listed.is_of_history(mention.unit) and not (is_of_notice or is_vague)):
            return False
        if mention.ordinal:
            return mention.unit not in self._placed and not cardinal_value(mention.unit or "")
        words = mention.text.lower().replace("\u2011", "-").replace("\u2010", "-")
        speaks = mention.unit not in self._things and speaks_of_itself(mention, said.sentence)
        if words.startswith("both") or speaks or is_general(mention, said.sentence):
            return True
        if cardinal_value(words.split()[0]) is None and "-" not in words:
            return False
        return (said.number == 1 and mention.bound is None) or (said.number <= _PAIR and "-" in words and not words[0].isdigit())

    def calculated(self, said: Said) -> str | None:
        """Give how a number is a sum or an average."""
        return calculated(said, self._of_kind, self._texts)

    def nearest(self, mention: Mention) -> str | None:
        """Say what the case has instead: the same number of another thing, or another number of the same."""
        return nearest(mention, self._held.get((mention.kind, mention.value), ()), self._of_kind.get(mention.kind, ()), self._counts)
