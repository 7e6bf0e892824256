"""Days and numbers tied to another measure or ground than the words around them speak of. In: a letter's reading with its brief. Out: hits.

A value is blamed only where every place of the case that holds it belongs to another thing, where the words around it speak of no second
thing, and, for a day, where the thing has one of its own that the letter should have given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.case.facts import Period
from escalate_ai.ledger import shown_in
from escalate_ai.ledger.elided import is_of_part
from escalate_ai.rules.altered_bullets import is_telling, lead_of, names_day_of, result_of_another, strayed_from_another, stretches
from escalate_ai.rules.altered_papers import papers_of_others
from escalate_ai.rules.altered_strays import Strays
from escalate_ai.rules.altered_things import Thing, clause_around, numbers_of, thing_at, things_of
from escalate_ai.rules.altered_words import lists, role_of
from escalate_ai.rules.days import written
from escalate_ai.rules.history_claims import ANSWERING, CUES, SENDING
from escalate_ai.rules.history_days import point_of
from escalate_ai.rules.history_rows import is_asked_back
from escalate_ai.rules.history_undated import leads_to_history
from escalate_ai.rules.rule import Hit
from escalate_ai.rules.wording import concepts
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.mentions import MentionKind

if TYPE_CHECKING:
    from escalate_ai.brief import Brief
    from escalate_ai.ledger import Found, Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading
    from escalate_ai.text.mentions import Mention

_NUMBERS = frozenset({MentionKind.COUNT, MentionKind.PERCENT, MentionKind.MONEY, MentionKind.DURATION})
_HISTORY = SENDING | ANSWERING | {"silent", "notice", "call"}
_FREE_NUMBERS = ("enforcement", "request", "incident", "track_record", "last_request", "seller", "poa.root_causes", "appeals", "calls")
"""Whose numbers may stand beside any measure."""
_FREE_DAYS = ("request", "track_record", "last_request", "poa.root_causes")
_OF_HISTORY, _OF_NOTICE = ("appeals", "calls", "enforcement"), ("enforcement",)
_TOLD = (".statement", ".how", ".result", ".title")
_BEGUN = (".in_effect_since", ".completed_on", ".statement", ".how")
_CLAUSE = 40
"""Characters to either side of a day that are its clause."""
_IN_A_ROW = 3
"""Days of submissions and answers that make a stretch of the prose the history."""
_ALIKE = 2
"""Concepts that the words around two numbers share at least where the one stands in the other's place."""


class _Place(NamedTuple):
    """A fact of the letter where it stands, with the thing its words speak of."""

    reading: LetterReading
    brief: Brief
    part: Part
    fact: Found
    mention: Mention
    home: Thing
    words: frozenset[str]
    """The concepts of its stretch of the text."""
    elsewhere: frozenset[str]
    """What the other bullets stand for."""


