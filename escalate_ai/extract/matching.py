"""Which entry of a case an entry that was found is: attempts, documents, measures, answers. In: entries. Out: pairs of numbers. Pure.

An entry is the same where its day and way are, its file is, or its words are, whatever a person has made of the wording since. Rules that
are surer go first, and each entry of the case is given away once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from escalate_ai.case.marked import Plain
from escalate_ai.text.folding import fold

Entry: TypeAlias = "Mapping[str, Plain]"
Same: TypeAlias = "Callable[[Entry, Entry], bool]"

SHARED = 0.8
"""Share of the shorter one's words that two wordings of one thing have in common."""
_FEW = 3
"""Words below which only the same words are the same."""
_MADE = frozenset({"id", "confirmed"})
"""Keys that extracting makes up."""
_STATED = ("statement", "asked", "text", "title")


def pairs(found: Mapping[int, Entry], there: Sequence[Plain], group: str) -> dict[int, int]:
    """Give the number in the case for each entry that is there already.

    Args:
        found: Entries by their own numbers.
        there: The list of the case.
        group: The key of the list.

    """
    given: dict[int, int] = {}
    known = {place: entry for place, entry in enumerate(there) if isinstance(entry, dict)}
    for same in (*_RULES.get(group, _WORDED), _held):
        for number, entry in sorted(found.items(), key=_number):  # of two attempts of one day the first is the first
            if number in given:
                continue
            place = next((place for place, held in known.items() if place not in given.values() and same(entry, held)), None)
            if place is not None:
                given[number] = place
    return given


def _number(item: tuple[int, Entry]) -> int:
    return item[0]


def alike(one: str, other: str) -> bool:
    """Tell whether two wordings say one thing: most of the shorter one's words, and no number that the other lacks."""
    first, second = sorted((_words(one), _words(other)), key=len)
    if first == second:
        return bool(first)
    if len(first) < _FEW or len(first & second) < SHARED * len(first):
        return False
    return all(word in second for word in first if word[0].isdigit())


def told(value: Plain) -> str:
    """Give a value as it is compared: without case, and with single spaces."""
    return " ".join(str(value).split()).casefold()


def _words(text: str) -> frozenset[str]:
    plain = "".join(mark if mark.isalnum() else " " for mark in fold(text).text.casefold())
    return frozenset(plain.split())


def _text(entry: Entry, key: str) -> str:
    value = entry.get(key)
    return told(value) if isinstance(value, str) else ""


def _equal(*keys: str) -> Same:
    """Tell whether all of these are given and equal."""
    return lambda one, other: all(_text(one, key) and _text(one, key) == _text(other, key) for key in keys)


def _file(entry: Entry) -> str:
    return _text(entry, "plan")


def _same_plan(one: Entry, other: Entry) -> bool:
    return bool(_file(one)) and _file(one) == _file(other)


def _day(one: Entry, other: Entry) -> bool:
    """Tell whether two attempts went on one day, and no other way is told of them."""
    ways = {way for way in (_text(one, "channel"), _text(other, "channel")) if way}
    return len(ways) < 2 and _covers(other.get("sent_on"), one.get("sent_on"))  # noqa: PLR2004  of two


def _covers(there: Plain, found: Plain) -> bool:
    if isinstance(there, dict) and isinstance(found, str):
        start, end = (str(there.get(key)).strip() for key in ("from", "to"))
        return start <= found.strip() <= end
    return bool(found) and found == there if isinstance(found, dict) else isinstance(found, str) and told(found) == told(there)


def _answered_alike(one: Entry, other: Entry) -> bool:
    """Tell whether an attempt without a day has the answer of another."""
    if one.get("sent_on") and other.get("sent_on"):
        return False
    return any(_same_reply(mine, theirs) for mine in _replies(one) for theirs in _replies(other))


def _replies(entry: Entry) -> list[Entry]:
    listed = entry.get("replies")
    every = [entry.get("reply"), *(listed if isinstance(listed, list) else [])]
    return [reply for reply in every if isinstance(reply, dict)]


def _same_reply(one: Entry, other: Entry) -> bool:
    days = [_text(entry, "received_on") for entry in (one, other)]
    if all(days):
        return days[0] == days[1]
    return _worded(one, other)


def _worded(one: Entry, other: Entry) -> bool:
    return any(alike(_text(one, key), _text(other, key)) for key in _STATED if _text(one, key) and _text(other, key))


def _held(one: Entry, other: Entry) -> bool:
    """Tell whether everything of an entry stands in another."""
    own = {key: value for key, value in one.items() if key not in _MADE}
    return bool(own) and all(key in other and _same(value, other[key]) for key, value in own.items())


def _same(one: Plain, other: Plain) -> bool:
    if isinstance(one, dict):
        return isinstance(other, dict) and all(key in other and _same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return isinstance(other, list) and all(any(_same(mine, theirs) for theirs in other) for mine in one)
    return not isinstance(other, (dict, list)) and told(one) == told(other)


_WORDED: tuple[Same, ...] = (_equal("id", "statement"), _equal("statement"), _equal("asked"), _worded)
_RULES: Mapping[str, tuple[Same, ...]] = {
    "appeals": (_equal("sent_on", "channel"), _same_plan, _day, _answered_alike),
    "replies": (_equal("received_on", "text"), _equal("received_on"), _equal("text"), _same_reply),
    "calls": (_equal("called_on", "asked"), _equal("called_on")),
    "evidence": (_equal("file"), _equal("title")),
    "offenders": (_equal("name"),),
    "items": (_equal("id"), _equal("text")),
}
