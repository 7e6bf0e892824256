"""Days of the history that more than one thing speaks against. In: a letter's reading, its prose, the record. Out: hits of CT205.

Where the words right beside a day leave no doubt, they are enough. Where they only lean one way, the order of the days has to speak
against it too: a letter that follows the case tells sendings in their order, answers in theirs, and no answer before what it answers.
What all words around a day say together is weighed in `history_roles`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from escalate_ai.rules.history_anothers import wrong_answer
from escalate_ai.rules.history_days import CAME_AS, point_of
from escalate_ai.rules.history_forms import HistoryDays, days_of_history
from escalate_ai.rules.history_order import Day, Weighed, weigh
from escalate_ai.rules.history_roles import misplaced, wrong_answers
from escalate_ai.rules.history_told import BEGAN, CAME, SENT, Telling
from escalate_ai.rules.history_untried import wrong_desks
from escalate_ai.rules.rule import Hit
from escalate_ai.terms import ReplyCategory
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.number_words import ORDINALS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalate_ai.history import Entry
    from escalate_ai.letter import Part
    from escalate_ai.rules.history_record import Record
    from escalate_ai.rules.reading import LetterReading

_WHAT = {SENT: "something sent to Amazon", CAME: "an answer of Amazon", BEGAN: "the notice"}
_MEND = "Give the day the case has for this step."


def wrongly_weighed(reading: LetterReading, parts: Iterable[Part], record: Record) -> Iterator[Hit]:
    """Find days told as those of something else than the case has."""
    known = days_of_history(record.ledger)
    for part in parts:
        if any(isinstance(mention.value, DatePoint) and known.is_of_history(mention.value) for mention in reading.mentions(part)):
            weighed = weigh(reading, part, record)
            yield from _weighed(weighed, known)
            yield from _by_all_words(weighed, list(reading.sentences(part)), known)
        yield from wrong_desks(reading, part, record)


def _by_all_words(weighed: Weighed, sentences: list[tuple[int, int]], known: HistoryDays) -> Iterator[Hit]:
    """Find days that everything around them tells as something else than the case has."""
    part, days = weighed.part, weighed.days
    sure = {place for telling in weighed.told for place in telling.days if telling.is_sure and telling.role in days[place].roles}
    for place, role in misplaced(part.text, sentences, days, sure):
        yield _hit(part, days[place], role, known)
    for sent, came in wrong_answers(part.text, sentences, days):
        if not known.record.nudges:
            yield _not_answered(part, days[sent], days[came], known)


def _weighed(weighed: Weighed, known: HistoryDays) -> Iterator[Hit]:
    part, days, told, _ = weighed
    for telling in told:
        row = [days[place] for place in telling.days]
        if not any(day.roles for day in row):
            continue
        yield from _mixed(part, row, telling)
        for place in telling.days:
            if days[place].roles:
                yield from _of_day(weighed, telling, place, known)
    yield from _out_of_chain(part, days, told)
    yield from _in_each_others_place(weighed)


def _of_day(weighed: Weighed, telling: Telling, place: int, known: HistoryDays) -> Iterator[Hit]:
    """Find what is told otherwise of one day."""
    part, days, _, order = weighed
    day = days[place]
    if day.is_open and not (telling.is_sure and telling.role == CAME and telling.kind):
        return
    is_anothers = telling.role not in {None, *day.roles} and (telling.is_sure or order.speaks_against(place))
    if telling.role and is_anothers:
        yield _hit(part, day, telling.role, known)
    if not day.sent and not day.answered:
        # of the notice nothing more is told
        return
    if telling.kind and not is_anothers:
        yield from _wrong_kind(part, day, telling.kind, known)
        if telling.kind == "denied" and len(telling.days) == 1 and "notice" not in telling.stretch.text.lower():
            yield from _resent(part, day, known.record)
    if telling.answer:
        yield from wrong_answer(part, day, telling.answer, known.record)
    if telling.ordinal:
        yield from _wrong_place(part, day, telling, known)
    ways = telling.ways or (telling.leaned if order.speaks_against(place) else frozenset())
    if ways and day.sent and not day.answered:
        yield from _wrong_ways(part, day, ways, known)
    yield from _wrong_pair(part, day, [days[other] for other in telling.answer_to], known)


def _hit(part: Part, day: Day, role: str, known: HistoryDays) -> Hit:
    point = point_of(day.mention)
    nearest = {SENT: known.record.nearest_sending, CAME: known.record.nearest_reply}.get(role)
    instead = nearest(point) if nearest else None
    said = f"{' '.join(day.mention.text.split())} is told as the day of {_WHAT[role]}"
    return Hit(part, day.mention.span, f"{said}{f'; the case has {instead}' if instead else ', which the case has on another'}.", _MEND)


def _mixed(part: Part, row: list[Day], telling: Telling) -> Iterator[Hit]:
    """Find a list in which days of sending stand with days of answers, or with the notice."""
    if not telling.is_row or any(not day.roles for day in row):
        return
    if any(day.is_open for day in row) and not (telling.is_sure and any(telling.role in day.roles for day in row)):
        return
    shared = any(all(role in day.roles for day in row) for role in (SENT, CAME, BEGAN))
    if shared or (_is_pair(row) and "and" not in part.text[row[0].mention.span[1] : row[1].mention.span[0]]):
        return
    role = telling.role or max((SENT, CAME, BEGAN), key=lambda role: sum(role in day.roles for day in row))
    for day in row:
        if role not in day.roles:
            said = f"{' '.join(day.mention.text.split())} stands in a list with days of {_WHAT[role]}; the case has it for something else."
            yield Hit(part, day.mention.span, said, _MEND)


def _is_pair(row: list[Day]) -> bool:
    """Say whether a row is a sending with its own answer."""
    return len(row) == 2 and bool(set(row[0].sent) & set(row[1].answered))  # noqa: PLR2004  two days are a pair


def _in_each_others_place(weighed: Weighed) -> Iterator[Hit]:
    """Find two days of different kinds that stand in each other's place by the order of all, where no word says that they do not."""
    role_of = {place: telling.role for telling in weighed.told for place in telling.days}
    for telling in weighed.told:  # days of one list bear each other out
        alike = [
            role for role in (SENT, CAME, BEGAN) if telling.is_row and all(role in weighed.days[place].roles for place in telling.days)
        ]
        role_of.update(dict.fromkeys(telling.days, alike[0]) if alike else {})
    pairs = [pair for pair in weighed.order.changed_places() if all(role_of.get(place) not in weighed.days[place].roles for place in pair)]
    if len(pairs) == 1:
        days = [weighed.days[place] for place in pairs[0]]
        names = " and ".join(" ".join(day.mention.text.split()) for day in days)
        yield Hit(weighed.part, days[1].mention.span, f"{names} stand in each other's place: the case has them in another order.", _MEND)


