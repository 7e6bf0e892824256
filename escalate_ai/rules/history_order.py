"""Each day of a letter's history with what the case has on it, what is told of it, and whether it stands in order. Judges nothing.

In: a letter's reading, a part, the record. Out: `Weighed`, which says whether a reading of a day by one verb is borne out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.history_claims import SENDING
from escalate_ai.rules.history_days import is_surely_ours, point_of
from escalate_ai.rules.history_forms import HistoryDays, days_of_history
from escalate_ai.rules.history_stretches import stretches, words
from escalate_ai.rules.history_told import BEGAN, CAME, SENT, Telling, tellings
from escalate_ai.terms import ReplyCategory
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.mention import Mention, MentionKind
from escalate_ai.text.number_words import ORDINALS, cardinal_value

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from escalate_ai.history import Entry
    from escalate_ai.letter import Part
    from escalate_ai.rules.history_claims import Clause
    from escalate_ai.rules.history_record import Record
    from escalate_ai.rules.reading import LetterReading
    from escalate_ai.rules.rule import Hit

_WEEK, _MOST_DAYS, ENDLESS = 7, 40, 2000


class Day(NamedTuple):
    """A day of the letter, and what the case has on it."""

    mention: Mention
    sent: tuple[Entry, ...]
    answered: tuple[Entry, ...]
    is_notice: bool
    is_open: bool
    """Whether the case has the day for something else too, or not at all, so that nothing is said of it."""
    is_reckoned: bool = False
    """Whether it is told as so long after another one."""

    @property
    def roles(self) -> frozenset[str]:
        """What the case has on it: sent, came, began."""
        held = ((SENT, self.sent), (CAME, self.answered), (BEGAN, self.is_notice))
        return frozenset(role for role, there in held if there)


class Weighed(NamedTuple):
    """A part of a letter with its days and what is told of them."""

    part: Part
    days: list[Day]
    told: list[Telling]
    order: _Order

    def agrees(self, span: tuple[int, int], role: str) -> bool:
        """Say whether a day may be told in a role: its words say so too, or the days stand in no order with it."""
        for telling in self.told:
            for place in telling.days:
                if self.days[place].mention.span == span:
                    is_right = telling.is_sure and telling.role in self.days[place].roles
                    return telling.role == role or (not is_right and self.order.is_in_anothers_place(place))
        return True


def weigh(reading: LetterReading, part: Part, record: Record) -> Weighed:
    """Read what a part tells of each of its days, once."""
    found = reading.weighed.get(part)
    if found is None:
        found = reading.weighed[part] = _weigh(reading, part, record)
    return found


def _weigh(reading: LetterReading, part: Part, record: Record) -> Weighed:
    known = days_of_history(record.ledger)
    mentions, reckoned = _with_later(reading, part, known)
    days = [_day(mention, known, is_reckoned=place in reckoned) for place, mention in enumerate(mentions[:_MOST_DAYS])]
    spans = [day.mention.span for day in days]
    numbers_answers = words().answer_numbered.search(part.text) is not None
    told = [
        telling
        for span in reading.sentences(part)
        if span[1] - span[0] <= ENDLESS
        for stretch in stretches(part.text, span, spans, reckoned)
        for telling in tellings(stretch, numbers_answers=numbers_answers)
    ]
    return Weighed(part, days, told, _Order(days))


def confirmed(hits: Iterable[Hit], clause: Clause, reading: LetterReading, record: Record) -> Iterator[Hit]:
    """Give hits on days, but not those on a day of the history that nothing else speaks against.

    A sentence read alone may give a day to the wrong verb; that the words beside it, or the order of all days, say so too makes it sure.
    """
    told_of = {mention.span: SENT if row.kind in SENDING else CAME for row in clause.dates for mention in row.mentions}
    weak = {mention.span for row in clause.dates if row.kind == "send" and not is_surely_ours(clause, row) for mention in row.mentions}
    weighed: Weighed | None = None
    for hit in hits:
        mention = next((mention for row in clause.dates for mention in row.mentions if mention.span == hit.span), None)
        day = _day(mention, days_of_history(record.ledger), is_reckoned=False) if mention else None
        if mention and day and not day.roles and day.is_open and mention.span in weak:
            continue
        if mention is None or day is None or not day.roles or told_of[mention.span] in day.roles:
            yield hit
            continue
        weighed = weighed or weigh(reading, clause.part, record)
        if weighed.agrees(mention.span, told_of[mention.span]):
            yield hit


def _with_later(reading: LetterReading, part: Part, known: HistoryDays) -> tuple[list[Mention], frozenset[int]]:
    """Give the days of a part, and those that "five days later" leads to, where the case has such a day."""
    days = [
        mention
        for mention in reading.mentions(part)
        if isinstance(mention.value, DatePoint) and mention.value.day is not None and mention.value.month is not None
    ]
    found = list(days)
    for match in words().later.finditer(part.text):
        number = match["number"]
        value = cardinal_value(number.lower())
        count = int(number) if number.isdigit() else value[0] if value else 0
        start = _base(match["which"], [mention for mention in days if mention.span[1] <= match.start()], known)
        day = start + timedelta(days=int(count) * (_WEEK if match["unit"].lower().startswith("week") else 1)) if start else None
        point = DatePoint(day.year, day.month, day.day) if day else None
        if point and known.is_history(point):
            found.append(Mention(MentionKind.DATE, match[0], match.span(), point, phrase=match[0]))
    found.sort(key=lambda mention: mention.span)
    written = set(map(id, days))
    return found, frozenset(place for place, mention in enumerate(found) if id(mention) not in written)


def _base(which: str | None, before: list[Mention], known: HistoryDays) -> date | None:
    if which is None:
        point = point_of(before[-1]) if before else DatePoint()
        sent, came = known.record.sent_on(point), known.record.replies_on(point)
        return point.as_date() or (sent[0].attempt.first_day if sent else came[0].day if came else known.noticed_on(point))
    if which.lower() in {"notice", "deactivation"}:
        return known.noticed_on(DatePoint())
    place = ORDINALS[which.lower()] - 1
    return known.record.submissions[place].attempt.first_day if place < len(known.record.submissions) else None


def _day(mention: Mention, known: HistoryDays, *, is_reckoned: bool) -> Day:
    point = point_of(mention)
    replies = known.record.replies_on(point)
    resent = any(answer.category is ReplyCategory.NOTICE_RESENT for answer in replies)
    return Day(
        mention,
        tuple(known.record.sent_on(point)),
        tuple(answer.entry for answer in replies),
        known.is_noticed(point) or resent,
        known.is_elsewhere(point),
        is_reckoned,
    )


class _Order:
    """The order in which a part tells its days, and which of them stand where another should."""

    def __init__(self, days: list[Day]) -> None:
        self._days = days
        self._judged = [place for place, day in enumerate(days) if not day.is_open and not day.is_reckoned and len(day.roles) == 1]
        self._odd: frozenset[int] | None = None

    def speaks_against(self, place: int) -> bool:
        """Say whether the days stand in no order that a history has, and would if this one stood elsewhere."""
        if self._odd is None:
            self._odd = frozenset(self._out_of_order())
        return place in self._odd

    def changed_places(self) -> Iterator[tuple[int, int]]:
        """Give days of different kinds that would bring the history into order by changing places, where it is in none."""
        row = self._judged
        if self._is_told_in_order(row):
            return
        for one, other in combinations(range(len(row)), 2):
            if self._days[row[one]].roles == self._days[row[other]].roles:
                continue
            changed = list(row)
            changed[one], changed[other] = changed[other], changed[one]
            if self._is_told_in_order(changed):
                yield row[one], row[other]

    def is_in_anothers_place(self, place: int) -> bool:
        """Say whether a day would bring the history into order by changing places with one of another kind."""
        return any(place in pair for pair in self.changed_places())

    def _out_of_order(self) -> Iterator[int]:
        row = self._judged
        if self._is_told_in_order(row):
            return
        for place in row:
            if self._is_told_in_order([other for other in row if other != place]):
                yield place
        for one, other in combinations(range(len(row)), 2):
            changed = list(row)
            changed[one], changed[other] = changed[other], changed[one]
            if self._is_told_in_order(changed):
                yield row[one]
                yield row[other]

    def _is_told_in_order(self, places: list[int]) -> bool:
        sent: list[int] = []
        came: list[int] = []
        began: list[int] = []
        for at, place in enumerate(places):
            day = self._days[place]
            if day.is_notice:
                began = began or [at]
                continue
            entry = (day.sent or day.answered)[0]
            known = sent if day.sent else came
            if day.sent and entry.index in came and entry.index not in known:
                return False
            if entry.index not in known:
                known.append(entry.index)
        in_order = sent == sorted(sent) and came == sorted(came)
        return in_order and not any(0 < at < len(places) - 1 for at in began)