def values_of_other_things(reading: LetterReading) -> Iterator[Hit]:
    """Find days and numbers that belong to another measure or ground than the words around them speak of."""
    if reading.brief is None:
        return
    things, shown = things_of(reading.brief.ledger), shown_in(reading.sheet)
    if not things.things:
        return
    ledger, bullets = reading.brief.ledger, frozenset(reading.sheet.bullets)
    parts = (*reading.sheet.prose, *reading.sheet.bullets)
    facts = {part: ledger.found(part.text, shown, reading.mentions(part), bullet=part in bullets) for part in parts}
    leads = {part: lead_of(reading, things, part, facts[part]) for part in reading.sheet.bullets}
    led = [(part, thing.path) for part, thing in leads.items() if thing]
    yield from papers_of_others(ledger, leads)
    strays = Strays(reading, reading.brief, things, leads, facts)
    for part in parts:
        lead, found = leads.get(part), facts[part]
        likely = strays.leads.get(part)
        yield from strays.since(part, found, likely) if likely else ()
        elsewhere = frozenset(path for other, path in led if part in leads and other is not part)
        for (start, end), inside in _telling(reading, part, found, lead):
            words = concepts(part.text[start:end])
            own = things.spoken_of(words)
            strayed = strayed_from_another(ledger, things, part, (start, end), inside, lead, elsewhere, words) if start and lead else ()
            strayed = strayed or (tuple(strays.of(part, (start, end), inside, likely)) if start and likely else ())
            if strayed:
                yield from strayed
                continue
            home = own or lead
            # a stretch that names nothing, in a bullet whose other stretch has the measure's own day, tells of something else
            is_open = own is None and lead is not None and not names_day_of(lead, inside) and names_day_of(lead, found)
            if home is None or is_open or not (part in leads or _is_of_one_measure(reading, part, home, start, end)):
                continue
            if part not in leads and _tells_history(ledger, inside):
                continue
            if lead and home is not lead and home.path in elsewhere and not names_day_of(home, inside):
                moved = result_of_another(part, (start, end), lead, home, words)
                if moved:
                    yield moved
                    continue
                home = lead
            places = (_Place(reading, reading.brief, part, fact, fact.mention, home, words, elsewhere) for fact in inside if fact.mention)
            yield from _misplaced(places, start, is_bullet=part in leads)


def _telling(
    reading: LetterReading, part: Part, found: Iterable[Found], lead: Thing | None
) -> Iterator[tuple[tuple[int, int], list[Found]]]:
    """Give the stretches that may speak of a thing, each with the facts in it that the case holds."""
    held = [fact for fact in found if fact.mention and fact.said and fact.source]
    if not (held or lead):
        return
    for start, end in stretches(reading, part):
        inside = [fact for fact in held if start <= fact.span[0] < end]
        if inside or lead:
            yield (start, end), inside


def _misplaced(places: Iterable[_Place], start: int, *, is_bullet: bool) -> Iterator[Hit]:
    """Find the facts of a stretch that belong to another thing, or stand where the thing has another number."""
    for place in places:
        if place.mention.ordinal or _is_whole_elsewhere(place) or (not is_bullet and role_of(place.part.text, *place.fact.span, start)):
            continue
        yield from _of_another(place) or (_in_place_of_own(place) if is_bullet else ())


def _is_of_one_measure(reading: LetterReading, part: Part, home: Thing, start: int, end: int) -> bool:
    """Say whether a stretch of the prose speaks of one measure alone: of no several, and of nothing sent, answered or decided."""
    if home.path.startswith("grounds") or lists().several.search(part.text, start, end):
        return False
    return not any(start <= cue.span[0] < end and cue.entry.category in _HISTORY for cue in reading.cues(part, CUES))


def _tells_history(ledger: Ledger, inside: Iterable[Found]) -> bool:
    """Say whether the days of a stretch are those of what was sent and answered, one after the other: then no measure is told of."""
    days = [fact for fact in inside if fact.mention and isinstance(fact.mention.value, DatePoint)]
    return len(days) >= _IN_A_ROW and all(any(path.startswith(("appeals", "calls")) for path in ledger.holders(fact)) for fact in days)