def _out_of_chain(part: Part, days: list[Day], told: list[Telling]) -> Iterator[Hit]:
    """Find a day of another kind in a list that goes on over brackets: "Answered: A (refused), B (...) and C (...)"."""
    chains: dict[int, list[Telling]] = {}
    for telling in told:
        chains.setdefault(telling.chain, []).append(telling)
    for chain in chains.values():
        row = [days[place] for telling in chain for place in telling.days]
        role = chain[0].role
        if len(chain) < 2 or role is None or any(not day.roles or day.is_open for day in row):  # noqa: PLR2004  one row is no chain
            continue
        odd = [day for day in row if role not in day.roles]
        if 0 < len(odd) < len(row) - 1 and not any(telling.role not in {role, None} for telling in chain):
            for day in odd:
                said = (
                    f"{' '.join(day.mention.text.split())} stands in a list with days of {_WHAT[role]}; the case has it for something else."
                )
                yield Hit(part, day.mention.span, said, _MEND)


def _wrong_ways(part: Part, day: Day, ways: frozenset[str], known: HistoryDays) -> Iterator[Hit]:
    said = {f"ch_{way}" for way in ways}
    if not any(known.record.went(entry, said) for entry in day.sent):
        own = f"\u201c{day.sent[0].attempt.channel.value.replace('_', ' ')}\u201d ({day.sent[0].path}.channel)"
        words_said = f"What was sent on {' '.join(day.mention.text.split())} did not go that way; the case has {own}."
        yield Hit(part, day.mention.span, words_said, "Name the channel the case has for this day.")


