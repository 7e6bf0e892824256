"""A person of the case given another role: the storeman called the accountant. In: a letter's reading with its brief. Out: hits.

Only what stands right beside a name is read, in the letter and in the case. Where the case gives a person no role of the list, or the
letter gives one that the case has for the same person anywhere, nothing is said.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.rule import Hit

if TYPE_CHECKING:
    from escalate_ai.ledger import Ledger
    from escalate_ai.rules.reading import LetterReading

_NAME = r"(?P<name>(?:Dr\.? |Ms\.? |Mr\.? |Mrs\.? )?[A-Z\u00c0-\u017d][\w'\u2019-]+(?: [A-Z\u00c0-\u017d][\w'\u2019-]+){1,2})"


_BESIDE = 60
"""Characters before a name in which its role stands."""


class _Held(NamedTuple):
    role: int
    path: str
    words: str


class _Roles(NamedTuple):
    number: dict[str, int]
    """Which role of the list a word names."""
    led: re.Pattern[str]
    """Right before a name."""
    follows: re.Pattern[str]
    """Right behind a name."""
    before: re.Pattern[str]
    after: re.Pattern[str]
    any: re.Pattern[str]


def roles_of_others(reading: LetterReading) -> Iterator[Hit]:
    """Find a role right beside a name for which the case has another one."""
    if reading.brief is None:
        return
    people = _people(reading.brief.ledger)
    if not people:
        return
    for part in reading.sheet.body:
        for name, held in people.items():
            for role, span in _beside(part.text, name):
                if any(one.role == role for one in held):
                    continue
                said = f"The case calls {name} \u201c{held[0].words}\u201d ({held[0].path}), not \u201c{part.text[slice(*span)]}\u201d."
                yield Hit(part, span, said, f"Give {name} the role the case has, or none.")


def _beside(text: str, name: str) -> Iterator[tuple[int, tuple[int, int]]]:
    """Give the roles right beside a name, and where they stand."""
    at, roles = text.find(name), _roles()
    while at >= 0:
        before = roles.led.search(text, max(0, at - _BESIDE), at)
        after = roles.follows.match(text, at + len(name))
        for hit in (before, after):
            if hit:
                yield roles.number[hit["role"].lower()], hit.span("role")
        at = text.find(name, at + len(name))


def _named(text: str) -> Iterator[tuple[str, int, tuple[int, int]]]:
    """Give each name with a role right beside it, and where the role stands."""
    roles = _roles()
    for pattern in (roles.before, roles.after):
        for hit in pattern.finditer(text):
            yield _bare(hit["name"]), roles.number[hit["role"].lower()], hit.span("role")


def _bare(name: str) -> str:
    return re.sub(r"^(?:Dr|Ms|Mr|Mrs)\.? ", "", name).removesuffix("'s").removesuffix("\u2019s")


@lru_cache(maxsize=32)
def _people(ledger: Ledger) -> dict[str, list[_Held]]:
    found: dict[str, list[_Held]] = {}
    contact = ledger.case.seller.contact
    for hit in _roles().any.finditer(contact.role or ""):
        own = _Held(_roles().number[hit["role"].lower()], "seller.contact.role", contact.role or "")
        found.setdefault(contact.name, []).append(own)
    for told in ledger.texts.told:
        for name, role, span in _named(told.text):
            found.setdefault(name, []).append(_Held(role, told.path, told.text[slice(*span)]))
    return found


@cache
def _roles() -> _Roles:
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "altered_wordings.toml").read_text("utf-8"))
    number = {word.lower(): place for place, words in enumerate(raw["roles"]["sides"]) for word in words}
    words = "|".join(sorted(map(re.escape, number), key=len, reverse=True))
    role = rf"(?P<role>(?i:{words}))"
    led = rf"\b(?i:the|our|my|an?|its|and|in-house|outside|independent|former) {role}(?:,? | of [A-Z]\w+, )(?:is |was )?"
    follows = rf"(?:, (?:who is |who was |who |is )?| is | was | as |'s | \()(?:the |our |an? |its |their |my )?{role}\b"
    patterns = (rf"{led}(?:(?:Dr|Ms|Mr|Mrs)\.? )?$", follows, led + _NAME, _NAME + follows, rf"\b{role}\b")
    return _Roles(number, *(re.compile(pattern) for pattern in patterns))