def _of_another(place: _Place) -> tuple[Hit, ...]:
    """Find that every place of the case that holds a value belongs to another thing."""
    fact, home, ledger = place.fact, place.home, place.brief.ledger
    is_day = isinstance(place.mention.value, DatePoint)
    # where a number was found first is one of the places that hold it
    is_own = not is_day and thing_at(fact.source or "") in home.near
    paths = [] if is_own else [path for path in ledger.holders(fact) if path != "poa.text"]
    is_free = any(path.startswith(_FREE_DAYS if is_day else _FREE_NUMBERS) for path in paths)
    if not paths or is_free or (is_day and _is_told_of_history(place, paths)):
        return ()
    owners = {thing_at(path) for path in paths}
    if not owners.isdisjoint(home.near):
        return _at_wrong_end(place, paths) if is_day else ()
    own = _own_day(place, owners) if is_day else _own_number(place)
    words = place.words
    things = things_of(ledger)
    if is_day and own is None:
        return ()
    if not is_day and not (owners <= place.elsewhere and is_telling(place.mention)):
        # the noun a number brings along tells where the number comes from, not what the bullet speaks of
        near = clause_around(place.part.text, fact.span) - concepts(fact.text)
        if own is None and (not owners <= place.elsewhere or not things.names(home.path, near)):
            return ()
        words = near if own is None else words - concepts(fact.text)
    is_moved = owners <= place.elsewhere and (is_day or is_telling(place.mention))
    if not is_moved and any(owner in things.by_path and things.names(owner, words - home.words) for owner in owners):
        return ()
    has = f", which has {own}" if own else ", of which the case says no such thing"
    said = f"\u201c{_said(place)}\u201d belongs to {' and '.join(sorted(paths)[:2])} in the case; this speaks of {home.id}{has}."
    return (Hit(place.part, fact.span, said, f"Give the value of {home.id} itself{f': {own}' if own else ', or none'}."),)


def _is_told_of_history(place: _Place, paths: list[str]) -> bool:
    """Say whether a day is of the history or the notice alone, and the words before it tell that: "the test you asked for on 11 June"."""
    if not all(path.startswith(_OF_HISTORY) for path in paths):
        return False
    text, at = place.part.text, place.fact.span[0]
    if leads_to_history(text, at):
        return True
    is_asked = bool(place.brief.case.last_request) and is_asked_back(text, at) and any(".replies[" in path for path in paths)
    return place.part not in place.reading.sheet.bullets and (is_asked or all(path.startswith(_OF_NOTICE) for path in paths))


def _stands_with_own(place: _Place) -> bool:
    """Say whether a day stands in one list with the thing's own: "6/12 and 6/15: the old carrier out, the new one in"."""
    day, phrase = place.home.dated, place.mention.phrase
    beside = [one for one in _days(place) if one.phrase == phrase and one.span != place.mention.span]
    return any(not isinstance(day, Period) and day is not None and point_of(one).fits(day) for one in beside)


def _has_more_of(place: _Place, owners: set[str]) -> bool:
    """Say whether the clause of a day has another fact of what the day belongs to, which the measure itself lacks."""
    if not owners.isdisjoint(place.elsewhere):
        return False
    low, high = place.fact.span[0] - _CLAUSE, place.fact.span[1] + _CLAUSE
    for fact in place.brief.ledger.found(place.part.text, shown_in(place.reading.sheet), place.reading.mentions(place.part), bullet=True):
        if fact.span == place.fact.span or not (low <= fact.span[0] <= high) or fact.mention is None or not is_telling(fact.mention):
            continue
        told = {thing_at(path) for path in place.brief.ledger.holders(fact)}
        if told & owners and told.isdisjoint(place.home.near):
            return True
    return False


def _own_day(place: _Place, owners: set[str]) -> str | None:
    """Give the day a thing should have had; None where it has none, or where the words tell of what the day belongs to as well."""
    home = place.home
    if _stands_with_own(place) or _has_more_of(place, owners):
        return None
    return f"{written(home.dated, place.brief.case, place.reading.policy)} ({home.path})" if home.dated else None


def _own_number(place: _Place) -> str | None:
    """Give the number the thing itself has of what is counted, and the bullet lacks; None where it has none."""
    if place.fact.said is None or place.mention.unit is None:
        return None
    alike = place.brief.ledger.numbers.alike(place.fact.said)
    said = {mention.value for mention in place.reading.mentions(place.part)}
    own = next((held for held in alike if held.group == place.home.path and held.mention.value not in said), None)
    return f"\u201c{' '.join(own.mention.text.split())}\u201d ({own.path})" if own else None