def _wrong_pair(part: Part, day: Day, sent: list[Day], known: HistoryDays) -> Iterator[Hit]:
    """Find an answer told as that to another submission than it came to."""
    if not day.answered or day.sent or len(sent) != 1 or not sent[0].sent or sent[0].is_open or known.record.nudges:
        return
    if not set(day.answered) & set(sent[0].sent):
        yield _not_answered(part, sent[0], day, known)


def _not_answered(part: Part, sent: Day, came: Day, known: HistoryDays) -> Hit:
    said = f"The submission of {' '.join(sent.mention.text.split())} was not answered on {' '.join(came.mention.text.split())}"
    return Hit(part, came.mention.span, f"{said}; the case has {known.record.reply_days(sent.sent[0])}.", _MEND)


def _wrong_kind(part: Part, day: Day, kind: str, known: HistoryDays) -> Iterator[Hit]:
    record = known.record
    answers = record.replies_on(point_of(day.mention))
    if answers and not day.sent:
        wrong = not any(record.may_be(kind, answer.category) for answer in answers)
        came = answers[0].category.value.replace("_", " ")
    elif day.sent and not answers:
        wrong = not any(record.may_have(kind, entry) for entry in day.sent)
        came = day.sent[0].answer.value.replace("_", " ")
    else:
        return
    if wrong:
        said = f"What came back on {' '.join(day.mention.text.split())} was not {CAME_AS[kind]}; the case has \u201c{came}\u201d."
        yield Hit(part, day.mention.span, said, "Say what came back as the case has it.")


def _resent(part: Part, day: Day, record: Record) -> Iterator[Hit]:
    """Find a refusal told of what only brought the notice again, while refusals of the case came on other days."""
    own = [answer for answer in record.answers if answer.entry in {*day.sent, *day.answered}]
    is_only = bool(own) and all(answer.category is ReplyCategory.NOTICE_RESENT for answer in own)
    if is_only and any(answer.category is ReplyCategory.GENERIC_DENIAL for answer in record.answers):
        said = f"What came back on {' '.join(day.mention.text.split())} was the notice again ({own[0].path}), and no refusal."
        yield Hit(part, day.mention.span, said, "Say what came back as the case has it.")


_ANSWERS = frozenset({"reply", "answer", "response", "refusal", "denial", "decision"})


def _wrong_place(part: Part, day: Day, telling: Telling, known: HistoryDays) -> Iterator[Hit]:
    """Find "the second answer, of" the day of the first."""
    word, said_noun = telling.ordinal or ("", None)
    record, noun = known.record, (said_noun or "").strip().lower()
    entries = {*day.sent, *day.answered}
    if not entries or (noun in _ANSWERS and not day.answered):
        return
    rows: list[list[Entry]] = [list(record.entries), list(record.submissions)]
    rows += [[e for e in record.entries if e.purpose is entry.purpose] for entry in entries]
    rows += [[e for e in record.entries if e.attempt.channel is entry.attempt.channel] for entry in entries]
    # word of a review is an answer to whoever counts the days of answers, and none to whoever counts what was sent
    answers = [one for one in record.answers if day.answered or one.category is not ReplyCategory.UNDER_REVIEW]
    rows += [[answer.entry for answer in answers]]
    rows += [[a.entry for a in answers if a.category is answer.category] for answer in answers if answer.entry in entries]
    if not any(_stands(row, entry, word) for row in rows for entry in entries):
        said = f"The {word} was not that of {' '.join(day.mention.text.split())} in the case."
        yield Hit(part, day.mention.span, said, "Give each submission its own place and day.")


def _stands(row: list[Entry], entry: Entry, word: str) -> bool:
    if entry not in row:
        return False
    if word in {"last", "latest"}:
        return entry is row[-1]
    place = ORDINALS[word] - 1
    return place < len(row) and row[place] is entry