def _at_wrong_end(place: _Place, paths: list[str]) -> tuple[Hit, ...]:
    """Find the day a measure began where its count ended, and the day its count ended where it began."""
    fact, home = place.fact, place.home
    if not home.path.startswith("poa.") or home.dated is None or not _is_day(place.mention):
        return ()
    head = place.part.text[max(0, fact.span[0] - 14) : fact.span[0]]
    is_end, is_begin = lists().until.search(head), lists().since.search(head)
    if not home.since or not (is_end or is_begin):
        return ()
    own = [path for path in paths if thing_at(path) in home.near]
    told = [held for held in place.brief.ledger.texts.held if held.group == home.path and _is_day(held.mention)]
    is_since = head.lower().endswith(("as of ", "as of the ")) and any(
        _is_same_day(one, held.mention) for one in _days(place) for held in told
    )
    if is_end and told and not is_since and not any(path.endswith(_TOLD) for path in own):
        right = " or ".join(" ".join(held.mention.text.split()) for held in told)
        said = f"\u201c{_said(place)}\u201d is the day of {home.id} itself; the case counts up to {right} ({told[0].path})."
        return (Hit(place.part, fact.span, said, f"Give the day up to which the case counts: {right}."),)
    if is_begin and not any(path.endswith(_BEGUN) for path in own):
        right = written(home.dated, place.brief.case, place.reading.policy)
        said = f"{home.id} has been in force since {right} ({home.path}), not since {_said(place)}."
        return (Hit(place.part, fact.span, said, f"Give the day the case has: {right}."),)
    return ()


def _days(place: _Place) -> list[Mention]:
    return [mention for mention in place.reading.mentions(place.part) if _is_day(mention)]


def _is_same_day(one: Mention, other: Mention) -> bool:
    first, second = one.value, other.value
    return isinstance(first, DatePoint) and isinstance(second, DatePoint) and (first.month, first.day) == (second.month, second.day)


def _is_day(mention: Mention) -> bool:
    return isinstance(mention.value, DatePoint) and mention.value.day is not None and mention.value.month is not None


def _in_place_of_own(place: _Place) -> tuple[Hit, ...]:
    """Find a number that stands in the words in which the measure's own text has another one, which the bullet lacks."""
    fact, ledger = place.fact, place.brief.ledger
    if fact.kind not in _NUMBERS or place.mention.bound or _follows(fact.source or ""):
        return ()
    own = [held for held in numbers_of(ledger, place.home.path) if held.kind is fact.kind]
    if any(held.value == place.mention.value for held in own):
        return ()
    said = {mention.value for mention in place.reading.mentions(place.part)}
    near = clause_around(place.part.text, fact.span) - concepts(fact.text)
    groups = {thing_at(path) for path in ledger.holders(fact)} - {"poa.text"}
    others = [one for group in groups for one in numbers_of(ledger, group) if one.value == place.mention.value]
    least = 1 if others and not any(one.near & near for one in others) else _ALIKE
    for held in own:
        if held.value not in said and len(held.near & near) >= least:
            words = f"\u201c{_said(place)}\u201d stands where the case has \u201c{held.words}\u201d ({held.path})."
            return (Hit(place.part, fact.span, words, f"Give the number {place.home.id} has here: {held.words}."),)
    return ()


def _is_whole_elsewhere(place: _Place) -> bool:
    """Say whether a number is only that of which the stretch tells a part: "30 of the 720 cartridges"."""
    said = place.fact.said
    return place.mention.kind is MentionKind.COUNT and said is not None and is_of_part(place.mention, said.sentence)


def _follows(source: str) -> bool:
    """Say whether a number was worked out of others: it stands in nobody's place."""
    return " less the number in " in source or source.startswith(
        ("derived: difference", "derived: the rest", "derived: share", "derived: worked out")
    )


def _said(place: _Place) -> str:
    return " ".join(place.fact.text.split())
